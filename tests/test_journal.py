"""Changes of several files go in, and the process is killed at every step of making them; all of
them are made afterwards, or none."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from citybook import journal, manifest
from citybook.journal import FileChange, JournalError, finish_changes, is_begun, make_changes

BEFORE = {
    "places.yaml": b"alba: 1\n",
    "cities/alba.md": b"card",
    "guides/old/guide.yaml": b"guide",
    "guides/old/steps.md": b"steps",
}
AFTER = {
    "places.yaml": b"alba-longa: 1\n",
    "cities/alba-longa.md": b"card\naliases: [alba]",
    "guides/new/guide.yaml": b"guide\naliases: [old]",
    "guides/new/steps.md": b"steps",
}
CHANGES = [
    FileChange(old, new, BEFORE[old], AFTER[new]) for old, new in zip(BEFORE, AFTER, strict=True)
]
# What ends a step.
STEPS = ((os, "replace"), (os, "unlink"), (os, "fsync"), (os, "chmod"), (os, "rmdir"))


def prepare(folder: Path) -> Path:
    folder = folder / "content"
    for name, data in BEFORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do something in a process that is killed before its step of this number; whether it was."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = step

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def count(*given: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*given, **named)

        return count

    for module, name in STEPS:
        setattr(module, name, counted(getattr(module, name)))
    try:
        work()
    finally:
        os._exit(0)


def test_after_a_kill_at_any_step_all_files_are_changed_or_none(tmp_path: Path) -> None:
    assert journal.flush is manifest.flush
    outcomes: set[bool] = set()
    for step in range(200):
        folder = prepare(tmp_path / str(step))
        was_killed = killed_at(
            step, lambda folder=folder: make_changes(folder.parent, folder, CHANGES)
        )
        # The next run may be killed as well.
        killed_at(step % 7, lambda folder=folder: finish_changes(folder.parent, folder))
        finish_changes(folder.parent, folder)
        left = files(folder)
        assert left in (BEFORE, AFTER), f"killed before step {step}"
        assert not is_begun(folder.parent)
        outcomes.add(left == AFTER)
        if not was_killed:
            break
    assert left == AFTER
    assert outcomes == {True, False}
    assert step > 20


@pytest.mark.parametrize("changed", ["places.yaml", "cities/alba-longa.md"])
def test_a_file_that_changed_since_it_was_read_stops_all(tmp_path: Path, changed: str) -> None:
    folder = prepare(tmp_path)
    (folder / changed).write_bytes(b"somebody's")
    before = files(folder)
    with pytest.raises(JournalError) as error:
        make_changes(folder.parent, folder, CHANGES)
    assert error.value.files == [changed]
    assert files(folder) == before


def test_what_somebody_changed_after_a_kill_is_not_overwritten(tmp_path: Path) -> None:
    folder = prepare(tmp_path)
    step = next(
        step
        for step in range(100)
        if killed_at(step, lambda: make_changes(tmp_path, prepare(tmp_path), CHANGES))
        and (tmp_path / "changes/journal").exists()
    )
    assert step
    (folder / "places.yaml").write_bytes(b"somebody's")
    before = files(folder)
    with pytest.raises(JournalError) as error:
        finish_changes(folder.parent, folder)
    assert error.value.files == ["places.yaml"]
    assert files(folder) == before


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    folder = prepare(tmp_path)
    os.chmod(folder / "cities/alba.md", 0o600)
    make_changes(folder.parent, folder, CHANGES)
    assert (folder / "cities/alba-longa.md").stat().st_mode & 0o777 == 0o600

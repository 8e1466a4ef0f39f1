"""Changes of several files in content/ go in; all of them are made, or none, whatever ends the
process in between.

1. What each file shall hold is written aside, in `build/.state/changes/`, and is on the disk.
2. The journal, which names all files, takes its place beside it, in one step. Until then nothing
   has changed: what lies aside is thrown away by the next run.
3. From then on all is made: each file takes its place in one step, what has another name now is
   removed, the journal last. A run that is killed meanwhile is finished by the next.

It does not lie in content/, which others contribute to: a journal may delete files.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citybook.manifest import flush, part_of, remove_empty, write

FOLDER, JOURNAL = "changes", "journal"


@dataclass(frozen=True)
class FileChange:
    """A file below content/: its name and bytes as they are and as they shall be."""

    old: str
    new: str
    before: bytes
    after: bytes


class JournalError(Exception):
    """Raised when files are not as they were when the changes were planned; holds their names."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = sorted(set(files))
        super().__init__(", ".join(self.files))


def is_begun(state: Path) -> bool:
    """Whether a run was ended, or is at work, amid changes."""
    return os.path.isdir(state / FOLDER)


def make_changes(state: Path, content: Path, changes: Sequence[FileChange]) -> None:
    """Make all of these changes. Raises JournalError, with nothing changed, if a file is not as it
    was, and OSError."""
    aside = state / FOLDER
    shutil.rmtree(aside, ignore_errors=True)
    wrong = [one.old for one in changes if _read(content / one.old) != one.before]
    wrong += [
        one.new for one in changes if one.new != one.old and os.path.lexists(content / one.new)
    ]
    if wrong:
        raise JournalError(wrong)
    try:
        for number, one in enumerate(changes):
            write(aside / str(number), one.after)
        rows = [
            {
                "old": one.old,
                "new": one.new,
                "before": _hash(one.before),
                "after": _hash(one.after),
                "mode": stat.S_IMODE(os.stat(content / one.old).st_mode),
            }
            for one in changes
        ]
        write(aside / JOURNAL, json.dumps(rows, indent=1).encode())
    except OSError:
        if not (aside / JOURNAL).exists():
            shutil.rmtree(aside, ignore_errors=True)
        raise
    finish_changes(state, content)


def finish_changes(state: Path, content: Path) -> bool:
    """Make what is left of changes that were begun, and return whether there was anything. Raises
    JournalError, with nothing changed, if somebody changed these files meanwhile, and OSError."""
    aside = state / FOLDER
    try:
        rows = json.loads((aside / JOURNAL).read_bytes())
    except FileNotFoundError:
        shutil.rmtree(aside, ignore_errors=True)  # nothing had been changed yet
        return False
    if wrong := [file for row in rows for file in _conflicts(content, row)]:
        raise JournalError(wrong)
    for number, row in enumerate(rows):
        _make(content, row, (aside / str(number)).read_bytes())
    folders = {(content / row[name]).parent for row in rows for name in ("old", "new")}
    flush(folder for folder in folders if folder.is_dir())
    os.unlink(aside / JOURNAL)
    shutil.rmtree(aside, ignore_errors=True)
    return True


def _conflicts(content: Path, row: dict[str, Any]) -> Iterator[str]:
    """Yield the files of a change that are neither as they were nor as they shall be."""
    old, new = (_read(content / row[name]) for name in ("old", "new"))
    if new is not None and _hash(new) != row["after"] and _hash(new) != row["before"]:
        yield row["new"]
    if row["old"] != row["new"] and old is not None and _hash(old) != row["before"]:
        yield row["old"]
    if old is None and new is None:
        yield row["old"]


def _make(content: Path, row: dict[str, Any], data: bytes) -> None:
    old, new = content / row["old"], content / row["new"]
    write(new, data)
    part_of(new).unlink(missing_ok=True)  # of a run that was killed behind its rename
    if stat.S_IMODE(os.stat(new).st_mode) != row["mode"]:
        os.chmod(new, row["mode"])
    if old != new:
        with suppress(FileNotFoundError):
            os.unlink(old)
        remove_empty(old.parent, content)


def _read(path: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    with suppress(OSError):
        return path.read_bytes()
    return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

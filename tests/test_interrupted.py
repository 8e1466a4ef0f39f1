"""A build that is stopped, starved of room or disturbed goes in; whole files or none come out, and
a doit repairs the rest."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from citybook.content import entry_cache
from citybook.content.entries import EntryText
from citybook.content.entry_cache import DamagedCache, EntryCache
from citybook.lock import cannot_write
from citybook.manifest import Manifest, manifests, write_part
from citybook.project import Project
from citybook.run import read_content
from tests.publications import Publication, Run

ALBA = "cities/alba.md"
# A change of Alba changes what these make: a book, with the fragments that it is made of, and
# pages.
TASKS = ("editions:book", "pages")
CHANCE = random.Random(20261125)
HOW = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
# Moments at which builds are ended, as parts of how long an undisturbed one takes, spread over all
# of it, and how; always the same.
MOMENTS = [((number + CHANCE.random()) / 6, HOW[number % 3]) for number in range(6)]
# In a namespace of its own a process may mount what it likes: as root, or as an ordinary user who
# is root there.
MOUNTING = (
    ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
)


@pytest.fixture(scope="module")
def built_files(good: Publication) -> dict[str, bytes]:
    """What the small publication is built to, undisturbed."""
    return good.files()


@pytest.fixture(scope="module")
def changed(
    good: Publication, built_files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], float]:
    """What it is built to after a card is changed, and how many seconds that took."""
    folder = tmp_path_factory.mktemp("changed") / "good"
    shutil.copytree(good.folder, folder)
    publication = Publication(folder)
    publication.replace(ALBA, "People", "All people")
    begun = time.monotonic()
    publication.doit(*TASKS).succeeds()
    took = time.monotonic() - begun
    assert publication.files() != built_files
    return publication.files(), took


def parts(publication: Publication) -> list[Path]:
    """Files that were written aside and are not in their places."""
    return [path for path in publication.build.rglob("*.part") if path.is_file()]


def end(running: Any) -> None:
    """Wait until a build that was told to end has done so, with all its processes."""
    running.join(20)
    assert running.exitcode is not None
    wait_until(lambda: not _group(running.pid), seconds=5)


def wait_until(is_so: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _group(leader: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group = stat.read_text().rpartition(") ")[2].split()[:3]
            if int(group) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


def test_whenever_a_build_is_killed_each_file_is_whole_and_one_doit_makes_the_clean_build(
    built: Publication, built_files: dict[str, bytes], changed: tuple[dict[str, bytes], float]
) -> None:
    before, (after, takes) = built_files, changed
    for number, (moment, how) in enumerate(MOMENTS):
        old, new = ("People", "All people") if number % 2 == 0 else ("All people", "People")
        built.replace(ALBA, old, new)
        running = built.start(*TASKS)
        running.join(moment * takes)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, how)
        end(running)
        for name, data in built.files().items():
            if not name.endswith(".part"):
                assert data in (before.get(name), after.get(name)), (
                    f"{name}, {how.name} after {moment:.0%}"
                )
    built.doit(*TASKS).succeeds()
    assert built.files() == (after if new == "All people" else before)
    assert not parts(built)


@contextmanager
def at_work(publication: Publication) -> Iterator[Any]:
    """A build of a sheet that has begun, and has processes that help it."""
    running = publication.start("sheets:alba")
    wait_until(lambda: len(_group(running.pid)) > 1)
    assert (publication.build / ".state/lock").exists()
    yield running
    end(running)


def test_a_build_that_is_ended_ends_with_all_its_processes_and_leaves_no_lock(
    small: Publication, built_files: dict[str, bytes]
) -> None:
    for how in HOW:
        with at_work(small) as running:
            os.kill(running.pid, how)  # the build alone: its children have to end by themselves
        assert not (small.pdf / "sheets/alba.pdf").exists()
    run = small.doit("sheets:alba").succeeds()
    assert "Another build" not in run.output
    assert small.files().items() <= built_files.items()
    assert (small.pdf / "sheets/alba.pdf").exists()


def test_a_second_doit_in_the_same_folder_waits_and_says_so(
    small: Publication, built_files: dict[str, bytes]
) -> None:
    with at_work(small) as first:
        second = small.doit("sheets:alba").succeeds()
    assert (
        f"Another build is at work in this folder (process {first.pid}); this one waits until it "
        "has ended." in second.output
    )
    assert second.ran == []
    assert first.exitcode == 0
    assert small.files().items() <= built_files.items()


def test_cleaning_waits_for_a_build(small: Publication) -> None:
    shutil.rmtree(small.build / ".state/fragments")  # of editions, which are not made here
    with at_work(small) as running:
        small.doit("clean").succeeds()
    assert running.exitcode == 0
    assert sorted(path.name for path in small.folder.iterdir() if path.name != "__pycache__") == [
        "content",
        "dodo.py",
    ]


def mounted(publication: Publication, script: str) -> Run:
    """Run a shell script in the publication's folder, where it may mount; `doit` is a function of
    it."""
    doit = f'doit() {{ "{sys.executable}" -m doit "$@"; }}; set -e; '
    ran = subprocess.run(
        [*MOUNTING, "sh", "-c", doit + script],
        cwd=publication.folder,
        text=True,
        timeout=300,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert "unshare failed" not in ran.stdout, (
        "this test needs a machine that lets it mount a small disk in a namespace"
    )
    return Run(ran.returncode, ran.stdout)


def test_on_a_full_disk_the_last_build_stays_and_one_sentence_says_why(
    built: Publication,
    built_files: dict[str, bytes],
    changed: tuple[dict[str, bytes], float],
    tmp_path: Path,
) -> None:
    before, (after, _) = built_files, changed
    shutil.move(built.build, tmp_path / "kept")
    # A disk that holds the build and little more: what is written aside fills it.
    run = mounted(
        built,
        f"""
        mkdir build; mount -t tmpfs -o size=200m none build; cp -a '{tmp_path}/kept/.' build/
        used=$(df -k --output=used build | tail -1); mount -o remount,size=$((used + 24))k build
        sed -i 's/People/All people/' content/{ALBA}
        if doit {" ".join(TASKS)} > '{tmp_path}/said' 2>&1; then echo unexpected; exit 3; fi
        mkdir '{tmp_path}/full'; cp -a build/. '{tmp_path}/full/'
        mount -o remount,size=200m build; doit {" ".join(TASKS)}
        cp -a build/. '{tmp_path}/roomy/'""",
    ).succeeds()
    assert "unexpected" not in run.output
    said = (tmp_path / "said").read_text()
    assert "build/ cannot be written: the disk is full" in said
    assert "Traceback" not in said
    full = _files(tmp_path / "full")
    assert full.keys() == before.keys(), "nothing is lost, and nothing half written lies about"
    assert all(data in (before[name], after.get(name)) for name, data in full.items())
    assert full["site/index.html"] == before["site/index.html"]
    assert _files(tmp_path / "roomy") == after


def test_where_there_is_no_room_for_what_is_remembered_nothing_is_and_it_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    EntryCache(tmp_path / "entries.sqlite3", "as it was", write=True)
    monkeypatch.setattr(entry_cache, "SCHEMA", ("CREATE TABLE that fails",))
    cache = EntryCache(tmp_path / "entries.sqlite3", "as it is", write=True)
    assert cache.files("images") == {}
    cache.save_files("images", {"quay.png": ([1, 2], "seen")}, [])
    assert cache.read_known() == {}


def test_a_folder_that_can_only_be_read_is_one_plain_sentence(
    built: Publication, built_files: dict[str, bytes]
) -> None:
    built.replace(ALBA, "People", "All people")
    run = mounted(built, "mount --bind build build; mount -o remount,bind,ro build; doit").fails()
    assert (
        run.output.strip()
        .splitlines()[-1]
        .startswith("build/ cannot be written: it is on a disk that can only be read")
    )
    assert "Traceback" not in run.output
    assert built.files() == built_files


def _files(build: Path) -> dict[str, bytes]:
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file() and ".state" not in path.parts
    }


DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda data: data[: len(data) // 2],
    lambda _: b"nonsense" * 99,
    lambda data: bytes(len(data)),
]


# What is made anew; that nothing damaged is trusted of what others made is tested below.
MADE = ("html", "editions/book", "site")


@pytest.mark.parametrize(("turn", "tasks"), [(0, TASKS), (1, ("html",))])
def test_whatever_is_damaged_of_what_citybook_remembers_the_next_build_is_the_clean_one(
    built: Publication, built_files: dict[str, bytes], turn: int, tasks: tuple[str, ...]
) -> None:
    state = built.build / ".state"
    others = {
        built.build / file
        for name in manifests(built.build)
        if name not in MADE
        for file in (f".state/{name}.json", *Manifest(built.build, name).files)
    }
    remembered = sorted(
        path
        for path in state.rglob("*")
        if path.is_file() and path.name != "lock" and path not in others
    )
    for number, path in enumerate(remembered, turn):
        path.write_bytes(DAMAGE[number % len(DAMAGE)](path.read_bytes()))
    run = built.doit(*tasks).succeeds()
    assert (
        "build/.state/html.json was damaged. It is set aside as build/.state/html.json.damaged"
        in run.output
    )
    assert "Traceback" not in run.output
    assert built.files() == built_files


def test_whichever_page_is_damaged_of_what_is_kept_of_entries_the_content_is_read_anew(
    built: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    path = built.build / ".state/entries.sqlite3"
    with closing(sqlite3.connect(path)) as base:
        (size,) = base.execute("PRAGMA page_size").fetchone()
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data, told = path.read_bytes(), 0
    for at in range(0, len(data), 3 * size):
        path.write_bytes(data[:at] + b"\xff" * size + data[at + size :])
        try:
            texts = read_texts(built.folder)
        except DamagedCache:  # told where a text is shown: another run reads it anew
            texts = read_texts(built.folder)
        assert len(texts) > 5
        told += "entries.sqlite3 was damaged. It is set aside" in capsys.readouterr().err
    assert told > 3


def read_texts(root: Path) -> list[EntryText]:
    """The texts of all entries, as a run reads them."""
    return [entry.text for entry in read_content(Project(root), set())[0].entries]


def test_a_damaged_manifest_is_set_aside_and_its_work_is_not_done(
    built: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    names = manifests(built.build)
    assert len(names) > 15
    for name in names:
        path = built.build / f".state/{name}.json"
        data = path.read_bytes()
        assert Manifest(built.build, name).files
        for damage in DAMAGE:
            path.write_bytes(damage(data))
            assert not Manifest(built.build, name).is_finished()
            assert path.with_name(f"{path.name}.damaged").read_bytes() == damage(data)
            assert f"build/.state/{name}.json was damaged." in capsys.readouterr().err


def test_a_manifest_that_names_files_outside_of_build_removes_nothing_there(
    built: Publication,
) -> None:
    victim = built.folder / "content/victim.txt"
    victim.write_text("mine")
    (built.build / ".state/html.json").write_text(
        '{"files": {"../content/victim.txt": [1, 2]}, "facts": {}, "stamp": ""}'
    )
    built.doit("clean").succeeds()
    assert victim.read_text() == "mine"


def test_a_link_in_place_of_an_output_is_replaced_and_where_it_leads_nothing_changes(
    built: Publication, built_files: dict[str, bytes]
) -> None:
    victim = built.folder / "victim.html"
    victim.write_text("mine")
    page = built.site / "index.html"
    page.unlink()
    page.symlink_to(victim)
    (built.site / ".index.html.part").symlink_to(victim)
    built.doit("pages").succeeds()
    assert victim.read_text() == "mine"
    assert not page.is_symlink()
    assert built.files() == built_files


def test_what_other_processes_wrote_aside_is_cleared_away_when_one_of_them_fails(
    tmp_path: Path,
) -> None:
    names = ["site/one.html", "site/two.html"]
    manifest = Manifest(tmp_path, "site")
    with suppress(OSError), manifest.begin(names):
        manifest.expect(names)
        write_part(tmp_path / names[0], b"one")
        raise OSError("the disk is full")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["site.json"]


def test_a_folder_of_the_content_that_may_not_be_read_is_named_as_that() -> None:
    denied = PermissionError(errno.EACCES, "Permission denied", "content/private")
    said = cannot_write(denied)
    assert said.startswith("content/ cannot be used: Permission denied (content/private).")

"""A build that is stopped, starved of room or disturbed goes in; whole files or none come out, and
a doit repairs the rest."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publications import Publication, Run

ALBA = "cities/alba.md"
# Moments at which builds are ended, in seconds after their start, and how; always the same.
CHANCE = random.Random(20261125)
MOMENTS = [
    (CHANCE.uniform(0.05, 1.4), CHANCE.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
    for _ in range(12)
]
# In a namespace of its own a process may mount what it likes: as root, or as an ordinary user who
# is root there.
MOUNTING = (
    ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
)


def states(publication: Publication) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What a publication is built to before a card is changed, and afterwards; it is left as it was
    before."""
    before = publication.files()
    publication.replace(ALBA, "People", "All people")
    publication.doit().succeeds()
    after = publication.files()
    publication.replace(ALBA, "All people", "People")
    publication.doit().succeeds()
    assert publication.files() == before != after
    return before, after


def parts(publication: Publication) -> list[Path]:
    """Files that were written aside and are not in their places."""
    return [path for path in publication.build.rglob("*.part") if path.is_file()]


def test_whenever_a_build_is_killed_each_file_is_whole_and_one_doit_makes_the_clean_build(
    built: Publication,
) -> None:
    before, after = states(built)
    for number, (moment, how) in enumerate(MOMENTS):
        old, new = ("People", "All people") if number % 2 == 0 else ("All people", "People")
        built.replace(ALBA, old, new)
        running = built.start()
        time.sleep(moment)
        os.killpg(running.pid, how)
        running.communicate(timeout=20)
        for name, data in built.files().items():
            if not name.endswith(".part"):
                assert data in (before.get(name), after.get(name)), (
                    f"{name}, {how.name} after {moment:.2f} s"
                )
        if number % 4 == 3:
            built.doit().succeeds()
            assert built.files() == (after if number % 2 == 0 else before)
    assert not parts(built)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_asked_to_end_ends_with_all_its_processes(
    small: Publication, how: signal.Signals
) -> None:
    running = small.start()
    for moment in (0.5, 1.0, 1.5, 2.0, 2.5):
        time.sleep(0.5)
        if len(_group(running.pid)) > 1 or moment == 2.5:
            os.kill(running.pid, how)
            break
    running.communicate(timeout=20)
    deadline = time.monotonic() + 5
    while _group(running.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _group(running.pid)
    small.doit().succeeds()


def _group(leader: int) -> list[int]:
    """The living processes of a group."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-g", str(leader)], capture_output=True, text=True, check=False
    ).stdout
    return [
        int(row.split()[0])
        for row in listed.splitlines()
        if row.split() and not row.split()[1].startswith("Z")
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
    built: Publication, tmp_path: Path
) -> None:
    before, after = states(built)
    shutil.move(built.build, tmp_path / "kept")
    # A disk that holds the build and little more: what is written aside fills it.
    run = mounted(
        built,
        f"""
        mkdir build; mount -t tmpfs -o size=200m none build; cp -a '{tmp_path}/kept/.' build/
        used=$(df -k --output=used build | tail -1); mount -o remount,size=$((used + 24))k build
        sed -i 's/People/All people/' content/{ALBA}
        if doit > '{tmp_path}/said' 2>&1; then echo unexpected; exit 3; fi
        mkdir '{tmp_path}/full'; cp -a build/. '{tmp_path}/full/'
        mount -o remount,size=200m build; doit; cp -a build/. '{tmp_path}/roomy/'""",
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


def test_a_folder_that_can_only_be_read_is_one_plain_sentence(built: Publication) -> None:
    before = built.files()
    built.replace(ALBA, "People", "All people")
    run = mounted(built, "mount --bind build build; mount -o remount,bind,ro build; doit").fails()
    assert (
        run.output.strip()
        .splitlines()[-1]
        .startswith("build/ cannot be written: it is on a disk that can only be read")
    )
    assert "Traceback" not in run.output
    assert built.files() == before


def _files(build: Path) -> dict[str, bytes]:
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file() and ".state" not in path.parts
    }


def test_a_second_doit_in_the_same_folder_waits_and_says_so(
    small: Publication, built_files: dict[str, bytes]
) -> None:
    first = small.start()
    while not (small.build / ".state/lock").exists():
        time.sleep(0.01)
    time.sleep(0.2)
    second = small.doit().succeeds()
    assert (
        f"Another build is at work in this folder (process {first.pid}); this one waits until it "
        "has ended." in second.output
    )
    assert second.ran == []
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert small.files() == built_files


@pytest.fixture
def built_files(good: Publication) -> dict[str, bytes]:
    """What the small publication is built to, undisturbed."""
    return good.files()


def test_a_killed_build_leaves_no_lock(small: Publication, built_files: dict[str, bytes]) -> None:
    running = small.start()
    time.sleep(1.5)
    os.kill(running.pid, signal.SIGKILL)  # the build alone: its children have to end by themselves
    running.communicate(timeout=20)
    small.doit().succeeds()
    assert small.files() == built_files


def test_cleaning_waits_for_a_build(small: Publication) -> None:
    running = small.start()
    time.sleep(1)
    small.doit("clean").succeeds()
    running.communicate(timeout=60)
    assert running.returncode == 0
    assert sorted(path.name for path in small.folder.iterdir() if path.name != "__pycache__") == [
        "content",
        "dodo.py",
    ]


DAMAGE: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda data: data[: len(data) // 2],
    lambda _: b"nonsense" * 99,
    lambda data: bytes(len(data)),
]


@pytest.mark.parametrize("turn", [0, 1])
def test_whatever_is_damaged_of_what_citybook_remembers_the_next_build_is_the_clean_one(
    built: Publication, built_files: dict[str, bytes], turn: int
) -> None:
    remembered = sorted(
        path
        for path in (built.build / ".state").rglob("*")
        if path.is_file() and path.name != "lock"
    )
    for number, path in enumerate(remembered, turn):
        path.write_bytes(DAMAGE[number % len(DAMAGE)](path.read_bytes()))
    run = built.doit().succeeds()
    assert (
        "build/.state/site.json was damaged. It is set aside as build/.state/site.json.damaged"
        in run.output
    )
    assert "Traceback" not in run.output
    assert built.files() == built_files


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
    built: Publication,
) -> None:
    victim = built.folder / "victim.html"
    victim.write_text("mine")
    before = built.files()
    page = built.site / "index.html"
    page.unlink()
    page.symlink_to(victim)
    (built.site / ".index.html.part").symlink_to(victim)
    built.doit().succeeds()
    assert victim.read_text() == "mine"
    assert not page.is_symlink()
    assert built.files() == before

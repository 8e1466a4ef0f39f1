"""What was written, and whether it is still so: bytes go in, finished files and a manifest of them
come out.

doit calls a half-written target up to date, keeps what belongs to deleted content and never sees a
target changed by hand (pydoit/doit#191). So every writer keeps a manifest: the files it finished,
with size and time. All its files are written aside first; when the last is there and on the disk,
all are renamed: docs/security.md argues the order.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

Signature = list[int]
# From so many files on, the disk is told once to write all that waits (sync(2) waits for it on
# Linux, not everywhere).
MANY = 16


def write(path: Path, data: bytes) -> bool:
    """Write `data` aside and rename it to `path`, only when it differs. Returns whether it did:
    then it is on the disk."""
    if not write_part(path, data):
        return False
    try:
        flush([part_of(path)])
        os.replace(part_of(path), path)
    finally:
        part_of(path).unlink(missing_ok=True)
    flush([path.parent])
    return True


def write_part(path: Path, data: bytes) -> bool:
    """Write `data` aside, only when it differs from what is at `path`. Returns whether it does."""
    try:
        found = os.lstat(path)
        if stat.S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        part_of(path).unlink()  # of a killed build; or a link, which shall lead nothing astray
    try:
        with open(part_of(path), "xb") as file:
            file.write(data)
    except BaseException:
        with suppress(OSError):
            part_of(path).unlink()
        raise
    return True


def part_of(path: Path) -> Path:
    """Where `path` is written before it is whole; always the same, so that a killed build leaves
    nothing for good."""
    return path.with_name(f".{path.name}.part")


def _part(path: str) -> str:
    """Return the same for the name of a path, which takes a fifth of the time: a site has ten
    thousand files."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.part"


def link_or_copy(source: str, target: str) -> None:
    """Give a file a second name; a copy, where the disk has no such links or is another."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def flush(paths: Iterable[Path | str]) -> None:
    """Wait until files and folders are on the disk."""
    listed = list(paths)
    if len(listed) >= MANY and sys.platform == "linux":
        os.sync()
        return
    for path in listed:
        if os.name == "nt" and os.path.isdir(path):
            continue
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def signature(path: str) -> Signature | None:
    """Size in bytes and time of change in nanoseconds; None when there is no such file, or a link
    or folder in its place."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns] if stat.S_ISREG(found.st_mode) else None


class Manifest:
    """The files that one writer finished, kept in `build/.state/<name>.json`.

    A writer names its files to `begin`, and in a `with` on what that returns gives each by `write`,
    `copy`, `keep` or, if it was expected, `adopt`; `finish` puts all in their places. A failure
    before leaves what was there, and nothing beside it. `facts` is what the writer has to tell
    others of its output, such as a PDF's number of pages. `is_current` and `is_finished` ask,
    `clear` removes.
    """

    def __init__(self, build: Path, name: str) -> None:
        self.build = build
        self.name = f".state/{name}.json"
        self.files: dict[str, Signature] = {}
        self.facts: dict[str, Any] = {}
        self.stamp = ""
        self._load()
        self._before: dict[str, Signature] = {}
        self._new: dict[str, Signature] = {}
        self._waiting: set[str] = set()

    def _load(self) -> None:
        path = f"{self.build}/{self.name}"
        try:
            with open(path, "rb") as file:
                kept = json.load(file)
            files, facts, stamp = kept["files"], kept["facts"], kept["stamp"]
            if not all(_is_within(name) for name in files):
                raise ValueError("a name that leads out of build/")
            self.files, self.facts, self.stamp = files, facts, stamp
        except OSError:
            pass
        except (ValueError, KeyError, TypeError, AttributeError):
            set_aside(path)

    def _save(self, stamp: str, *, lasting: bool) -> None:
        kept = {"stamp": stamp, "facts": self.facts, "files": self.files}
        path, data = (
            self.build / self.name,
            json.dumps(kept, ensure_ascii=False, sort_keys=True).encode(),
        )
        if write_part(path, data):
            flush([part_of(path)] if lasting else [])
            os.replace(part_of(path), path)

    def is_current(self, stamp: str) -> bool:
        """Whether the work of `stamp` was finished and every file of it is as it was left."""
        return self.stamp == stamp and self.is_finished()

    def is_finished(self) -> bool:
        """Whether some work was finished and every file of it is as it was left."""
        return bool(self.stamp and self.files) and all(
            signature(f"{self.build}/{name}") == found for name, found in self.files.items()
        )

    def begin(self, names: list[str]) -> Manifest:
        """Note which files, relative to build/, are about to be written, so that none is forgotten
        after a kill."""
        self._before, self._new, self._waiting = dict(self.files), {}, set()
        is_new = not self.files.keys() >= set(names)
        for name in self.files if not self.stamp else ():  # the last run was killed amid its work
            with suppress(OSError):
                part_of(self.build / name).unlink()
        self.files = {**{name: [] for name in names}, **self.files}
        self._save("", lasting=is_new)
        return self

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._waiting:
            with suppress(OSError):
                part_of(self.build / name).unlink()
        self._waiting = set()

    def write(self, name: str, data: bytes) -> None:
        """Write one file, to be seen when all are finished."""
        self._waiting.add(name)  # before it is there: a failure amid it shall clear it away
        if not write_part(self.build / name, data):
            self._waiting.discard(name)
            self._new[name] = self._signature(name)

    def expect(self, names: Iterable[str]) -> None:
        """Say which files other processes are about to write by `write_part`: a failure amid it
        shall clear them away."""
        self._waiting.update(names)

    def adopt(self, name: str) -> None:
        """Take over a file that was expected, once it is written."""
        if not os.path.exists(_part(f"{self.build}/{name}")):
            self._waiting.discard(name)
            self._new[name] = self._signature(name)

    def keep(self, name: str) -> bool:
        """Keep a file of the last run as it is; False where it is not as it was left."""
        kept = self._before.get(name)
        if not kept or signature(f"{self.build}/{name}") != kept:
            return False
        self._new[name] = kept
        return True

    def copy(self, name: str, source: Path) -> None:
        """Write a copy of `source`, unless the one that was written is as it was left, as large and
        younger than whatever was done to the source: a file put in its place may be older."""
        kept, found = signature(f"{self.build}/{name}"), os.stat(source)
        is_younger = kept and kept[1] > max(found.st_mtime_ns, found.st_ctime_ns)
        if kept and is_younger and kept[0] == found.st_size and self.keep(name):
            return
        self.write(name, source.read_bytes())

    def finish(self, stamp: str, facts: dict[str, Any] | None = None) -> None:
        """Put all files in their places, remove what earlier runs wrote and this one did not, note
        the work as finished."""
        waiting, build = sorted(self._waiting), str(self.build)
        flush(_part(f"{build}/{name}") for name in waiting)
        for name in waiting:
            path = f"{build}/{name}"
            _make_way(path)
            os.replace(_part(path), path)
            self._new[name] = self._signature(name)
            self._waiting.discard(name)
        for name in self.files.keys() - self._new.keys():
            self._remove(name)
        self.files, self.facts, self.stamp = dict(self._new), facts or {}, stamp
        self._save(stamp, lasting=True)

    def _signature(self, name: str) -> Signature:
        found = signature(f"{self.build}/{name}")
        assert found is not None
        return found

    def clear(self) -> None:
        """Remove every file of this manifest, and the manifest."""
        for name in self.files:
            self._remove(name)
        self._remove(self.name)
        self.files = {}

    def _remove(self, name: str) -> None:
        path = self.build / name
        for one in (path, part_of(path)):
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                one.unlink()
        remove_empty(path.parent, self.build)


def manifests(build: Path) -> list[str]:
    """Name all manifests in a build folder. Whatever ends in `.json` in `.state/` is one."""
    state = build / ".state"
    return sorted(
        path.relative_to(state).as_posix().removesuffix(".json") for path in state.rglob("*.json")
    )


def _make_way(path: str) -> None:
    """Remove an empty folder that lies where a file shall be. One that holds files is somebody's:
    os.replace refuses it."""
    if os.path.isdir(path) and not os.path.islink(path):
        with suppress(OSError):
            os.rmdir(path)


def _is_within(name: str) -> bool:
    """Whether a name in a manifest stays in build/."""
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def set_aside(path: str) -> None:
    """Rename what is damaged among what Citybook remembers, and say so: it is made anew."""
    with suppress(OSError):
        os.replace(path, f"{path}.damaged")
        name = path.rpartition("/build/")[2]
        print(
            f"build/{name} was damaged. It is set aside as build/{name}.damaged, and made anew. "
            "Files of content that was deleted meanwhile are not known any more: if there is such, "
            "delete build/ and run doit again.",
            file=sys.stderr,
        )


def remove_empty(folder: Path, up_to: Path) -> None:
    """Remove `folder` and its parents up to and with `up_to`, as far as they are empty."""
    while folder == up_to or up_to in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent

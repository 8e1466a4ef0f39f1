"""What was written, and whether it is still so: bytes go in, finished files and a ledger of them come out.

doit calls a half-written target up to date, keeps what belongs to deleted content and never sees a target changed by
hand (pydoit/doit#191). So every writer keeps a ledger: the files it finished, with size and time. A file is written
aside and renamed; the ledger is noted before the first and after the last of them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

Signature = list[int]


def write(path: Path, data: bytes) -> bool:
    """Write `data` aside and rename it to `path`, only when it differs. Returns whether it did."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside(path).write_bytes(data)
        os.replace(aside(path), path)
    finally:
        aside(path).unlink(missing_ok=True)
    return True


def aside(path: Path) -> Path:
    """Where `path` is written before it is whole; always the same, so that a killed build leaves nothing for good."""
    return path.with_name(f".{path.name}.part")


def signature(path: str) -> Signature | None:
    """Size in bytes and time of change in nanoseconds; None when there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


class Ledger:
    """The files that one writer finished, kept in `build/.state/<name>.json`.

    `facts` is what the writer has to tell others of its output, such as a PDF's number of pages.
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

    def _load(self) -> None:
        try:
            with open(f"{self.build}/{self.name}", "rb") as file:
                kept = json.load(file)
            self.files, self.facts, self.stamp = kept["files"], kept["facts"], kept["stamp"]
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def _save(self, stamp: str) -> None:
        kept = {"stamp": stamp, "facts": self.facts, "files": self.files}
        write(self.build / self.name, json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())

    def intact(self, stamp: str) -> bool:
        """Whether the work of `stamp` was finished and every file of it is as it was left."""
        return self.stamp == stamp and self.is_finished()

    def is_finished(self) -> bool:
        """Whether some work was finished and every file of it is as it was left."""
        return bool(self.stamp and self.files) and all(
            signature(f"{self.build}/{name}") == found for name, found in self.files.items())

    def begin(self, names: list[str]) -> None:
        """Note which files, relative to build/, are about to be written, so that none is forgotten after a kill."""
        self._before, self._new = dict(self.files), {}
        self.files = {**{name: [] for name in names}, **self.files}
        self._save("")

    def put(self, name: str, data: bytes) -> bool:
        """Write one file; returns whether it changed."""
        changed = write(self.build / name, data)
        found = signature(f"{self.build}/{name}")
        assert found is not None
        self._new[name] = found
        return changed

    def note(self, name: str) -> None:
        """Note a file that was written by `write` in another process."""
        found = signature(f"{self.build}/{name}")
        assert found is not None
        self._new[name] = found

    def keep(self, name: str) -> bool:
        """Keep a file of the last run as it is; False where it is not as it was left."""
        kept = self._before.get(name)
        if not kept or signature(f"{self.build}/{name}") != kept:
            return False
        self._new[name] = kept
        return True

    def copy(self, name: str, source: Path) -> None:
        """Write a copy of `source`, unless the one that was written is as it was left, as large and younger."""
        kept, found = signature(f"{self.build}/{name}"), signature(str(source))
        if kept and found and self._before.get(name) == kept and kept[0] == found[0] and kept[1] >= found[1]:
            self._new[name] = kept
        else:
            self.put(name, source.read_bytes())

    def finish(self, stamp: str, facts: dict[str, Any] | None = None) -> None:
        """Remove what earlier runs wrote and this one did not, then note the work as finished."""
        for name in self.files.keys() - self._new.keys():
            self._remove(name)
        self.files, self.facts, self.stamp = dict(self._new), facts or {}, stamp
        self._save(stamp)

    def clear(self) -> None:
        """Remove every file of this ledger, and the ledger."""
        for name in self.files:
            self._remove(name)
        self._remove(self.name)
        self.files = {}

    def _remove(self, name: str) -> None:
        path = self.build / name
        path.unlink(missing_ok=True)
        aside(path).unlink(missing_ok=True)
        remove_empty(path.parent, self.build)


def remove_empty(folder: Path, up_to: Path) -> None:
    """Remove `folder` and its parents up to and with `up_to`, as far as they are empty."""
    while folder == up_to or up_to in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent

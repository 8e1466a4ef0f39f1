"""A folder of content goes in; what its files are comes out, each read in a child with limits
(workers.py), once, and remembered until it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from citybook.content.entry_cache import EntryCache
from citybook.manifest import signature
from citybook.project import files_by_name
from citybook.workers import Failure, WorkerPool

T = TypeVar("T")


@dataclass(frozen=True)
class FileToRead:
    """A file by its name, and a hash of the code that reads it."""

    name: str
    path: Path
    made_by: str


def read_folder(
    content: Path,
    folder: str,
    cache: EntryCache,
    read: Callable[[FileToRead], T],
    describe_failure: Callable[[str], T],
) -> dict[str, T]:
    """Return what `read` makes of each file of a folder, by its name, or what `describe_failure`
    says of one on which the program ended, from the reason."""
    named = files_by_name(content / folder)
    there = {file: found for file, path in named.items() if (found := signature(str(path)))}
    known = cache.files(folder)
    new = [file for file, found in there.items() if known.get(file, (None,))[0] != found]
    made: dict[str, T] = {}
    if new:
        items = [FileToRead(file, named[file], cache.fingerprint) for file in new]
        with WorkerPool(read) as pool:
            for file, found in zip(new, pool.map(items), strict=True):
                is_failure = isinstance(found, Failure)
                made[file] = describe_failure(found.reason) if is_failure else found
    looks = {file: (there[file], one) for file, one in made.items()}
    cache.save_files(folder, looks, gone=known.keys() - there.keys())
    return {file: made[file] if file in made else known[file][1] for file in there}

"""Entries go in; each picture that they show comes out, looked at once and remembered until it
changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citybook.content import pictures
from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache
from citybook.content.pictures import Look
from citybook.manifest import Signature, signature
from citybook.project import files_by_name


def gallery(folder: Path, entries: Iterable[Entry[Any]], cache: EntryCache) -> dict[str, Look]:
    """Return the pictures of `folder` that entries show, by their file's name; without those
    that are not there."""
    pictures_of = (getattr(entry.front, "picture", None) for entry in entries)
    shown = sorted({picture.file for picture in pictures_of if picture})
    named = files_by_name(folder)
    there = {
        file: found for file in shown if file in named and (found := signature(str(named[file])))
    }
    known = cache.pictures()
    new = [file for file, found in there.items() if known.get(file, (None,))[0] != found]
    looks: dict[str, tuple[Signature, Look]] = {
        file: (there[file], found)
        for file, found in zip(
            new, pictures.look([named[file] for file in new], cache.fingerprint), strict=True
        )
    }
    cache.save_pictures(looks, gone=known.keys() - there.keys())
    return {file: (looks.get(file) or known[file])[1] for file in there}

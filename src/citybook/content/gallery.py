"""Cards go in; each picture that they show comes out, looked at once and remembered until it
changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from citybook.content import pictures
from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache
from citybook.content.pictures import Look
from citybook.manifest import Signature, signature
from citybook.models import Card


def gallery(folder: Path, cards: Iterable[Entry[Card]], kept: EntryCache) -> dict[str, Look]:
    """The pictures of `folder` that cards show, by their file's name; without those that are not
    there."""
    shown = sorted({card.front.picture.file for card in cards if card.front.picture})
    there = {
        file: found
        for file in shown
        if _is_within(file, folder) and (found := signature(str(folder / file)))
    }
    known = kept.pictures()
    new = [file for file, found in there.items() if known.get(file, (None,))[0] != found]
    looks: dict[str, tuple[Signature, Look]] = {
        file: (there[file], found)
        for file, found in zip(
            new, pictures.look([folder / file for file in new], kept.fingerprint), strict=True
        )
    }
    kept.save_pictures(looks, gone=known.keys() - there.keys())
    return {file: (looks.get(file) or known[file])[1] for file in there}


def _is_within(file: str, folder: Path) -> bool:
    """Whether a name leads to a file of the folder, by way of no link."""
    try:
        path = (folder / file).resolve()
        return path == folder.resolve() / file and path.is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name that no file can have
        return False

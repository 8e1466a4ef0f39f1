"""Contributed pictures go in; what is so of each comes out, and, in a folder, the copies that site
and paper show: made anew, upright, scaled, in sRGB and without what a camera adds.

Each is read once, in a child with limits (workers.py), from its first to its last pixel. The child
writes the copies, so that the parent holds none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from citybook import manifest
from citybook.content import files
from citybook.content.picture_encoding import encode
from citybook.content.picture_reading import SMALLER, NotAPicture, Upright, open_upright
from citybook.content.renditions import CheckedPicture, Use, widest
from citybook.manifest import Signature
from citybook.naming import propose_name
from citybook.workers import Failure, WorkerPool


@dataclass(frozen=True)
class Looking:
    """How pictures are looked at: copies that something else than `made_by` would make have another
    name; without a `folder` no copies are written."""

    made_by: str
    folder: Path | None = None


def look(found: Mapping[Path, tuple[Use, ...]], how: Looking) -> Iterator[CheckedPicture]:
    """Yield what is so of each picture and write its copies; many are shared among the machine's
    cores."""
    if not found:
        return
    with WorkerPool(_look) as pool:
        items = [(path, uses, how) for path, uses in found.items()]
        for uses, made in zip(found.values(), pool.map(items), strict=True):
            yield (
                CheckedPicture(uses=uses, fault=f"opening it {made.reason}", hint=SMALLER)
                if isinstance(made, Failure)
                else made
            )


def _look(item: tuple[Path, tuple[Use, ...], Looking]) -> CheckedPicture:
    path, uses, how = item
    try:
        data = _read(path)
        upright = open_upright(data, widest(uses))
    except NotAPicture as error:
        return CheckedPicture(uses=uses, fault=str(error), hint=error.hint)
    known_by = hashlib.sha256(how.made_by.encode() + data).hexdigest()[:8]
    name = f"{propose_name(path.stem) or 'picture'}-{known_by}"
    found = CheckedPicture(name, *upright.size, upright.is_drawing, uses)
    if how.folder:
        return replace(found, written=tuple(_write_renditions(found, upright, how.folder)))
    return found


def _write_renditions(look: CheckedPicture, upright: Upright, folder: Path) -> Iterator[Signature]:
    """Write the copies, and yield size and time of change of each."""
    for name, rendition in look.renditions().items():
        data = encode(upright.pixels, rendition, is_drawing=look.is_drawing)
        manifest.write(folder / name, data)
        yield manifest.signature(str(folder / name)) or []


def _read(path: Path) -> bytes:
    try:
        return files.read(path, files.PICTURE)
    except files.TooLarge as error:
        raise NotAPicture(str(error), SMALLER) from None
    except files.NotReadable as error:
        raise NotAPicture(str(error), "") from None

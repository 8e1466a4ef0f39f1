"""A contributed picture goes in; copies made anew, upright, scaled, in sRGB and without what a
camera adds, come out.

It is opened in a child with limits (workers.py) and read from its first to its last pixel before it
is taken.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citybook.content import files
from citybook.content.picture_reading import SMALLER, NotAPicture, open_upright, scale
from citybook.naming import proposed
from citybook.workers import Failure, WorkerPool, alone

# The widest copy in pixels, that of the site: twice the column's width, for sharp screens. Looking
# at a picture makes it too, so that copying cannot fail.
WIDEST = 1600


@dataclass(frozen=True)
class Look:
    """A picture that can be used: what its copies are called, and its size in pixels when it stands
    upright; or why not."""

    name: str = ""
    width: int = 0
    height: int = 0
    fault: str = ""
    hint: str = ""

    def scaled(self, width: int) -> tuple[int, int]:
        """Return width and height in pixels of a copy at most `width` wide."""
        return scale((self.width, self.height), width)


def look(paths: list[Path], made_by: str) -> list[Look]:
    """What is so of each picture; many are shared among the machine's cores. Copies that something
    else than `made_by` would make have another name."""
    if not paths:
        return []
    with WorkerPool(_look) as pool:
        return [
            Look(fault=f"opening it {found.reason}", hint=SMALLER)
            if isinstance(found, Failure)
            else found
            for found in pool.map([(path, made_by) for path in paths])
        ]


@lru_cache(maxsize=64)
def copy(path: Path, width: int) -> bytes:
    """The picture as a JPEG at most `width` pixels wide. Raises NotAPicture."""
    found = alone(_copy, (path, width))
    if isinstance(found, Failure):
        raise NotAPicture(f"opening it {found.reason}", SMALLER)
    return bytes(found)


def _look(item: tuple[Path, str]) -> Look:
    path, made_by = item
    try:
        data = _read(path)
        _, size = open_upright(data, WIDEST)
    except NotAPicture as error:
        return Look(fault=str(error), hint=error.hint)
    known_by = hashlib.sha256(made_by.encode() + data).hexdigest()[:8]
    return Look(f"{proposed(path.stem) or 'picture'}-{known_by}.jpg", *size)


def _copy(item: tuple[Path, int]) -> bytes:
    path, width = item
    picture, _ = open_upright(_read(path), width)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=82, optimize=True, dpi=(300, 300))
    return data.getvalue()


def _read(path: Path) -> bytes:
    try:
        return files.read(path, files.PICTURE)
    except files.TooLarge as error:
        raise NotAPicture(str(error), SMALLER) from None
    except files.NotReadable as error:
        raise NotAPicture(str(error), "") from None

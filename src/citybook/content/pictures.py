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
from typing import Any

from citybook.content import files
from citybook.naming import proposed
from citybook.workers import Failure, WorkerPool, alone

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000


class NotAPicture(Exception):
    """The file is no picture we take; the message says why, in words for an editor."""


@dataclass(frozen=True)
class Look:
    """A picture that can be used: what its copies are called, and its size in pixels when it stands
    upright; or why not."""

    name: str = ""
    width: int = 0
    height: int = 0
    fault: str = ""

    def scaled(self, width: int) -> tuple[int, int]:
        """Width and height in pixels of a copy at most `width` wide."""
        wide = min(width, self.width)
        return wide, max(1, round(self.height * wide / self.width))


def look(paths: list[Path], made_by: str) -> list[Look]:
    """What is so of each picture; many are shared among the machine's cores. Copies that something
    else than `made_by` would make have another name."""
    if not paths:
        return []
    with WorkerPool(_look) as pool:
        return [
            Look(fault=f"opening it {found.reason}") if isinstance(found, Failure) else found
            for found in pool.map([(path, made_by) for path in paths])
        ]


@lru_cache(maxsize=64)
def copy(path: Path, width: int) -> bytes:
    """The picture as a JPEG at most `width` pixels wide. Raises NotAPicture."""
    found = alone(_copy, (path, width))
    if isinstance(found, Failure):
        raise NotAPicture(f"opening it {found.reason}")
    return bytes(found)


def _look(item: tuple[Path, str]) -> Look:
    path, made_by = item
    try:
        data = _read(path)
        picture = _open(data)
    except NotAPicture as error:
        return Look(fault=str(error))
    known_by = hashlib.sha256(made_by.encode() + data).hexdigest()[:8]
    return Look(f"{proposed(path.stem) or 'picture'}-{known_by}.jpg", *picture.size)


def _copy(item: tuple[Path, int]) -> bytes:
    path, width = item
    picture, data = _open(_read(path)), io.BytesIO()
    size = Look("", *picture.size).scaled(width)
    if picture.size != size:
        picture = picture.resize(size)
    picture.save(data, "JPEG", quality=82, optimize=True, dpi=(300, 300))
    return data.getvalue()


def _read(path: Path) -> bytes:
    try:
        return files.read(path, files.PICTURE)
    except files.NotReadable as error:
        raise NotAPicture(str(error)) from None


def _open(data: bytes) -> Any:
    """The picture upright, in sRGB: its pixels alone, without place, names, comments or thumbnails.
    Raises NotAPicture."""
    from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

    # WeasyPrint sets this for the whole process: a picture cut short would pass for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as found:
            if found.width * found.height > MAX_PIXELS:
                raise NotAPicture(
                    f"it has {found.width} × {found.height} pixels, more than {MAX_PIXELS:,} in all"
                )
            found.load()
            upright = _in_srgb(ImageOps.exif_transpose(found))
    except UnidentifiedImageError:
        raise NotAPicture(f"it is not a picture of a kind we take ({', '.join(FORMATS)})") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(f"it is damaged or no picture ({error})") from None
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
        return ground
    return Image.frombytes("RGB", upright.size, upright.convert("RGB").tobytes())


def _in_srgb(picture: Any) -> Any:
    """The picture with the colours that its profile (ICC.1) says; without one they are taken for
    sRGB."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        own, mode = (
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            "RGBA" if picture.mode == "RGBA" else "RGB",
        )
        return ImageCms.profileToProfile(
            picture, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise NotAPicture(f"its colour profile is damaged ({error})") from None

"""The bytes of a picture go in; its pixels, upright, small and in sRGB, come out."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from citybook.content.picture_colours import HighRangeError, flatten, profile_of, simplify
from citybook.content.picture_formats import AGAIN, TAKEN, name_format, webp_size

PixelSize = tuple[int, int]
# The highest copy in pixels: more than a page of A4 has at 300 dpi.
HIGHEST = 6000
# A picture with few colours, most of it in some of them, is drawn, as a chart or a screenshot is; a
# photograph in grey has few colours, too, but no areas. Made smaller, its thin lines would blur: it
# keeps its pixels up to twice the width that a photograph would get. What was a JPEG once is
# treated as a photograph.
FEW_COLOURS, MAIN_COLOURS, AREAS = 4096, 16, 0.5
DRAWN = 2
LOSSLESS = ("PNG", "WEBP")
# How many pixels a child's memory holds. Most JPEGs, and what else phones keep in one (MPO), are
# read at a part of their size; a WebP takes room for several copies.
MOST_PIXELS = {"JPEG": 200_000_000, "MPO": 200_000_000, "WEBP": 40_000_000}
MOST_OTHERS = 80_000_000
# Of Exif: the tag, what each of its values asks for, and those of pictures that lie on their side.
ORIENTATION = 0x0112
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
LYING = (5, 6, 7, 8)
SMALLER = "save a smaller copy: 4000 pixels wide are more than any page needs"


class NotAPicture(Exception):
    """The file is no picture we take; the message says why, in words for an editor, and `hint` what
    to do."""

    def __init__(self, message: str, hint: str = AGAIN) -> None:
        super().__init__(message)
        self.hint = hint


class Upright(NamedTuple):
    """A picture in sRGB, upright, without place, names, comments or thumbnails; `size` is that of
    the whole, of which `pixels` may be a smaller copy."""

    pixels: Any
    size: PixelSize
    is_drawing: bool


def scale(size: PixelSize, width: int) -> PixelSize:
    """Return width and height in pixels of a copy at most `width` wide and not too high."""
    wide = max(1, min(width, size[0], size[0] * HIGHEST // size[1]))
    return wide, min(HIGHEST, max(1, round(size[1] * wide / size[0])))


def open_upright(data: bytes, width: int) -> Upright:
    """Return a photograph at most `width` pixels wide; a drawing may be wider. Raises
    NotAPicture."""
    from PIL import Image, UnidentifiedImageError

    try:
        if size := webp_size(data):
            _require_few_pixels(size, MOST_PIXELS["WEBP"])
        with _pillow_set(), Image.open(io.BytesIO(data), formats=TAKEN) as found:
            is_whole = bool(found.info.get("progressive"))
            most = MOST_OTHERS if is_whole else MOST_PIXELS.get(found.format or "", MOST_OTHERS)
            _require_few_pixels(found.size, most)
            return _open(found, data, width)
    except UnidentifiedImageError:
        raise NotAPicture(*name_format(data)) from None
    except HighRangeError:
        raise NotAPicture("it has a high dynamic range (HDR), which paper cannot show") from None
    except (NotAPicture, MemoryError):
        raise
    except Exception as error:  # Pillow raises what its readers happen to meet in damaged bytes
        raise NotAPicture(f"it is damaged or cut off ({error})") from None


def _open(found: Any, data: bytes, width: int) -> Upright:
    """Make small what was opened before anything else is done with it: each further copy of all
    its pixels would be one too many for the memory."""
    whole = found.size
    _, small = _sizes(found, whole, width)
    # A JPEG is read at a half, a quarter or an eighth of its size.
    found.draft(found.mode, (small[0] * 3 // 2, small[1] * 3 // 2))
    if getattr(found, "default_image", False):
        found.seek(1)  # the first of an animated PNG's own pictures
    found.load()
    profile = profile_of(found, data)
    picture = simplify(found, data)
    is_drawing = found.format in LOSSLESS and _has_areas(picture)
    # A PNG may say at its end how it lies.
    upright, small = _sizes(found, whole, width * (DRAWN if is_drawing else 1))
    if picture.size != small:
        picture = picture.resize(small, reducing_gap=3.0)
    return Upright(_turn(flatten(picture, profile), found), upright, is_drawing)


def _has_areas(picture: Any) -> bool:
    """Whether half of a picture or more is in a few colours only."""
    found = picture.getcolors(FEW_COLOURS) or ()
    counted = sorted((count for count, _ in found), reverse=True)
    return bool(sum(counted[:MAIN_COLOURS]) > sum(counted) * AREAS)


def _require_few_pixels(size: PixelSize, most: int) -> None:
    """Raise NotAPicture for more pixels than a child's memory holds."""
    width, height = size
    if width * height > most:
        many = f"it has {width} × {height} pixels, more than {most // 1_000_000} million"
        raise NotAPicture(many, SMALLER)


def _sizes(found: Any, whole: PixelSize, width: int) -> tuple[PixelSize, PixelSize]:
    """Return the size of the whole picture as it stands upright; and that of a copy at most `width`
    wide as it lies in the file."""
    is_lying = _orientation(found) in LYING
    upright = whole[::-1] if is_lying else whole
    small = scale(upright, width)
    return upright, small[::-1] if is_lying else small


def _orientation(found: Any) -> int:
    """Return how a picture lies (Exif 2.32, 4.6.4 A). As in browsers, only what Exif says in a JPEG
    or a PNG counts, and it says nothing where it is damaged."""
    from PIL import Image

    exif = Image.Exif()
    if found.format == "WEBP" or not found.info.get("exif"):
        return 1
    try:
        exif.load(found.info["exif"])
        return int(exif.get(ORIENTATION, 1))
    except Exception:  # as above
        return 1


def _turn(picture: Any, found: Any) -> Any:
    from PIL.Image import Transpose

    turn = TURNS.get(_orientation(found))
    return picture.transpose(Transpose[turn]) if turn else picture


@contextmanager
def _pillow_set() -> Iterator[None]:
    """Let Pillow take nothing cut short for whole, as WeasyPrint tells it to in the whole process;
    print no warnings; and leave to us how many pixels are too many."""
    from PIL import Image, ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before

"""The bytes of a picture go in; its pixels, upright, small and in sRGB, come out."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from citybook.content.picture_colours import HighRangeError, flatten, profile_of, simplify

Size = tuple[int, int]
FORMATS = ("JPEG", "PNG", "WEBP")
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
AGAIN = "save it again as JPEG or PNG"
SMALLER = "save a smaller copy: 4000 pixels wide are more than any page needs"


class NotAPicture(Exception):
    """The file is no picture we take; the message says why, in words for an editor, and `hint` what
    to do."""

    def __init__(self, message: str, hint: str = AGAIN) -> None:
        super().__init__(message)
        self.hint = hint


def scale(size: Size, width: int) -> Size:
    """Return width and height in pixels of a copy at most `width` wide."""
    wide = min(width, size[0])
    return wide, max(1, round(size[1] * wide / size[0]))


def open_upright(data: bytes, width: int) -> tuple[Any, Size]:
    """Return the pixels of a picture in sRGB, upright and at most `width` wide, without place,
    names, comments or thumbnails; and the size of the whole. Raises NotAPicture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with _pillow_set(), Image.open(io.BytesIO(data), formats=FORMATS) as found:
            _require_few_pixels(found)
            return _open(found, data, width)
    except UnidentifiedImageError:
        kinds = " or ".join((", ".join(FORMATS[:-1]), FORMATS[-1]))
        raise NotAPicture(f"it is no {kinds}") from None
    except HighRangeError:
        raise NotAPicture("it has a high dynamic range (HDR), which paper cannot show") from None
    except (NotAPicture, MemoryError):
        raise
    except Exception as error:  # Pillow raises what its readers happen to meet in damaged bytes
        raise NotAPicture(f"it is damaged or cut off ({error})") from None


def _open(found: Any, data: bytes, width: int) -> tuple[Any, Size]:
    """Make small what was opened before anything else is done with it: each further copy of all
    its pixels would be one too many for the memory."""
    whole = found.size
    _, small = _sizes(found, whole, width)
    # A JPEG is read at a half, a quarter or an eighth of its size.
    found.draft(found.mode, (2 * small[0], 2 * small[1]))
    if getattr(found, "default_image", False):
        found.seek(1)  # the first of an animated PNG's own pictures
    found.load()
    upright, small = _sizes(found, whole, width)  # a PNG may say at its end how it lies
    profile = profile_of(found, data)
    picture = simplify(found, data)
    if picture.size != small:
        picture = picture.resize(small, reducing_gap=3.0)
    return _turn(flatten(picture, profile), found), upright


def _require_few_pixels(found: Any) -> None:
    """Raise NotAPicture for more pixels than a child's memory holds."""
    is_whole = bool(found.info.get("progressive"))
    most = MOST_OTHERS if is_whole else MOST_PIXELS.get(found.format, MOST_OTHERS)
    if found.width * found.height > most:
        raise NotAPicture(
            f"it has {found.width} × {found.height} pixels, more than {most // 1_000_000} million",
            SMALLER,
        )


def _sizes(found: Any, whole: Size, width: int) -> tuple[Size, Size]:
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

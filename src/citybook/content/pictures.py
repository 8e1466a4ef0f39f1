"""A contributed picture goes in; copies made anew, upright, scaled and without what a camera adds, come out."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000


class NotAPicture(Exception):
    """The file is no picture we take; the message says why, in words for an editor."""


def name(path: Path) -> str:
    """What copies of the picture are called: another picture under the same name is called otherwise."""
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}.jpg"


def verify(path: Path) -> None:
    """Read the whole picture once. Raises NotAPicture."""
    _open(path)


@lru_cache(maxsize=64)
def copy(path: Path, width: int) -> tuple[bytes, int, int]:
    """The picture as a JPEG at most `width` pixels wide, with its width and height. Raises NotAPicture."""
    picture = _open(path)
    if picture.width > width:
        picture = picture.resize((width, round(picture.height * width / picture.width)))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, dpi=(300, 300))
    return out.getvalue(), picture.width, picture.height


def _open(path: Path):  # type: ignore[no-untyped-def]  # Pillow is imported only when a card has a picture
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path, formats=FORMATS) as found:
            if found.width * found.height > MAX_PIXELS:
                raise NotAPicture(f"it has {found.width} × {found.height} pixels, more than {MAX_PIXELS:,} in all")
            found.load()
            upright = ImageOps.exif_transpose(found)
    except UnidentifiedImageError:
        raise NotAPicture(f"it is not a picture of a kind we take ({', '.join(FORMATS)})") from None
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture(f"it is damaged or no picture ({error})") from None
    if upright.mode in ("RGBA", "LA", "P"):
        ground = Image.new("RGB", upright.size, "white")
        ground.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
        return ground
    return upright.convert("RGB")

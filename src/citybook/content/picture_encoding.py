"""The pixels of a picture and one of its renditions go in; the rendition's bytes come out, the same
on every machine: nothing here works in several threads, and nothing is written beside the pixels.
"""

from __future__ import annotations

import io
from typing import Any

from citybook.content.renditions import Rendition

# How each is compressed; docs/decisions/0028-renditions.md tells what was measured. No JPEG is
# optimised or progressive: for these Pillow sets apart as many bytes as there are pixels, and fails
# where grain needs more.
SITE = {
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82},
}
# Colours at full resolution: a print shop's profile is applied to it, and it is compressed again.
PAPER = {"jpg": {"format": "JPEG", "quality": 88, "subsampling": 0}}
LOSSLESS = {
    "webp": {"format": "WEBP", "lossless": True, "quality": 50, "method": 4},
    "png": {"format": "PNG", "optimize": True},
}
DPI = (300, 300)


def encode(pixels: Any, rendition: Rendition, *, is_drawing: bool) -> bytes:
    """Encode one rendition of upright pixels in sRGB that are at least as large."""
    size = rendition.width, rendition.height
    small = pixels if pixels.size == size else pixels.resize(size, reducing_gap=3.0)
    table = LOSSLESS if is_drawing else PAPER if rendition.is_printed else SITE
    out = io.BytesIO()
    small.save(out, **table[rendition.format], **({"dpi": DPI} if rendition.is_printed else {}))
    return out.getvalue()

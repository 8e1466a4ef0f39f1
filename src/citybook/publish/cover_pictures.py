"""The first page of a PDF goes in; a picture of it, or of the panel of a leaflet that is its cover,
comes out, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from citybook.pdf.pixels import first_page, picture
from citybook.views.frame import CoverPicture
from citybook.views.leaflet import Extent

MM_PER_PT = 25.4 / 72
# CSS pixels in a millimetre of paper, all covers being at one scale, and smaller ones for sheets;
# screens show twice as many.
SCALE, SMALLER, DENSITY = 0.93, 0.66, 2
# The cover of an e-book is so many pixels high.
HIGH = 1600
# How well WebP keeps the fine type of covers.
QUALITY = 76


def picture_cover(
    path: Path, name: str, panel: Extent, scale: float = SCALE
) -> tuple[bytes, CoverPicture]:
    """Return the cover of a PDF as WebP, and what pages have to know of it."""
    with first_page(path) as page:
        wide = page.get_width() * MM_PER_PT * (panel[1] - panel[0])
        whole = picture(page, scale * DENSITY * MM_PER_PT)
    left, right = (round(share * whole.width) for share in panel)
    cover = whole.crop((left, 0, right, whole.height))
    data = _webp(cover)
    called = f"{name}.{hashlib.sha256(data).hexdigest()[:12]}.webp"
    return data, CoverPicture(called, cover.width, cover.height, round(wide, 1))


def picture_page(path: Path) -> bytes:
    """Return the first page of a PDF as JPEG, which every e-reader can show as a cover."""
    out = io.BytesIO()
    with first_page(path) as page:
        picture(page, HIGH / page.get_height()).save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _webp(cover: Any) -> bytes:
    out = io.BytesIO()
    cover.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()

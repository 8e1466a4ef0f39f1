"""The first page of a PDF goes in; a picture of it, or of the panel of a leaflet that is its cover,
comes out, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

from citybook.views.frame import CoverPicture
from citybook.views.leaflet import Span

MM_PER_PT = 25.4 / 72
# CSS pixels in a millimetre of paper, all covers being at one scale, and smaller ones for sheets;
# screens show twice as many.
SCALE, SMALLER, DENSITY = 0.93, 0.66, 2
# The cover of an e-book is so many pixels high.
HIGH = 1600
# How well WebP keeps the fine type of covers.
QUALITY = 76


def picture_cover(
    path: Path, name: str, panel: Span, scale: float = SCALE
) -> tuple[bytes, CoverPicture]:
    """Return the cover of a PDF as WebP, and what pages have to know of it."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        wide = page.get_width() * MM_PER_PT * (panel[1] - panel[0])
        picture = page.render(scale=scale * DENSITY * MM_PER_PT).to_pil().convert("RGB")
    left, right = (round(share * picture.width) for share in panel)
    cover = picture.crop((left, 0, right, picture.height))
    data = _webp(cover)
    called = f"{name}.{hashlib.sha256(data).hexdigest()[:12]}.webp"
    return data, CoverPicture(called, cover.width, cover.height, round(wide, 1))


def picture_page(path: Path) -> bytes:
    """Return the first page of a PDF as JPEG, which every e-reader can show as a cover."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        picture = page.render(scale=HIGH / page.get_height()).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _webp(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()

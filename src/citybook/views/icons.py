"""The name of an icon and a colour go in; the address of its drawing comes out."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from citybook.content import icons

DEFAULT_ICON = "circle-check"


@lru_cache(maxsize=1024)
def icon(name: str, colour: str) -> str:
    """Return an icon in a colour, as a `data:` address: an SVG in a page knows nothing of the
    page's colours in print."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        f"{icons.shapes(name or DEFAULT_ICON)}</svg>"
    )
    return "data:image/svg+xml," + quote(drawing, safe=" =:/")

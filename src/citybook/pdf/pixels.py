"""A PDF goes in; its first page comes out, and a picture of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# CSS pixels in a PDF's point.
PX_PER_PT = 96 / 72


@contextmanager
def first_page(pdf: bytes | Path) -> Iterator[Any]:
    """Open a PDF's first page (pypdfium2); its sizes are in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        yield document[0]


def picture(page: Any, scale: float = PX_PER_PT) -> Any:
    """Return a picture (PIL) of a page, with so many pixels to a point: by default each CSS pixel
    is one."""
    return page.render(scale=scale).to_pil().convert("RGB")

"""The bytes of a PDF go in; the pixels of its first page come out."""

from __future__ import annotations

from typing import Any

# CSS pixels in a PDF's point.
PX_PER_PT = 96 / 72


def first_page(pdf: bytes, size: tuple[int, int]) -> Any:
    """Return a picture (PIL) of the first page, in which each CSS pixel is one, of exactly this
    size in pixels."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=PX_PER_PT).to_pil().resize(size).convert("RGB")

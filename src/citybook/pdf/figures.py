"""Figures of a PDF whose pages are moved go in; where they are, as their elements say it, is moved
with them."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name


def move_figures(pdf: pikepdf.Pdf, pages: set[tuple[int, int]], shift: float) -> None:
    """Move the boxes of all figures on the pages with these object numbers right by `shift` pt (ISO
    32000-1, 14.8.5.4.3)."""
    for item in pdf.objects:
        if (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/S") == Name.Figure
            and item.Pg.objgen in pages
        ):
            left, bottom, right, top = (float(side) for side in item.A.BBox)
            item.A.BBox = Array([round(left + shift, 3), bottom, round(right + shift, 3), top])

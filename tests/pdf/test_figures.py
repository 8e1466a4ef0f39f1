"""Figures move with their pages."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.pdf.figures import move_figures


def test_figures_of_the_given_pages_move_and_no_others() -> None:
    pdf = pikepdf.new()
    figures = [
        pdf.make_indirect(
            Dictionary(S=Name.Figure, Pg=page.obj, A=Dictionary(BBox=Array([10, 20, 30, 40])))
        )
        for page in (pdf.add_blank_page(), pdf.add_blank_page())
    ]
    move_figures(pdf, {pdf.pages[1].obj.objgen}, -5.5)
    assert [[float(side) for side in figure.A.BBox] for figure in figures] == [
        [10, 20, 30, 40],
        [4.5, 20, 24.5, 40],
    ]

"""Boxes of pages and of what is drawn on them."""

from __future__ import annotations

import pikepdf
from pikepdf import Matrix

from citybook.pdf.boxes import (
    NOWHERE,
    bound,
    contains,
    get_box,
    grow,
    intersect,
    transform,
    write_box,
)


def test_a_box_is_read_with_its_corners_in_order() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 50))
    page.obj.TrimBox = pikepdf.Array([90, 40, 10, 10])
    assert get_box(page, "/TrimBox") == (10, 10, 90, 40)
    assert get_box(page, "/BleedBox") is None


def test_a_box_is_written_in_thousandths() -> None:
    assert [float(side) for side in write_box((0, 1.23456, 2, 3))] == [0, 1.235, 2, 3]


def test_boxes_contain_and_cut_each_other() -> None:
    outer, inner = (0, 0, 10, 10), (2, 2, 12, 8)
    assert not contains(outer, inner)
    assert contains(grow(outer, 2), inner)
    assert contains(outer, inner, slack=2)
    assert intersect(outer, inner) == (2, 2, 10, 8)
    assert intersect(outer, (11, 0, 12, 1)) is None


def test_a_box_is_bound_where_a_matrix_puts_it() -> None:
    assert transform((0, 0, 2, 1), Matrix(0, 1, -1, 0, 5, 5)) == (4, 5, 5, 7)
    assert bound([]) == NOWHERE

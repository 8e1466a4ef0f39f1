"""Labels of pages are those that are printed."""

from __future__ import annotations

import pikepdf
import pytest

from citybook.pdf.labels import label_pages
from citybook.pdf.layout_notes import FOLIO


@pytest.mark.parametrize(
    ("folios", "numbers"),
    [
        ([None, None], [1, 2]),
        ([None, None, 3, 4], [1, 2, 3, 4]),
        ([None, 7, None, 9], [6, 7, 8, 9]),
        ([1, 5, None], [1, 5, 6]),
        ([None, None, 1], [1, 2, 1]),
    ],
)
def test_pages_without_a_folio_are_counted_from_those_with_one(
    folios: list[int | None], numbers: list[int]
) -> None:
    pdf = pikepdf.new()
    for folio in folios:
        page = pdf.add_blank_page()
        if folio is not None:
            page.obj[f"/{FOLIO}"] = pikepdf.String(str(folio))
    assert label_pages(pdf) == numbers
    assert [page.label for page in pdf.pages] == [str(number) for number in numbers]

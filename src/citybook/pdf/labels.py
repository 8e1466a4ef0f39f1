"""The pages of a finished PDF go in; labels that equal their printed folios come out (ISO 32000-1,
12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.pdf.layout_notes import FOLIO


def label_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Label the pages; returns their numbers. A page without a folio goes on from the one before,
    the first ones count up to the next."""
    numbers = _numbers(
        [int(str(page.obj[f"/{FOLIO}"])) if f"/{FOLIO}" in page.obj else None for page in pdf.pages]
    )
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1)]
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([value for at in starts for value in (at, Dictionary(S=Name.D, St=numbers[at]))])
    )
    return numbers


def _numbers(printed: Sequence[int | None]) -> list[int]:
    at, folio = next(((at, one) for at, one in enumerate(printed) if one is not None), (0, 1))
    number = max(1, folio - at) - 1
    found = []
    for one in printed:
        number = number + 1 if one is None else one
        found.append(number)
    return found

"""The pages of a finished PDF go in; labels that equal their printed folios come out (ISO 32000-1,
12.4.2)."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.typeset.accessible.handover import FOLIO


def label(pdf: pikepdf.Pdf) -> list[int]:
    """Label the pages; the numbers. A page without a folio goes on from the one before, the first
    ones count up to the next."""
    printed = [
        int(str(page.obj[f"/{FOLIO}"])) if f"/{FOLIO}" in page.obj else None for page in pdf.pages
    ]
    numbers = _numbers(printed)
    starts = [
        0,
        *(at for at, (one, next_one) in enumerate(pairwise(numbers), 1) if next_one != one + 1),
    ]
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([value for at in starts for value in (at, Dictionary(S=Name.D, St=numbers[at]))])
    )
    return numbers


def _numbers(printed: list[int | None]) -> list[int]:
    first = next(((at, number) for at, number in enumerate(printed) if number is not None), (0, 1))
    number = max(1, first[1] - first[0]) - 1
    found = []
    for folio in printed:
        number = number + 1 if folio is None else folio
        found.append(number)
    return found

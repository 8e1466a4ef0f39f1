"""Measure on finished PDFs how far their pages are filled, by their pixels and not by the boxes
that the setting knows (those are in build/setting/).

    python benchmarks/fill.py                      every edition in build/pdf/
    python benchmarks/fill.py build/pdf/book.pdf   page by page
    python benchmarks/fill.py --before old.pdf build/pdf/book.pdf

Each page is divided into two halves, as most layouts have two columns; a half is filled down to its
last mark above the folio, in per cent of the height of its type area. A page counts as full if it
is inked along its lower edge, since its ground or picture fills the paper. Facing pages are even
where their last lines are no more than a tenth of the height apart. Needs `pdftoppm`.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from PIL import Image

from citybook.models import TRIMS
from citybook.views.bookparts import MARGINS

DPI = 50
MM = 25.4 / DPI
# A pixel so much darker than the paper is a mark, and of a row so many pixels.
DARKER, MARKS = 12, 2
FULL = 1.0
EVEN = 0.1


class Filled(NamedTuple):
    """How far the two halves of a page are filled, from 0 to 1."""

    left: float
    right: float

    @property
    def lowest(self) -> float:
        return max(self)

    @property
    def emptiest(self) -> float:
        return min(self)


def measure(pdf: Path) -> list[Filled]:
    """Measure every page of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-gray", str(pdf), f"{folder}/page"], check=True
        )
        pages = sorted(Path(folder).glob("page*.pgm"))
        return [_measure(page.read_bytes(), number) for number, page in enumerate(pages, 1)]


def _measure(picture: bytes, number: int) -> Filled:
    with Image.open(io.BytesIO(picture)) as page:
        marks = page.point(lambda grey: 255 if grey < 255 - DARKER else 0)
    width, height = marks.size
    if _is_inked(marks.crop((0, height - 2, width, height))):
        return Filled(FULL, FULL)
    name = _trim(width * MM, height * MM)
    margins = MARGINS[name]
    top, bottom = round(margins.top / MM), height - round(margins.bottom / MM)
    start, end = (margins.inner, margins.outer) if number % 2 else (margins.outer, margins.inner)
    left, right = round(start / MM), width - round(end / MM)
    middle = (left + right) // 2
    return Filled(
        _reach(marks.crop((left, top, middle, bottom))),
        _reach(marks.crop((middle, top, right, bottom))),
    )


def _is_inked(strip: Image.Image) -> bool:
    return sum(strip.histogram()[1:]) > 0.9 * strip.width * strip.height


def _reach(half: Image.Image) -> float:
    """How far down the last row with marks is."""
    for row in range(half.height - 1, -1, -1):
        if sum(half.crop((0, row, half.width, row + 1)).histogram()[1:]) >= MARKS:
            return (row + 1) / half.height
    return 0.0


def _trim(width: float, height: float) -> str:
    """The name of the trim that is nearest to a size in mm."""
    return min(TRIMS, key=lambda one: abs(TRIMS[one][0] - width) + abs(TRIMS[one][1] - height))


def summary(pages: list[Filled]) -> str:
    """The average and the emptiest pages, without those that are full by their ground, and how many
    facing pages end at the same height."""
    inner = [page for page in pages if page != (FULL, FULL)] or pages
    below = [f"{n} ({page.lowest:.0%})" for n, page in enumerate(pages, 1) if page.lowest < 0.5]
    facing = list(zip(pages[1::2], pages[2::2], strict=False))
    even = sum(abs(one.lowest - other.lowest) <= EVEN for one, other in facing)
    return (
        f"{len(pages)} pages; lowest line {mean(page.lowest for page in inner):.0%},"
        f" emptier half {mean(page.emptiest for page in inner):.0%}"
        f"; {even} of {len(facing)} spreads end even; under half full: {', '.join(below) or 'none'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how far pages are filled.")
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--before", type=Path, help="the same PDF as it was")
    options = parser.parse_args()
    pdfs = options.pdfs or sorted(Path("build/pdf").glob("*.pdf"))
    for pdf in pdfs:
        pages = measure(pdf)
        print(f"{pdf.stem}: {summary(pages)}")
        if options.pdfs:
            for number, page in enumerate(pages, 1):
                print(f"  page {number:3}  {page.left:4.0%} {page.right:4.0%}")
    if options.before:
        print(f"before: {summary(measure(options.before))}")


if __name__ == "__main__":
    main()

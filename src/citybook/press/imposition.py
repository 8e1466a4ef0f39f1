"""An edition's PDF and its settings go in; what it needs at the office copier comes out: which
pages stand on which sheet, on what paper, or why it cannot be bound as asked.

All is checked here before anything is imposed: size of the pages, paper, number of sheets, creep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pikepdf

from citybook.models.press import PAPERS, OfficePrint
from citybook.pdf.boxes import MM
from citybook.pdf.content import shows_nothing
from citybook.pdf.files import open_pdf
from citybook.problems import ContentError, Problem

Binding = Literal["saddle stitch", "side staple", "folded leaflet"]
Size = tuple[float, float]
# The pages on a side of a sheet, left and right, and on both its sides; None is an empty page.
Pair = tuple[int | None, int | None]
ImposedPages = tuple[int | None, ...]
# Sizes that differ by less than this are the same: a PDF's numbers are rounded. In mm.
SLACK = 0.1
# More than this of the inner margin must not go to the fold: the narrowest is 17 mm, and text would
# come too near. In mm.
MOST_CREEP = 8.0


@dataclass(frozen=True)
class OfficeJob:
    """How an edition is printed at the office; `file` is the edition's, and `places` tells where in
    it each value stands, for messages. `rtl` editions open from the other side."""

    file: str
    office: OfficePrint = field(default_factory=OfficePrint)
    rtl: bool = False
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def error(self, name: str, message: str, hint: str = "") -> ContentError:
        """Describe a mistake in `press.office.name`, or in the edition where that is not set."""
        line, column = self.places.get(("press", "office", name), (0, 0))
        return ContentError([Problem(self.file, line, column, message, hint)])


@dataclass(frozen=True)
class ImpositionPlan:
    """What an edition needs at the copier. `trim` and `paper` are width and height in mm, as they
    lie; `blanks` are empty pages added before the last `cover` pages. `creep` is how far the
    innermost pages move to the fold, in mm."""

    pages: int
    blanks: int
    sheets: int
    trim: Size
    paper_name: str
    paper: Size
    creep: float = 0.0
    cover: int = 1
    binding: Binding = "saddle stitch"

    @property
    def offcut(self) -> Size:
        """How much larger the paper is than the pages on it, at either side and at head and foot
        each, in mm."""
        across = 2 if self.paper[0] >= 2 * self.trim[0] - SLACK else 1
        return (self.paper[0] - across * self.trim[0]) / 2, (self.paper[1] - self.trim[1]) / 2


def order_pages(pages: int, *, rtl: bool = False, cover: int = 1) -> list[Pair]:
    """Order pages for saddle stitch: those on each side of the sheets, from the outside of the
    outermost sheet to the inside of the innermost. The last page stays on the back, and so many as
    `cover` says at the end. Raises ValueError without pages."""
    if pages < 1:
        raise ValueError("there are no pages")
    inside = max(1, pages - cover)
    leaves = [*range(1, inside + 1), *[None] * (-pages % 4), *range(inside + 1, pages + 1)]
    sides: list[Pair] = []
    for at in range(len(leaves) // 2):
        near, far = leaves[at], leaves[-1 - at]
        left_first = at % 2 == (0 if rtl else 1)
        sides.append((near, far) if left_first else (far, near))
    return sides


def list_sheets(binding: Binding, pages: int, cover: int = 1) -> list[ImposedPages]:
    """List the pages on each sheet from the outermost, or on each leaf from the first. Empty ones
    stand before the last `cover` pages of a booklet, and before the last page of what is stapled
    at its side."""
    if binding == "saddle stitch":
        sides = order_pages(pages, cover=cover)
        return [(*sides[at], *sides[at + 1]) for at in range(0, len(sides), 2)]
    last = [*[None] * (pages % 2), pages] if pages > 1 else [1, None]
    leaves = [*range(1, pages), *last]
    return [(leaves[at], leaves[at + 1]) for at in range(0, len(leaves), 2)]


def find_binding(pdf: pikepdf.Pdf, office: OfficePrint) -> Binding:
    """Find how an edition is bound at the office: pages that lie are the sides of a leaflet."""
    width, height = page_size(pdf.pages[0])
    return "folded leaflet" if width > height else office.binding


def count_cover(pdf: pikepdf.Pdf) -> int:
    """Count the pages at the end that belong to the cover: its back and, where nothing is on it,
    the page before, which is the inside of the back."""
    return 2 if len(pdf.pages) > 2 and shows_nothing(pdf.pages[-2]) else 1


def creep(sheet: int, thickness: float) -> float:
    """How far the pages of a sheet are moved to the fold, in mm; sheets count from 0, the
    outermost, which stays.

    Each sheet lies in the fold of the one outside it and stands out by that one's thickness: `sheet
    × thickness`, so `(sheets − 1) × thickness` for the innermost. Source: Kodak Preps 5, User
    Guide, "Calculating Shingling Amounts", whose approximate formula, pages ÷ 4 × thickness, is
    that of the next sheet, since the outermost does not move.
    """
    return sheet * thickness


def plan(data: bytes, job: OfficeJob) -> ImpositionPlan:
    """Plan what an edition needs at the copier. Raises ContentError where it cannot be bound as
    asked."""
    with open_edition(data, job) as pdf:
        trim, binding, count = trim_of(pdf, job), find_binding(pdf, job.office), len(pdf.pages)
        if binding != "saddle stitch":
            return _plan_single_pages(count, trim, binding, job)
        sheets = -(-count // 4)
        thickest = creep(sheets - 1, job.office.thickness)
        name, paper = _choose_paper(trim, 2, job)
        found = ImpositionPlan(
            count, -count % 4, sheets, trim, name, paper, thickest, count_cover(pdf)
        )
    _check_fold(found, job)
    return found


def open_edition(data: bytes, job: OfficeJob) -> pikepdf.Pdf:
    """Open an edition's PDF. Raises ContentError where it is none."""
    try:
        return open_pdf(data)
    except pikepdf.PdfError as error:
        raise job.error("binding", f"its PDF cannot be read: {error}", "build it anew") from None


def trim_of(pdf: pikepdf.Pdf, job: OfficeJob) -> Size:
    """Measure the pages in mm (ISO 32000-1, 14.11.2). Raises ContentError where they differ."""
    sizes = [page_size(page) for page in pdf.pages]
    if not sizes:
        raise job.error("binding", "it has no pages")
    width, height = sizes[0]
    for number, size in enumerate(sizes, 1):
        if max(abs(size[0] - width), abs(size[1] - height)) > SLACK:
            raise job.error(
                "binding",
                f"page {number} is {mm(size)}, and page 1 is {mm(sizes[0])}: they cannot be "
                "bound together",
                "give all pages of the edition one size",
            )
    return width, height


def page_size(page: pikepdf.Page) -> Size:
    """Measure a page's trim in mm."""
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round((right - left) / MM, 2), round((top - bottom) / MM, 2)


def mm(size: Size) -> str:
    """Write a width and height in mm."""
    return f"{size[0]:.4g} × {size[1]:.4g} mm"


def _choose_paper(trim: Size, across: int, job: OfficeJob) -> tuple[str, Size]:
    """The paper asked for, or the smallest that holds `across` pages, and its size in mm as it must
    lie."""
    wide, high = trim[0] * across, trim[1]
    papers = {name: paper[::-1] if wide > high else paper for name, paper in PAPERS.items()}
    asked = job.office.paper
    for name, paper in papers.items():
        if asked in (None, name) and paper[0] >= wide - SLACK and paper[1] >= high - SLACK:
            return name, paper
    pages = f"two pages of {mm(trim)} side by side" if across == 2 else f"a page of {mm(trim)}"
    if asked is None:
        raise job.error(
            "paper", f"no paper that a copier holds is large enough for {pages}, {mm((wide, high))}"
        )
    sides = zip((wide, high), papers[asked], ("wide", "high"), strict=True)
    over = [
        f"{size - given:.4g} mm too {way}" for size, given, way in sides if size - given > SLACK
    ]
    raise job.error(
        "paper",
        f"press.office.paper: {asked}, {mm(papers[asked])}, is too small for {pages}: they are "
        + " and ".join(over),
        "leave `paper` out: the smallest that is large enough is taken",
    )


def _check_fold(found: ImpositionPlan, job: OfficeJob) -> None:
    office = job.office
    if found.sheets > office.sheets:
        raise job.error(
            "sheets",
            f"{found.pages} pages make {found.sheets} sheets, and no more than {office.sheets} can "
            "be stapled in the fold",
            "choose `binding: side staple`, or set `sheets` to what the copier staples",
        )
    if found.creep > MOST_CREEP:
        raise job.error(
            "thickness",
            f"{found.sheets} sheets of {office.thickness:g} mm would push the innermost pages "
            f"{found.creep:.1f} mm into the fold, more than {MOST_CREEP:g} mm",
            "take thinner paper, or choose `binding: side staple`",
        )


def _plan_single_pages(count: int, trim: Size, binding: Binding, job: OfficeJob) -> ImpositionPlan:
    """Plan a leaflet, or pages that are stapled at their side: the paper is their size."""
    lies = binding == "folded leaflet"
    if lies and count != 2:
        there = f"are {count}" if count > 1 else "is only one"
        raise job.error(
            "binding", f"pages of {mm(trim)} are the two sides of a leaflet, and there {there}"
        )
    name, paper = _choose_paper(trim, 1, job)
    if max(paper[0] - trim[0], paper[1] - trim[1]) > 1:
        how = "with nothing to cut off" if lies else "and stapled at their side"
        raise job.error(
            "binding",
            f"pages of {mm(trim)} cannot be printed on {name}, {mm(paper)}, {how}",
            "leave `paper` out, or choose `binding: saddle stitch`",
        )
    return ImpositionPlan(count, count % 2, -(-count // 2), trim, name, paper, binding=binding)

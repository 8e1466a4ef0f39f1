"""An edition's PDF and its settings go in; what is needed at the office copier comes out, or why it
cannot be bound as asked.

All is checked here before anything is imposed: size of the pages, paper, number of sheets, creep.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf

from citybook.models.press import PAPERS, OfficePrint
from citybook.problems import ContentError, Problem

MM = 72 / 25.4
# Sizes that differ by less than this are the same: a PDF's numbers are rounded. In mm.
SLACK = 0.1
# More than this of the inner margin must not go to the fold: the narrowest is 17 mm, and text would
# come too near. In mm.
MOST_CREEP = 8.0


@dataclass(frozen=True)
class Settings:
    """How an edition is printed at the office; `file` is the edition's, and `places` tells where in
    it each value stands, for messages. `rtl` editions open from the other side."""

    file: str
    office: OfficePrint = field(default_factory=OfficePrint)
    rtl: bool = False
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def problem(self, name: str, message: str, hint: str = "") -> ContentError:
        """A mistake in `press.office.name`, or of the edition where that is not written down."""
        line, column = self.places.get(("press", "office", name), (0, 0))
        return ContentError([Problem(self.file, line, column, message, hint)])


@dataclass(frozen=True)
class Plan:
    """What an edition needs at the copier. `trim` and `paper` are width and height in mm, as they
    lie; `blanks` are empty pages added before the last `cover` pages: the back cover, and what is
    empty by itself before it. `creep` is how far the innermost pages move to the fold, in mm."""

    pages: int
    blanks: int
    sheets: int
    trim: tuple[float, float]
    paper_name: str
    paper: tuple[float, float]
    creep: float
    cover: int = 1

    @property
    def offcut(self) -> tuple[float, float]:
        """What the paper is larger than the pages at either side, and at head and foot each, in
        mm."""
        across = 2 if self.paper[0] >= 2 * self.trim[0] - SLACK else 1
        return (self.paper[0] - across * self.trim[0]) / 2, (self.paper[1] - self.trim[1]) / 2


def creep(sheet: int, thickness: float) -> float:
    """How far the pages of a sheet are moved to the fold, in mm; sheets count from 0, the
    outermost, which stays.

    Each sheet lies in the fold of the one outside it and stands out by that one's thickness: `sheet
    × thickness`, so `(sheets − 1) × thickness` for the innermost. Source: Kodak Preps 5, User
    Guide, "Calculating Shingling Amounts", whose approximate formula, pages ÷ 4 × thickness, is
    that of the next sheet, since the outermost does not move.
    """
    return sheet * thickness


def plan(data: bytes, settings: Settings) -> Plan:
    """What an edition needs at the copier. Raises ContentError where it cannot be bound as asked;
    nothing is written before."""
    with opened(data, settings) as pdf:
        trim, count, cover = trim_of(pdf, settings), len(pdf.pages), _cover(pdf)
    if trim[0] > trim[1] or settings.office.binding == "side staple":
        return unimposed(count, trim, settings)
    sheets = -(-count // 4)
    name, paper = _paper(trim, 2, settings)
    made = Plan(
        count,
        -count % 4,
        sheets,
        trim,
        name,
        paper,
        creep(sheets - 1, settings.office.thickness),
        cover,
    )
    _check_fold(made, settings)
    return made


def opened(data: bytes, settings: Settings) -> pikepdf.Pdf:
    """The PDF. Raises ContentError where it is none."""
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise settings.problem(
            "binding", f"its PDF cannot be read: {error}", "build it anew"
        ) from None


def trim_of(pdf: pikepdf.Pdf, settings: Settings) -> tuple[float, float]:
    """Width and height in mm, the same for all pages (ISO 32000-1, 14.11.2)."""
    sizes = [_size(page) for page in pdf.pages]
    if not sizes:
        raise settings.problem("binding", "it has no pages")
    width, height = sizes[0]
    for number, size in enumerate(sizes, 1):
        if max(abs(size[0] - width), abs(size[1] - height)) > SLACK:
            raise settings.problem(
                "binding",
                f"page {number} is {mm(size)}, and page 1 is {mm(sizes[0])}: they cannot be "
                "bound together",
                "give all pages of the edition one size",
            )
    return width, height


def _cover(pdf: pikepdf.Pdf) -> int:
    """How many pages at the end belong to the cover: its back, and a page before that with no text
    on it, its inside."""
    if len(pdf.pages) < 3:
        return 1
    drawn = {str(found.operator) for found in pikepdf.parse_content_stream(pdf.pages[-2])}
    return 1 if drawn & {"Tj", "TJ", "'", '"', "Do"} else 2


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round((right - left) / MM, 2), round((top - bottom) / MM, 2)


def _paper(
    trim: tuple[float, float], across: int, settings: Settings
) -> tuple[str, tuple[float, float]]:
    """The paper asked for, or the smallest that holds `across` pages, and its size in mm as it must
    lie."""
    wide, high = trim[0] * across, trim[1]
    papers = {name: paper[::-1] if wide > high else paper for name, paper in PAPERS.items()}
    asked = settings.office.paper
    for name, paper in papers.items():
        if asked in (None, name) and paper[0] >= wide - SLACK and paper[1] >= high - SLACK:
            return name, paper
    pages = f"two pages of {mm(trim)} side by side" if across == 2 else f"a page of {mm(trim)}"
    if asked is None:
        raise settings.problem(
            "paper", f"no paper that a copier holds is large enough for {pages}, {mm((wide, high))}"
        )
    sides = zip((wide, high), papers[asked], ("wide", "high"), strict=True)
    over = [
        f"{size - given:.4g} mm too {way}" for size, given, way in sides if size - given > SLACK
    ]
    raise settings.problem(
        "paper",
        f"press.office.paper: {asked}, {mm(papers[asked])}, is too small for {pages}: they are "
        + " and ".join(over),
        "leave `paper` out: the smallest that is large enough is taken",
    )


def _check_fold(made: Plan, settings: Settings) -> None:
    office = settings.office
    if made.sheets > office.sheets:
        raise settings.problem(
            "sheets",
            f"{made.pages} pages make {made.sheets} sheets, and no more than {office.sheets} can "
            "be stapled in the fold",
            "choose `binding: side staple`, or set `sheets` to what the copier staples",
        )
    if made.creep > MOST_CREEP:
        raise settings.problem(
            "thickness",
            f"{made.sheets} sheets of {office.thickness:g} mm would push the innermost pages "
            f"{made.creep:.1f} mm into the fold, more than {MOST_CREEP:g} mm",
            "take thinner paper, or choose `binding: side staple`",
        )


def unimposed(count: int, trim: tuple[float, float], settings: Settings) -> Plan:
    """Of a leaflet, whose pages lie, or of pages that are stapled at their side: the paper is their
    size."""
    lies = trim[0] > trim[1]
    if lies and count != 2:
        raise settings.problem(
            "binding",
            f"pages of {mm(trim)} are the two sides of a leaflet, and there "
            + (f"are {count}" if count > 1 else "is only one"),
        )
    name, paper = _paper(trim, 1, settings)
    if max(paper[0] - trim[0], paper[1] - trim[1]) > 1:
        how = "with nothing to cut off" if lies else "and stapled at their side"
        raise settings.problem(
            "binding",
            f"pages of {mm(trim)} cannot be printed on {name}, {mm(paper)}, {how}",
            "leave `paper` out, or choose `binding: saddle stitch`",
        )
    return Plan(count, count % 2, -(-count // 2), trim, name, paper, 0.0)


def mm(size: tuple[float, float]) -> str:
    """A width and height in mm, in words."""
    return f"{size[0]:.4g} × {size[1]:.4g} mm"

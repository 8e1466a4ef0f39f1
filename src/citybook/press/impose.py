"""An edition's PDF in reading order goes in; printer's sheets for the office copier come out, to be folded and stapled.

Two pages stand side by side on each side of a sheet. Tags are lost with that (ISO 32000-1, 14.8 speaks of pages in reading
order), so the PDF in reading order is published as well. What needs no imposing keeps its tags and gets print flags only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from citybook.models.press import PAPERS, OfficePrint
from citybook.press import foldmarks
from citybook.problems import Mistaken, Problem

MM = 72 / 25.4
# Sizes that differ by less than this are the same: a PDF's numbers are rounded. In mm.
SLACK = 0.1
# More than this of the inner margin must not go to the fold: the narrowest is 17 mm, and text would come too near. In mm.
MOST_CREEP = 8.0
Pair = tuple[int | None, int | None]


@dataclass(frozen=True)
class Settings:
    """How an edition is printed at the office; `file` is the edition's, and `places` tells where in it each value stands, for
    messages. `rtl` editions open from the other side."""

    file: str
    office: OfficePrint = field(default_factory=OfficePrint)
    rtl: bool = False
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def problem(self, name: str, message: str, way_out: str = "") -> Mistaken:
        """A mistake in `press.office.name`, or of the edition where that is not written down."""
        line, column = self.places.get(("press", "office", name), (0, 0))
        return Mistaken([Problem(self.file, line, column, message, way_out)])


@dataclass(frozen=True)
class Plan:
    """What an edition needs at the copier. `trim` and `paper` are width and height in mm, as they lie; `blanks` are empty
    pages added before the last page; `creep` is how far the innermost pages move to the fold, in mm."""

    pages: int
    blanks: int
    sheets: int
    trim: tuple[float, float]
    paper_name: str
    paper: tuple[float, float]
    creep: float

    @property
    def offcut(self) -> tuple[float, float]:
        """What the paper is larger than the pages at either side, and at head and foot each, in mm."""
        across = 2 if self.paper[0] >= 2 * self.trim[0] - SLACK else 1
        return (self.paper[0] - across * self.trim[0]) / 2, (self.paper[1] - self.trim[1]) / 2


@dataclass(frozen=True)
class Form:
    """A page that can be placed on a sheet: where the lower left corner of its trim is, and its width and height, in pt."""

    content: Any
    corner: tuple[float, float]
    size: tuple[float, float]


def order(pages: int, *, rtl: bool = False) -> list[Pair]:
    """The pages on each side of the sheets, left and right, from the outside of the outermost sheet to the inside of the
    innermost; None is an empty page. The last page stays on the back. Raises ValueError without pages."""
    if pages < 1:
        raise ValueError("there are no pages")
    blanks = -pages % 4
    leaves = [*range(1, pages), *[None] * blanks, pages] if pages > 1 else [1, None, None, None]
    sides: list[Pair] = []
    for at in range(len(leaves) // 2):
        near, far = leaves[at], leaves[-1 - at]
        left_first = at % 2 == (0 if rtl else 1)
        sides.append((near, far) if left_first else (far, near))
    return sides


def creep(sheet: int, thickness: float) -> float:
    """How far the pages of a sheet are moved to the fold, in mm; sheets count from 0, the outermost, which stays.

    Each sheet lies in the fold of the one outside it and stands out by that one's thickness: `sheet × thickness`, so
    `(sheets − 1) × thickness` for the innermost. Source: Kodak Preps 5, User Guide, "Calculating Shingling Amounts", whose
    approximate formula, pages ÷ 4 × thickness, is that of the next sheet, since the outermost does not move.
    """
    return sheet * thickness


def plan(data: bytes, settings: Settings) -> Plan:
    """What an edition needs at the copier. Raises Mistaken where it cannot be bound as asked; nothing is written before."""
    with _opened(data, settings) as pdf:
        trim, count = _trim(pdf, settings), len(pdf.pages)
    if trim[0] > trim[1] or settings.office.binding == "side staple":
        return _unimposed(count, trim, settings)
    sheets = -(-count // 4)
    name, paper = _paper(trim, 2, settings)
    made = Plan(count, -count % 4, sheets, trim, name, paper, creep(sheets - 1, settings.office.thickness))
    _check_fold(made, settings)
    return made


def saddle_stitch(data: bytes, settings: Settings) -> bytes:
    """The sheets of a booklet, front and back by turns, to be printed on both sides, folded once and stapled in the fold.
    Same bytes for the same input. Raises Mistaken."""
    made = plan(data, settings)
    if made.paper[0] < made.paper[1] or made.trim[0] > made.trim[1]:
        raise settings.problem("binding", f"pages of {_mm(made.trim)} are not bound by a staple in the fold")
    with _opened(data, settings) as pdf, pikepdf.new() as sheets:
        pages = [_form(page, sheets) for page in pdf.pages]
        for number, pair in enumerate(order(made.pages, rtl=settings.rtl)):
            _add_side(sheets, made, settings.office, number, [pages[page - 1] if page else None for page in pair])
        _describe(pdf, sheets)
        return _saved(sheets, settings.office.turned_on)


def as_it_is(data: bytes, settings: Settings) -> bytes:
    """What needs no imposing, with the flags for its printing and all its tags: a sheet, an edition that is stapled at its
    side (a blank before the last page keeps that on the back), and a leaflet, whose pages are the two sides of its sheet;
    they match when the paper is turned over its short edge. Raises Mistaken."""
    with _opened(data, settings) as pdf:
        width, height = _trim(pdf, settings)
        count, turned_on = len(pdf.pages), "long edge" if len(pdf.pages) > 1 else ""
        if width > height:
            _unimposed(count, (width, height), settings)
            turned_on = settings.office.turned_on
            if turned_on == "long edge":
                pdf.pages[1].rotate(180, relative=True)
        elif count > 1 and count % 2:
            _insert_blank(pdf)
        return _saved(pdf, turned_on)


def _opened(data: bytes, settings: Settings) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise settings.problem("binding", f"its PDF cannot be read: {error}", "build it anew") from None


def _trim(pdf: pikepdf.Pdf, settings: Settings) -> tuple[float, float]:
    """Width and height in mm, the same for all pages (ISO 32000-1, 14.11.2)."""
    sizes = [_size(page) for page in pdf.pages]
    if not sizes:
        raise settings.problem("binding", "it has no pages")
    width, height = sizes[0]
    for number, size in enumerate(sizes, 1):
        if max(abs(size[0] - width), abs(size[1] - height)) > SLACK:
            raise settings.problem("binding", f"page {number} is {_mm(size)}, and page 1 is {_mm(sizes[0])}: they cannot be "
                                              "bound together", "give all pages of the edition one size")
    return width, height


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round((right - left) / MM, 2), round((top - bottom) / MM, 2)


def _paper(trim: tuple[float, float], across: int, settings: Settings) -> tuple[str, tuple[float, float]]:
    """The paper asked for, or the smallest that holds `across` pages, and its size in mm as it must lie."""
    wide, high = trim[0] * across, trim[1]
    papers = {name: paper[::-1] if wide > high else paper for name, paper in PAPERS.items()}
    asked = settings.office.paper
    for name, paper in papers.items():
        if asked in (None, name) and paper[0] >= wide - SLACK and paper[1] >= high - SLACK:
            return name, paper
    pages = f"two pages of {_mm(trim)} side by side" if across == 2 else f"a page of {_mm(trim)}"
    if asked is None:
        raise settings.problem("paper", f"no paper that a copier holds is large enough for {pages}, {_mm((wide, high))}")
    sides = zip((wide, high), papers[asked], ("wide", "high"), strict=True)
    over = [f"{size - given:.4g} mm too {way}" for size, given, way in sides if size - given > SLACK]
    raise settings.problem("paper", f"press.office.paper: {asked}, {_mm(papers[asked])}, is too small for {pages}: they are "
                                    + " and ".join(over), "leave `paper` out: the smallest that is large enough is taken")


def _check_fold(made: Plan, settings: Settings) -> None:
    office = settings.office
    if made.sheets > office.sheets:
        raise settings.problem("sheets", f"{made.pages} pages make {made.sheets} sheets, and no more than {office.sheets} can "
                                         "be stapled in the fold",
                               "choose `binding: side staple`, or set `sheets` to what the copier staples")
    if made.creep > MOST_CREEP:
        raise settings.problem("thickness", f"{made.sheets} sheets of {office.thickness:g} mm would push the innermost pages "
                                            f"{made.creep:.1f} mm into the fold, more than {MOST_CREEP:g} mm",
                               "take thinner paper, or choose `binding: side staple`")


def _unimposed(count: int, trim: tuple[float, float], settings: Settings) -> Plan:
    """Of a leaflet, whose pages lie, or of pages that are stapled at their side: the paper is their size."""
    lies = trim[0] > trim[1]
    if lies and count != 2:
        raise settings.problem("binding", f"pages of {_mm(trim)} are the two sides of a leaflet, and there "
                                          + (f"are {count}" if count > 1 else "is only one"))
    name, paper = _paper(trim, 1, settings)
    if max(paper[0] - trim[0], paper[1] - trim[1]) > 1:
        how = "with nothing to cut off" if lies else "and stapled at their side"
        raise settings.problem("binding", f"pages of {_mm(trim)} cannot be printed on {name}, {_mm(paper)}, {how}",
                               "leave `paper` out, or choose `binding: saddle stitch`")
    return Plan(count, count % 2, -(-count // 2), trim, name, paper, 0.0)


def _mm(size: tuple[float, float]) -> str:
    return f"{size[0]:.4g} × {size[1]:.4g} mm"


def _form(page: pikepdf.Page, sheets: pikepdf.Pdf) -> Form:
    """A page as a form XObject of `sheets` (ISO 32000-1, 8.10), with as much bleed as it has."""
    form = page.as_form_xobject()
    form.BBox = pikepdf.Array(page.obj.get("/BleedBox", page.trimbox))
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return Form(sheets.copy_foreign(form), (left, bottom), (right - left, top - bottom))


def _add_side(sheets: pikepdf.Pdf, made: Plan, office: OfficePrint, number: int, pair: list[Form | None]) -> None:
    width, height = (side * MM for side in made.paper)
    shift = creep(number // 2, office.thickness) * MM
    content = b"".join(_placed(form, at, width, height, shift) for at, form in enumerate(pair) if form)
    if number % 2 and office.turned_on == "long edge":
        content = b"q -1 0 0 -1 %.4f %.4f cm\n%bQ\n" % (width, height, content)
    if number % 2 == 0:
        content += foldmarks.drawn(made.paper, made.trim, office.marks, is_outermost=number == 0)
    page = sheets.add_blank_page(page_size=(width, height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(
        {f"/P{at}": form.content for at, form in enumerate(pair) if form}))
    page.obj.Contents = sheets.make_stream(content)
    x, y = (side * MM for side in made.offcut)
    page.trimbox = pikepdf.Array([round(side, 4) for side in (x, y, width - x, height - y)])


def _placed(form: Form, at: int, width: float, height: float, shift: float) -> bytes:
    """A page in the left (`at` 0) or right half of the sheet, against the fold, which it must not cross; all in pt."""
    x = width / 2 - form.size[0] + shift if at == 0 else width / 2 - shift
    y = (height - form.size[1]) / 2
    half = (at * width / 2, width / 2, height)
    return b"q %.4f 0 %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm /P%d Do Q\n" % (*half, x - form.corner[0], y - form.corner[1], at)


def _insert_blank(pdf: pikepdf.Pdf) -> None:
    """A blank page before the last one. Page labels would name the wrong pages then."""
    last = pdf.pages[-1]
    blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=last.mediabox, Resources=pikepdf.Dictionary())
    pdf.pages.insert(len(pdf.pages) - 1, pikepdf.Page(pdf.make_indirect(blank)))
    if "/PageLabels" in pdf.Root:
        del pdf.Root.PageLabels


def _describe(pdf: pikepdf.Pdf, sheets: pikepdf.Pdf) -> None:
    """Title, subject and language; not what the file in reading order claims to be, such as PDF/UA."""
    for name in ("/Title", "/Subject"):
        if name in pdf.docinfo:
            sheets.docinfo[name] = str(pdf.docinfo[name])
    if "/Lang" in pdf.Root:
        sheets.Root.Lang = str(pdf.Root.Lang)


def _saved(pdf: pikepdf.Pdf, turned_on: str) -> bytes:
    """With the viewer's preferences for printing (ISO 32000-1, 12.2, table 150); how many copies is for people to say."""
    duplex = {"short edge": "/DuplexFlipShortEdge", "long edge": "/DuplexFlipLongEdge", "": "/Simplex"}[turned_on]
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.update(dict(_flags(duplex)))
    pdf.Root.ViewerPreferences = preferences
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate,
             recompress_flate=False)
    return out.getvalue()


def _flags(duplex: str) -> Iterator[tuple[str, Any]]:
    yield "/DisplayDocTitle", True
    yield "/Duplex", pikepdf.Name(duplex)
    yield "/PickTrayByPDFSize", True
    yield "/PrintScaling", pikepdf.Name("/None")

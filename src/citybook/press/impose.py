"""An edition's PDF in reading order goes in; printer's sheets for the office copier come out, to be
folded and stapled.

Two pages stand side by side on each side of a sheet. Tags are lost with that (ISO 32000-1, 14.8
speaks of pages in reading order), so the PDF in reading order is published as well. What needs no
imposing keeps its tags and gets print flags only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from citybook.models.press import OfficePrint
from citybook.press import foldmarks
from citybook.press.planning import MM, Plan, Settings, creep, mm, opened, plan, trim_of, unimposed

Pair = tuple[int | None, int | None]


@dataclass(frozen=True)
class Form:
    """A page that can be placed on a sheet: where the lower left corner of its trim is, and its
    width and height, in pt."""

    content: Any
    corner: tuple[float, float]
    size: tuple[float, float]


def order(pages: int, *, rtl: bool = False, cover: int = 1) -> list[Pair]:
    """The pages on each side of the sheets, left and right, from the outside of the outermost sheet
    to the inside of the innermost; None is an empty page. The last page stays on the back, and so
    many as `cover` says at the end. Raises ValueError without pages."""
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


def saddle_stitch(data: bytes, settings: Settings) -> bytes:
    """The sheets of a booklet, front and back by turns, to be printed on both sides, folded once
    and stapled in the fold. Same bytes for the same input. Raises ContentError."""
    made = plan(data, settings)
    if settings.office.binding == "side staple" or made.trim[0] > made.trim[1]:
        raise settings.problem(
            "binding", f"pages of {mm(made.trim)} are not bound by a staple in the fold"
        )
    with opened(data, settings) as pdf, pikepdf.new() as sheets:
        pages = [_form(page, sheets) for page in pdf.pages]
        for number, pair in enumerate(order(made.pages, rtl=settings.rtl, cover=made.cover)):
            _add_side(
                sheets,
                made,
                settings.office,
                number,
                [pages[page - 1] if page else None for page in pair],
            )
        _describe(pdf, sheets)
        return _saved(sheets, settings.office.turned_on)


def as_it_is(data: bytes, settings: Settings) -> bytes:
    """What needs no imposing, with the flags for its printing and all its tags: a sheet, an edition
    that is stapled at its side (a blank before the last page keeps that on the back), and a
    leaflet, whose pages are the two sides of its sheet; they match when the paper is turned over
    its short edge. Raises ContentError."""
    with opened(data, settings) as pdf:
        width, height = trim_of(pdf, settings)
        count, turned_on = len(pdf.pages), "long edge" if len(pdf.pages) > 1 else ""
        if width > height or settings.office.binding == "side staple":
            unimposed(count, (width, height), settings)
        if width > height:
            turned_on = settings.office.turned_on
            if turned_on == "long edge":
                pdf.pages[1].rotate(180, relative=True)
        elif count > 1 and count % 2:
            _insert_blank(pdf)
        return _saved(pdf, turned_on)


def _form(page: pikepdf.Page, sheets: pikepdf.Pdf) -> Form:
    """A page as a form XObject of `sheets` (ISO 32000-1, 8.10), with as much bleed as it has."""
    form = page.as_form_xobject()
    form.BBox = pikepdf.Array(page.obj.get("/BleedBox", page.trimbox))
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return Form(sheets.copy_foreign(form), (left, bottom), (right - left, top - bottom))


def _add_side(
    sheets: pikepdf.Pdf, made: Plan, office: OfficePrint, number: int, pair: list[Form | None]
) -> None:
    width, height = (side * MM for side in made.paper)
    shift = creep(number // 2, office.thickness) * MM
    content = b"".join(
        _placed(form, at, width, height, shift) for at, form in enumerate(pair) if form
    )
    if number % 2 and office.turned_on == "long edge":
        content = b"q -1 0 0 -1 %.4f %.4f cm\n%bQ\n" % (width, height, content)
    if number % 2 == 0:
        content += foldmarks.drawn(made.paper, made.trim, office.marks, is_outermost=number == 0)
    page = sheets.add_blank_page(page_size=(width, height))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            {f"/P{at}": form.content for at, form in enumerate(pair) if form}
        )
    )
    page.obj.Contents = sheets.make_stream(content)
    x, y = (side * MM for side in made.offcut)
    page.trimbox = pikepdf.Array([round(side, 4) for side in (x, y, width - x, height - y)])


def _placed(form: Form, at: int, width: float, height: float, shift: float) -> bytes:
    """A page in the left (`at` 0) or right half of the sheet, against the fold, which it must not
    cross; all in pt."""
    x = width / 2 - form.size[0] + shift if at == 0 else width / 2 - shift
    y = (height - form.size[1]) / 2
    half = (at * width / 2, width / 2, height)
    return b"q %.4f 0 %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm /P%d Do Q\n" % (
        *half,
        x - form.corner[0],
        y - form.corner[1],
        at,
    )


def _insert_blank(pdf: pikepdf.Pdf) -> None:
    """A blank page before the last one. Page labels would name the wrong pages then."""
    last = pdf.pages[-1]
    blank = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=last.mediabox, Resources=pikepdf.Dictionary()
    )
    pdf.pages.insert(len(pdf.pages) - 1, pikepdf.Page(pdf.make_indirect(blank)))
    if "/PageLabels" in pdf.Root:
        del pdf.Root.PageLabels


def _describe(pdf: pikepdf.Pdf, sheets: pikepdf.Pdf) -> None:
    """Title, subject and language; not what the file in reading order claims to be, such as
    PDF/UA."""
    for name in ("/Title", "/Subject"):
        if name in pdf.docinfo:
            sheets.docinfo[name] = str(pdf.docinfo[name])
    if "/Lang" in pdf.Root:
        sheets.Root.Lang = str(pdf.Root.Lang)


def _saved(pdf: pikepdf.Pdf, turned_on: str) -> bytes:
    """With the viewer's preferences for printing (ISO 32000-1, 12.2, table 150); how many copies is
    for people to say."""
    duplex = {
        "short edge": "/DuplexFlipShortEdge",
        "long edge": "/DuplexFlipLongEdge",
        "": "/Simplex",
    }[turned_on]
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.update(dict(_flags(duplex)))
    pdf.Root.ViewerPreferences = preferences
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=False,
    )
    return out.getvalue()


def _flags(duplex: str) -> Iterator[tuple[str, Any]]:
    yield "/DisplayDocTitle", True
    yield "/Duplex", pikepdf.Name(duplex)
    yield "/PickTrayByPDFSize", True
    yield "/PrintScaling", pikepdf.Name("/None")

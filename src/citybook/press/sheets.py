"""An edition's PDF in reading order goes in; printer's sheets for the office copier come out, to be
folded and stapled.

Two pages stand side by side on each side of a sheet. Tags are lost with that (ISO 32000-1, 14.8
speaks of pages in reading order), so the PDF in reading order is published as well. What needs no
imposing keeps its tags and gets print flags only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.models.press import OfficePrint
from citybook.pdf.boxes import MM, Box, Point
from citybook.pdf.files import save_pdf
from citybook.press.imposition import (
    ImpositionPlan,
    OfficeJob,
    Pair,
    creep,
    open_edition,
    order_pages,
    plan,
)
from citybook.press.printer_marks import office_marks

# How a copier turns the paper over, by the edge (ISO 32000-1, 12.2, table 150).
DUPLEX = {
    "short edge": Name.DuplexFlipShortEdge,
    "long edge": Name.DuplexFlipLongEdge,
    "": Name.Simplex,
}


@dataclass(frozen=True)
class Placement:
    """A page on a sheet: where the lower left corner of its trim stands, and outside of which box
    nothing of it is drawn; in pt."""

    page: pikepdf.Page
    at: Point
    clip: Box


def impose(data: bytes, job: OfficeJob) -> bytes:
    """Make the file for the copier: sheets to be folded once and stapled in the fold, or the pages
    as they are. The same bytes for the same input. Raises ContentError where it cannot be bound as
    asked."""
    planned = plan(data, job)
    with open_edition(data, job) as pdf:
        if planned.binding == "saddle stitch":
            return _impose_saddle_stitch(pdf, planned, job)
        return _keep_single_pages(pdf, planned, job)


def add_sheet(
    sheets: pikepdf.Pdf,
    size: Point,
    placements: Iterable[Placement],
    *,
    is_turned: bool = False,
    marks: bytes = b"",
) -> pikepdf.Page:
    """Add a side of a sheet, `size` in pt, with pages of another file as form XObjects (ISO
    32000-1, 8.10); they stand on their heads if it `is_turned`."""
    forms, drawn = Dictionary(), b""
    for number, placement in enumerate(placements):
        forms[f"/P{number}"] = sheets.copy_foreign(_make_form(placement.page))
        drawn += _draw_form(placement, number)
    if is_turned:
        drawn = b"q -1 0 0 -1 %.4f %.4f cm\n%bQ\n" % (*size, drawn)
    page = sheets.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(XObject=forms)
    page.obj.Contents = sheets.make_stream(drawn + marks)
    return page


def _make_form(page: pikepdf.Page) -> Any:
    """A page as a form, with as much bleed as it has."""
    form = page.as_form_xobject()
    form.BBox = Array(page.obj.get("/BleedBox", page.trimbox))
    return form


def _draw_form(placement: Placement, number: int) -> bytes:
    left, bottom, right, top = placement.clip
    x, y, _, _ = (float(side) for side in placement.page.trimbox)
    clip = (left, bottom, right - left, top - bottom)
    move = (placement.at[0] - x, placement.at[1] - y)
    return b"q %.4f %.4f %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm /P%d Do Q\n" % (
        *clip,
        *move,
        number,
    )


def _impose_saddle_stitch(pdf: pikepdf.Pdf, planned: ImpositionPlan, job: OfficeJob) -> bytes:
    with pikepdf.new() as sheets:
        pairs = order_pages(planned.pages, rtl=job.rtl, cover=planned.cover)
        for number, pair in enumerate(pairs):
            _add_side(pdf, sheets, planned, job.office, number, pair)
        _describe(pdf, sheets)
        return _save(sheets, job.office.turned_on)


def _add_side(
    pdf: pikepdf.Pdf,
    sheets: pikepdf.Pdf,
    planned: ImpositionPlan,
    office: OfficePrint,
    number: int,
    pair: Pair,
) -> None:
    """Add a side with two pages, each against the fold, which it must not cross."""
    width, height = (side * MM for side in planned.paper)
    page_width, page_height = (side * MM for side in planned.trim)
    shift, foot = creep(number // 2, office.thickness) * MM, (height - page_height) / 2
    left = ((width / 2 - page_width + shift, foot), (0.0, 0.0, width / 2, height))
    right = ((width / 2 - shift, foot), (width / 2, 0.0, width, height))
    is_outside = number % 2 == 0
    marks = (
        office_marks(planned.paper, planned.trim, office.marks, is_outermost=number == 0)
        if is_outside
        else b""
    )
    side = add_sheet(
        sheets,
        (width, height),
        [
            Placement(pdf.pages[page - 1], *place)
            for page, place in zip(pair, (left, right), strict=True)
            if page
        ],
        is_turned=not is_outside and office.turned_on == "long edge",
        marks=marks,
    )
    x, y = (edge * MM for edge in planned.offcut)
    side.trimbox = Array([round(edge, 4) for edge in (x, y, width - x, height - y)])


def _keep_single_pages(pdf: pikepdf.Pdf, planned: ImpositionPlan, job: OfficeJob) -> bytes:
    """Keep pages as they are, with all their tags: those stapled at their side, where a blank one
    before the last keeps that on the back, and the two sides of a leaflet, which match when the
    paper is turned over its short edge."""
    turned_on = job.office.turned_on if planned.pages > 1 else ""
    if planned.binding == "side staple":
        if planned.pages > 1 and planned.blanks:
            _insert_blank(pdf)
    elif turned_on == "long edge":
        pdf.pages[1].rotate(180, relative=True)
    return _save(pdf, turned_on)


def _insert_blank(pdf: pikepdf.Pdf) -> None:
    """Insert a blank page before the last one. Page labels would name the wrong pages then."""
    blank = Dictionary(Type=Name.Page, MediaBox=pdf.pages[-1].mediabox, Resources=Dictionary())
    pdf.pages.insert(len(pdf.pages) - 1, pikepdf.Page(pdf.make_indirect(blank)))
    if "/PageLabels" in pdf.Root:
        del pdf.Root.PageLabels


def _describe(pdf: pikepdf.Pdf, sheets: pikepdf.Pdf) -> None:
    """Copy title, subject and language; not what the file in reading order claims to be, such as
    PDF/UA."""
    for name in ("/Title", "/Subject"):
        if name in pdf.docinfo:
            sheets.docinfo[name] = str(pdf.docinfo[name])
    if "/Lang" in pdf.Root:
        sheets.Root.Lang = str(pdf.Root.Lang)


def _save(pdf: pikepdf.Pdf, turned_on: str) -> bytes:
    """Save with the viewer's preferences for printing (ISO 32000-1, 12.2); how many copies is for
    people to say."""
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle, preferences.PickTrayByPDFSize = True, True
    preferences.Duplex, preferences.PrintScaling = DUPLEX[turned_on], Name("/None")
    pdf.Root.ViewerPreferences = preferences
    return save_pdf(pdf)

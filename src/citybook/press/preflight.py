"""A PDF for the print shop goes in; all that would go wrong with it on the press comes out, found
in the PDF itself."""

from __future__ import annotations

from contextlib import closing

import pikepdf
import pypdfium2
from pikepdf import Name

from citybook.pdf.boxes import MM, Box, contains, get_box, grow
from citybook.pdf.colours import space_name
from citybook.pdf.files import open_pdf
from citybook.pdf.resources import list_resources
from citybook.press.bleed import SIDES, find_unbled
from citybook.press.findings import (
    CLEARANCE,
    SLACK_MM,
    SLACK_PT,
    Faults,
    Finding,
    PrintFault,
    Wanted,
)
from citybook.press.graphics import read_graphics
from citybook.press.object_checks import INK_SPACES, check_objects

# How colours may be blended (ISO 32000-1, 11.3.5): the upper hides the lower.
PLAIN = (Name.Normal, Name.Compatible)
# So many letters before and after one are shown with it.
AROUND = 12


def preflight(data: bytes, wanted: Wanted) -> list[Finding]:
    """Find all that would go wrong, each once a page, errors before warnings."""
    with open_pdf(data) as pdf:
        found = [Finding(0, fault) for fault in _check_file(pdf, wanted)]
        with closing(pypdfium2.PdfDocument(data)) as shown:
            for number, page in enumerate(pdf.pages, 1):
                faults = _check_page(page, shown[number - 1], wanted)
                found += [Finding(number, fault) for fault in faults]
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.fault.severity, finding.page))


def _check_file(pdf: pikepdf.Pdf, wanted: Wanted) -> Faults:
    count = len(pdf.pages)
    if not count or count % wanted.multiple:
        yield PrintFault(
            "pages",
            f"{count or 'no'} pages, and a multiple of {wanted.multiple} is asked for",
            count,
        )
    for item in pdf.objects:
        for state in list_resources(item, "/ExtGState"):
            if (mode := state.get("/BM", Name.Normal)) not in PLAIN:
                yield PrintFault(
                    "ink",
                    f"colours are mixed with those below ({mode}), so nobody can say how much ink "
                    "lies there",
                )
        if isinstance(item, pikepdf.Stream) and "/Group" in item:
            blended = space_name(item.Group.get("/CS"), item.get("/Resources"))
            if blended not in INK_SPACES:
                yield PrintFault(
                    "colour", f"transparency is blended in {blended}, not in the four inks"
                )


def _check_page(page: pikepdf.Page, shown: pypdfium2.PdfPage, wanted: Wanted) -> Faults:
    trim = get_box(page, "/TrimBox")
    if trim is None:
        yield PrintFault("boxes", "there is no TrimBox: nobody knows where to cut")
        return
    boxes = list(_check_boxes(page, trim, wanted))
    yield from boxes
    yield from check_objects(list(read_graphics(page)), wanted.ink_limit)
    yield from _check_margins(shown, trim)
    if not boxes:
        for side, start, end in find_unbled(shown, trim, wanted.bleed):
            yield PrintFault(
                "bleed",
                f"what runs to the {side} edge, from {start:.0f} to {end:.0f} mm, does not run on "
                f"into the bleed of {wanted.bleed:g} mm",
                round(end - start, 1),
            )


def _check_boxes(page: pikepdf.Page, trim: Box, wanted: Wanted) -> Faults:
    """Whether the boxes lie in each other as they must (ISO 32000-1, 14.11.2) and are as large as
    asked for."""
    width, height = (trim[2] - trim[0]) / MM, (trim[3] - trim[1]) / MM
    if max(abs(width - wanted.trim[0]), abs(height - wanted.trim[1])) > SLACK_MM:
        yield PrintFault(
            "boxes",
            f"its trim is {width:.1f} × {height:.1f} mm, and {wanted.trim[0]:g} × "
            f"{wanted.trim[1]:g} mm is asked for",
        )
    bleed, media = get_box(page, "/BleedBox") or trim, get_box(page, "/MediaBox") or trim
    if not contains(bleed, grow(trim, wanted.bleed * MM), SLACK_PT):
        room = max(
            0.0,
            min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
            / MM,
        )
        yield PrintFault(
            "boxes",
            f"its bleed is {room:.1f} mm, and {wanted.bleed:g} mm is asked for",
            round(room, 1),
        )
    if not contains(media, bleed, SLACK_PT):
        yield PrintFault("boxes", "its BleedBox is larger than its MediaBox")


def _check_margins(shown: pypdfium2.PdfPage, trim: Box) -> Faults:
    """Text that the cutter may reach; the nearest of it at each edge."""
    text = shown.get_textpage()
    letters = [
        (index, text.get_charbox(index))
        for index in range(text.count_chars())
        if not chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)).isspace()
    ]
    for side, name in enumerate(SIDES):
        gaps = [
            ((corners[side] - trim[side]) * (1 if side < 2 else -1) / MM, index)
            for index, corners in letters
        ]
        gap, index = min(gaps, default=(CLEARANCE, 0))
        if gap < CLEARANCE - SLACK_MM:
            words = " ".join(text.get_text_range(max(0, index - AROUND), 2 * AROUND).split())
            yield PrintFault(
                "text",
                f"“{words}” is {gap:.1f} mm from the {name} edge, nearer than {CLEARANCE:g} mm",
                round(gap, 1),
            )

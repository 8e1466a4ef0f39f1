"""The graphics objects of a page go in; what of them cannot be printed well comes out: colours,
inks, lines, letters, pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, hypot
from typing import Any

import pikepdf
from pikepdf import Name

from citybook.pdf.boxes import MM
from citybook.press.findings import (
    GOOD,
    HAIRLINE,
    SLACK_MM,
    SLACK_PT,
    SMALLEST,
    SMALLEST_CODE,
    SMALLEST_MODULE,
    WORST,
    Faults,
    PrintFault,
)
from citybook.press.graphics import GraphicsObject
from citybook.press.inks import BLACK, total_coverage
from citybook.press.picture_inks import measure_coverage

# What is given in the four inks, black alone among them; a pattern and a mask have no colour of
# their own. All else would be converted at the print shop, nobody knows how, or asks for an ink
# that is not there.
INK_SPACES = {"DeviceCMYK", "DeviceGray", "Pattern", ""}
# A stroked path of so many level lines, each a whole number of its width long, is a QR code; its
# quiet zone is four modules wide on each side (ISO/IEC 18004, 9.1).
LINES_OF_CODE, QUIET = 60, 8
# This share of a picture may lie over the ink limit: single pixels are of no account.
SPECKS = 0.0005
# How much smaller a module may be by rounding, in mm.
SLACK_MODULE = 0.005
# How much a colour may be over the limit by rounding, in per cent.
SLACK_INK = 0.5


def check_objects(things: Sequence[GraphicsObject], ink_limit: float) -> Faults:
    """Find all that is wrong with the objects of a page; `ink_limit` is in per cent."""
    for thing in things:
        if thing.colour.space not in INK_SPACES:
            what = "text" if thing.kind == "text" else f"a {thing.kind}"
            yield PrintFault("colour", f"{what} is in {thing.colour.space}, not in the four inks")
        yield from CHECKS[thing.kind](thing)
    yield from _check_inks(things, ink_limit)


def _check_text(thing: GraphicsObject) -> Faults:
    if not _is_embedded(thing.font):
        yield PrintFault(
            "fonts",
            f"the font {_font_name(thing.font)} is not embedded",
        )
    if thing.size < SMALLEST - SLACK_PT:
        yield PrintFault(
            "text",
            f"text of {thing.size:.1f} pt, smaller than {SMALLEST:g} pt",
            round(thing.size, 1),
        )


def _font_name(font: Any) -> str:
    return str((font or {}).get("/BaseFont", "/without a name"))[1:]


def _is_embedded(font: Any) -> bool:
    """Whether a font's file is in the PDF (ISO 32000-1, 9.9); a composite font has it in its
    descendant, Type 3 needs none."""
    if font is None or font.get("/Subtype") == Name.Type3:
        return font is not None
    described = (font.DescendantFonts[0] if "/DescendantFonts" in font else font).get(
        "/FontDescriptor", {}
    )
    return any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _check_line(thing: GraphicsObject) -> Faults:
    if thing.thickness < HAIRLINE - SLACK_PT:
        thin = round(thing.thickness, 2)
        yield PrintFault("hairline", f"a line of {thin:.2f} pt, thinner than {HAIRLINE:g} pt", thin)
    if is_qr_code(thing):
        yield from _check_code(thing)


def is_qr_code(thing: GraphicsObject) -> bool:
    """Whether it is a QR code as typeset/codes.py draws it."""
    return (
        thing.kind == "stroke"
        and len(thing.lines) >= LINES_OF_CODE
        and thing.size > 0
        and all(
            abs(y1 - y2) < SLACK_PT and abs(abs(x2 - x1) / thing.size % 1 - 0.5) > 0.45
            for (x1, y1), (x2, y2) in thing.lines
        )
    )


def _check_code(thing: GraphicsObject) -> Faults:
    across = [x for line in thing.lines for x, _ in line]
    side = (max(across) - min(across) + QUIET * thing.size) / MM
    if side < SMALLEST_CODE - SLACK_MM:
        yield PrintFault(
            "code", f"a QR code of {side:.1f} mm, smaller than {SMALLEST_CODE:g} mm", round(side, 1)
        )
    if thing.size / MM < SMALLEST_MODULE - SLACK_MODULE:
        module = round(thing.size / MM, 2)
        message = f"a QR code with modules of {module:g} mm, smaller than {SMALLEST_MODULE:g} mm"
        yield PrintFault(
            "code", message, module, hint="print it larger, or link to a shorter address"
        )
    if thing.colour.ink != BLACK:
        yield PrintFault("code", "a QR code that is not in black ink alone")


def _check_picture(thing: GraphicsObject) -> Faults:
    matrix, drawn = thing.matrix, thing.picture
    is_inline = isinstance(drawn, pikepdf.PdfInlineImage)
    wide, high = (drawn.width, drawn.height) if is_inline else (int(drawn.Width), int(drawn.Height))
    sides = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
    dpi = round(
        min(count * 72 / side for count, side in zip((wide, high), sides, strict=True) if side)
    )
    if dpi < GOOD:
        least, severity = (WORST, "error") if dpi < WORST else (GOOD, "warning")
        message = (
            f"a picture of {wide} × {high} pixels, placed {sides[0] / MM:.0f} × "
            f"{sides[1] / MM:.0f} mm large, has {dpi} dpi, fewer than {least}"
        )
        needed = [ceil(side / 72 * least) for side in sides]
        yield PrintFault(
            "resolution",
            message,
            dpi,
            severity,
            f"use a picture of {needed[0]} × {needed[1]} pixels at least",
        )


CHECKS: dict[str, Callable[[GraphicsObject], Faults]] = {
    "text": _check_text,
    "fill": _check_line,
    "stroke": _check_line,
    "picture": _check_picture,
    "shading": lambda _: iter(()),
}


def _check_inks(things: Sequence[GraphicsObject], limit: float) -> Faults:
    """Too much ink in one place: in a colour, in a picture, or where something lies on a ground
    without cutting it out."""
    grounds: list[GraphicsObject] = []
    for thing in things:
        covered = (
            _picture_ink(thing.picture) if thing.kind == "picture" else _ink_below(thing, grounds)
        )
        if covered > limit + SLACK_INK:
            what = "text" if thing.kind == "text" else f"a {thing.kind}"
            yield PrintFault(
                "ink", f"{what} has {covered:.0f} % of ink, more than {limit:g} %", round(covered)
            )
        if thing.kind == "fill" and not thing.overprints:
            grounds.append(thing)


def _ink_below(thing: GraphicsObject, grounds: Sequence[GraphicsObject]) -> float:
    ink = thing.colour.ink
    if ink is None:
        return 0.0
    below = next(
        (ground.colour.ink for ground in reversed(grounds) if _lies_on(thing, ground)), None
    )
    # An ink that is not in what overprints stays as it is below (ISO 32000-1, 8.6.7, overprint mode
    # 1).
    through = (
        sum(under for own, under in zip(ink, below, strict=True) if not own)
        if below and thing.overprints
        else 0.0
    )
    return total_coverage(ink) + 100 * through


def _lies_on(thing: GraphicsObject, ground: GraphicsObject) -> bool:
    x, y = thing.box[0], thing.box[1]
    return ground.box[0] <= x <= ground.box[2] and ground.box[1] <= y <= ground.box[3]


def _picture_ink(drawn: Any) -> float:
    """The ink that all but specks of a picture in inks keep to, in per cent."""
    if isinstance(drawn, pikepdf.PdfInlineImage) or drawn.get("/ColorSpace") != Name.DeviceCMYK:
        return 0.0
    with pikepdf.PdfImage(drawn).as_pil_image() as picture:
        counted = (
            measure_coverage(picture.convert("CMYK"))
            .point(lambda value: value / 2)
            .convert("L")
            .histogram()
        )
    left = sum(counted) * SPECKS
    for level in range(255, 0, -1):
        left -= counted[level]
        if left < 0:
            return level * 2.0
    return 0.0

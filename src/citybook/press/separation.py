"""A PDF in colours of the screen goes in; the same in four inks comes out, with black text that
overprints.

Only the operators that set a colour change (ISO 32000-1, 8.6.8). Pictures come converted already:
profiles.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Name

from citybook.pdf.colour_conversion import convert_content
from citybook.pdf.colours import DEVICES, ColourTracker, PaintColour
from citybook.pdf.content import (
    INLINE_IMAGE,
    TEXT_OPERATORS,
    Instruction,
    content_holders,
    replace_content,
    write_content,
)
from citybook.pdf.gradients import convert_gradients
from citybook.pdf.resources import resources_of
from citybook.press.inks import BLACK, Palette
from citybook.press.paths import FILLING_OPERATORS, STROKING_OPERATORS

# Black ink does not cut a hole into what lies below it, so no white edge shows where plates are out
# of register (ISO 32000-1, 8.6.7). With mode 1 the three inks that black does not use are left as
# they are.
OVERPRINT, KNOCKOUT = Name.Overprint, Name.Knockout
PAINTING_OPERATORS = FILLING_OPERATORS | STROKING_OPERATORS | {"Do", "sh", INLINE_IMAGE}


def separate(pdf: pikepdf.Pdf, palette: Palette) -> None:
    """Set every page and all that is drawn on it in the inks of `palette`."""
    for page in pdf.pages:
        _show_bleed(page)
    holders, spaces = list(content_holders(pdf)), set[str]()
    for holder in holders:
        converted = convert_content(
            holder, lambda space: space not in DEVICES, lambda colour: _separate(colour, palette)
        )
        content = list(_add_overprint(converted))
        spaces |= {str(one.operands[0]) for one in content if one.name in ("cs", "CS")}
        replace_content(pdf, holder, write_content(content))
        if isinstance(holder, pikepdf.Stream) and "/CS" in holder.get("/Group", {}):
            # The space that transparency is blended in (11.6.6).
            holder.Group.CS = Name.DeviceCMYK
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            convert_gradients(item, ("/DeviceRGB",), lambda shares: palette.ink(*shares))
    for holder in holders:
        _provide(holder, spaces)


def _separate(colour: PaintColour, palette: Palette) -> Sequence[float]:
    if colour.space == "DeviceRGB":
        return palette.ink(*colour.values)
    cyan, magenta, yellow, black = colour.ink or BLACK
    return cyan, magenta, yellow, round(black, 3)


def _add_overprint(content: Iterable[Instruction]) -> Iterator[Instruction]:
    """Have text in black ink overprint, and nothing else."""
    tracker, overprints, saved = ColourTracker(), False, list[bool]()
    for instruction in content:
        name = instruction.name
        tracker.follow(name, instruction.operands)
        if name in TEXT_OPERATORS or name in PAINTING_OPERATORS:
            wanted = name in TEXT_OPERATORS and tracker.fill.ink == BLACK
            if wanted != overprints:
                yield Instruction("gs", [OVERPRINT if wanted else KNOCKOUT])
            overprints = wanted
        elif name == "q":
            saved.append(overprints)
        elif name == "Q" and saved:
            overprints = saved.pop()
        yield instruction


def _show_bleed(page: pikepdf.Page) -> None:
    """Have what was laid over the page whole, such as its folio and tab, end at the page's bleed
    and not at its trim."""
    for form in page.resources.get("/XObject", {}).values():
        if form.get("/Subtype") == Name.Form and list(form.BBox) == list(page.trimbox):
            form.BBox = page.mediabox


def _provide(holder: pikepdf.Page | pikepdf.Stream, spaces: set[str]) -> None:
    """Provide the states that were named, and no colour spaces but those still in use: ISO 15930-7
    forbids a second profile for the inks of the output intent."""
    resources = resources_of(holder)
    if resources is None:
        return
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    resources.ExtGState[OVERPRINT] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    resources.ExtGState[KNOCKOUT] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
    for name in list(resources.get("/ColorSpace", {}).keys()):
        if name not in spaces:
            del resources.ColorSpace[name]

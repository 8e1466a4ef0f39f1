"""A PDF in colours of the screen goes in; the same in four inks comes out, with black text that
overprints.

Only the operators that set a colour change (ISO 32000-1, 8.6.8). Pictures come converted already:
pictures.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from citybook.press.inks import BLACK, Ink, Palette

# Black ink does not cut a hole into what lies below it, so no white edge shows where plates are out
# of register (ISO 32000-1, 8.6.7). With mode 1 the three inks that black does not use are left as
# they are.
OVERPRINT, KNOCKOUT = Name.Overprint, Name.Knockout
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}
DEVICES = {"/DeviceRGB": 3, "/DeviceCMYK": 4, "/DeviceGray": 1}


@dataclass(frozen=True)
class State:
    """The part of the graphics state that matters here: colour space and inks for filling, whether
    it overprints."""

    space: str = ""
    stroke_space: str = ""
    fill: Ink | None = None
    overprints: bool = False


def separate(pdf: pikepdf.Pdf, palette: Palette) -> None:
    """Set every page and all that is drawn on it in the inks of `palette`."""
    for page in pdf.pages:
        _show_bleed(page)
    spaces: set[str] = set()
    resources = []
    for holder in _drawings(pdf):
        kept = list(Separation(palette).of(pikepdf.parse_content_stream(holder)))
        spaces |= {str(one.operands[0]) for one in kept if str(one.operator) in ("cs", "CS")}
        resources.append(_write(pdf, holder, pikepdf.unparse_content_stream(kept)))
    for one in resources:
        if one is not None:
            _provide(one, spaces)


def _write(pdf: pikepdf.Pdf, holder: Any, data: bytes) -> Any:
    """The new content in place of the old; its resources, which a form may share with its page
    (8.10.1)."""
    if isinstance(holder, pikepdf.Page):
        holder.Contents = pdf.make_stream(data)
        return holder.resources
    holder.write(data)
    if "/CS" in holder.get("/Group", {}):
        holder.Group.CS = Name.DeviceCMYK  # the space that transparency is blended in (11.6.6)
    return holder.get("/Resources")


def _drawings(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from pdf.pages
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (
            thing.get("/Subtype") == Name.Form or thing.get("/PatternType") == 1
        ):
            yield thing


def _show_bleed(page: pikepdf.Page) -> None:
    """What was laid over the page whole, such as its folio and tab, ends at the page's bleed and
    not at its trim."""
    for form in page.resources.get("/XObject", {}).values():
        if form.get("/Subtype") == Name.Form and list(form.BBox) == list(page.trimbox):
            form.BBox = page.mediabox


def _provide(resources: Any, spaces: set[str]) -> None:
    """The states that were named, and no colour spaces but those still in use: ISO 15930-7 forbids
    a second profile for the inks of the output intent."""
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    resources.ExtGState[OVERPRINT] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    resources.ExtGState[KNOCKOUT] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
    for name in list(resources.get("/ColorSpace", {}).keys()):
        if name not in spaces:
            del resources.ColorSpace[name]


class Separation:
    """One content stream on its way from the screen's colours to inks."""

    def __init__(self, palette: Palette) -> None:
        self.palette, self.state, self.stack = palette, State(), list[State]()

    def of(self, instructions: Any) -> Iterator[ContentStreamInstruction]:
        """The instructions that print the same."""
        for instruction in instructions:
            name = str(instruction.operator)
            if name in SHOWS_TEXT:
                yield from self._overprint(self.state.fill == BLACK)
            elif name in PAINTS:
                yield from self._overprint(False)
            elif name == "q":
                self.stack.append(self.state)
            elif name == "Q" and self.stack:
                self.state = self.stack.pop()
            yield from self._coloured(name, instruction)

    def _overprint(self, wanted: bool) -> Iterator[ContentStreamInstruction]:
        if wanted != self.state.overprints:
            self.state = replace(self.state, overprints=wanted)
            yield ContentStreamInstruction([OVERPRINT if wanted else KNOCKOUT], Operator("gs"))

    def _coloured(self, name: str, instruction: Any) -> Iterator[ContentStreamInstruction]:
        """The instruction itself or, where it sets a colour, the one that sets its inks."""
        values = list(instruction.operands)
        if name in ("rg", "RG", "g", "G", "k", "K"):
            yield self._set(values, stroke=name.isupper())
        elif name in ("cs", "CS"):
            yield from self._space(str(values[0]), instruction, stroke=name == "CS")
        elif name in ("sc", "scn", "SC", "SCN") and self._device(name) == len(values):
            yield self._set(values, stroke=name.isupper())
        else:
            if name in ("sc", "scn"):
                self.state = replace(self.state, fill=None)
            yield instruction

    def _device(self, name: str) -> int:
        return DEVICES.get(self.state.stroke_space if name.isupper() else self.state.space, 0)

    def _space(
        self, space: str, instruction: Any, *, stroke: bool
    ) -> Iterator[ContentStreamInstruction]:
        self.state = (
            replace(self.state, stroke_space=space)
            if stroke
            else replace(self.state, space=space, fill=None)
        )
        if space not in DEVICES:
            yield instruction

    def _set(self, values: list[Any], *, stroke: bool) -> ContentStreamInstruction:
        ink = self._ink([float(value) for value in values])
        self.state = (
            replace(self.state, stroke_space="")
            if stroke
            else replace(self.state, space="", fill=ink)
        )
        return ContentStreamInstruction(
            [_number(value) for value in ink], Operator("K" if stroke else "k")
        )

    def _ink(self, values: list[float]) -> Ink:
        if len(values) == 1:
            return 0.0, 0.0, 0.0, round(1 - values[0], 3)
        if len(values) == 3:
            return self.palette.ink(*values)
        cyan, magenta, yellow, black = values
        return cyan, magenta, yellow, black


def _number(value: float) -> Any:
    return int(value) if value == int(value) else round(value, 3)

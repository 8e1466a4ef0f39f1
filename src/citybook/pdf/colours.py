"""Operators that set a colour go in; the colour, and what its numbers mean, come out (ISO 32000-1,
8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Name

# Cyan, magenta, yellow and black, in shares of 0 to 1 (8.6.4.4).
Cmyk = tuple[float, float, float, float]
DEVICES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
SHORT = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
FILL_OPERATORS = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
COLOUR_OPERATORS = FILL_OPERATORS | {name.upper() for name in FILL_OPERATORS}


@dataclass(frozen=True)
class PaintColour:
    """A colour: the name of its space, its numbers in that, and its pattern, if it is one."""

    space: str
    values: tuple[float, ...] = ()
    pattern: Any = None

    @property
    def ink(self) -> Cmyk | None:
        """The four inks; None where it is not given in them."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            cyan, magenta, yellow, black = self.values
            return cyan, magenta, yellow, black
        if self.space == "DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return None


BLACK = PaintColour("DeviceGray", (0.0,))


def space_name(space: Any, resources: Any = None) -> str:
    """Name what the numbers of a colour space mean; of an indexed one, those of its table. Empty
    for none. `resources` are those of the content that names it."""
    if space is None:
        return ""
    if isinstance(space, Name):
        name = str(space)[1:]
        listed = resources.get("/ColorSpace", {}) if resources is not None else {}
        is_listed = name not in DEVICES and space in listed
        return space_name(listed[space], resources) if is_listed else name
    family = str(space[0])[1:]
    if family == "ICCBased":
        return f"ICCBased with {int(space[1].N)} components"
    if family in ("Indexed", "Pattern") and len(space) > 1:
        return space_name(space[1], resources)
    return family


def read_colour(
    name: str, operands: Sequence[Any], before: PaintColour = BLACK, resources: Any = None
) -> PaintColour:
    """Read the colour that one of COLOUR_OPERATORS sets where `before` is the colour so far."""
    short = name.lower()
    if short == "cs":
        space = space_name(operands[0], resources)
        return BLACK if space == BLACK.space else PaintColour(space)
    pattern, values = None, list(operands)
    if values and isinstance(values[-1], Name):
        pattern = resources.Pattern[values.pop()] if resources is not None else values.pop()
    return PaintColour(SHORT.get(short, before.space), tuple(float(one) for one in values), pattern)


class ColourTracker:
    """Follows the colours for filling and for strokes through a content stream."""

    def __init__(self, resources: Any = None) -> None:
        self.resources = resources
        self.fill = self.stroke = BLACK
        self._saved: list[tuple[PaintColour, PaintColour]] = []

    def get(self, name: str) -> PaintColour:
        """The colour that a colour operator of this name sets anew."""
        return self.stroke if name.isupper() else self.fill

    def follow(self, name: str, operands: Sequence[Any]) -> None:
        """Follow any operator; those that have nothing to do with colours change nothing."""
        if name in COLOUR_OPERATORS:
            colour = read_colour(name, operands, self.get(name), self.resources)
            setattr(self, "stroke" if name.isupper() else "fill", colour)
        elif name == "q":
            self._saved.append((self.fill, self.stroke))
        elif name == "Q" and self._saved:
            self.fill, self.stroke = self._saved.pop()

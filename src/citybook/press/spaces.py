"""A colour space of a PDF goes in; the name of what its numbers mean comes out (ISO 32000-1,
8.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from citybook.press.inks import Ink

# What is given in the four inks, black alone among them; a pattern and a mask have no colour of
# their own. All else would be converted at the print shop, nobody knows how, or asks for an ink
# that is not there.
INKS = {"DeviceCMYK", "DeviceGray", "Pattern", ""}
DEVICES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


@dataclass(frozen=True)
class Colour:
    """A colour: what its numbers mean, and the numbers."""

    space: str
    values: tuple[float, ...] = ()
    pattern: Any = None

    @property
    def ink(self) -> Ink | None:
        """The four inks; None where it is not given in them."""
        if self.space == "DeviceCMYK" and len(self.values) == 4:
            cyan, magenta, yellow, black = self.values
            return cyan, magenta, yellow, black
        if self.space == "DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return None


INITIAL = Colour("DeviceGray", (0.0,))


def named(space: Any, resources: Any = None) -> str:
    """What the numbers of a colour space mean; of an indexed one, those of its table. Empty for
    none."""
    if space is None:
        return ""
    if isinstance(space, pikepdf.Name):
        name = str(space)[1:]
        listed = resources.get("/ColorSpace", {}) if resources is not None else {}
        return named(listed[space], resources) if name not in DEVICES and space in listed else name
    family = str(space[0])[1:]
    if family == "ICCBased":
        return f"ICCBased with {int(space[1].N)} components"
    return (
        named(space[1], resources)
        if family in ("Indexed", "Pattern") and len(space) > 1
        else family
    )

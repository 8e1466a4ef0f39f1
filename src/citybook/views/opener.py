"""An entry with pages of its own goes in; the field that opens it comes out: a photograph, else its
place on the map, else a number, else the line alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Figure
from citybook.typeface import text_width
from citybook.views.entry import EntryView
from citybook.views.locator import Locator, locator

YEAR = re.compile(r"(1[5-9]|20)\d\d(\D\d+)?")
# The largest letters of a number in pt, and what is left at both sides of it, in mm.
LARGEST, SIDES = 112.0, 34.0
# What stands in a field above and below its map, in mm, and how low it may be.
CLEAR, LEAST = (20.0, 34.0), 57.0
# Where the place is in its field, in shares of width and height.
AT = (0.64, 0.33)
PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Opener:
    """A field by its form; of a map, the map; of a number, the figure and its size in pt. `figures`
    are those that the field has not shown."""

    form: Literal["photo", "map", "number", "line"]
    figures: tuple[Figure, ...]
    map: Locator | None = None
    number: Figure | None = None
    size: float = 0.0


def opener(
    catalogue: Catalogue,
    entry: Entry[Front],
    view: EntryView,
    trim: tuple[float, float],
    others: Iterable[str] = (),
) -> Opener:
    """Return the field of an entry on pages of this `trim`, in mm; `others` are places that its map
    shows as well."""
    if view.picture:
        return Opener("photo", view.figures)
    found = (
        locator(catalogue, place, trim, view.look.colour, least=LEAST, others=others, clear=CLEAR)
        for place in entry.front.places
    )
    if drawn := next((one for one in found if one), None):
        return Opener("map", view.figures, map=drawn)
    number = next((one for one in view.figures if not YEAR.fullmatch(one.value)), None)
    if number is None:
        return Opener("line", view.figures)
    room = (trim[0] - SIDES) * PT_PER_MM
    size = room / text_width(catalogue.typeface, number.value, bold=True)
    left = tuple(one for one in view.figures if one is not number)
    return Opener("number", left, number=number, size=round(min(size, LARGEST), 1))

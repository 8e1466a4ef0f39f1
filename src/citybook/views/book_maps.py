"""A card, a line or the contents of a book go in, with their room on paper; the map that shows
their places there comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views.bookparts import Part
from citybook.views.locator import AT, Coordinates, Locator, Pin, PinMap, locator, pin_map
from citybook.views.look import brand_of, look_of
from citybook.views.outlines import Point

# The place keeps so far from the route and from the numbers of lines, in shares of the width.
NEAREST, FURTHEST = 0.3, 0.72
# A map of fewer places tells nothing.
FEWEST = 5
# How much of the height of a page a map of many places takes, and how far these are from its sides,
# in mm.
SHARE, SIDES = 0.62, (16.0, 8.0, 16.0, 14.0)


def head_map(catalogue: Catalogue, entry: Entry[Front], room: Point) -> Locator | None:
    """Return the map around a card's first place for a head at most `room` mm wide and high; None
    if the card has a picture instead, or the place has no room beside the words."""
    if any(use.place == "main" for use in entry.pictures) or not entry.front.places:
        return None
    found = locator(catalogue, entry.front.places[0], room, look_of(catalogue, entry).colour)
    if found is None:
        return None
    from_start = found.x / room[0]
    if found.at_x < AT[0]:  # in languages written from the right
        from_start = 1 - from_start
    return found if NEAREST <= from_start <= FURTHEST else None


def contents_map(catalogue: Catalogue, parts: Sequence[Part], trim: Point) -> PinMap | None:
    """Return the map with the places of a book's entries, for the foot of a page of `trim` mm, each
    with its number; None if there are too few. Where two parts begin to count anew, the map shows
    the first of them."""
    pins: dict[int, Pin] = {}
    for part in number_places(catalogue, parts):
        numbered = {number: entry for entry, number in part.entries if number}
        if not pins.keys() & numbered.keys():
            pins |= {
                number: Pin(entry.front.title, point, number=number)
                for number, entry in numbered.items()
                if (point := _point_of(catalogue, entry))
            }
    if len(pins) < FEWEST:
        return None
    room = trim[0], SHARE * trim[1]
    return pin_map(catalogue, list(pins.values()), room, brand_of(catalogue), inside=SIDES)


def number_places(catalogue: Catalogue, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a book, their entries with numbers: those that the edition gives them,
    else those with a place get numbers that run through the book."""
    if any(number for part in parts for _, number in part.entries):
        return list(parts)
    numbers = count(1)
    return [
        replace(
            part,
            entries=tuple(
                (entry, next(numbers) if _point_of(catalogue, entry) else None)
                for entry, _ in part.entries
            ),
        )
        for part in parts
    ]


def _point_of(catalogue: Catalogue, entry: Entry[Front]) -> Coordinates | None:
    """Return where an entry's first place is."""
    places = entry.front.places
    return catalogue.places[places[0]].coordinates if places else None


def line_map(catalogue: Catalogue, slug: str, trim: Point) -> PinMap | None:
    """Return the map with the places of a line, for the foot of a page of `trim` mm."""
    stops = catalogue.stops[slug]
    places = {place: bool(stop.entry) for stop in stops for place in stop.places}
    pins = [
        Pin(catalogue.places[place].name, point, has_entry=has_entry)
        for place, has_entry in places.items()
        if (point := catalogue.places[place].coordinates)
    ]
    room = trim[0], SHARE * trim[1]
    return pin_map(catalogue, pins, room, catalogue.communities[slug].colour, inside=SIDES)

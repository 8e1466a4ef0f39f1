"""A card, a line or the contents of a book go in, with their room on paper; the map that shows
their places there comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views.bookparts import BookPart
from citybook.views.locator import AT, Coordinates, Locator, Pin, PinMap, locator, pin_map
from citybook.views.look import brand_of, look_of
from citybook.views.outlines import Point

# The place keeps so far from the route and from the numbers of lines, in shares of the width.
NEAREST, FURTHEST = 0.3, 0.72
# A map of fewer places tells nothing.
FEWEST = 5
# How much of the height of a page a map of many places takes; how far these are from its sides, and
# names from the paper's edge, in mm.
SHARE, SIDES, CLEAR = 0.62, (16.0, 8.0, 16.0, 14.0), 4.5


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


def contents_map(catalogue: Catalogue, parts: Sequence[BookPart], trim: Point) -> PinMap | None:
    """Return the map with the places of a book's entries, for the foot of a page of `trim` mm, each
    with its number; None if there are too few. Where two parts begin to count anew, the map shows
    the first of them."""
    numbers: dict[int, str] = {}
    for part in number_places(catalogue, parts):
        found = {number: entry.front.places[:1] for entry, number in part.entries if number}
        if not numbers.keys() & found.keys():
            numbers |= {number: place[0] for number, place in found.items() if place}
    pins = []
    for place in dict.fromkeys(numbers.values()):
        name, point = catalogue.places[place].name, catalogue.places[place].coordinates
        own = [number for number, other in numbers.items() if other == place]
        if point and len(own) == 1:
            pins.append(Pin(name, point, number=own[0]))
        elif point:
            pins.append(Pin(f"{', '.join(map(str, own))} {name}", point))
    if len(pins) < FEWEST:
        return None
    return _at_foot(catalogue, pins, trim, brand_of(catalogue))


def number_places(catalogue: Catalogue, parts: Sequence[BookPart]) -> list[BookPart]:
    """Return the parts of a book, their entries with numbers: those that the edition gives them,
    else numbers that run through all parts that have places."""
    if any(number for part in parts for _, number in part.entries):
        return list(parts)
    numbers, found = count(1), []
    for part in parts:
        has_places = any(_point_of(catalogue, entry) for entry, _ in part.entries)
        entries = tuple((entry, next(numbers)) for entry, _ in part.entries if has_places)
        found.append(replace(part, entries=entries or part.entries))
    return found


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
    return _at_foot(catalogue, pins, trim, catalogue.communities[slug].colour)


def _at_foot(catalogue: Catalogue, pins: list[Pin], trim: Point, colour: str) -> PinMap | None:
    """Return a map for the foot of a page; its names keep off what cannot be printed on."""
    width, height = trim[0], SHARE * trim[1]
    edges = (
        (0.0, 0.0, CLEAR, height),
        (width - CLEAR, 0.0, width, height),
        (0.0, height - CLEAR, width, height),
    )
    return pin_map(catalogue, pins, (width, height), colour, inside=SIDES, boxes=edges)

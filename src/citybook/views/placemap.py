"""The places of an entry go in; a small map of them comes out, with the nearest stations of its
lines, for the entry's page on the site."""

from __future__ import annotations

from collections.abc import Sequence

from citybook.catalogue import Catalogue
from citybook.views.locator import SCREEN, Pin, PinMap, pin_map, point_of
from citybook.views.outlines import Point

# The room in pixels at which names are placed: as wide as the facts beside a text. So many other
# stations are shown, and so much of the map in a pixel at most.
ROOM, NEAR, LEAST = (306.0, 230.0), 4, 1.1


def place_map(
    catalogue: Catalogue, places: Sequence[str], lines: Sequence[str], colour: str
) -> PinMap | None:
    """Return the map of places and the nearest stations of these lines; None if no place is on the
    map."""
    own = [slug for slug in places if point_of(catalogue, slug)]
    if not own:
        return None
    others = [slug for line in lines for stop in catalogue.stops[line] for slug in stop.places]
    middle = point_of(catalogue, own[0])
    near = sorted(
        (_distance(middle, point_of(catalogue, slug)), slug)
        for slug in dict.fromkeys(others)
        if slug not in own and point_of(catalogue, slug)
    )
    shown = [slug for _, slug in near[: NEAR if len(own) < NEAR else 0]]
    pins = [_pin(catalogue, slug, colour, is_here=slug in own) for slug in (*own, *shown)]
    return pin_map(catalogue, pins, ROOM, colour, lettering=SCREEN, least=LEAST)


def _pin(catalogue: Catalogue, slug: str, colour: str, *, is_here: bool) -> Pin:
    place = catalogue.places[slug]
    assert place.coordinates
    return Pin(
        place.name,
        place.coordinates,
        colour=colour,
        is_here=is_here,
        has_entry=slug in catalogue.at_place,
    )


def _distance(one: Point | None, other: Point | None) -> float:
    assert one
    assert other
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2

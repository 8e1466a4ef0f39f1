"""An edition goes in; what is drawn on its cover, and in which colours, comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from citybook.catalogue import Catalogue
from citybook.colours import shade, tint
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Edition
from citybook.models.fields import WHITE
from citybook.views.illustrations import EntryPictures, Picture
from citybook.views.lines import Line, lead_nowhere, line
from citybook.views.look import look_of
from citybook.views.map import Map, europe
from citybook.views.pictures import Pictures

# How much of a line's colour is left where it is drawn on a coloured ground, and of the ground in
# the land of a map.
PALE, LAND = 0.35, 0.8


@dataclass(frozen=True)
class CoverArt:
    """What is on a cover: a picture, lines, or a map with places. `is_on_colour` says whether the
    ground is the edition's own colour; `ink` is that of crossings, `land` that of the map."""

    is_on_colour: bool
    lines: tuple[Line, ...]
    map: Map | None
    picture: Picture | None
    ink: str
    land: str


def cover_art(
    catalogue: Catalogue,
    entry: Entry[Edition],
    pictures: Pictures | None = None,
    held: Iterable[Entry[Front]] = (),
) -> CoverArt:
    """Return the art of an edition that holds these entries. Its picture goes before what is drawn.
    A map without a place on it is none: then lines are drawn."""
    colours, is_on_colour = catalogue.publication.colours.all, entry.front.colour is not None
    asked, picture = entry.front.cover.art, EntryPictures(catalogue, entry, pictures).cover()
    found = _map(catalogue, held, is_on_colour=is_on_colour) if asked == "map" else None
    is_drawn = asked != "none" and found is None and picture is None
    lines = (line(catalogue, slug, lead_nowhere) for slug in catalogue.communities)
    return CoverArt(
        is_on_colour=is_on_colour,
        lines=tuple(_pale(one) if is_on_colour else one for one in lines) if is_drawn else (),
        map=found if picture is None else None,
        picture=picture,
        ink=WHITE if is_on_colour else colours["ink"],
        land=shade(colours["brand"], LAND) if is_on_colour else WHITE,
    )


def _pale(one: Line) -> Line:
    return replace(one, colour=tint(one.colour, PALE))


def _map(catalogue: Catalogue, held: Iterable[Entry[Front]], *, is_on_colour: bool) -> Map | None:
    found = {
        slug: WHITE if is_on_colour else look_of(catalogue, entry).colour
        for entry in held
        for slug in entry.front.places
    }
    places = ((slug, catalogue.places[slug], colour) for slug, colour in found.items())
    drawn = europe(
        (place.name, slug, place.coordinates, colour, True) for slug, place, colour in places
    )
    return drawn if drawn.dots else None

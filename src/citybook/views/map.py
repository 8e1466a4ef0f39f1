"""Places with coordinates go in; a map of Europe with a dot for each comes out, drawn without tiles
and without a script."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from citybook.views import outlines
from citybook.views.projection import HEIGHT, WIDTH, project

# So far beyond its box the land is drawn, in units: the line where it is cut off never shows.
BEYOND = 10


@dataclass(frozen=True)
class Dot:
    """A place on the map. `x` and `y` are in per cent of its width and height; `label_left` where
    the name would leave it."""

    name: str
    href: str
    x: float
    y: float
    colour: str
    has_entry: bool


@dataclass(frozen=True)
class Map:
    """The land in a view box of `width` by `height`, and the places on it."""

    width: int
    height: int
    land: str
    borders: str
    dots: tuple[Dot, ...]


@cache
def outline() -> dict[str, str]:
    """Return the paths of data/europe.json by name: `land` and `borders`."""
    found: dict[str, str] = json.loads(
        files("citybook").joinpath("data/europe.json").read_text(encoding="utf-8")
    )
    return found


def europe(places: Iterable[tuple[str, str, tuple[float, float] | None, str, bool]]) -> Map:
    """The map with those of `places` (name, address, latitude and longitude, colour, whether it has
    an entry) that lie on it. Places in the south are drawn last, so that a reader who tabs through
    them goes from north to south."""
    dots = []
    for name, href, coordinates, colour, has_entry in places:
        if coordinates is None:
            continue
        x, y = project(*coordinates)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            dots.append(
                Dot(
                    name,
                    href,
                    round(100 * x / WIDTH, 2),
                    round(100 * y / HEIGHT, 2),
                    colour,
                    has_entry,
                )
            )
    box = -BEYOND, -BEYOND, WIDTH + BEYOND, HEIGHT + BEYOND
    land = (outlines.clip(ring, box) for ring in outlines.read(outline()["land"]))
    borders = (
        one for line in outlines.read(outline()["borders"]) for one in outlines.pieces(line, box)
    )
    return Map(
        WIDTH,
        HEIGHT,
        outlines.draw(land, close=True),
        outlines.draw(borders, close=False),
        tuple(sorted(dots, key=lambda dot: dot.y)),
    )

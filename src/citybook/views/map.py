"""Places with coordinates go in; a map of Europe with a dot for each comes out, drawn without tiles
and without a script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from citybook.views.projection import HEIGHT, WIDTH, project


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
def _outline() -> dict[str, str]:
    found: dict[str, str] = json.loads(
        files("citybook").joinpath("data/europe.json").read_text(encoding="utf-8")
    )
    return found


def drawing(colours: Mapping[str, str]) -> str:
    """Return the land as an SVG file, its coast and borders in a publication's colours."""
    land = f'<path fill="#fff" stroke="{colours["coast"]}" d="{_outline()["land"]}"/>'
    borders = f'<path stroke="{colours["rule"]}" d="{_outline()["borders"]}"/>'
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{land}{borders}</svg>\n'


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
    return Map(
        WIDTH,
        HEIGHT,
        _outline()["land"],
        _outline()["borders"],
        tuple(sorted(dots, key=lambda dot: dot.y)),
    )

"""Places with coordinates go in; a map of Europe with a dot for each comes out, drawn without tiles
and without a script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook.views.map_window import Window
from citybook.views.projection import HEIGHT, WIDTH, project

# Units of the map in a millimetre. Where land is cut off, beyond the map, never shows.
SCALE = 2.5


@dataclass(frozen=True)
class Dot:
    """A place on the map. `x` and `y` are in per cent of its width and height."""

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
    whole = Window(0, 0, WIDTH, HEIGHT, SCALE)
    return Map(
        WIDTH,
        HEIGHT,
        whole.land,
        whole.borders,
        tuple(sorted(dots, key=lambda dot: dot.y)),
    )

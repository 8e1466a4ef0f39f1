"""One place, or several, and a room in mm go in; the window of the map of Europe that is shown
there comes out, with land and borders cut off at its sides.

A window keeps to the map as it is known from the site; one that is wider or higher goes on to where
the outlines end, and never further, as long as its places let it. What is drawn goes `beyond` it on
each side, for a bleed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from citybook.views import outlines
from citybook.views.outlines import Box, Outline, Point
from citybook.views.projection import FRAME, HEIGHT, WIDTH

# How many units of the map a millimetre shows around one place: one unit is about 3.5 km.
SCALE = 2.3
BEYOND = 4.0  # mm
# How near to a window's side a place may be where there is no room for more, in mm.
NEAREST = 6.0
EDGE = 20.0  # units of the outlines that are kept for the bleed


@dataclass(frozen=True)
class Window:
    """A part of the map: its left and top side, width and height in units of the map, and how many
    of them make a millimetre."""

    left: float
    top: float
    width: float
    height: float
    scale: float

    @property
    def beyond(self) -> float:
        """How far it is drawn beyond each of its sides, in mm."""
        return BEYOND

    def at(self, point: Point) -> Point:
        """Return how far a point of the map is from the left and the top, in mm."""
        return (point[0] - self.left) / self.scale, (point[1] - self.top) / self.scale

    def shows(self, point: Point) -> bool:
        """Whether a point of the map lies in it."""
        x, y = point[0] - self.left, point[1] - self.top
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def drawn(self) -> Box:
        """Left, top, width and height of what is drawn, in units of the map."""
        beyond = BEYOND * self.scale
        left, top = self.left - beyond, self.top - beyond
        return left, top, self.width + 2 * beyond, self.height + 2 * beyond

    @cached_property
    def land(self) -> str:
        """The land in it, as an SVG path in units of the map."""
        box = self._box
        return outlines.draw((outlines.clip(ring, box) for ring in _read("land")), close=True)

    @cached_property
    def borders(self) -> str:
        """The borders in it, as an SVG path in units of the map."""
        found = (one for line in _read("borders") for one in outlines.pieces(line, self._box))
        return outlines.draw(found, close=False)

    @property
    def _box(self) -> Box:
        left, top, width, height = self.drawn
        return left, top, left + width, top + height


@cache
def outline() -> dict[str, str]:
    """Return the paths of data/europe.json by name: `land` and `borders`."""
    found: dict[str, str] = json.loads(
        files("citybook").joinpath("data/europe.json").read_text(encoding="utf-8")
    )
    return found


@cache
def _read(name: str) -> list[Outline]:
    return outlines.read(outline()[name])


def around(point: Point, room: Point, at: Point) -> Window:
    """Return the window that fills a room, width and height in mm, with a point of the map at those
    shares of them."""
    size = [side * SCALE for side in room]
    left, top = (_slide(point[n] - at[n] * size[n], size[n], n) for n in (0, 1))
    return Window(left, top, size[0], size[1], SCALE)


def over(points: Sequence[Point], room: Point, inside: Box, least: float = SCALE) -> Window:
    """Return the window that fills a room and has all points in it, `inside` mm from its left, top,
    right and bottom side, or nearer where the outlines go no further."""
    low, high = (tuple(side(one[n] for one in points) for n in (0, 1)) for side in (min, max))
    limit = min((FRAME[n + 2] - FRAME[n] - 2 * EDGE) / room[n] for n in (0, 1))
    free = [max(1.0, room[n] - inside[n] - inside[n + 2]) for n in (0, 1)]
    bare = [max(1.0, room[n] - 2 * NEAREST) for n in (0, 1)]
    spread = [high[n] - low[n] for n in (0, 1)]
    needed = max(spread[n] / bare[n] for n in (0, 1))
    wished = max(least, *(spread[n] / free[n] for n in (0, 1)))
    scale = max(needed, min(limit, wished))
    starts = []
    for n in (0, 1):
        middle = (low[n] + high[n]) / 2 - (inside[n] - inside[n + 2]) / 2 * scale
        starts.append(_slide(middle - room[n] * scale / 2, room[n] * scale, n))
    return Window(starts[0], starts[1], room[0] * scale, room[1] * scale, scale)


def _slide(start: float, size: float, axis: int) -> float:
    """Return where a window begins that shall not leave the map, or else the outlines; one that is
    larger than these is in their middle."""
    for low, high in ((0.0, (WIDTH, HEIGHT)[axis]), (FRAME[axis] + EDGE, FRAME[axis + 2] - EDGE)):
        if size <= high - low:
            return min(max(start, low), high - size)
    return (FRAME[axis] + FRAME[axis + 2] - size) / 2

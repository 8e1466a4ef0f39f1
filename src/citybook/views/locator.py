"""A place, or the places of an edition or a line, and a room go in; the map of them comes out that
layouts/components/locator.html draws, on paper and on screen.

Screens take the whole map as one picture and show a part of it; on paper each map has its own
outlines, cut off at its sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citybook.catalogue import Catalogue
from citybook.colours import set_off
from citybook.typeface import text_width
from citybook.views.map_labels import Around, Label, MapName, place
from citybook.views.map_window import SCALE, Window, around, over
from citybook.views.outlines import Box, Point
from citybook.views.projection import FRAME, project

# Where the place is in its window, in shares of the width and the height.
AT = (0.64, 0.36)
# Dots of other places stand so far from the ring, and from what is cut off, in mm.
APART, SEEN = 9.0, 1.5
STEP = 5.0  # mm between the heights for which it is looked whether dots are clear of text
Coordinates = tuple[float, float]  # latitude and longitude


@dataclass(frozen=True)
class Lettering:
    """How names are set on a map: the size of letters, how far a name begins from the middle of its
    place, and the unit of both and of the room."""

    size: float
    gap: float
    unit: str = "mm"

    @property
    def line(self) -> float:
        """The height of a name."""
        return self.size * 1.2


PAPER = Lettering(2.82, 3.0)  # 8 pt
SCREEN = Lettering(16, 12, "px")


@dataclass(frozen=True)
class Locator:
    """The map around one place. `x` and `y` are where the place is on it, `at_x` and `at_y` where
    in a room that may be smaller it shall be, in shares; `dots` are other places. The map is
    `width` by `height`. All in mm."""

    window: Window
    x: float
    y: float
    at_x: float
    at_y: float
    colour: str
    land: str
    dots: tuple[Point, ...] = ()

    @property
    def width(self) -> float:
        """How wide the map is."""
        return self.window.width / self.window.scale

    @property
    def height(self) -> float:
        """How high the map is."""
        return self.window.height / self.window.scale


@dataclass(frozen=True)
class Pin:
    """A place on a map of several: where it leads, its colour and number, and whether it is the one
    that all is about. `x` and `y` are in per cent of width and height; without `label`, there was
    no room for its name."""

    name: str
    coordinates: Coordinates
    href: str = ""
    colour: str = ""
    number: int | None = None
    is_here: bool = False
    has_entry: bool = True
    x: float = 0.0
    y: float = 0.0
    label: Label | None = None


@dataclass(frozen=True)
class PinMap:
    """A map with several places, `width` by `height` in the unit of its lettering."""

    window: Window
    width: float
    height: float
    lettering: Lettering
    colour: str
    land: str
    pins: tuple[Pin, ...]

    @property
    def crop(self) -> tuple[float, float, float]:
        """How wide the picture of the whole map is, and how far its left and its top side are
        outside, in per cent of the room's width and height."""
        window = self.window
        left, top, right, _ = FRAME
        shares = (
            (right - left) / window.width,
            (window.left - left) / window.width,
            (window.top - top) / window.height,
        )
        width, left, top = (round(100 * share, 2) for share in shares)
        return width, left, top


def locator(
    catalogue: Catalogue,
    slug: str,
    room: Point,
    colour: str,
    *,
    least: float = 0.0,
    at: Point = AT,
    others: Iterable[str] = (),
    clear: Point = (0.0, 0.0),
) -> Locator | None:
    """Return the map around a place, for a room that is at most `room` mm wide and high; None if it
    is not on the map.

    Its height may be chosen later, from `least` on. `others` are places to be dots, but those that
    could lie in the room's first or last mm, `clear`, where text stands.
    """
    point = point_of(catalogue, slug)
    if point is None:
        return None
    from_left = 1 - at[0] if catalogue.publication.direction == "rtl" else at[0]
    window = around(point, room, (from_left, at[1]))
    x, y = window.at(point)
    found = Locator(window, x, y, from_left, at[1], colour, set_off(colour))
    heights = _heights(least or room[1], room[1])
    points = (point_of(catalogue, other) for other in dict.fromkeys(others) if other != slug)
    dots = (window.at(one) for one in points if one and window.shows(one))
    return replace(
        found,
        dots=tuple(dot for dot in dots if _is_clear(found, dot, heights, clear)),
    )


def _heights(least: float, most: float) -> list[float]:
    return [least + STEP * n for n in range(int((most - least) / STEP) + 1)] + [most]


def _is_clear(found: Locator, dot: Point, heights: Sequence[float], clear: Point) -> bool:
    """Whether a dot is clear of ring and text, in a room of any of the heights."""
    if abs(dot[0] - found.x) + abs(dot[1] - found.y) < APART:
        return False
    for height in heights:
        top = min(0.0, max(height - found.height, found.at_y * height - found.y))
        y = dot[1] + top
        is_seen = -SEEN < y < height + SEEN
        if is_seen and not clear[0] + SEEN < y < height - clear[1] - SEEN:
            return False
    return True


def pin_map(
    catalogue: Catalogue,
    pins: Sequence[Pin],
    room: Point,
    colour: str,
    *,
    lettering: Lettering = PAPER,
    inside: Box | None = None,
    least: float = SCALE,
    boxes: Sequence[Box] = (),
) -> PinMap | None:
    """Return the map with all of `pins`, those in the south last, in a room of this width and
    height; None if none of them is on the map.

    They stand `inside` from its left, top, right and bottom side, where the map has room; names
    keep off `boxes`. It shows at most `least` units of the map in a millimetre or pixel.
    """
    points = {pin: project(*pin.coordinates) for pin in pins}
    shown = sorted((pin for pin in pins if _is_on_map(points[pin])), key=lambda pin: points[pin][1])
    if not shown:
        return None
    gap = lettering.gap
    sides = inside or (2 * gap, 2 * gap, 2 * gap, 2 * gap)
    window = over([points[pin] for pin in shown], room, sides, least)
    spots = [window.at(points[pin]) for pin in shown]
    names = [
        MapName(
            spot,
            _width(catalogue, pin, lettering),
            lettering.line,
            gap * (1.4 if pin.is_here else 1),
        )
        for pin, spot in zip(shown, spots, strict=True)
    ]
    free = Around(
        (gap / 2, gap / 2, room[0] - gap / 2, room[1] - gap / 2),
        [(spot, gap * 0.8) for spot in spots],
        boxes=boxes,
    )
    placed = (
        replace(pin, x=_share(spot[0], room[0]), y=_share(spot[1], room[1]), label=label)
        for pin, spot, label in zip(shown, spots, place(names, free), strict=True)
    )
    return PinMap(window, *room, lettering, colour, set_off(colour), tuple(placed))


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)


def _width(catalogue: Catalogue, pin: Pin, lettering: Lettering) -> float:
    words = f"{pin.number} {pin.name}" if pin.number else pin.name
    return lettering.size * text_width(catalogue.typeface, words, bold=True) * 1.03


def point_of(catalogue: Catalogue, slug: str) -> Point | None:
    """Return where a place is on the map; None if it is not."""
    coordinates = catalogue.places[slug].coordinates
    point = project(*coordinates) if coordinates else None
    return point if point and _is_on_map(point) else None


def _is_on_map(point: Point) -> bool:
    left, top, right, bottom = FRAME
    return left + 60 < point[0] < right - 60 and top + 60 < point[1] < bottom - 60

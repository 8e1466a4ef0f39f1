"""Places with coordinates go in; the part of the map of Europe that shows them all comes out, with
a dot for each and the names that have room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from citybook.views.projection import HEIGHT, WIDTH, project

Side = Literal["after", "before", "below"]
# Of its width, what a crop leaves free around its outermost dots; and its least width, in units of
# the map.
MARGIN, LEAST = 0.09, 260
# CSS pixels: how wide a crop is on a wide screen and on a phone; a letter, a line, a dot and the
# gap beside it.
WIDE, PHONE = 620, 320
LETTER, LINE, DOT, GAP = 8.4, 19, 14, 4


class Spot(NamedTuple):
    """A place for a map: latitude and longitude, its colour, whether it has something to read."""

    name: str
    coordinates: tuple[float, float]
    colour: str
    has_entry: bool


@dataclass(frozen=True)
class MapDot:
    """A place on a part of the map, in per cent of its width and height from the left and the top.
    `side` is where its name stands, empty where that has no room; on a phone only with `is_major`
    names."""

    name: str
    x: float
    y: float
    colour: str
    has_entry: bool
    side: Side | Literal[""]
    is_major: bool


@dataclass(frozen=True)
class MapCrop:
    """A part of the map, `ratio` times as wide as it is high. The drawing of the whole map is so
    wide and lies there, in per cent of the part's width, and of its height for `top`."""

    ratio: float
    width: float
    left: float
    top: float
    dots: tuple[MapDot, ...]


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def crop_map(spots: Iterable[Spot], ratio: float) -> MapCrop | None:
    """Return the part of the map with those of the spots that lie on it; None without any. Names
    of places with something to read come first, then those from north to south."""
    found = [(spot, project(*spot.coordinates)) for spot in spots]
    found = [(spot, at) for spot, at in found if 0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT]
    if not found:
        return None
    found.sort(key=lambda one: (not one[0].has_entry, one[1][1]))
    left, top, width = _frame([at for _, at in found], ratio)
    height = width / ratio
    points = [((x - left) / width, (y - top) / height) for _, (x, y) in found]
    names = [spot.name for spot, _ in found]
    on_phone = _sides(names, points, PHONE, ratio)
    sides = _sides(names, points, WIDE, ratio, on_phone)
    dots = tuple(
        MapDot(
            spot.name,
            round(100 * x, 2),
            round(100 * y, 2),
            spot.colour,
            spot.has_entry,
            side,
            bool(major),
        )
        for (spot, _), (x, y), side, major in zip(found, points, sides, on_phone, strict=True)
    )
    return MapCrop(
        ratio=ratio,
        width=round(100 * WIDTH / width, 2),
        left=round(-100 * left / width, 2),
        top=round(-100 * top / height, 2),
        dots=dots,
    )


def _frame(points: list[tuple[float, float]], ratio: float) -> tuple[float, float, float]:
    """Return left edge, top and width of the part that holds points, within the map."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(max(xs) - min(xs), (max(ys) - min(ys)) * ratio, LEAST) / (1 - 2 * MARGIN)
    wide = min(wide, WIDTH, HEIGHT * ratio)
    high = wide / ratio
    left, top = (min(xs) + max(xs) - wide) / 2, (min(ys) + max(ys) - high) / 2
    return min(max(left, 0), WIDTH - wide), min(max(top, 0), HEIGHT - high), wide


def _sides(
    names: list[str],
    points: list[tuple[float, float]],
    width: float,
    ratio: float,
    given: list[Side | Literal[""]] | None = None,
) -> list[Side | Literal[""]]:
    """Return where each name has room on a part so many pixels wide, beside the dots and each
    other; those that are `given` stay where they are."""
    at = [(x * width, y * width / ratio) for x, y in points]
    taken = [_Box(x - DOT / 2, y - DOT / 2, x + DOT / 2, y + DOT / 2) for x, y in at]
    sides: list[Side | Literal[""]] = list(given or [""] * len(names))
    for index, side in enumerate(sides):
        if side:
            taken.append(dict(_boxes(names[index], *at[index]))[side])
    for index, (name, (x, y)) in enumerate(zip(names, at, strict=True)):
        for side, box in _boxes(name, x, y) if not sides[index] else ():
            is_within = box.left >= 0 and box.right <= width and box.bottom <= width / ratio
            if is_within and box.top >= 0 and not any(box.meets(one) for one in taken):
                sides[index] = side
                taken.append(box)
                break
    return sides


def _boxes(name: str, x: float, y: float) -> Iterator[tuple[Side, _Box]]:
    """Yield where a name can stand around its dot, in pixels."""
    long, near, high = len(name) * LETTER, DOT / 2 + GAP, LINE / 2
    yield "after", _Box(x + near, y - high, x + near + long, y + high)
    yield "before", _Box(x - near - long, y - high, x - near, y + high)
    yield "below", _Box(x - long / 2, y + near, x + long / 2, y + near + LINE)

#!/usr/bin/env python3
"""Make src/citybook/data/europe.json: the land of Europe and the borders of its countries, as two
SVG paths.

Source: Natural Earth 4.1, countries at 1:50 million, in the public domain, as they are packed in
world-atlas 2.0.2 from npm.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz
    python3 scripts/europe_outline.py package/countries-50m.json

The coordinates are those of citybook.views.projection. The paths go a little beyond the view box,
so that the line where the land is cut off never shows: an SVG clips it away.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from citybook.views.projection import HEIGHT, WIDTH, project

Point = tuple[float, float]  # longitude and latitude, or x and y
Line = list[Point]
Box = tuple[float, float, float, float]  # left, top, right and bottom, in either

TARGET = Path(__file__).parent.parent / "src/citybook/data/europe.json"
SOURCE = "Natural Earth 4.1, 1:50 million, public domain"
AROUND: Box = (-40, 20, 70, 80)  # in degrees: what is projected at all
BEYOND = 10  # the margin around the view box, in units of the map
FRAME: Box = (-BEYOND, -BEYOND, WIDTH + BEYOND, HEIGHT + BEYOND)
DETAIL = 0.5  # points that make less of a triangle than this, in square units, are left out
ISLET = 6.0  # so are islands below this


def decode(topology: dict[str, Any]) -> list[Line]:
    """Return the arcs in degrees; the file holds differences of whole numbers."""
    (width, height), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for right, up in arc:
            x, y = x + right, y + up
            line.append((left + x * width, bottom + y * height))
        arcs.append(line)
    return arcs


def rings(geometries: Iterable[dict[str, Any]]) -> Iterator[list[int]]:
    """Yield each ring of the polygons, as numbers of arcs; `~number` is an arc in reverse."""
    for geometry in geometries:
        if geometry["type"] == "Polygon":
            yield from geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon


def thin(line: Line) -> Line:
    """Leave out the points that matter least (Visvalingam and Whyatt), but neither end; a ring
    keeps a triangle."""
    line, plane = list(line), flat(line)
    least = 4 if line[0] == line[-1] else 2
    while len(line) > least:
        sizes = [abs(area(corner)) for corner in zip(plane, plane[1:], plane[2:], strict=False)]
        smallest = min(sizes)
        if smallest >= DETAIL:
            break
        place = sizes.index(smallest) + 1
        del line[place], plane[place]
    return line


def join(ring: Iterable[int], arcs: Sequence[Line]) -> Line:
    """Put the arcs of a ring together, without a jump where it crosses the 180th meridian."""
    line: Line = []
    for number in ring:
        for longitude, latitude in arcs[number] if number >= 0 else reversed(arcs[~number]):
            turns = round((line[-1][0] - longitude) / 360) if line else 0
            line.append((longitude + 360 * turns, latitude))
    return line


def crossing(start: Point, end: Point, axis: int, value: float) -> Point:
    """Return the point between two others where one axis has a value."""
    part = (value - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + part * (end[1 - axis] - start[1 - axis])
    return (value, other) if axis == 0 else (other, value)


def clip(ring: Line, box: Box) -> Line:
    """Cut a ring off at the sides of a box (Sutherland and Hodgman)."""
    for side, value in enumerate(box):
        axis, sign = side % 2, 1 if side < 2 else -1
        kept: Line = []
        for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = sign * end[axis] >= sign * value
            if inside != (sign * start[axis] >= sign * value):
                kept.append(crossing(start, end, axis, value))
            if inside:
                kept.append(end)
        ring = kept
    return ring


def dense(ring: Line) -> Line:
    """Add points, one a degree, so that a straight line in degrees becomes a curve on the map."""
    points: Line = []
    for (left, bottom), (right, top) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = int(max(abs(right - left), abs(top - bottom))) + 1
        points += [
            (left + (right - left) * step / steps, bottom + (top - bottom) * step / steps)
            for step in range(steps)
        ]
    return points


def flat(line: Line) -> Line:
    return [project(latitude, longitude) for longitude, latitude in line]


def area(ring: Sequence[Point]) -> float:
    return (
        sum(
            left * bottom - right * top
            for (left, top), (right, bottom) in pairwise([*ring, ring[0]])
        )
        / 2
    )


def pieces(line: Line, box: Box) -> Iterator[Line]:
    """Yield the stretches of a line that touch a box, by whole steps."""
    piece: Line = []
    for step in pairwise(line):
        if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in step):
            piece = piece or [step[0]]
            piece.append(step[1])
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def draw(line: Line, *, close: bool) -> str:
    """Write a line in whole numbers, each point as the way from the last."""
    points = [(round(x), round(y)) for x, y in line]
    points = [point for point, last in zip(points, [None, *points], strict=False) if point != last]
    x, y = points[0]
    steps = [f"{right - left},{bottom - top}" for (left, top), (right, bottom) in pairwise(points)]
    return f"M{x},{y}l{' '.join(steps)}{'z' if close else ''}".replace(",-", "-").replace(" -", "-")


def land(topology: dict[str, Any], arcs: Sequence[Line]) -> str:
    around = (
        clip(join(ring, arcs), AROUND) for ring in rings(topology["objects"]["land"]["geometries"])
    )
    shapes = (clip(flat(dense(ring)), FRAME) for ring in around)
    return "".join(
        draw(shape, close=True) for shape in shapes if shape and abs(area(shape)) >= ISLET
    )


def borders(topology: dict[str, Any], arcs: Sequence[Line]) -> str:
    """Draw the arcs that two countries share."""
    numbers = (
        number for ring in rings(topology["objects"]["countries"]["geometries"]) for number in ring
    )
    used = Counter(number if number >= 0 else ~number for number in numbers)
    shared = (flat(arcs[number]) for number, count in used.items() if count > 1)
    return "".join(draw(piece, close=False) for line in shared for piece in pieces(line, FRAME))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("countries", type=Path, help="the unpacked countries-50m.json")
    topology = json.loads(parser.parse_args().countries.read_text(encoding="utf-8"))
    arcs = [thin(arc) for arc in decode(topology)]
    paths = {"land": land(topology, arcs), "borders": borders(topology, arcs)}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        json.dumps({"width": WIDTH, "height": HEIGHT, "source": SOURCE, **paths}, indent=0) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

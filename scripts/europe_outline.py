#!/usr/bin/env python3
"""Make src/citybook/data/europe.json: the land of Europe and the borders of its countries, as two
SVG paths.

Source: Natural Earth 4.1, countries at 1:50 million, in the public domain, as they are packed in
world-atlas 2.0.2 from npm.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz
    python3 scripts/europe_outline.py package/countries-50m.json

The coordinates are those of citybook.views.projection. The paths go beyond the view box, so that
wide and high windows of the map (citybook.views.map_window) show land to their edges.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from citybook.views.outlines import Box, Outline, Point, clip, draw, pieces
from citybook.views.projection import FRAME, HEIGHT, WIDTH, project

TARGET = Path(__file__).parent.parent / "src/citybook/data/europe.json"
SOURCE = "Natural Earth 4.1, 1:50 million, public domain"
AROUND: Box = (-40, 20, 75, 83)  # in degrees: what is projected at all
# In degrees: the land side of Crimea is no border between countries (United Nations, A/RES/68/262);
# Natural Earth draws who holds it.
NO_BORDER: Box = (33, 45, 36, 47)
DETAIL = 0.5  # points that make less of a triangle than this, in square units, are left out
ISLET = 6.0  # so are islands below this


def decode(topology: dict[str, Any]) -> list[Outline]:
    """Return the arcs in degrees; the file holds differences of whole numbers."""
    (width, height), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Outline = []
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


def thin(line: Outline) -> Outline:
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


def join(ring: Iterable[int], arcs: Sequence[Outline]) -> Outline:
    """Put the arcs of a ring together, without a jump where it crosses the 180th meridian."""
    line: Outline = []
    for number in ring:
        for longitude, latitude in arcs[number] if number >= 0 else reversed(arcs[~number]):
            turns = round((line[-1][0] - longitude) / 360) if line else 0
            line.append((longitude + 360 * turns, latitude))
    return line


def dense(ring: Outline) -> Outline:
    """Add points, one a degree, so that a straight line in degrees becomes a curve on the map."""
    points: Outline = []
    for (left, bottom), (right, top) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = int(max(abs(right - left), abs(top - bottom))) + 1
        points += [
            (left + (right - left) * step / steps, bottom + (top - bottom) * step / steps)
            for step in range(steps)
        ]
    return points


def flat(line: Outline) -> Outline:
    return [project(latitude, longitude) for longitude, latitude in line]


def area(ring: Sequence[Point]) -> float:
    return (
        sum(
            left * bottom - right * top
            for (left, top), (right, bottom) in pairwise([*ring, ring[0]])
        )
        / 2
    )


def is_within(line: Outline, box: Box) -> bool:
    return all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line)


def land(topology: dict[str, Any], arcs: Sequence[Outline]) -> str:
    around = (
        clip(join(ring, arcs), AROUND) for ring in rings(topology["objects"]["land"]["geometries"])
    )
    shapes = (clip(flat(dense(ring)), FRAME) for ring in around)
    return draw((shape for shape in shapes if shape and abs(area(shape)) >= ISLET), close=True)


def borders(topology: dict[str, Any], arcs: Sequence[Outline]) -> str:
    """Draw the arcs that two countries share."""
    numbers = (
        number for ring in rings(topology["objects"]["countries"]["geometries"]) for number in ring
    )
    used = Counter(number if number >= 0 else ~number for number in numbers)
    shared = (
        flat(arcs[number])
        for number, count in used.items()
        if count > 1 and not is_within(arcs[number], NO_BORDER)
    )
    return draw((piece for line in shared for piece in pieces(line, FRAME)), close=False)


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

"""Outlines on a map, as points or as an SVG path, go in; they come out cut off at the sides of a
box, and written as short as whole numbers allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

Point = tuple[float, float]  # x and y, or longitude and latitude
Outline = list[Point]
Box = tuple[float, float, float, float]  # left, top, right and bottom, in either

NUMBER = re.compile(r"-?\d+")


def read(path: str) -> list[Outline]:
    """Read a path that `draw` has written."""
    return [_points([int(number) for number in NUMBER.findall(one)]) for one in path.split("M")[1:]]


def _points(numbers: list[int]) -> Outline:
    x = y = 0
    line: Outline = []
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + right, y + down
        line.append((x, y))
    return line


def clip(ring: Outline, box: Box) -> Outline:
    """Cut a ring off at the sides of a box (Sutherland and Hodgman)."""
    for side, value in enumerate(box):
        axis, sign = side % 2, 1 if side < 2 else -1
        kept: Outline = []
        for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = sign * end[axis] >= sign * value
            if inside != (sign * start[axis] >= sign * value):
                kept.append(_crossing(start, end, axis, value))
            if inside:
                kept.append(end)
        ring = kept
    return ring


def _crossing(start: Point, end: Point, axis: int, value: float) -> Point:
    """Return the point between two others where one axis has a value."""
    part = (value - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + part * (end[1 - axis] - start[1 - axis])
    return (value, other) if axis == 0 else (other, value)


def pieces(line: Outline, box: Box) -> Iterator[Outline]:
    """Yield the stretches of a line that touch a box, by whole steps."""
    piece: Outline = []
    for step in pairwise(line):
        if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in step):
            piece = piece or [step[0]]
            piece.append(step[1])
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def draw(lines: Iterable[Outline], *, close: bool) -> str:
    """Write lines in whole numbers, each point as the way from the last; rings are closed."""
    return "".join(_draw(line, "z" if close else "") for line in lines)


def _draw(line: Outline, end: str) -> str:
    points = [(round(x), round(y)) for x, y in line]
    points = [point for point, last in zip(points, [None, *points], strict=False) if point != last]
    if len(points) < 2:
        return ""
    x, y = points[0]
    steps = [f"{right - left},{bottom - top}" for (left, top), (right, bottom) in pairwise(points)]
    return f"M{x},{y}l{' '.join(steps)}{end}".replace(",-", "-").replace(" -", "-")

"""The operators that build a path go in; its points, lines and box come out (ISO 32000-1,
8.5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Matrix

from citybook.press.boxes import Box

Point = tuple[float, float]
EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
NOWHERE: Box = (1e6, 1e6, -1e6, -1e6)


class Path:
    """A path under construction, in the units of the page. Curves count as the lines between their
    control points."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.lines: list[tuple[Point, Point]] = []
        self.start: Point = (0.0, 0.0)

    def build(self, operator: str, values: list[float], ctm: Matrix) -> None:
        """Go on as an operator of `OPERATORS` says."""
        points = [ctm.transform(pair) for pair in zip(values[::2], values[1::2], strict=True)]
        if operator == "re":
            x, y, width, height = values
            self._move(ctm.transform((x, y)))
            self._add(
                [
                    ctm.transform(corner)
                    for corner in ((x + width, y), (x + width, y + height), (x, y + height))
                ]
            )
            self.close()
        elif operator == "m":
            self._move(points[0])
        elif operator == "h":
            self.close()
        else:
            self._add(points)

    def close(self) -> None:
        """Lead the path back to where its part began."""
        if self.points:
            self._add([self.start])

    @property
    def box(self) -> Box:
        return around(self.points)

    def _move(self, point: Point) -> None:
        self.start = point
        self.points.append(point)

    def _add(self, points: Sequence[Point]) -> None:
        for point in points:
            if self.points:
                self.lines.append((self.points[-1], point))
            self.points.append(point)


OPERATORS = {"m", "l", "c", "v", "y", "h", "re"}
# Whether they fill, stroke and close the path.
PAINTS = {
    "f": (True, False, False),
    "F": (True, False, False),
    "f*": (True, False, False),
    "S": (False, True, False),
    "s": (False, True, True),
    "B": (True, True, False),
    "B*": (True, True, False),
    "b": (True, True, True),
    "b*": (True, True, True),
    "n": (False, False, False),
}


def around(points: Sequence[Point]) -> Box:
    """The box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)) if points else NOWHERE


def placed(box: Any, matrix: Matrix) -> Box:
    """The box that holds `box` where `matrix` puts it."""
    left, bottom, right, top = (float(side) for side in box)
    return around(
        [
            matrix.transform(corner)
            for corner in ((left, bottom), (right, bottom), (right, top), (left, top))
        ]
    )


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share; None where they do not meet."""
    box = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return box if box[0] <= box[2] and box[1] <= box[3] else None


def scale(matrix: Matrix) -> float:
    """How many times longer lines become, on average."""
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)

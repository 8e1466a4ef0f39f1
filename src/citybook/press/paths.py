"""The operators that build a path go in; its points, lines and box come out (ISO 32000-1,
8.5.2)."""

from __future__ import annotations

from pikepdf import Matrix

from citybook.pdf.boxes import Box, Point, bound

BUILDING_OPERATORS = frozenset({"m", "l", "c", "v", "y", "h", "re"})
# Those that paint a path, by whether they fill it, stroke it, and close it before.
FILLING_OPERATORS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKING_OPERATORS = frozenset({"S", "s", "B", "B*", "b", "b*"})
CLOSING_OPERATORS = frozenset({"s", "b", "b*"})
PAINTING_OPERATORS = FILLING_OPERATORS | STROKING_OPERATORS | {"n"}


class PaintedPath:
    """A path under construction, in the units of the page. Curves count as the lines between their
    control points."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.lines: list[tuple[Point, Point]] = []
        self._start: Point = (0.0, 0.0)

    @property
    def box(self) -> Box:
        return bound(self.points)

    def build(self, operator: str, values: list[float], ctm: Matrix) -> None:
        """Go on as one of BUILDING_OPERATORS says."""
        points = list(zip(values[::2], values[1::2], strict=True))
        if operator == "re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        placed = [ctm.transform(point) for point in points]
        if operator in ("m", "re"):
            self._start = placed[0]
            self.points.append(placed.pop(0))
        self._draw_to(placed)
        if operator in ("h", "re"):
            self.close()

    def close(self) -> None:
        """Lead the path back to where its part began."""
        if self.points:
            self._draw_to([self._start])

    def _draw_to(self, points: list[Point]) -> None:
        for point in points:
            if self.points:
                self.lines.append((self.points[-1], point))
            self.points.append(point)


def scale(matrix: Matrix) -> float:
    """How many times longer lines become, on average."""
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)

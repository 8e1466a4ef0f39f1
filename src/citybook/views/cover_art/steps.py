"""Draws the steps of a guide's chapter as a line that rises, with their numbers and names."""

from __future__ import annotations

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views.cover_art.drawing import (
    OUT,
    Canvas,
    Drawing,
    Shape,
    TextLines,
    line,
    ring,
)
from citybook.views.outlines import Point

FEWEST, MOST = 3, 14
# How much of the width the names of the last steps have beside the last ring, and how much of the
# height those of the first below the first.
BESIDE, BELOW = 0.15, 0.085
# The line rises by so much of the way to the next step at most; its other measures are shares of
# that way.
STEEPEST, RADIUS, TRACK = 0.84, 0.3, 0.135
LARGEST = 6.6  # mm, the radius of a ring on A4
SIZES = (9.6, 9.0, 8.4, 7.8, 7.2)  # pt
SAFE = 5.0


def draw(canvas: Canvas) -> Drawing | None:
    """Draw it; None where the edition has no chapter with as few numbered steps, or their names do
    not fit."""
    chapter = next(
        (one for one in canvas.entries if one.front.numbered and FEWEST <= len(one.heads) <= MOST),
        None,
    )
    if chapter is None:
        return None
    points, (dx, dy) = _points(canvas, len(chapter.heads))
    radius = min(LARGEST, dx * RADIUS, dy * 0.42)
    words = _names(canvas, chapter, points, radius, dy)
    if words is None:
        return None
    ink, fill = canvas.ground.ink, canvas.ground.inside
    shapes: list[Shape] = [_track(canvas, points, (dx, dy), radius * TRACK / RADIUS)]
    shapes += [ring(point, radius, radius * 0.36, ink, fill) for point in points]
    words += [_number(canvas, number, point, radius) for number, point in enumerate(points, 1)]
    return Drawing("steps", *canvas.size, tuple(shapes), tuple(words))


def _points(canvas: Canvas, count: int) -> tuple[list[Point], Point]:
    """Return where the steps are, and how far apart."""
    width, height = canvas.size
    left, right = canvas.margin, width * (1 - BESIDE) - canvas.margin * 0.4
    low, high = canvas.bottom - height * BELOW, canvas.top + 4
    dx = (right - left) / (count - 0.7)
    dy = min(dx * STEEPEST, (low - high) / (count - 0.2))
    return [(left + dx * (n + 0.1), low - dy * n) for n in range(count)], (dx, dy)


def _track(canvas: Canvas, points: list[Point], step: Point, width: float) -> Shape:
    """Draw the line: level to each step and on from it, then up."""
    dx, dy = step
    level = (dx - min(dx, dy)) / 2
    path = [(-OUT, points[0][1])]
    for x, y in points:
        path += [(x + level, y), (x + dx - level, y - dy)]
    path.append((canvas.size[0] + OUT, points[-1][1] - dy))
    return line(path, canvas.ground.ink, width)


def _names(
    canvas: Canvas, chapter: Entry[Front], points: list[Point], radius: float, dy: float
) -> list[TextLines] | None:
    """Return the names, each right below its ring; None where they do not fit."""
    lower = radius * 1.32
    for size in SIZES:
        found = []
        for head, (x, y) in zip(chapter.heads, points, strict=True):
            start = x + radius * 0.5
            width = min(44.0 * canvas.scale, canvas.size[0] - SAFE - start)
            lines = canvas.wrap(head.title, width, size)
            words = TextLines(tuple(lines), start, y + lower, width, size, canvas.ground.ink)
            found.append(words)
            is_high = words.leading * len(lines) > max(dy, canvas.size[1] - SAFE - words.y)
            is_long = len(lines) * words.leading > dy + radius * 0.3
            if is_high or is_long or canvas.widest(lines, size) > width:
                break
        else:
            return found
    return None


def _number(canvas: Canvas, number: int, point: Point, radius: float) -> TextLines:
    size = radius * 2.05
    words = TextLines((str(number),), 0, 0, 0, size)
    x, y = point[0] - radius, point[1] - words.leading / 2
    ink = canvas.ground.ink
    return TextLines(words.lines, x, y, 2 * radius, size, ink, True, "center")

"""Draws the publication's lines as they come in from the side, turn, meet in a station and go on
together."""

from __future__ import annotations

from citybook.colours import contrast, find_lighter, tint
from citybook.models.fields import WHITE
from citybook.views.cover_art.drawing import (
    MM_PER_PT,
    OUT,
    Canvas,
    Drawing,
    Shape,
    TextLines,
    line,
    ring,
)
from citybook.views.outlines import Box

MOST = 8
# As shares of the room's height: a line's width, the gap between them, between two that come in.
WIDTH, GAP, APART = 0.063, 0.0105, 0.135
# Where the station is, and the middle of what goes on, as shares of height and width; how much of a
# line's colour is left on a coloured ground.
STATION, MIDDLE, PALE = 0.72, 0.62, 0.58
SIZE = 9.0  # of names, in pt on A5
READABLE = 4.6


def draw(canvas: Canvas) -> Drawing | None:
    """Draw it; None without lines."""
    lines = list(canvas.catalogue.communities.values())[:MOST]
    if not lines:
        return None
    (width, height), top = canvas.size, canvas.top
    room = canvas.size[1] - top
    share = min(1.0, 4.6 / (len(lines) + 0.6))
    bar = min(WIDTH * room * share, width * 0.085 * share * 1.2)
    gap = bar * GAP / WIDTH
    apart = max(APART * room * share, bar * 1.5)
    middle = width * MIDDLE
    shapes: list[Shape] = []
    words: list[TextLines] = []
    for number, community in enumerate(lines):
        x = middle + ((len(lines) - 1) / 2 - number) * (bar + gap)
        y = top + bar / 2 + 4 + number * apart
        colour = _colour(canvas, community.colour)
        ink = WHITE if contrast(WHITE, colour) >= READABLE else canvas.ground.colour
        points = [(-OUT, y), (x - bar, y), (x, y + bar), (x, height + OUT)]
        shapes.append(line(points, colour, bar))
        shapes.append(ring((canvas.margin + bar * 0.3, y), bar * 0.3, 0, "none", ink))
        name = community.short or community.name
        words.append(_name(canvas, name, y, x - bar, bar, ink))
    bundle = _bundle(canvas, len(lines), bar, gap, middle)
    shapes.append(_station(canvas, bundle))
    foot = bundle[0] - canvas.margin - 3
    return Drawing("lines", width, height, tuple(shapes), tuple(words), foot=foot)


def _colour(canvas: Canvas, colour: str) -> str:
    """Return a line's colour as it stands on the ground, light enough for its name to be read."""
    if not canvas.ground.is_dark:
        return colour
    pale = tint(colour, PALE)
    if contrast(pale, canvas.ground.colour) >= READABLE:
        return pale
    return find_lighter(pale, canvas.ground.colour, READABLE)


def _name(canvas: Canvas, name: str, y: float, end: float, bar: float, ink: str) -> TextLines:
    start = canvas.margin + bar * 0.9
    size = min(SIZE * max(1.0, canvas.scale), bar * 0.55 / MM_PER_PT)
    while size > 7.2 and canvas.measure(name, size, is_bold=True) > end - start:
        size -= 0.2
    words = TextLines((name,), start, y, max(end - start, 1.0), size, ink, is_bold=True)
    return TextLines((name,), start, y - words.leading / 2, words.width, size, ink, is_bold=True)


def _bundle(canvas: Canvas, count: int, bar: float, gap: float, middle: float) -> Box:
    """Return the box of the station: across all lines."""
    half = (count * bar + (count - 1) * gap) / 2 + bar * 0.3
    y = canvas.top + (canvas.size[1] - canvas.top) * STATION
    return middle - half, y - bar * 0.78, middle + half, y + bar * 0.78


def _station(canvas: Canvas, box: Box) -> Shape:
    left, top, right, bottom = box
    r = (bottom - top) / 2
    path = f"M{left + r:.2f} {top:.2f}H{right - r:.2f}a{r:.2f} {r:.2f} 0 0 1 0 {2 * r:.2f}"
    path += f"H{left + r:.2f}a{r:.2f} {r:.2f} 0 0 1 0 {-2 * r:.2f}z"
    edge = canvas.ground.colour if canvas.ground.is_dark else canvas.ground.ink
    return Shape(path, WHITE, edge, r * 0.36)

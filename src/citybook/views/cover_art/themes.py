"""Draws a field for each theme of an edition, as high as it has entries, with a ring for each."""

from __future__ import annotations

from citybook.models.fields import WHITE
from citybook.views.bookorder import divide
from citybook.views.cover_art.drawing import (
    MM_PER_PT,
    OUT,
    Canvas,
    Drawing,
    Shape,
    TextLines,
    field_of,
    line,
    ring,
)
from citybook.views.look import look_of_theme
from citybook.views.outlines import Box

# A field without an entry would be so high; with more fields than fit, so high at least: in mm.
BASE, LOWEST = 14.0, 9.5
# How large rings are drawn at most, and what they keep of the distance between them.
RADIUS, SHARE, PITCH = 1.9, 0.26, 7.4
NUMBER, NAME = 30.0, 10.4  # pt


def draw(canvas: Canvas) -> Drawing | None:
    """Draw it; None where no part is divided by theme, or into more themes than fit."""
    counts = _counts(canvas)
    room = canvas.bottom - canvas.top
    if not counts or room / len(counts) < LOWEST:
        return None
    base = min(BASE * canvas.scale, room / len(counts) * 0.7)
    unit = (room - base * len(counts)) / sum(counts.values())
    shapes: list[Shape] = []
    words: list[TextLines] = []
    top = canvas.top
    for number, (slug, count) in enumerate(counts.items(), 1):
        below = canvas.bottom if number == len(counts) else top + base + unit * count
        is_last = number == len(counts) and canvas.bottom >= canvas.size[1]
        box = -OUT, top, canvas.size[0] + OUT, below + (OUT if is_last else 0.1)
        shapes += _field(
            canvas, box, (top + below) / 2, count, look_of_theme(canvas.catalogue, slug).colour
        )
        name = canvas.catalogue.themes[slug].name
        words += _words(canvas, name, count, (top + below) / 2, below - top)
        top = below
    return Drawing("themes", *canvas.size, tuple(shapes), tuple(words))


def _counts(canvas: Canvas) -> dict[str, int]:
    """Return how many entries each theme has, in the order of the edition."""
    counts: dict[str, int] = {}
    for choice, entries in canvas.held:
        if choice.divide == "by theme":
            for slug, under in divide(canvas.catalogue, (), choice, entries):
                if slug:
                    counts[slug] = counts.get(slug, 0) + len(under)
    return counts


def _starts(canvas: Canvas) -> tuple[float, float]:
    """Where names and rings begin, in mm."""
    return canvas.margin + 13 * canvas.scale, canvas.margin + 52 * canvas.scale


def _field(canvas: Canvas, box: Box, y: float, count: int, colour: str) -> list[Shape]:
    _, start = _starts(canvas)
    pitch = min(PITCH * canvas.scale, (canvas.size[0] - canvas.margin - start) / max(1, count - 1))
    radius = min(RADIUS * canvas.scale, pitch * SHARE)
    shapes = [field_of(box, colour)]
    shapes.append(
        line([(start - 6 * canvas.scale, y), (canvas.size[0] + OUT, y)], WHITE, radius * 0.7)
    )
    shapes += [
        ring((start + n * pitch, y), radius, radius * 0.6, WHITE, colour) for n in range(count)
    ]
    return shapes


def _words(canvas: Canvas, name: str, count: int, y: float, room: float) -> list[TextLines]:
    scale, (named, rings) = canvas.scale, _starts(canvas)
    size = min(NUMBER * scale, 0.62 * room / MM_PER_PT)
    digits = 13 * scale - 1.5
    while size > 12 and canvas.measure(str(count), size, is_bold=True) > digits:
        size -= 1
    found = [_centre(TextLines((str(count),), canvas.margin, y, digits, size, WHITE, is_bold=True))]
    width = rings - 8 * scale - named
    for small in (NAME * scale, 9.0 * scale, 8.4, 7.6):
        lines = canvas.wrap(name, width, small, is_bold=True)
        words = _centre(TextLines(tuple(lines), named, y, width, small, WHITE, is_bold=True))
        fits = canvas.widest(lines, small, is_bold=True) <= width
        if fits and words.leading * len(lines) < room:
            break
    return [*found, words]


def _centre(words: TextLines) -> TextLines:
    """Return words with their middle where their top was."""
    top = words.y - words.leading * len(words.lines) / 2
    return TextLines(
        words.lines, words.x, top, words.width, words.size, words.colour, words.is_bold, words.align
    )

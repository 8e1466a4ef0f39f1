"""Draws the publication's lines with their stations: those that the edition tells of are filled.

A line whose last station is on the line beside it turns off to that; what lies ahead of the others
is dotted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from citybook.models.fields import WHITE
from citybook.relations import Stop
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

# In mm on A5: between stations at most, as long as much of what lies ahead is seen, at most without
# that, and at least; from a line to its names, the slope of a line that turns off, and what the
# number at the head of a line takes.
WIDE, PITCH, TIGHTEST, NAMES, SLOPE, HEAD = 24.0, 13.2, 6.4, 4.8, 14.0, 16.5
MUCH, LITTLE = 26.0, 8.0
TRACK, DOTS, BADGE = 2.6, 4.4, 3.9
# Of how many stations a line has less than the longest, so much it begins lower.
LOWER = 0.42
SIZES = (8.0, 7.6, 7.2)  # of names, in pt
WIDEST, NARROWEST = 30.0, 15.0  # names
SAFE = 5.0


@dataclass
class _Column:
    """A line: its number, colour and stations; from where it begins and where it stands, in mm.
    `joins` is the station of the line before it that it turns off to, -1 without one."""

    number: int
    colour: str
    stops: Sequence[Stop]
    joins: int
    x: float = 0.0
    y: float = 0.0


def draw(canvas: Canvas) -> Drawing | None:
    """Draw it; None where the edition tells of no station, or where lines do not fit."""
    told = {entry.slug for entry in canvas.entries}
    columns = _columns(canvas)
    if not any(stop.entry in told for column in columns for stop in column.stops):
        return None
    pitch = _pitch(canvas, columns)
    if pitch is None:
        return None
    size = _spread(canvas, columns)
    if size is None:
        return None
    shapes: list[Shape] = []
    words: list[TextLines] = []
    for number, column in enumerate(columns):
        before = columns[number - 1] if column.joins >= 0 else None
        shapes += _track(canvas, column, pitch, before)
    for column in columns:
        shapes += _rings(canvas, column, pitch, told)
        words += _names(canvas, column, pitch, size, told)
        words.append(_number(canvas, column))
    return Drawing("stations", *canvas.size, tuple(shapes), tuple(words))


def _columns(canvas: Canvas) -> list[_Column]:
    catalogue, columns = canvas.catalogue, list[_Column]()
    for slug, community in catalogue.communities.items():
        stops = list(catalogue.stops[slug])
        joins = -1
        if columns and columns[-1].joins < 0 and len(stops) > 1:
            shared = [stop.places for stop in columns[-1].stops]
            joins = shared.index(stops[-1].places) if stops[-1].places in shared else -1
        stops = stops[:-1] if joins >= 0 else stops
        if stops:
            colour = canvas.ground.line(community.colour)
            columns.append(_Column(community.number, colour, stops, joins))
    return columns


def _pitch(canvas: Canvas, columns: list[_Column]) -> float | None:
    """Return how far stations are apart: the widest at which all lines fit; None without one."""
    pitch = WIDE * canvas.scale
    while pitch >= TIGHTEST:
        ahead = (MUCH if pitch > PITCH * canvas.scale else LITTLE) * canvas.scale
        if _hang(canvas, columns, pitch, ahead):
            return pitch
        pitch -= 0.4
    return None


def _hang(canvas: Canvas, columns: list[_Column], pitch: float, ahead: float) -> bool:
    """Give each line the height at which it begins; return whether all of them fit, with so much
    room below."""
    most = max(len(column.stops) for column in columns)
    first = canvas.top + HEAD * canvas.scale
    for column in columns:
        column.y = first + (most - len(column.stops)) * pitch * LOWER
    for number, column in enumerate(columns):
        if column.joins >= 0:
            before = columns[number - 1]
            length = (len(column.stops) - 1) * pitch + (SLOPE + 2) * canvas.scale
            before.y = max(before.y, first + length - column.joins * pitch)
            column.y = before.y + column.joins * pitch - length
    ends = (column.y + (len(column.stops) - 1) * pitch for column in columns)
    return max(ends) + ahead <= canvas.bottom


def _spread(canvas: Canvas, columns: list[_Column]) -> float | None:
    """Give each line its distance from the side, by how wide its names are; return their size in
    pt, None where they do not fit."""
    start = canvas.margin + BADGE * canvas.scale
    room = canvas.size[0] - SAFE - start - NAMES * canvas.scale * len(columns)
    for size in (one * sqrt(canvas.scale) for one in SIZES):
        wishes = [_width(canvas, column, size) for column in columns]
        if sum(wishes) <= room:
            free = room - sum(wishes)
            gap = min(24.0 * canvas.scale, free / max(1, len(columns) - 1))
            start += (free - gap * (len(columns) - 1)) / 3
            for number, column in enumerate(columns):
                column.x = start + sum(wishes[:number]) + (NAMES * canvas.scale + gap) * number
            return size
    return None


def _width(canvas: Canvas, column: _Column, size: float) -> float:
    """Return how wide the names of a line are, broken into lines where they are long."""
    names = [stop.label for stop in column.stops]
    words = canvas.widest([word for name in names for word in name.split()], size, is_bold=True)
    whole = canvas.widest(names, size, is_bold=True)
    return max(words, NARROWEST, min(whole, WIDEST * sqrt(canvas.scale))) + 1


def _track(canvas: Canvas, column: _Column, pitch: float, before: _Column | None) -> list[Shape]:
    scale, x = canvas.scale, column.x
    head = x, column.y - 9 * scale
    end = column.y + (len(column.stops) - 1) * pitch
    if before:
        slope = min(SLOPE * scale, (x - before.x) * 0.45)
        at = before.y + column.joins * pitch
        points = [head, (x, at - slope), (x - slope, at), (before.x, at)]
        return [line(points, column.colour, TRACK * scale)]
    dots = DOTS * scale
    floor = canvas.bottom + (OUT if canvas.bottom >= canvas.size[1] else -3)
    ahead = line([(x, end + dots), (x, floor)], column.colour, TRACK * scale, dots)
    return [line([head, (x, end)], column.colour, TRACK * scale), ahead]


def _rings(canvas: Canvas, column: _Column, pitch: float, told: set[str]) -> list[Shape]:
    scale, ground = canvas.scale, canvas.ground
    shapes = [ring((column.x, column.y - 12.6 * scale), BADGE * scale, 0, "none", column.colour)]
    for number, stop in enumerate(column.stops):
        at: Point = (column.x, column.y + number * pitch)
        fill = column.colour if stop.entry in told else ground.inside
        if stop.is_interchange:
            shapes.append(ring(at, 3.6 * scale, 1.7 * scale, ground.ink, ground.inside))
            if stop.entry in told:
                shapes.append(ring(at, 1.5 * scale, 0, "none", ground.ink))
        else:
            shapes.append(ring(at, 2.7 * scale, 1.5 * scale, column.colour, fill))
    return shapes


def _names(
    canvas: Canvas, column: _Column, pitch: float, size: float, told: set[str]
) -> list[TextLines]:
    x, width = column.x + NAMES * canvas.scale, _width(canvas, column, size)
    found = []
    for number, stop in enumerate(column.stops):
        is_told = stop.entry in told
        lines = canvas.wrap(stop.label, width, size, is_bold=True)
        words = TextLines(tuple(lines), x, 0, width, size, canvas.ground.ink, is_told)
        y = column.y + number * pitch - words.leading * len(lines) / 2
        if stop.is_interchange:  # its ring is larger, and lines meet at its level
            room = pitch - words.leading * (len(lines) + 0.5)
            y = column.y + number * pitch + min(1.8 * canvas.scale, room)
        found.append(TextLines(words.lines, x, y, width, size, words.colour, is_told))
    return found


def _number(canvas: Canvas, column: _Column) -> TextLines:
    ground, radius, size = canvas.ground, BADGE * canvas.scale, 10 * canvas.scale
    colour = ground.colour if ground.is_dark else WHITE
    words = TextLines((str(column.number),), 0, 0, 0, size)
    y = column.y - 12.6 * canvas.scale - words.leading / 2
    return TextLines(words.lines, column.x - radius, y, 2 * radius, size, colour, True, "center")

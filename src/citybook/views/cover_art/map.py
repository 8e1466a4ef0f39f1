"""Draws the map of Europe with the places of an edition, and a line from each to the place where it
meets, if its cover names one."""

from __future__ import annotations

from citybook.views.cover_art.drawing import (
    MM_PER_PT,
    OUT,
    Canvas,
    Drawing,
    Outlines,
    Shape,
    TextLines,
    line,
    ring,
)
from citybook.views.locator import point_of
from citybook.views.map_labels import Around, Label, MapName, place
from citybook.views.map_window import Window, over
from citybook.views.outlines import Point

# A ring and the distance of its name from it, in mm; the size of names in pt; that of the meeting.
RADIUS, GAP, SIZE = 1.8, 3.2, 8.0
MEETING_RADIUS, MEETING_GAP, MEETING_SIZE = 4.4, 7.0, 12.0
# Text stays so far from the edges of the paper, in mm.
SAFE = 5.0


def draw(canvas: Canvas) -> Drawing | None:
    """Draw it; None if no place is on the map. It goes on below the foot of the cover, unless a
    place would stand there."""
    meeting = canvas.edition.cover.place or ""
    slugs = dict.fromkeys(slug for entry in canvas.entries for slug in entry.front.places)
    found = {slug: point_of(canvas.catalogue, slug) for slug in (*slugs, *filter(None, [meeting]))}
    points = {slug: point for slug, point in found.items() if point}
    if not slugs.keys() & points.keys():
        return None
    height = canvas.size[1]
    window = _window(canvas, points, height)
    spots = _spots(canvas, window, points)
    bottom = height + OUT
    if any(y > canvas.bottom - RADIUS for _, y in spots.values()):
        bottom = canvas.bottom
        window = _window(canvas, points, bottom)
        spots = _spots(canvas, window, points)
    outlines = Outlines(window, canvas.top, bottom, canvas.ground.colour, canvas.ground.land)
    return _drawing(canvas, spots, meeting, outlines)


def _window(canvas: Canvas, points: dict[str, Point], bottom: float) -> Window:
    margin, room = canvas.margin, (canvas.size[0], bottom - canvas.top)
    inside = margin, 0.8 * margin, 1.5 * margin, bottom - canvas.bottom + 0.6 * margin
    return over(list(points.values()), room, inside)


def _spots(canvas: Canvas, window: Window, points: dict[str, Point]) -> dict[str, Point]:
    spots = {slug: window.at(point) for slug, point in points.items()}
    return {slug: (x, y + canvas.top) for slug, (x, y) in spots.items()}


def _drawing(canvas: Canvas, spots: dict[str, Point], meeting: str, outlines: Outlines) -> Drawing:
    middle = spots.pop(meeting, None)
    rays = [(spot, middle) for spot in spots.values()] if middle else []
    ink, fill = canvas.ground.ink, canvas.ground.inside
    shapes: list[Shape] = [line(ray, ink, 0.8) for ray in rays]
    shapes += [ring(spot, RADIUS, 1.0, ink, fill) for spot in spots.values()]
    if middle:
        shapes.append(ring(middle, MEETING_RADIUS, 1.9, ink, fill))
    words = _words(canvas, spots, meeting, middle, rays)
    title = "meeting" if middle else "map"
    return Drawing(title, *canvas.size, tuple(shapes), tuple(words), outlines)


def _words(
    canvas: Canvas,
    spots: dict[str, Point],
    meeting: str,
    middle: Point | None,
    rays: list[tuple[Point, Point]],
) -> list[TextLines]:
    """Return the names of the places: that of the meeting, then those near it."""
    rings = [(spot, RADIUS + 0.7) for spot in spots.values()]
    rings += [(middle, MEETING_RADIUS + 0.7)] if middle else []
    box = SAFE, canvas.top + 1, canvas.size[0] - SAFE, canvas.size[1] - SAFE
    near = sorted(spots, key=lambda slug: _distance(spots[slug], middle))
    named = {slug: canvas.catalogue.places[slug].name for slug in (*near, *filter(None, [meeting]))}
    around = Around(box, rings, rays, canvas.kept_clear)
    order = [(meeting, middle, MEETING_SIZE, MEETING_GAP)] if middle else []
    order += [(slug, spots[slug], SIZE, GAP) for slug in near]
    names = [
        MapName(
            spot,
            canvas.measure(named[slug], size, is_bold=slug == meeting),
            size * MM_PER_PT * 1.2,
            gap,
        )
        for slug, spot, size, gap in order
        if spot
    ]
    return [
        _word(canvas, named[slug], one, label, size, is_bold=slug == meeting)
        for (slug, _, size, _), one, label in zip(order, names, place(names, around), strict=True)
        if label
    ]


def _distance(spot: Point, middle: Point | None) -> float:
    return abs(spot[0] - middle[0]) + abs(spot[1] - middle[1]) if middle else spot[1]


def _word(
    canvas: Canvas, text: str, name: MapName, label: Label, size: float, *, is_bold: bool
) -> TextLines:
    x, y = name.point[0] + label.left, name.point[1] + label.top
    return TextLines((text,), x, y, label.width, size, canvas.ground.ink, is_bold, label.align)

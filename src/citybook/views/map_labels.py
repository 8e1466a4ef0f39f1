"""Points with names go in; where each name stands beside its point comes out.

None lies over another, over a point, over a line or beyond the room: it is right of its
point, left, below or above, else at a corner or somewhat further off. All lengths are in the unit
of the room, such as mm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from citybook.views.outlines import Box, Point

# Where a label is, seen from its point, in the order in which they are tried: to which side, and
# up or down.
SIDES = (
    *((1, 0.0), (-1, 0.0), (0, 1.0), (0, -1.0)),
    *((1, 1.0), (1, -1.0), (-1, 1.0), (-1, -1.0)),
    *((1, 0.5), (1, -0.5), (-1, 0.5), (-1, -0.5)),
)
FURTHER = (1.0, 1.45, 1.9, 2.35, 2.8)
# What it costs to lie over something. A name that would lie over another, over a point or beyond
# the room is left out; one that a line crosses is not.
FORBIDDEN, CROSSED, STEP, ROUNDS = 1000.0, 20.0, 0.1, 4
ALIGNS = {1: "left", 0: "center", -1: "right"}


@dataclass(frozen=True)
class MapName:
    """A name to be placed: its point, its width and height, and how far from the point it
    begins."""

    point: Point
    width: float
    height: float
    gap: float


class Label(NamedTuple):
    """Where a name stands: its left and top side seen from its point, its width, and to which side
    its letters keep."""

    left: float
    top: float
    width: float
    align: str


class _Candidate(NamedTuple):
    label: Label
    box: Box
    wish: float  # the lower, the sooner it is taken


@dataclass(frozen=True)
class Around:
    """What names keep clear of: `room` to stay in, points with their radius, lines from one point
    to another, and boxes."""

    room: Box
    rings: Sequence[tuple[Point, float]] = ()
    lines: Sequence[tuple[Point, Point]] = ()
    boxes: Sequence[Box] = ()


def place(names: Sequence[MapName], around: Around) -> list[Label | None]:
    """Place each name; None where there is no room for it."""
    tried = [_judge(name, around) for name in names]
    chosen: list[_Candidate | None] = [None] * len(names)
    for _ in range(ROUNDS):  # each round, all others being where they are
        before = list(chosen)
        for number, candidates in enumerate(tried):
            others = [one.box for one in (*chosen[:number], *chosen[number + 1 :]) if one]
            free = (one for one in candidates if not any(overlap(one.box, box) for box in others))
            chosen[number] = min(free, key=lambda one: one.wish, default=None)
        if chosen == before:
            break
    return [one.label if one else None for one in chosen]


def _judge(name: MapName, around: Around) -> list[_Candidate]:
    """Return where a name may stand as far as the others are not concerned."""
    found = []
    for number, (label, box) in enumerate(_candidates(name)):
        x, y = name.point
        rings = ((one, r) for one, r in around.rings if one != (x, y))
        if not _within(box, around.room) or any(overlap(box, one) for one in around.boxes):
            continue
        if any(overlap(box, (a - r, b - r, a + r, b + r)) for (a, b), r in rings):
            continue
        crossed = sum(crosses(box, *line) for line in around.lines)
        found.append(_Candidate(label, box, number * STEP + crossed * CROSSED))
    return found


def _candidates(name: MapName) -> Iterator[tuple[Label, Box]]:
    (x, y), width, height = name.point, name.width, name.height
    for further in FURTHER:
        for side, down in SIDES:
            slant = 0.7 if side and abs(down) == 1 else 1.0
            gap = name.gap * further * slant
            left = side * gap - (1 - side) / 2 * width
            low = (height / 2 + name.gap * further * (0.5 if side else 0.8)) * down
            top = low - height / 2
            box = (x + left, y + top, x + left + width, y + top + height)
            yield Label(left, top, width, ALIGNS[side]), box


def _within(box: Box, room: Box) -> bool:
    return all(box[n] >= room[n] for n in (0, 1)) and all(box[n] <= room[n] for n in (2, 3))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more than a side in common."""
    return all(one[n] < other[n + 2] and other[n] < one[n + 2] for n in (0, 1))


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether a line from one point to another goes through a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for n in (0, 1):
        way = end[n] - start[n]
        if way == 0:
            if not box[n] < start[n] < box[n + 2]:
                return False
            continue
        ends = sorted(((box[n] - start[n]) / way, (box[n + 2] - start[n]) / way))
        first, last = max(first, ends[0]), min(last, ends[1])
    return first < last

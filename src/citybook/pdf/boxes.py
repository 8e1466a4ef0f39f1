"""Boxes and points in pt go in; what holds, meets or lies within what comes out (ISO 32000-1, 8.3
and 14.11.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Matrix

# A millimetre in pt.
MM = 72 / 25.4
Point = tuple[float, float]
# Left, bottom, right and top.
Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
NOWHERE: Box = (1e6, 1e6, -1e6, -1e6)


def get_box(page: pikepdf.Page, name: str) -> Box | None:
    """Read a page's box, such as `/TrimBox`; None where the page itself has none."""
    found = page.obj.get(name)
    if found is None:
        return None
    left, bottom, right, top = (float(side) for side in found)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def write_box(box: Box) -> Array:
    """Write a box, rounded to a thousandth."""
    return Array([round(side, 3) for side in box])


def grow(box: Box, by: float) -> Box:
    """Move every side of a box outwards."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def contains(outer: Box, inner: Box, slack: float = 0.01) -> bool:
    """Whether `inner` lies in `outer`, or reaches out of it by no more than `slack`."""
    return all(a <= b + slack for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - slack for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def intersect(one: Box, other: Box) -> Box | None:
    """Cut one box by another; None where they do not meet."""
    box = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return box if box[0] <= box[2] and box[1] <= box[3] else None


def bound(points: Sequence[Point]) -> Box:
    """Find the box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)) if points else NOWHERE


def transform(box: Any, matrix: Matrix) -> Box:
    """Find the box that holds `box` where `matrix` puts it."""
    left, bottom, right, top = (float(side) for side in box)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return bound([matrix.transform(corner) for corner in corners])

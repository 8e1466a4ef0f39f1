"""A page that is laid out goes in; how much of its type area is used comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from citybook.typeset.engine import LayoutBox, page_box, page_name

PX_PER_MM = 96 / 25.4
# A page is full if this share of its type area is used.
GOAL = 0.8
# Pages of these names fill their paper: they carry no folio and stay where they are.
FULL = ("bare", "coloured", "divider", "field")
# What is not drawn in lines.
SOLID = ("BlockReplacedBox", "InlineReplacedBox", "InlineBlockBox")


@dataclass(frozen=True)
class Filling:
    """How high the type area of a page is, in mm, and how far down its columns are used, on
    average."""

    height: float
    used: float

    @property
    def share(self) -> float:
        return self.used / self.height if self.height else 0.0

    @property
    def free(self) -> float:
        """What is left at the foot, in mm."""
        return max(self.height - self.used, 0.0)


def page_filling(page: Any) -> Filling | None:
    """Measure a page; None if it fills its paper."""
    if page_name(page) in FULL:
        return None
    box = page_box(page)
    area = box.content_box
    used = min(max(find_foot(box, area.top) - area.top, 0.0), area.bottom - area.top)
    return Filling((area.bottom - area.top) / PX_PER_MM, used / PX_PER_MM)


def find_foot(box: LayoutBox, top: float) -> float:
    """How far down the page what is in a box reaches, in CSS pixels; `top` if there is nothing."""
    foot = max(_feet(box, top), default=top)
    return min(foot, box.border_box.bottom) if box.is_clipped else foot


def _feet(box: LayoutBox, top: float) -> Iterator[float]:
    if box.kind == "LineBox":
        yield box.line_box.bottom
    elif box.kind in SOLID or box.is_painted:
        yield box.border_box.bottom
    for is_column, children in groupby(box.children, lambda child: child.is_column):
        if not is_column:
            yield from (find_foot(child, top) for child in children if not child.margin)
            continue
        for _, columns in groupby(children, lambda child: child.border_box.top):
            yield _mean_foot(box, list(columns))


def _mean_foot(box: LayoutBox, columns: list[LayoutBox]) -> float:
    """How far down the columns of a box reach on average; some may be empty."""
    first = columns[0].border_box
    wide = first.right - first.left
    count = max(len(columns), int((box.content_box.right - box.content_box.left) / wide))
    feet = [find_foot(column, first.top) for column in columns]
    return (sum(feet) + first.top * (count - len(feet))) / count

"""The boxes of a page go in; each table that is wider than its place comes out as a fault, with the
column to shorten.

A column is at least as wide as its longest word, since words are not broken there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citybook.content.tree import words
from citybook.typeset.engine import LayoutBox
from citybook.typeset.filling import PX_PER_MM
from citybook.typeset.outcome import LayoutFault

# So much is no more than rounding, in CSS pixels.
SLACK = 1.0
SHOWN = 40


def find_wide_tables(box: LayoutBox, at: str = "", room: float = 0.0) -> Iterator[LayoutFault]:
    """Yield the tables of a page that are too wide. `at` is what they are made from, `room` the
    width of what they stand in."""
    element = box.element
    if element is not None and not box.pseudo and box.kind != "LineBox":
        at = element.get("data-at") if ":" in element.get("data-at", "") else at
    if box.kind == "TableBox":
        over = box.border_box.right - box.border_box.left - room
        if over > SLACK and (column := _widest(box)):
            yield _fault(element, column, over, at)
        return
    if element is not None and box.kind == "BlockBox" and element.tag != "table":
        room = box.content_box.right - box.content_box.left
    for child in box.children:
        yield from find_wide_tables(child, at, room)


def _fault(table: Any, column: str, over: float, at: str) -> LayoutFault:
    caption = words(next(table.iter("caption")))[:SHOWN]
    message = f"the table '{caption}' is {over / PX_PER_MM:.1f} mm too wide"
    hint = f"shorten the longest word of its widest column, '{column}', or divide the table"
    return LayoutFault(message, at=at, hint=hint)


def _widest(table: LayoutBox) -> str:
    """Return the name of the widest column of a table with a head, its number without a name; empty
    where it has no head."""
    group = next((child for child in table.children if child.kind == "TableRowGroupBox"), None)
    if group is None or group.element.tag != "thead":
        return ""
    row = next(iter(group.children))
    widths = {
        words(cell.element)[:SHOWN] or str(number): (cell.border_box.right - cell.border_box.left)
        for number, cell in enumerate(row.children, 1)
    }
    return max(widths, key=lambda name: widths[name])

"""A page that was painted goes in; the items of its content come out, in the order in which they
are read.

A content item is what stands between one BDC and its EMC (ISO 32000-1, 14.6): a stretch of text on
one line, or a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from citybook.typeset.engine import LayoutBox, PaintedPage

SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True)
class Position:
    """Where something stands: on which page, counted from 0, in which HTML, its element, the
    `pseudo` element of that if it is generated, the block and line that hold it, the margin, and
    the head or foot of a table that is printed on each page."""

    page: int
    root: Any
    element: Any = None
    pseudo: str = ""
    block: LayoutBox | None = None
    line: LayoutBox | None = None
    margin: str = ""
    repeated: Any = None


@dataclass(frozen=True, eq=False)
class ContentItem:
    """A piece of content with the number of its mark on the page. `text` is None for a picture."""

    mcid: int
    box: LayoutBox
    at: Position
    text: str | None


@dataclass(frozen=True, eq=False)
class LinkArea:
    """A link annotation; `is_first` is whether it belongs to the link itself, not to an element in
    it."""

    annotation: Any
    at: Position
    is_first: bool


@dataclass(frozen=True, eq=False)
class CellItem:
    """A cell of a table, which counts even when it is empty."""

    at: Position


PageItem = ContentItem | LinkArea | CellItem


def read_items(page: PaintedPage) -> Iterator[PageItem]:
    """Read what stands on a page."""
    return _read(page.box, Position(page.number, page.root))


def _read(box: LayoutBox, at: Position) -> Iterator[PageItem]:
    children = list(box.children)
    at = _position(box, children, at)
    if box.link_annotation:
        yield LinkArea(box.link_annotation, at, box.is_link)
    if box.kind == "TableCellBox" and at.element is not None and at.element.tag in ("td", "th"):
        yield CellItem(at)
    if box.mcid is not None:
        yield ContentItem(box.mcid, box, at, box.text)
    for child in children:
        yield from _read(child, at)


def _position(box: LayoutBox, children: list[LayoutBox], at: Position) -> Position:
    """The position of what is in a box that stands at `at`."""
    if box.margin:
        return replace(at, margin=box.margin)
    if box.kind == "LineBox":
        return replace(at, line=box)
    if box.element is not None:
        at = replace(at, element=box.element, pseudo=box.pseudo)
    if box.is_repeated:
        at = replace(at, repeated=box.element)
    is_block = any(child.kind == "LineBox" for child in children)
    return replace(at, block=box) if is_block else at

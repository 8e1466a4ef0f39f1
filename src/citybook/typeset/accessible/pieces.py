"""A page that was laid out and painted goes in; the pieces of its content come out, in the order in
which they are read.

A piece is what stands between one BDC and its EMC (ISO 32000-1, 14.6): a stretch of text on one
line, or a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Page

from citybook.typeset.accessible.spaces import give_spaces

SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True)
class Place:
    """Where something stands: on which page, counted from 0, in which HTML, its element, the
    `pseudo` element of that if it is generated, the block and line that hold it, the margin, and
    the head or foot of a table that is printed on each page."""

    page: int
    root: Any
    element: Any = None
    pseudo: str = ""
    block: Any = None
    line: Any = None
    margin: str = ""
    repeated: Any = None


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of content with the number of its mark on the page. `text` is None for a picture."""

    mcid: int
    box: Any
    at: Place
    text: str | None


@dataclass(frozen=True, eq=False)
class LinkArea:
    """A link annotation; `is_first` is whether it belongs to the link itself, not to an element in
    it."""

    annotation: Any
    at: Place
    is_first: bool


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table, which counts even when it is empty."""

    at: Place


class Noted(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that notes, while it is painted, its stream of content and what stands in it."""

    def __init__(self, page: Any, number: int, is_last: bool) -> None:
        self.__dict__.update(page.__dict__)
        self.number, self.is_last = number, is_last
        self.stream: Any = None
        self.root: Any = None
        self.met: list[Piece | LinkArea | Cell] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page with a mark on every piece."""
        marks: dict[Any, dict[str, Any]] = {}
        stream._tags = marks
        super().paint(stream, scale)
        if self.is_last:
            give_spaces(stream._fonts.values())
        self.stream = stream
        self.root = next(
            child.element for child in self._page_box.children if child.element is not None
        )
        self.met = list(_met(self._page_box, Place(self.number, self.root), marks))


def _met(
    box: Any, at: Place, marks: dict[Any, dict[str, Any]]
) -> Iterator[Piece | LinkArea | Cell]:
    """What stands in a box, as `marks` numbers it."""
    box = getattr(box, "_box", box)  # an absolutely positioned box stands in a placeholder
    at = _placed(box, at)
    if box.link_annotation:
        yield LinkArea(box.link_annotation, at, box.link is not None)
    if (
        at.element is not None
        and at.element.tag in ("td", "th")
        and type(box).__name__ == "TableCellBox"
    ):
        yield Cell(at)
    if box in marks:
        yield Piece(marks[box]["mcid"], box, at, getattr(box, "text", None))
    for child in box.children:
        yield from _met(child, at, marks)


def _placed(box: Any, at: Place) -> Place:
    kind = type(box).__name__
    if kind == "MarginBox":
        return replace(at, margin="Header" if box.at_keyword.startswith("@top") else "Footer")
    if kind == "LineBox":
        return replace(at, line=box)
    if box.element is not None:
        at = replace(at, element=box.element, pseudo=box.element_tag.partition("::")[2])
    if kind == "TableRowGroupBox" and (box.is_header or box.is_footer):
        at = replace(at, repeated=box.element)
    is_block = any(type(child).__name__ == "LineBox" for child in box.children)
    return replace(at, block=box) if is_block else at

"""A document that is laid out goes in; whether it keeps to its pages, and by how many lines not,
comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from citybook.typeset.engine import LayoutBox, page_box
from citybook.typeset.filling import GOAL, PX_PER_MM, find_foot
from citybook.typeset.outcome import LINE_HEIGHT, Overflow


@dataclass(frozen=True)
class FittedColumn:
    """A column that is marked with `data-fits`: its name, its page, counted from 1, where it begins
    and ends and how far down it is used, in mm from the top; and what `data-fills` says, from which
    share it is full: without it, it need not be."""

    name: str
    page: int
    top: float
    end: float
    foot: float
    fills: str | None

    @property
    def is_to_fill(self) -> bool:
        return self.fills is not None

    @property
    def goal(self) -> float:
        """The share from which it is full."""
        return float(self.fills or GOAL)

    @property
    def used(self) -> float:
        return max(self.foot - self.top, 0.0)

    @property
    def free(self) -> float:
        return max(self.end - self.foot, 0.0)

    @property
    def share(self) -> float:
        """How much of it is used."""
        return self.used / max(self.end - self.top, 1.0)


def find_columns(document: Any) -> list[FittedColumn]:
    """Find the columns that are marked with `data-fits`, the mm from the top at which they end."""
    found: dict[Any, FittedColumn] = {}
    for number, page in enumerate(document.pages, 1):
        boxes = [page_box(page)]
        while boxes:
            box = boxes.pop()
            boxes += box.children
            element = box.element
            if element is None or box.pseudo or not element.get("data-fits") or element in found:
                continue
            top = box.border_box.top
            found[element] = FittedColumn(
                element.get("data-name") or element.get("class", "").partition(" ")[0],
                number,
                top / PX_PER_MM,
                float(element.get("data-fits")),
                find_foot(box, top) / PX_PER_MM,
                element.get("data-fills"),
            )
    return list(found.values())


def find_overflow(document: Any, pages: int = 1) -> Overflow | None:
    """Find what does not fit into the columns marked with `data-fits`, the mm from the top at which
    each ends, and into `pages`.

    Of the first column that is too long, the longest part is the one to shorten, which is what
    carries `data-at`. What is marked with `data-shared`, since other pages show it too, is left.
    """
    for column, lines in _columns(document).items():
        first = lines[0][0]
        over = sum(
            number > first or bottom > float(column.get("data-fits")) for number, bottom, _ in lines
        )
        if over:
            longest = _longest(lines, document)
            name = column.get("data-name", "")
            what, part = _name_part(longest)
            height = _height(lines, float(column.get("data-fits")))
            return Overflow(what, longest.get("data-at", ""), over, name, first + 1, part, height)
    return Overflow("", "", 1) if len(document.pages) > pages else None


def _height(lines: list[tuple[int, float, Any]], end: float) -> float:
    """How many mm of a column are too much: below its end, and on other pages."""
    first = lines[0][0]
    below = max((bottom for number, bottom, _ in lines if number == first), default=end) - end
    return ceil(max(below, 0)) + LINE_HEIGHT * sum(number > first for number, _, _ in lines)


def _longest(lines: list[tuple[int, float, Any]], document: Any) -> Any:
    """The part of a column that takes most lines; a picture takes as many as are as high."""
    counted = Counter(part for _, _, part in lines)
    for page in document.pages:
        for part, height in _pictures(page_box(page), None):
            if part in counted:
                counted[part] += round(height / LINE_HEIGHT)
    own = [part for part in counted if part.get("data-shared") is None]
    return max(own or counted, key=lambda part: counted[part])


def _pictures(box: LayoutBox, part: Any) -> Iterator[tuple[Any, float]]:
    """Every picture with the part that holds it, and its height in mm."""
    element = box.element
    if element is not None and not box.pseudo:
        part = element if element.get("data-picture") else part
        if part is not None and str(element.tag).rsplit("}")[-1] == "img":
            yield part, (box.border_box.bottom - box.border_box.top) / PX_PER_MM
            return
    for child in box.children:
        yield from _pictures(child, part)


def _columns(document: Any) -> dict[Any, list[tuple[int, float, Any]]]:
    """For each column its lines: the number of the page, the bottom in mm from the page's top, and
    the section."""
    found: dict[Any, list[tuple[int, float, Any]]] = {}
    for number, page in enumerate(document.pages):
        for line, column, section in _lines(page_box(page), None, None):
            bottom = line.line_box.bottom / PX_PER_MM
            found.setdefault(column, []).append((number, bottom, section))
    return found


def _lines(box: LayoutBox, column: Any, section: Any) -> Iterator[tuple[LayoutBox, Any, Any]]:
    """Every line in a column, with the column and the innermost section that holds it."""
    element = box.element
    if element is not None and box.pseudo not in ("before", "after"):
        column = element if element.get("data-fits") else column
        # What is placed absolutely is as high as the rest makes it: it is no section to shorten.
        is_section = element.get("data-at") and not box.is_absolute
        section = element if is_section or element is column else section
    if column is not None and box.kind == "LineBox":
        yield box, column, section
        return
    for child in box.children:
        yield from _lines(child, column, section)


def _name_part(part: Any) -> tuple[str, Literal["section", "picture", "other"]]:
    """What a part is called: a picture's file, a section's heading, else its `data-name`."""
    if file := part.get("data-picture"):
        return file, "picture"
    heading = next((e for e in part.iter() if str(e.tag).rsplit("}")[-1] in ("h2", "h3")), None)
    if heading is not None:
        return "".join(heading.itertext()), "section"
    return part.get("data-name", ""), "other"

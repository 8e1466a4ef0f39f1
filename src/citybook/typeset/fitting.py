"""A document that is laid out goes in; whether it keeps to its pages, and by how many lines not,
comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from citybook.typeset.engine import Box, page_box
from citybook.typeset.outcome import Overflow

PX_PER_MM = 96 / 25.4


def find_overflow(document: Any, pages: int = 1) -> Overflow | None:
    """Find what does not fit into the columns marked with `data-fits`, the mm from the top at which
    each ends, and into `pages`.

    Of the first column that is too long, the longest section is the one to shorten; sections carry
    `data-at`.
    """
    for column, lines in _columns(document).items():
        first = lines[0][0]
        over = sum(
            number > first or bottom > float(column.get("data-fits")) for number, bottom, _ in lines
        )
        if over:
            longest = Counter(section for _, _, section in lines).most_common(1)[0][0]
            at, name = longest.get("data-at", ""), column.get("data-name", "")
            return Overflow(_section_name(longest), at, over, name, first + 1)
    return Overflow("", "", 1) if len(document.pages) > pages else None


def filled_share(page: Any) -> float:
    """The share of a page's text area, from its top, that lines reach down to."""
    box = page_box(page)
    area = box.content_box
    bottoms = [line.line_box.bottom for line in _all_lines(box)]
    height = area.bottom - area.top
    return (max(bottoms, default=area.top) - area.top) / height if height else 0.0


def _all_lines(box: Box) -> Iterator[Box]:
    for child in box.children:
        if child.kind == "LineBox":
            yield child
        elif not child.margin:
            yield from _all_lines(child)


def _columns(document: Any) -> dict[Any, list[tuple[int, float, Any]]]:
    """For each column its lines: the number of the page, the bottom in mm from the page's top, and
    the section."""
    found: dict[Any, list[tuple[int, float, Any]]] = {}
    for number, page in enumerate(document.pages):
        for line, column, section in _lines(page_box(page), None, None):
            bottom = line.line_box.bottom / PX_PER_MM
            found.setdefault(column, []).append((number, bottom, section))
    return found


def _lines(box: Box, column: Any, section: Any) -> Iterator[tuple[Box, Any, Any]]:
    """Every line in a column, with the column and the innermost section that holds it."""
    element = box.element
    if element is not None and box.pseudo not in ("before", "after"):
        column = element if element.get("data-fits") else column
        section = element if element.get("data-at") or element is column else section
    if column is not None and box.kind == "LineBox":
        yield box, column, section
        return
    for child in box.children:
        yield from _lines(child, column, section)


def _section_name(section: Any) -> str:
    """What a section is called: its heading, else its `data-name`."""
    heading = next((e for e in section.iter() if str(e.tag).rsplit("}")[-1] in ("h2", "h3")), None)
    return "".join(heading.itertext()) if heading is not None else section.get("data-name", "")

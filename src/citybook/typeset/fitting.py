"""A typeset sheet goes in; whether it keeps to its page, and by how many lines not, comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Overflow:
    """The section to shorten, where it stands in its file (`file:line`), and by how many lines; the
    column that is too long, and the page that it begins on, counted from 1."""

    section: str
    at: str
    lines: int
    column: str = ""
    page: int = 1


def overflow(document: Any, pages: int = 1) -> Overflow | None:
    """What does not fit into the columns marked with `data-fits`, the mm from the top at which each
    ends, and into `pages`.

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
            return Overflow(
                _name(longest),
                longest.get("data-at", ""),
                over,
                column.get("data-name", ""),
                first + 1,
            )
    return Overflow("", "", 1) if len(document.pages) > pages else None


def filled(page: Any) -> float:
    """The share of a page's text area, from its top, that lines reach down to."""
    box = page._page_box
    bottoms = [line.position_y + line.height for line in _all_lines(box)]
    top, height = box.content_box_y(), box.height
    return (max(bottoms, default=top) - top) / height if height else 0.0


def _all_lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        elif type(child).__name__ != "MarginBox":
            yield from _all_lines(child)


def _columns(document: Any) -> dict[Any, list[tuple[int, float, Any]]]:
    """For each column its lines: the number of the page, the bottom in mm from the page's top, and
    the section."""
    found: dict[Any, list[tuple[int, float, Any]]] = {}
    for number, page in enumerate(document.pages):
        for line, column, section in _lines(page._page_box, None, None):
            found.setdefault(column, []).append(
                (number, (line.position_y + line.height) / PX_PER_MM, section)
            )
    return found


def _lines(box: Any, column: Any, section: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every line in a column, with the column and the innermost section that holds it."""
    element = box.element
    if element is not None and not box.element_tag.endswith(("::before", "::after")):
        column = element if element.get("data-fits") else column
        section = element if element.get("data-at") or element is column else section
    if column is not None and type(box).__name__ == "LineBox":
        yield box, column, section
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, column, section)


def _name(section: Any) -> str:
    """What a section is called: its heading, else its `data-name`."""
    heading = next((e for e in section.iter() if str(e.tag).rsplit("}")[-1] in ("h2", "h3")), None)
    return "".join(heading.itertext()) if heading is not None else section.get("data-name", "")

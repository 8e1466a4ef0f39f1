"""A fragment of a book goes in; it comes out laid out, each table that is longer than a page
divided between rows, its caption repeated on every page with a word that says so.

A table that may be divided stands alone in an element whose `data-continued` is that word. One that
has room on a page is kept whole by the stylesheet, which lets the class `is-long` go on overleaf.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import SubElement

from citybook.typeset.engine import Box, page_box
from citybook.typeset.renderer import Renderer

LONG, WORD = "is-long", "data-continued"


def layout_tables(renderer: Renderer, parsed: Any) -> Any:
    """Lay out a fragment, and divide its elements where tables cross pages. Raises RenderError."""
    document = renderer.layout(parsed)
    while _divide_tables(parsed.etree_element, document):
        document = renderer.layout(parsed)
    return document


def has_long_tables(parsed: Any) -> bool:
    """Whether a fragment that was laid out has tables that go on overleaf."""
    return any(LONG in one.get("class", "") for one in parsed.etree_element.iter() if one.get(WORD))


def _divide_tables(root: Any, document: Any) -> bool:
    """Divide each table that crosses a page once, and say whether there is one. At first it is
    only allowed to begin where it stands, which moves its rows."""
    pages, has_found = _pages_of_rows(document), False
    for parent in list(root.iter()):
        for holder in [child for child in parent if child.get(WORD)]:
            rows = next(holder.iter("tbody"))
            first = next((at for at, row in enumerate(rows) if pages[row] > pages[rows[0]]), 0)
            if first and LONG not in holder.get("class", ""):
                holder.set("class", f"{holder.get('class', '')} {LONG}")
            elif first:
                parent.insert(list(parent).index(holder) + 1, _continue(holder, rows, first))
            has_found = has_found or first > 0
    return has_found


def _continue(holder: Any, rows: Any, first: int) -> Any:
    """Take the rows from `first` on out of a table; return an element like its holder, in which
    they stand under the same caption on a new page."""
    overleaf, rows[:] = rows[first:], rows[:first]
    other, holder.tail = deepcopy(holder), None
    next(other.iter("tbody"))[:] = overleaf
    other.set("style", "break-before: page")
    caption = next(other.iter("caption"))
    for element in caption.iter():
        element.attrib.pop("id", None)
    if not caption.findall("span[@class='continued']"):
        SubElement(caption, "span", {"class": "continued"}).text = f" {holder.get(WORD)}"
    return other


def _pages_of_rows(document: Any) -> dict[Any, int]:
    """Find the page on which each row of a table begins."""
    found: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for row in _rows(page_box(page)):
            found.setdefault(row, number)
    return found


def _rows(box: Box) -> Iterator[Any]:
    if box.kind == "TableRowBox":
        yield box.element
    for child in box.children:
        yield from _rows(child)

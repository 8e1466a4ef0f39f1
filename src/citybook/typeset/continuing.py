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

WORD = "data-continued"
# Classes of its element: it may go on overleaf, begins on a new page, is the rest of one before.
LONG, NEW, REST = "is-long", "is-on-new-page", "is-rest"


def layout_tables(renderer: Renderer, parsed: Any) -> Any:
    """Lay out a fragment, and divide its elements where tables cross pages. Raises RenderError."""
    document = renderer.layout(parsed)
    while _divide_tables(parsed.etree_element, document):
        document = renderer.layout(parsed)
    return document


def has_long_tables(parsed: Any) -> bool:
    """Whether a fragment that was laid out has tables that go on overleaf."""
    return any(one.get(WORD) and _has(one, LONG) for one in parsed.etree_element.iter())


def _divide_tables(root: Any, document: Any) -> bool:
    """Take what is overleaf out of each table that crosses a page, and say whether there is one. At
    first it is only allowed to begin where it stands, which moves its rows."""
    pages, is_changed = _pages(document), False
    for parent in list(root.iter()):
        for holder in [child for child in parent if child.get(WORD)]:
            caption, rows = next(holder.iter("caption")), next(holder.iter("tbody"))
            first = next((at for at, row in enumerate(rows) if pages[row] > pages[caption]), None)
            if first is None or (not first and _has(holder, NEW)):
                continue  # a row that is longer than a page stays as it is
            is_changed = True
            if not _has(holder, LONG):
                _add(holder, LONG)
            elif first:
                _move(list(rows)[first:], rows, _rest(parent, holder))
            else:
                _add(holder, NEW)
    return is_changed


def _rest(parent: Any, holder: Any) -> Any:
    """Find the rows of what follows a table under the same caption, or add it."""
    at = list(parent).index(holder) + 1
    after = parent[at] if at < len(parent) else None
    if after is None or not _has(after, REST):
        after, holder.tail = deepcopy(holder), None
        _add(after, f"{NEW} {REST}")
        caption, rows = next(after.iter("caption")), next(after.iter("tbody"))
        rows[:] = []
        for element in caption.iter():
            element.attrib.pop("id", None)
        if not _has(holder, REST):
            SubElement(caption, "span", {"class": "continued"}).text = f" {holder.get(WORD)}"
        parent.insert(at, after)
    return next(after.iter("tbody"))


def _move(moved: list[Any], rows: Any, rest: Any) -> None:
    for row in moved:
        rows.remove(row)
    rest[:] = [*moved, *rest]


def _has(holder: Any, name: str) -> bool:
    return name in holder.get("class", "").split()


def _add(holder: Any, name: str) -> None:
    holder.set("class", f"{holder.get('class', '')} {name}")


def _pages(document: Any) -> dict[Any, int]:
    """Find the page on which each caption and each row begins."""
    found: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for element in _parts(page_box(page)):
            found.setdefault(element, number)
    return found


def _parts(box: Box) -> Iterator[Any]:
    if box.kind in ("TableCaptionBox", "TableRowBox"):
        yield box.element
    for child in box.children:
        yield from _parts(child)

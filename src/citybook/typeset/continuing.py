"""A fragment of a book goes in; it comes out laid out, with what is longer than a page going on
overleaf: tables between rows, their caption repeated on every page with a word that says so.

What the stylesheet keeps whole begins on a new page where it does not fit; if it fits on none, the
page before stays empty for nothing. Blocks side by side begin together: if one of them has no more
than its first lines at the foot of a page, both stand overleaf. What has `data-alone` and a page to
itself may fill that. A table that may be divided stands
alone in an element whose `data-continued` is that word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import SubElement

from citybook.typeset.engine import LayoutBox, page_box
from citybook.typeset.renderer import Renderer

WORD = "data-continued"
# Classes: of what need not be whole, what must, what begins on a new page, the rest of a table
# before, what has a page to itself.
LONG, WHOLE, NEW, REST = "is-long", "is-whole", "is-on-new-page", "is-rest"
ALONE = "is-alone"
# A block beside another begins with so many lines at least.
LEAST = 3


def layout_across_pages(renderer: Renderer, parsed: Any) -> Any:
    """Lay out a fragment; what is longer than a page gets classes, and tables are divided. Raises
    RenderError."""
    while True:
        document = renderer.layout(parsed)
        changes = [look(document) for look in (_release, _begin_together, _fill)]
        if not any(changes) and not _divide_tables(parsed.etree_element, document):
            return document


def has_long_parts(parsed: Any) -> bool:
    """Whether a fragment that was laid out has parts that are longer than a page."""
    return any(_has(element, LONG) for element in parsed.etree_element.iter())


def _release(document: Any) -> bool:
    """Let go on overleaf what is kept whole and stands on several pages all the same; say whether
    there is any."""
    pages = [{one.element for one in _boxes(page) if one.is_kept_whole} for page in document.pages]
    counted = Counter(element for page in pages for element in page)
    long = [one for one, count in counted.items() if count > 1 and not _has(one, LONG)]
    for element in long:
        _add(element, LONG)
    return bool(long)


def _begin_together(document: Any) -> bool:
    """Keep whole each row of blocks of which one has hardly begun where its page ends; say whether
    there is any. A row that is longer than a page begins on a new one."""
    begun: dict[Any, list[int]] = {}
    rows: dict[Any, Any] = {}
    for page in document.pages:
        for row in (box for box in _boxes(page) if box.kind == "TableRowBox"):
            for cell in row.children if row.element.tag == "div" else ():
                begun.setdefault(cell.element, []).append(_count_lines(cell))
                rows[cell.element] = row.element
    hasty = {rows[cell] for cell, (first, *more) in begun.items() if first < LEAST and any(more)}
    held = [row for row in hasty if not _has(row, NEW)]
    for row in held:
        _add(row, NEW if _has(row, WHOLE) else WHOLE)
    return bool(held)


def _fill(document: Any) -> bool:
    """Let what has a page to itself know it, and say whether there is any."""
    is_changed = False
    for page in document.pages:
        boxes = (one for one in _boxes(page) if one.element is not None and not one.pseudo)
        found = next((one for one in boxes if one.element.get("data-alone")), None)
        if found and not _has(found.element, ALONE):
            lines = sum(_count_lines(one) for one in page_box(page).children if not one.margin)
            if lines == _count_lines(found):
                _add(found.element, ALONE)
                is_changed = True
    return is_changed


def _count_lines(box: LayoutBox) -> int:
    """Count the lines in a box; a picture is as good as those that suffice."""
    if box.kind == "LineBox":
        return 1
    if box.kind == "BlockReplacedBox":
        return LEAST
    return sum(_count_lines(child) for child in box.children)


def _divide_tables(root: Any, document: Any) -> bool:
    """Take what is overleaf out of each table that crosses a page, and say whether there is one."""
    pages, is_changed = _begins(document), False
    for parent in list(root.iter()):
        for holder in [child for child in parent if child.get(WORD)]:
            caption, rows = next(holder.iter("caption")), next(holder.iter("tbody"))
            first = next((at for at, row in enumerate(rows) if pages[row] > pages[caption]), None)
            if first is None or (not first and _has(holder, NEW)):
                continue  # a row that is longer than a page stays as it is
            is_changed = True
            if first:
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
        for element in after.iter():
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


def _begins(document: Any) -> dict[Any, int]:
    """Find the page on which each caption and each row begins."""
    found: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for box in _boxes(page):
            if getattr(box.element, "tag", "") in ("caption", "tr") and not box.pseudo:
                found.setdefault(box.element, number)
    return found


def _boxes(page: Any) -> Iterator[LayoutBox]:
    boxes = [page_box(page)]
    while boxes:
        box = boxes.pop()
        yield box
        boxes += box.children

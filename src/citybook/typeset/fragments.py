"""The HTML of one fragment of a book goes in; its pages as a PDF of their own come out, wherever in
the book they will stand.

A fragment is set as if all its pages were rectos, and carries no folio: joining.py moves versos to
their margins and lays folios over. So what is before it in the book may change, and the fragment is
still the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citybook.pdf.marks import read_file_marks
from citybook.typeset.accessible.writing import write
from citybook.typeset.fitting import filled
from citybook.typeset.outcome import ELSEWHERE, Bookmark, Piece
from citybook.typeset.pdf import SIZE, Setter
from citybook.typeset.spill import faults

ID, HREF = re.compile(r'\bid="([^"]+)"'), re.compile(r'href="#([^"]+)"')
# A last page filled to less than this share is worth a smaller size, if that saves the page.
SPARSE = 0.3
# Pages of these names fill their paper: they carry no folio and stay where they are.
FULL = ("bare", "divider")


def outward(html: str) -> str:
    """HTML whose links to what it does not hold lead elsewhere."""
    own = set(ID.findall(html))
    return HREF.sub(
        lambda found: (
            found.group() if found.group(1) in own else f'href="{ELSEWHERE}{found.group(1)}"'
        ),
        html,
    )


def set_fragment(setter: Setter, html: str) -> Piece:
    """Set one fragment, with all that is wrong with it."""
    document = best_size(setter, outward(html))
    data = write(document)
    found = (*setter.heard(document), *faults(document))
    full = tuple(_is_full(page) for page in document.pages)
    return Piece(
        data, full, read_file_marks(data), anchors(document), tuple(_bookmarks(document)), found
    )


def best_size(setter: Setter, html: str) -> Any:
    """The fragment at its first size; at a smaller one if its last page is sparse and that should
    save it."""
    sized = SIZE.search(html)
    steps = [float(step) for step in sized.group(4).split()] if sized else []
    best = setter.layout(html)
    for step in steps[1:]:
        last, before = filled(best.pages[-1]), len(best.pages) - 1
        # Text takes room by the square of its size, since lines get shorter and lower; a twentieth
        # more is worth a try.
        if not before or last >= SPARSE or (before + last) * (step / steps[0]) ** 2 > before * 1.05:
            continue
        document = setter.layout(SIZE.sub(rf'\g<1>{step}\g<3>\g<4>"', html, count=1))
        if len(document.pages) == before:
            return document
    return best


def anchors(document: Any) -> dict[str, int]:
    """The page of every anchor, counted from 0: the first of those it is on."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _is_full(page: Any) -> bool:
    return page._page_box.page_type.name in FULL


def _bookmarks(document: Any) -> Iterable[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield Bookmark(level, label, number, x * 0.75, y * 0.75)

"""The HTML of one fragment of a book goes in; its pages as a PDF of their own come out, wherever in
the book they will stand.

A fragment is set as if all its pages were rectos, and carries no folio: joining.py moves versos to
their margins and lays headers and footers over. So what is before it in the book may change, and
the fragment is still the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citybook.pdf.marks import read_file_marks
from citybook.typeset.accessible.structure_writer import write_tagged_pdf
from citybook.typeset.continuing import has_long_parts, layout_across_pages
from citybook.typeset.engine import page_name
from citybook.typeset.fitting import filled_share
from citybook.typeset.outcome import Bookmark, RenderedFragment
from citybook.typeset.references import ELSEWHERE
from citybook.typeset.renderer import Renderer
from citybook.typeset.sizes import set_size, size_steps

# A last page filled to less than this share is worth a smaller size, if that saves the page.
SPARSE = 0.3
# Pages of these names fill their paper: they carry no folio and stay where they are.
FULL = ("bare", "coloured", "divider")
PT_PER_PX = 0.75


def render_fragment(renderer: Renderer, html: str) -> RenderedFragment:
    """Render one fragment, with all that is wrong with it."""
    parsed = renderer.parse(html)
    _lead_elsewhere(parsed.etree_element)
    document = layout_best(renderer, parsed)
    data = write_tagged_pdf(document)
    return RenderedFragment(
        data,
        tuple(page_name(page) in FULL for page in document.pages),
        read_file_marks(data),
        _anchors(document),
        tuple(_bookmarks(document)),
        tuple(renderer.faults(document)),
    )


def layout_best(renderer: Renderer, parsed: Any) -> Any:
    """Lay out a fragment at its first size; at a smaller one if its last page is sparse and that
    should save it. With parts that are longer than a page, it keeps its first size."""
    best, steps = layout_across_pages(renderer, parsed), size_steps(parsed)
    for step in () if has_long_parts(parsed) else steps[1:]:
        last, before = filled_share(best.pages[-1]), len(best.pages) - 1
        # Text takes room by the square of its size, since lines get shorter and lower; a twentieth
        # more is worth a try.
        if not before or last >= SPARSE or (before + last) * (step / steps[0]) ** 2 > before * 1.05:
            continue
        set_size(parsed, step)
        document = renderer.layout(parsed)
        if len(document.pages) == before:
            return document
    return best


def _lead_elsewhere(root: Any) -> None:
    """Let links to what a fragment does not hold lead elsewhere, until the book is joined."""
    elements = list(root.iter())
    own = {element.get("id") for element in elements}
    for element in elements:
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] and href[1:] not in own:
            element.set("href", f"{ELSEWHERE}{href[1:]}")


def _anchors(document: Any) -> dict[str, int]:
    """The page of every anchor, counted from 0: the first of those it is on."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for number, page in enumerate(document.pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield Bookmark(level, label, number, x * PT_PER_PX, y * PT_PER_PX)

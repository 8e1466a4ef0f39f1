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
from citybook.typeset.engine import copy_html
from citybook.typeset.filling import GOAL, page_filling
from citybook.typeset.outcome import Bookmark, RenderedFragment, Setting
from citybook.typeset.references import ELSEWHERE
from citybook.typeset.renderer import Renderer
from citybook.typeset.running import running_titles
from citybook.typeset.setting import TRIALS, Reach, Setter
from citybook.typeset.springs import read_springs, set_values

# No page should be used less than this; another variant is tried where one is used less than that.
FLOOR, ENOUGH = 0.5, 0.7
# So many layouts are tried of all variants together.
LAYOUTS = 4
PT_PER_PX = 0.75


def render_fragment(
    renderer: Renderer, html: str, setting: Setting | None = None
) -> RenderedFragment:
    """Render one fragment, with all that is wrong with it. It gets this setting, or what is found
    for it. Raises RenderError."""
    document, setting = layout_fragment(renderer, html, setting)
    data = write_tagged_pdf(document)
    filled = [page_filling(page) for page in document.pages]
    return RenderedFragment(
        data,
        tuple(one is None for one in filled),
        read_file_marks(data),
        _anchors(document),
        tuple(_bookmarks(document)),
        tuple(renderer.faults(document)),
        setting,
        tuple(one.share if one else None for one in filled),
        running=running_titles(document),
    )


def layout_fragment(
    renderer: Renderer, html: str, setting: Setting | None = None
) -> tuple[Any, Setting]:
    """Lay out a fragment with a setting, or with the best that is found; return WeasyPrint's
    document and that setting. Raises RenderError."""
    if setting is None:
        return _choose(renderer, html)
    parsed = _parse(renderer, html)
    set_values(parsed, setting.variant, setting.values)
    return layout_across_pages(renderer, parsed), setting


def _choose(renderer: Renderer, html: str) -> tuple[Any, Setting]:
    """Lay out a fragment in the first variant that fills its pages; if none does, in the one that
    does best. Each has as few pages as it can."""
    best, rank, layouts, parsed = None, None, 0, _parse(renderer, html)
    for springs in read_springs(renderer, parsed):
        # Pages are not added but where one is nearly empty.
        most = -rank[1] if rank and rank[0] else 0
        book = _Book(renderer, parsed, springs.variant, most)
        setter = Setter(springs, book.lay_out, min(TRIALS, LAYOUTS - layouts))
        trial, fits = setter.settle()
        layouts += len(setter.trials)
        if not fits:
            continue
        shares = [filled.share for page in trial.document.pages if (filled := page_filling(page))]
        emptiest, pages = min(shares, default=1.0), len(trial.document.pages)
        new = (emptiest >= FLOOR, -pages, emptiest)
        if rank is None or new > rank:
            best, rank = (trial.document, springs.variant, springs.values(trial.steps)), new
        if emptiest >= ENOUGH or layouts >= LAYOUTS:
            break
    assert best, "a layout has one variant at least"
    document, variant, values = best
    return document, Setting(variant, values, len(document.pages), layouts)


class _Book:
    """Lays out one variant of a fragment on so many `pages` at most; if that is 0, on those that it
    has at first."""

    def __init__(self, renderer: Renderer, parsed: Any, variant: str, pages: int) -> None:
        self.renderer, self.parsed, self.variant, self.pages = renderer, parsed, variant, pages

    def lay_out(self, values: dict[str, str]) -> tuple[Any, Reach]:
        """Lay it out with these values. Raises RenderError."""
        parsed = copy_html(self.parsed)
        set_values(parsed, self.variant, values)
        document = layout_across_pages(self.renderer, parsed)
        filled = [filling for page in document.pages if (filling := page_filling(page))]
        self.pages = self.pages or len(document.pages)
        more = len(document.pages) - self.pages
        over = sum(one.used for one in filled[-more:]) if more > 0 else 0.0
        used = sum(one.used for one in filled)
        # What is longer than a page is divided where it was, so it keeps its first values.
        is_full = not filled or filled[-1].share >= GOAL or has_long_parts(parsed)
        return document, Reach(over, filled[-1].free if filled else 0.0, used, is_full)


def _parse(renderer: Renderer, html: str) -> Any:
    parsed = renderer.parse(html)
    _lead_elsewhere(parsed.etree_element)
    return parsed


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

"""A laid-out document goes in; each text that leaves its page, lies over another or is lost comes
out, with place and measure.

WeasyPrint says nothing of any of these. What `data-fits` marks is held by fitting.py; here it is
each piece of text in a line. Elements may carry `data-at` (`file:line`, what they are made from)
and `data-clear` (a drawing that no text may lie over).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Any

from citybook.content import tree
from citybook.content.glyphs import HINT, name_letters
from citybook.problems import describe_count
from citybook.typeset.engine import LayoutBox, page_box, page_root
from citybook.typeset.filling import PX_PER_MM
from citybook.typeset.fitting import find_overflow
from citybook.typeset.outcome import LayoutFault
from citybook.typeset.wide_tables import find_wide_tables

# Text keeps so far from the edges of the paper, in mm, even where a page has no margins.
SAFE = 4.0
# What letters may hang over the edge of the text area, or into each other's, before it shows: in
# mm, and in their own size.
SLACK, OVERLAP = 0.5, 0.12
# From a line's base, how far letters reach up and down, in their own size: Sofia Sans.
UP, DOWN = 0.72, 0.2
SHOWN = 40
PanelSpan = tuple[float, float] | None
UNPRINTED = ("head", "script", "style", "svg", "template")


@dataclass(frozen=True)
class Area:
    """Where something is drawn, in CSS pixels from the page's corner; its size, its words, the
    place in its file, from where to where the panel reaches that it stands in, and whether that is
    turned on its page, as on a spine."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    words: str
    at: str
    panel: PanelSpan = None
    is_turned: bool = False


def find_faults(document: Any) -> list[LayoutFault]:
    """Find all faults of a document: what does not fit where it must, otherwise the first of each
    page and kind."""
    found = find_overflow(document, len(document.pages))
    if found:
        lines = describe_count(found.lines, "line")
        message = f"{_quote(found.section)} is {lines} too long for its page"
        return [LayoutFault(message, 1, found.at, f"shorten it by {lines}")]
    return [*_on_pages(document)]


def missing_glyphs(document: Any, letters: Set[str]) -> Iterator[LayoutFault]:
    """The first text of each page that has one of these letters, which no font of ours has."""
    for number, page in enumerate(document.pages if letters else (), 1):
        for text in PageScan(page).texts:
            lacking = "".join(sorted(letters & set(text.words)))
            if lacking:
                message = f"the fonts have no {name_letters(lacking)}, in {_quote(text.words)}"
                yield LayoutFault(message, number, text.at, HINT)
                break


def is_whole(document: Any) -> bool:
    """Whether all letters of a document are on its pages."""
    printed: Counter[Any] = Counter()
    for page in document.pages:
        PageScan(page, printed)
    return not any(_lost(document, printed))


def _on_pages(document: Any) -> Iterator[LayoutFault]:
    printed: Counter[Any] = Counter()
    for number, page in enumerate(document.pages, 1):
        scan = PageScan(page, printed)
        wide = list(find_wide_tables(page_box(page)))
        yield from (replace(fault, page=number) for fault in wide)
        for kind in (
            ()
            if wide
            else (
                _leaving(scan.texts, page_box(page)),
                _overlapping(scan.texts),
                _over_drawings(scan.texts, scan.drawings),
            )
        ):
            message, at = next(kind, ("", ""))
            if message:
                yield LayoutFault(message, number, at)
    yield from _lost(document, printed)


class PageScan:
    """All texts and drawings of a page; `printed` counts the letters of each element that are on
    the pages so far."""

    def __init__(self, page: Any, printed: Counter[Any] | None = None) -> None:
        self.printed: Counter[Any] = Counter() if printed is None else printed
        self.texts: list[Area] = []
        self.drawings: list[Area] = []
        self._scan(page_box(page), "", None, is_turned=False)

    def _scan(self, box: LayoutBox, at: str, panel: PanelSpan, *, is_turned: bool) -> None:
        """Note what is in a box; it stands in `panel` and is made from what `at` says."""
        element = box.element
        if (text := box.text) is not None:
            self.printed[element] += 0 if box.pseudo else _letters(text)
            self._note_text(box, text, at, panel, is_turned)
            return
        if element is not None and not box.pseudo and box.kind != "LineBox":
            at = element.get("data-at") if ":" in element.get("data-at", "") else at
            is_turned = is_turned or box.is_transformed
            if element.get("data-fits") or box.is_transformed:
                panel = box.border_box.left, box.border_box.right
            if element.get("data-clear") is not None:
                self.drawings.append(Area(*box.border_box, 0, "", at))
        for child in box.children:
            if not child.margin:
                self._scan(child, at, panel, is_turned=is_turned)

    def _note_text(
        self, box: LayoutBox, text: str, at: str, panel: PanelSpan, is_turned: bool
    ) -> None:
        left, _, right, _ = box.line_box
        if text.strip() and right > left:
            size, base = box.font_size, box.baseline
            top, bottom = base - UP * size, base + DOWN * size
            self.texts.append(Area(left, top, right, bottom, size, text, at, panel, is_turned))


def _leaving(texts: list[Area], page: LayoutBox) -> Iterator[tuple[str, str]]:
    """Texts that leave their panel or the area of their page: sideways and below its margins, above
    the paper. Heads of pages may fill the upper margin."""
    safe, slack = SAFE * PX_PER_MM, SLACK * PX_PER_MM
    area, paper = page.content_box, page.margin_box
    left, right = max(area.left - slack, safe), min(area.right + slack, paper.right - safe)
    bottom = min(area.bottom + slack, paper.bottom - safe)
    for text in texts:
        first, last = left, right
        if text.panel:
            first, last = text.panel[0] - slack, text.panel[1] + slack
        if text.is_turned:
            over = {"left": first - text.left, "right": text.right - last}
        else:
            over = {
                "left": max(left, first) - text.left,
                "right": text.right - min(right, last),
                "upper": safe - text.top,
                "lower": text.bottom - bottom,
            }
        edge, most = max(over.items(), key=lambda item: item[1])
        if most > 0:
            where = f"over the {edge} edge of what may be printed on"
            yield f"{_quote(text.words)} runs {_mm(most)} {where}", text.at


def _overlapping(texts: list[Area]) -> Iterator[tuple[str, str]]:
    """Texts that lie over each other."""
    placed = sorted((text for text in texts if not text.is_turned), key=lambda text: text.top)
    for number, text in enumerate(placed):
        for other in placed[number + 1 :]:
            if other.top > text.bottom:
                break
            least = OVERLAP * min(text.size, other.size)
            across = min(text.right, other.right) - max(text.left, other.left)
            down = min(text.bottom, other.bottom) - other.top
            if across > least and down > least:
                both = f"{_quote(text.words)} and {_quote(other.words)}"
                yield f"{both} lie over each other by {_mm(min(across, down))}", text.at or other.at


def _over_drawings(texts: list[Area], drawings: list[Area]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for drawing in drawings:
            down = min(text.bottom - drawing.top, drawing.bottom - text.top)
            if down > 0 and text.left < drawing.right and text.right > drawing.left:
                yield f"{_quote(text.words)} runs {_mm(down)} into the drawing", text.at


def _lost(document: Any, printed: Counter[Any]) -> Iterator[LayoutFault]:
    """The first element of which fewer letters are printed than it has."""
    for element, at in _elements(page_root(document.pages[0]), ""):
        written = _letters(element.text or "") + sum(
            _letters(child.tail or "") for child in element
        )
        if printed[element] < written:
            words = tree.words(element)
            lost = written - printed[element]
            message = f"'{words[:SHOWN]}…' is not printed whole: {lost} letters are lost"
            yield LayoutFault(message, len(document.pages), at)
            return


def _elements(element: Any, at: str) -> Iterable[tuple[Any, str]]:
    if not isinstance(element.tag, str) or element.tag.rsplit("}")[-1] in UNPRINTED:
        return
    at = element.get("data-at") if ":" in element.get("data-at", "") else at
    yield element, at
    for child in element:
        yield from _elements(child, at)


def _letters(text: str) -> int:
    """How many letters there are, white space and soft hyphens aside."""
    return len("".join(text.split()).replace("\u00ad", ""))


def _quote(text: str) -> str:
    words = text.strip()
    return f"'{words[:SHOWN]}…'" if len(words) > SHOWN else f"'{words}'"


def _mm(pixels: float) -> str:
    return f"{max(pixels / PX_PER_MM, 0.1):.1f} mm"

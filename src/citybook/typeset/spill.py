"""A laid-out document goes in; each text that leaves its page, lies over another or is lost comes
out, with place and measure.

WeasyPrint says nothing of any of these. What `data-fits` marks is held by fitting.py; here it is
each piece of text in a line. Elements may carry `data-at` (`file:line`, what they are made from)
and `data-clear` (a drawing that no text may lie over).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from citybook.content.glyphs import hint, named
from citybook.typeset.fitting import PX_PER_MM, overflow
from citybook.typeset.outcome import Fault

# Text keeps so far from the edges of the paper, in mm, even where a page has no margins.
SAFE = 4.0
# What letters may hang over the edge of the text area, or into each other's, before it shows: in
# mm, and in their own size.
SLACK, OVERLAP = 0.5, 0.12
# From a line's base, how far letters reach up and down, in their own size: Sofia Sans.
UP, DOWN = 0.72, 0.2
SHOWN = 40
Panel = tuple[float, float] | None
UNPRINTED = ("head", "script", "style", "svg", "template")


@dataclass(frozen=True)
class Ink:
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
    panel: Panel = None
    is_turned: bool = False


def faults(document: Any) -> list[Fault]:
    """All faults of a document: what does not fit where it must, otherwise the first of each page
    and kind."""
    found = overflow(document, len(document.pages))
    if found:
        lines = "1 line" if found.lines == 1 else f"{found.lines} lines"
        return [
            Fault(
                f"{_quoted(found.section)} is {lines} too long for its page",
                1,
                found.at,
                f"shorten it by {lines}",
            )
        ]
    return [*_on_pages(document)]


def without_glyph(document: Any, letters: Set[str]) -> Iterator[Fault]:
    """The first text of each page that has one of these letters, which no font of ours has."""
    for number, page in enumerate(document.pages if letters else (), 1):
        seen = Seen(Counter())
        seen.look(page._page_box)
        for text in seen.texts:
            lacking = "".join(sorted(letters & set(text.words)))
            if lacking:
                yield Fault(
                    f"the fonts have no {named(lacking)}, in {_quoted(text.words)}",
                    number,
                    text.at,
                    hint(lacking),
                )
                break


def is_whole(document: Any) -> bool:
    """Whether all letters of a document are on its pages."""
    printed: Counter[Any] = Counter()
    for page in document.pages:
        Seen(printed).look(page._page_box)
    return not any(_lost(document, printed))


def _on_pages(document: Any) -> Iterator[Fault]:
    printed: Counter[Any] = Counter()
    for number, page in enumerate(document.pages, 1):
        seen = Seen(printed)
        seen.look(page._page_box)
        for kind in (
            _leaving(seen.texts, page._page_box),
            _overlapping(seen.texts),
            _over_drawings(seen.texts, seen.drawings),
        ):
            message, at = next(kind, ("", ""))
            if message:
                yield Fault(message, number, at)
    yield from _lost(document, printed)


@dataclass
class Seen:
    """What is on one page, and in `printed` how many letters of each element are on the pages so
    far."""

    printed: Counter[Any]
    texts: list[Ink] = field(default_factory=list)
    drawings: list[Ink] = field(default_factory=list)

    def look(self, box: Any, at: str = "", panel: Panel = None, *, is_turned: bool = False) -> None:
        """Note all texts and drawings in a box; it stands in `panel` and is made from what `at`
        says."""
        element, is_own = box.element, "::" not in (box.element_tag or "")
        if hasattr(box, "text"):
            self.printed[element] += _letters(box.text) if is_own else 0
            self._text(box, at, panel, is_turned)
            return
        if element is not None and is_own and type(box).__name__ != "LineBox":
            at = element.get("data-at") if ":" in element.get("data-at", "") else at
            is_turned = is_turned or bool(box.style["transform"])
            if element.get("data-fits") or box.style["transform"]:
                panel = box.border_box_x(), box.border_box_x() + box.border_width()
            if element.get("data-clear") is not None:
                left, top = box.border_box_x(), box.border_box_y()
                self.drawings.append(
                    Ink(left, top, left + box.border_width(), top + box.border_height(), 0, "", at)
                )
        for child in getattr(box, "children", ()):
            if type(child).__name__ != "MarginBox":
                self.look(child, at, panel, is_turned=is_turned)

    def _text(self, box: Any, at: str, panel: Panel, is_turned: bool) -> None:
        if box.text.strip() and box.width:
            size, base = box.style["font_size"], box.position_y + box.baseline
            left, right = box.position_x, box.position_x + box.width
            self.texts.append(
                Ink(
                    left,
                    base - UP * size,
                    right,
                    base + DOWN * size,
                    size,
                    box.text,
                    at,
                    panel,
                    is_turned,
                )
            )


def _leaving(texts: list[Ink], page: Any) -> Iterator[tuple[str, str]]:
    """Texts that leave their panel or the area of their page: sideways and below its margins, above
    the paper. Heads of pages may fill the upper margin."""
    safe, slack = SAFE * PX_PER_MM, SLACK * PX_PER_MM
    left = max(page.content_box_x() - slack, safe)
    right = min(page.content_box_x() + page.width + slack, page.margin_width() - safe)
    bottom = min(page.content_box_y() + page.height + slack, page.margin_height() - safe)
    for text in texts:
        first, last = (
            (text.panel[0] - slack, text.panel[1] + slack) if text.panel else (left, right)
        )
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
            yield (
                f"{_quoted(text.words)} runs {_mm(most)} over the {edge} edge of what may be printed on",
                text.at,
            )


def _overlapping(texts: list[Ink]) -> Iterator[tuple[str, str]]:
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
                both = f"{_quoted(text.words)} and {_quoted(other.words)}"
                yield f"{both} lie over each other by {_mm(min(across, down))}", text.at or other.at


def _over_drawings(texts: list[Ink], drawings: list[Ink]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for drawing in drawings:
            down = min(text.bottom - drawing.top, drawing.bottom - text.top)
            if down > 0 and text.left < drawing.right and text.right > drawing.left:
                yield f"{_quoted(text.words)} runs {_mm(down)} into the drawing", text.at


def _lost(document: Any, printed: Counter[Any]) -> Iterator[Fault]:
    """The first element of which fewer letters are printed than it has."""
    root = document.pages[0]._page_box.children[0].element
    for element, at in _elements(root, ""):
        written = _letters(element.text or "") + sum(
            _letters(child.tail or "") for child in element
        )
        if printed[element] < written:
            words = " ".join("".join(element.itertext()).split())
            yield Fault(
                f"'{words[:SHOWN]}…' is not printed whole: {written - printed[element]} letters are lost",
                len(document.pages),
                at,
            )
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


def _quoted(text: str) -> str:
    words = text.strip()
    return f"'{words[:SHOWN]}…'" if len(words) > SHOWN else f"'{words}'"


def _mm(pixels: float) -> str:
    return f"{max(pixels / PX_PER_MM, 0.1):.1f} mm"

"""A typeset sheet goes in; whether it keeps to its page, and by how many lines not, comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Overflow:
    """The section to shorten, where it stands in its file (`file:line`), and by how many lines."""

    section: str
    at: str
    lines: int


def overflow(document: Any) -> Overflow | None:
    """What does not fit into the columns marked with `data-fits`, the mm from the top at which each ends."""
    over: Counter[Any] = Counter()
    all_lines: Counter[Any] = Counter()
    for number, page in enumerate(document.pages):
        for line, section, end_mm in _lines(page._page_box, None, None):
            all_lines[section] += 1
            over[section] += number > 0 or (line.position_y + line.height) / PX_PER_MM > end_mm
    total = sum(over.values())
    if not total and len(document.pages) == 1:
        return None
    longest = max((section for section in all_lines if section is not None), key=lambda s: all_lines[s], default=None)
    if longest is None:
        return Overflow("", "", max(total, 1))
    return Overflow(_heading(longest), longest.get("data-at"), max(total, 1))


def _lines(box: Any, section: Any, end_mm: float | None) -> Iterator[tuple[Any, Any, float]]:
    """Every line of a fitted column, with the section it belongs to."""
    element = box.element
    if element is not None and not box.element_tag.endswith(("::before", "::after")):
        end_mm = float(element.get("data-fits", 0)) or end_mm
        section = element if element.get("data-at") else section
    if end_mm and type(box).__name__ == "LineBox":
        yield box, section, end_mm
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, section, end_mm)


def _heading(section: Any) -> str:
    found = next((e for e in section.iter() if str(e.tag).rsplit("}")[-1] in ("h2", "h3")), None)
    return "".join(found.itertext()) if found is not None else ""

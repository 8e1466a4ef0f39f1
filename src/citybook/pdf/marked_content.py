"""The operands of operators that mark content go in; what is marked, and how, comes out (ISO
32000-1, 14.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Name

MARKING_OPERATORS = frozenset({"BDC", "BMC", "EMC"})


@dataclass(frozen=True)
class ContentMark:
    """What is known of marked content, with what it has from the mark around it: its number on the
    page, the text that is read in place of its glyphs, whether it is a figure or stands in running
    heads and feet."""

    mcid: int | None = None
    actual_text: str | None = None
    is_figure: bool = False
    is_pagination: bool = False

    def open(self, operands: Sequence[Any]) -> ContentMark:
        """Open a mark within this one."""
        tag = operands[0]
        given = operands[1] if len(operands) > 1 else None
        properties: Any = given if isinstance(given, pikepdf.Dictionary) else {}
        is_pagination = properties.get("/Type") == Name.Pagination
        mark = self
        if is_pagination or tag == Name.Figure:
            mark = replace(mark, is_pagination=is_pagination, is_figure=not is_pagination)
        if tag == Name.Artifact:
            return replace(mark, mcid=None, actual_text=None)
        if "/ActualText" in properties:
            mark = replace(mark, actual_text=str(properties["/ActualText"]))
        if "/MCID" in properties:
            mark = replace(mark, mcid=int(properties["/MCID"]))
        return mark


class MarkedContent:
    """Follows the operators that mark content; `current` is the innermost open mark."""

    def __init__(self, start: ContentMark = ContentMark()) -> None:
        self._open = [start]

    @property
    def current(self) -> ContentMark:
        return self._open[-1]

    def follow(self, name: str, operands: Sequence[Any]) -> None:
        """Open or close a mark, as one of MARKING_OPERATORS says."""
        if name != "EMC":
            self._open.append(self.current.open(operands))
        elif len(self._open) > 1:
            self._open.pop()

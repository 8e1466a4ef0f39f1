"""What comes of typesetting: finished pages, rendered fragments of a book, and what is wrong with
them.

Nothing of this needs WeasyPrint, which takes half a second to import: only the workers that render
do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citybook.pdf.marks import Marks


@dataclass(frozen=True)
class Fault:
    """What is wrong, on which page, counted from 1, 0 if it is none, and what it is made from:
    `file:line`, or empty."""

    message: str
    page: int = 0
    at: str = ""
    hint: str = "shorten the text"


@dataclass(frozen=True)
class Overflow:
    """The section to shorten, where it stands in its file (`file:line`), and by how many lines; the
    column that is too long, and the page that it begins on, counted from 1."""

    section: str
    at: str
    lines: int
    column: str = ""
    page: int = 1


class FitError(Exception):
    """The text does not fit its page even at the smallest size allowed, `floor` pt."""

    def __init__(self, overflow: Overflow, floor: float) -> None:
        super().__init__(overflow, floor)  # both, so that it can be sent from a worker
        self.overflow, self.floor = overflow, floor


class RenderError(Exception):
    """A picture, glyph, font or style is not as it should be, or text leaves its page: in one
    sentence, or as faults."""

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(message, tuple(faults))
        self.message, self.faults = message, tuple(faults)

    def __str__(self) -> str:
        return "; ".join([self.message, *(fault.message for fault in self.faults)]).removeprefix(
            "; "
        )


@dataclass(frozen=True)
class RenderedDocument:
    """A PDF, its number of pages, for a sheet the size of its text in pt, the page of every anchor,
    and the words of the marks of each page."""

    data: bytes
    pages: int
    font_size: float | None
    anchors: dict[str, int]
    marks: tuple[Marks, ...]


@dataclass(frozen=True)
class Bookmark:
    """A bookmark: its level, its words, the page in its fragment, counted from 0, and the place on
    it in pt from the left and the top."""

    level: int
    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class RenderedFragment:
    """A part of a book: its PDF, for each page whether it fills its paper and the words of its
    marks, the page of every anchor, its bookmarks, and what is wrong with it."""

    data: bytes
    full: tuple[bool, ...]
    marks: tuple[Marks, ...]
    anchors: dict[str, int]
    bookmarks: tuple[Bookmark, ...]
    faults: tuple[Fault, ...] = ()

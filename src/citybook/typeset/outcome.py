"""What comes of typesetting: finished pages, rendered fragments of a book, and what is wrong with
them.

Nothing of this needs WeasyPrint, which takes half a second to import: only the workers that render
do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from citybook.problems import describe_count

if TYPE_CHECKING:
    from citybook.pdf.marks import Marks

# Of a column beside pictures, in mm.
LINE_HEIGHT = 4.3


@dataclass(frozen=True)
class LayoutFault:
    """What is wrong, on which page, counted from 1, 0 if it is none, and what it is made from:
    `file:line`, or empty."""

    message: str
    page: int = 0
    at: str = ""
    hint: str = "shorten the text"


@dataclass(frozen=True)
class Overflow:
    """The part to shorten, where it stands in its file (`file:line`), and by how many lines, which
    have this `height` in mm; the column that is too long, and the page that it begins on, counted
    from 1. A section is named by
    its heading, a picture by its file, and other parts by what they are."""

    section: str
    at: str
    lines: int
    column: str = ""
    page: int = 1
    part: Literal["section", "picture", "other"] = "section"
    height: float = 0.0

    @property
    def advice(self) -> str:
        """What to do, as an editor is told it."""
        lines = describe_count(self.lines, "line")
        if self.part == "picture":
            lower = f"{self.height:.0f} mm lower"
            return f"crop the picture '{self.section}' so that it is {lower}, or take it out"
        if self.part == "other":
            return f"shorten the {self.section} by {lines}"
        return f"shorten '{self.section}', its longest section, by {lines}"


class FitError(Exception):
    """The text does not fit its page even at the smallest size allowed, `floor` pt."""

    def __init__(self, overflow: Overflow, floor: float) -> None:
        super().__init__(overflow, floor)  # both, so that it can be sent from a worker
        self.overflow, self.floor = overflow, floor


class RenderError(Exception):
    """A picture, glyph, font or style is not as it should be, or text leaves its page: in one
    sentence, or as faults."""

    def __init__(self, message: str, faults: Iterable[LayoutFault] = ()) -> None:
        super().__init__(message, tuple(faults))
        self.message, self.faults = message, tuple(faults)

    def __str__(self) -> str:
        return "; ".join([self.message, *(fault.message for fault in self.faults)]).removeprefix(
            "; "
        )


@dataclass(frozen=True)
class Setting:
    """What was chosen for a layout: its variant, the value of each of its springs by name, how many
    pages that makes, and how many layouts it took to find it."""

    variant: str
    values: dict[str, str]
    pages: int
    layouts: int


@dataclass(frozen=True)
class SetPart:
    """A part of a PDF that was set by itself, by its name, with its setting; and the share of their
    room that is used, of each page or column by its name, None if it fills its paper."""

    name: str
    setting: Setting
    filled: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class RenderedDocument:
    """A PDF, its number of pages, the page of every anchor, the words of the marks of each page,
    and how its parts were set."""

    data: bytes
    pages: int
    anchors: dict[str, int]
    marks: tuple[Marks, ...]
    parts: tuple[SetPart, ...] = ()


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
    marks, the page of every anchor, its bookmarks, and what is wrong with it; its setting, for
    each page the share of its type area that is used, None if it fills its paper, and what it goes
    on with, as its header says."""

    data: bytes
    full: tuple[bool, ...]
    marks: tuple[Marks, ...]
    anchors: dict[str, int]
    bookmarks: tuple[Bookmark, ...]
    faults: tuple[LayoutFault, ...] = ()
    setting: Setting | None = None
    filled: tuple[float | None, ...] = ()
    running: tuple[str, ...] = ()

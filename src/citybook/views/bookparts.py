"""What a book is made of, as layouts and the printing press know it: fragments, margins, tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Choice, Cover, Imprint, Publication
from citybook.views.booklinks import References
from citybook.views.covers import CoverArt
from citybook.views.entry import Cited, EntryView
from citybook.views.html import Flow
from citybook.views.lines import Line
from citybook.views.logos import Strip
from citybook.views.look import Look


@dataclass(frozen=True)
class Fragment:
    """A part of the book: the layout booklet/`kind`.html shows `content`; `anchor` is where links
    lead to. `opens` is the side of a leaf it begins on: recto (odd pages), verso or any; `source`
    the content file it is made of, empty for the edition's own; `look` that of what is no entry's
    is the publication's. For bookmarks, `in_part` says
    whether it stands under the title of a part, and `opens_part` is that title where only the
    contents show it."""

    kind: str
    anchor: str
    content: Any = None
    opens: str = "any"
    look: Look | None = None
    tab: int = 0
    running: str = ""
    source: str = ""
    in_part: bool = False
    opens_part: str = ""

    @property
    def is_empty_list(self) -> bool:
        """Whether it is a list without rows, such as the notes of a book that has none."""
        return self.content is not None and not self.content


@dataclass(frozen=True)
class Divider:
    """A community: its line, whose stations lead to their cards, those told under another divider
    too."""

    line: Line


@dataclass(frozen=True)
class Spread:
    """An entry with pages of its own: whether it fills a spread, and where to read it online."""

    entry: EntryView
    is_spread: bool
    address: str
    code: str


@dataclass(frozen=True)
class Entries:
    """Entries that share pages, or one that has them to itself: anchor, number and view of each;
    and the part and theme that they stand under. `is_shared` says whether pages are to be shared,
    also where one entry is left by itself."""

    entries: tuple[tuple[str, int | None, EntryView], ...]
    part: str
    theme: str
    summary: str
    number: int | None
    opens_theme: bool
    is_shared: bool


@dataclass(frozen=True)
class Part:
    """A part of the book as the contents list it; `number` is that of its line or theme."""

    title: str
    anchor: str
    look: Look
    entries: tuple[tuple[Entry[Front], int | None], ...]
    number: int | None = None


@dataclass(frozen=True)
class PartFragments:
    """What became of a part of the edition, or of what stands there under one divider: how the
    contents list it, its fragments, what their texts mention, and its tab on the fore-edge: number,
    title and colour."""

    choice: Choice
    listed: Part
    fragments: tuple[Fragment, ...]
    references: tuple[References, ...]
    tabs: tuple[tuple[int, str, str], ...] = ()

    def add_bookmarks(self) -> Iterator[Fragment]:
        """Yield its fragments with what their bookmarks hang under. A part without a divider has
        its own where its first entry begins."""
        title, has_divider = self.listed.title, bool(self.listed.anchor)
        for number, one in enumerate(self.fragments):
            opens = "" if number or has_divider else title
            yield replace(one, in_part=bool(title), opens_part=opens)


@dataclass(frozen=True)
class Margins:
    """The margins of a page in mm; the inner one is at the fold."""

    top: float
    bottom: float
    inner: float
    outer: float


# By trim size.
MARGINS = {
    "A5": Margins(15, 17, 17, 13),
    "A4": Margins(22, 24, 25, 22),
    "square": Margins(20, 22, 24, 20),
    "US letter": Margins(22, 22, 26, 22),
}
# How wide the strip of logos on a back cover is, as a multiple of its height.
ROOM = {"A5": 116 / 10.5, "A4": 166 / 13, "square": 178 / 10.5, "US letter": 171 / 13}
# A tab on the fore-edge is so high, and the first one stands so far from the top, clear of a head
# that opens a theme; in mm.
TAB, FIRST_TAB = 26.0, 42.0


@dataclass(frozen=True)
class Book:
    """An edition to be bound. `trim` is width and height in mm; `logos_in` is the part that
    shows the logos."""

    slug: str
    lang: str
    direction: str
    title: str
    subtitle: str
    summary: str
    cover: Cover
    imprint: Imprint
    logos: Strip
    logos_in: str
    sources: tuple[Cited, ...]
    art: CoverArt
    date: str
    trim_name: str
    margins: Margins
    foreword: Flow
    trim: tuple[float, float]
    publication: Publication
    lines: tuple[Line, ...]
    tabs: tuple[tuple[int, str, str], ...]
    fragments: tuple[Fragment, ...]
    address: str
    code: str

    def tab(self, number: int) -> str:
        """The tab of a theme on the fore-edge, as HTML of its header; empty for number 0."""
        if not number:
            return ""
        style = f"top: {self.tab_top(number)}mm; background-color: {self.tabs[number - 1][2]}"
        return f'<p class="thumb-tab" style="{style}">{number}</p>'

    def tab_top(self, number: int) -> float:
        """How far from the page's top a tab begins, in mm: all of them share the height of the
        fore-edge."""
        room = self.trim[1] - self.margins.bottom - TAB - FIRST_TAB
        return round(FIRST_TAB + room * (number - 1) / max(1, len(self.tabs) - 1), 1)

"""What a book is made of, as layouts and the printing press know it: fragments, margins, tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Choice, Cover, Imprint, Publication
from citybook.views.back_cover import BackCover
from citybook.views.booklinks import References
from citybook.views.covers import CoverArt
from citybook.views.entry import EntryView
from citybook.views.html import Flow
from citybook.views.lines import Line
from citybook.views.locator import Locator, PinMap
from citybook.views.logos import Strip
from citybook.views.look import Look
from citybook.views.opener import Opener
from citybook.views.sources import Cited
from citybook.views.stretches import Stretch


@dataclass(frozen=True)
class Tab:
    """A thumb tab on the fore-edge: its number and its colour. Of the entries of a part there are
    `of`; of themes, 0, as many as the book has."""

    number: int
    colour: str
    of: int = 0


@dataclass(frozen=True)
class Fragment:
    """A part of the book: the layout booklet/`kind`.html shows `content`; `anchor` is where links
    lead to. `opens` is the side of a leaf it begins on: recto (odd pages), verso or any; `source`
    the content file it is made of, empty for the edition's own; `look` that of what is no entry's
    is the publication's. For bookmarks, `in_part` says
    whether it stands under the title of a part, and `opens_part` is that title where only the
    contents show it. `below` are lists that stand below it where they have room."""

    kind: str
    anchor: str
    content: Any = None
    opens: str = "any"
    look: Look | None = None
    tab: Tab | None = None
    running: str = ""
    source: str = ""
    in_part: bool = False
    opens_part: str = ""
    below: tuple[Fragment, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows its lists have, for what may grow between them."""
        is_list = isinstance(self.content, tuple)  # in two columns
        own = len(self.content) // 2 if is_list else getattr(self.content, "rows", 1)
        return max(1, own) + sum(one.rows for one in self.below)

    @property
    def is_empty_list(self) -> bool:
        """Whether it is a list without rows, such as the notes of a book that has none."""
        return self.content is not None and not self.content


@dataclass(frozen=True)
class Divider:
    """A community: its line, whose stations lead to their cards, those told under another divider
    too, and the map with its places."""

    line: Line
    map: PinMap | None

    @property
    def rows(self) -> int:
        """How many ways there are from one station to the next."""
        return len(self.line.stations) - 1


@dataclass(frozen=True)
class Spread:
    """An entry with pages of its own: whether it fills a spread, where to read it online, as a link
    and as it is printed, and the map in its head."""

    entry: EntryView
    is_spread: bool
    url: str
    address: str
    code: str
    map: Locator | None


@dataclass(frozen=True)
class Entries:
    """Entries that share pages, or one that has them to itself: anchor, number and view of each,
    and the stretches of their text; and the part and theme that they stand under, with how many
    entries that has and what these are called. `is_shared` says whether pages are to be shared,
    also where one entry is left by itself; one that has its pages to itself has an `opener`, and
    where to read it online."""

    entries: tuple[tuple[str, int | None, EntryView], ...]
    stretches: tuple[Stretch, ...]
    part: str
    theme: str
    summary: str
    number: int | None
    count: int
    counted: str
    opens_theme: bool
    is_shared: bool
    opener: Opener | None = None
    url: str = ""
    address: str = ""
    code: str = ""

    @property
    def map(self) -> Locator | None:
        """The map in the field that opens it."""
        return self.opener.map if self.opener else None


@dataclass(frozen=True)
class BookPart:
    """A part of the book as the contents list it; `number` is that of its line or theme. `heading`
    stands above the first of several into which a part of the edition is divided."""

    title: str
    anchor: str
    look: Look
    entries: tuple[tuple[Entry[Front], int | None], ...]
    number: int | None = None
    heading: str = ""


@dataclass(frozen=True)
class PartFragments:
    """What became of a part of the edition, or of what stands there under one divider: how the
    contents list it, its fragments, what their texts mention, and its tab on the fore-edge: number,
    title and colour."""

    choice: Choice
    listed: BookPart
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


# A fragment, and what its texts mention.
MadeFragment = tuple[Fragment, list[References]]


def gather(choice: Choice, listed: BookPart, made: Sequence[MadeFragment]) -> PartFragments:
    """Return a part of the edition from its fragments."""
    return PartFragments(
        choice=choice,
        listed=listed,
        fragments=tuple(fragment for fragment, _ in made),
        references=tuple(one for _, references in made for one in references),
    )


@dataclass(frozen=True)
class Margins:
    """The margins of a page in mm; the inner one is at the fold."""

    top: float
    bottom: float
    inner: float
    outer: float


# By trim size.
MARGINS = {
    "A5": Margins(18, 18.4, 15, 13),
    "A4": Margins(25, 24, 18, 16),
    "square": Margins(20, 22, 24, 20),
    "US letter": Margins(22, 22, 26, 22),
}
# A page of no less than this width has a margin beside its text for notes, in mm.
WIDE = 190.0
# How wide the strip of logos on a back cover is, as a multiple of its height.
ROOM = {"A5": 116 / 10.5, "A4": 166 / 13, "square": 178 / 10.5, "US letter": 171 / 13}
# A tab on the fore-edge is so high, and the first one stands so far from the top, clear of a head
# that opens a theme; in mm.
TAB, FIRST_TAB = 26.0, 42.0
# One of an entry is so high, and the next one so much lower.
SMALL_TAB, SMALL_STEP = 7.0, 7.4


@dataclass(frozen=True)
class Book:
    """An edition to be bound. `trim` is width and height in mm; `logos_in` is the part that shows
    the logos."""

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
    url: str
    address: str
    code: str
    back: BackCover

    @property
    def has_maps(self) -> bool:
        """Whether there is a map on its cover or one of its pages."""
        on_cover = self.art.drawing is not None and self.art.drawing.outlines is not None
        return on_cover or any(getattr(one.content, "map", None) for one in self.fragments)

    def tab(self, tab: Tab | None) -> str:
        """A tab on the fore-edge, as HTML of its header; empty without one."""
        if tab is None:
            return ""
        style = f"top: {self.tab_top(tab)}mm; background-color: {tab.colour}"
        small = " is-small" if tab.of else ""
        return f'<p class="thumb-tab{small}" style="{style}">{tab.number}</p>'

    def tab_top(self, tab: Tab) -> float:
        """How far from the page's top a tab begins, in mm: those of themes share the height of the
        fore-edge, those of entries follow each other where there is room."""
        foot = self.trim[1] - self.margins.bottom
        if tab.of:
            room = (foot - SMALL_TAB - self.margins.top) / max(1, tab.of - 1)
            return round(self.margins.top + min(room, SMALL_STEP) * (tab.number - 1), 1)
        room = foot - TAB - FIRST_TAB
        return round(FIRST_TAB + room * (tab.number - 1) / max(1, len(self.tabs) - 1), 1)

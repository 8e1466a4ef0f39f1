"""The fragments of a book go in as HTML files; one accessible PDF with the right numbers of pages
comes out.

Each fragment is set by itself and kept: what did not change is not set again. Where one names a
page of another, the number is filled in as soon as it is known; a fragment whose numbers changed is
set again, until none does.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from citybook.pdf.about import About
from citybook.pdf.marks import Marks
from citybook.typeset.furniture import Turn
from citybook.typeset.joining import Lost, Placed, join
from citybook.typeset.outcome import Made, Piece, RenderError
from citybook.typeset.pool import Kit, ask, first_of

REF = re.compile(r'(<span class="(page-refs?|page-number)" data-at="([^"]*)">)(</span>)')
ID = re.compile(r'\bid="([^"]+)"')
UNKNOWN = "00"
ROUNDS = 6
# So many pages have their running titles made together.
STRETCH = 16
PT_PER_MM = 72 / 25.4


@dataclass
class Fragment:
    """A fragment: its HTML, the side it opens on, what its pages go on with, its tab, the content
    file it is made of; then its place in the order, the key it was last set under and how often,
    its piece, and the number of the page it starts on."""

    html: str
    opens: str
    running: str
    tab: str
    source: str = ""
    number: int = -1
    key: str = ""
    times: int = 0
    piece: Piece | None = None
    start: int = 0

    @property
    def end(self) -> int:
        """The number of the page after its last."""
        return self.start + (len(self.piece.full) if self.piece else 0)


@dataclass
class Store:
    """Pieces of earlier runs, by the hash of all they were made from; `used` are those of this
    run."""

    folder: Path
    made_by: str
    used: dict[str, bytes] = field(default_factory=dict)

    def key(self, html: str) -> str:
        """What a piece of this HTML is kept under."""
        return hashlib.sha256(f"{self.made_by}\0{html}".encode()).hexdigest()[:32]

    def get(self, key: str) -> Any:
        """What was kept, if it is there and whole."""
        try:
            data = self.used.get(key) or (self.folder / f"{key}.pickle").read_bytes()
            kept = pickle.loads(data)
        except Exception:  # whatever is wrong with what was kept: make it again
            return None
        self.used[key] = data
        return kept

    def put(self, key: str, made: Piece | bytes) -> None:
        """Keep what was made."""
        self.used[key] = pickle.dumps(made, 5)

    def keep_only(self, keys: set[str]) -> None:
        """Forget what was set on the way, with numbers that were not the last."""
        self.used = {key: data for key, data in self.used.items() if key in keys}


class Furniture:
    """The running titles and folios of a book's pages, a stretch of pages at a time, so that all
    cores share them; kept as long as their pages say the same."""

    def __init__(self, kit: Kit, store: Store, frame: str) -> None:
        self.kit, self.store, self.frame = kit, store, frame
        self.tickets: dict[str, int] = {}

    def begin(self, turns: list[Turn]) -> list[str]:
        """Let them be made for pages that say this; returns what the stretches are kept under."""
        return [self._begin(turns[at : at + STRETCH]) for at in range(0, len(turns), STRETCH)]

    def _begin(self, turns: list[Turn]) -> str:
        key = self.store.key(f"{self.frame}{turns}")
        if key not in self.tickets and self.store.get(key) is None:
            self.tickets[key] = self.kit.submit_furniture(self.frame, turns)
        return key

    def made(self, turns: list[Turn]) -> dict[str, bytes]:
        """The PDFs of all stretches in order, by what they are kept under. Raises RenderError."""
        found = {}
        for key in self.begin(turns):
            if key in self.tickets:
                self.store.put(key, ask(self.tickets.pop(key)))
            found[key] = bytes(self.store.get(key))
        return found


class Book:
    """The fragments of an edition in order, and a blank page to put where a verso must follow a
    verso."""

    def __init__(
        self, kit: Kit, store: Store, furniture: Furniture, fragments: list[Fragment], blank: str
    ) -> None:
        self.kit, self.store, self.furniture = kit, store, furniture
        self.fragments, self.blank = (
            fragments,
            Fragment(blank, "any", "", "", number=len(fragments)),
        )
        self.pages: dict[str, int] = {}
        # How many fragments have their pages, and how many pages their running titles; the key of
        # each ticket, and the fragments that wait for what is set under it; and by the last
        # fragment whose pages they tell, those that tell them.
        self.placed = self.furnished = 0
        self.tickets: dict[int, str] = {}
        self.waiting: dict[str, list[Fragment]] = {}
        self.tellers: dict[int, list[Fragment]] = {}

    def settle(self, pages: dict[str, int]) -> None:
        """Set every fragment, again where numbers of pages moved. `pages` are those of the last
        time. Raises RenderError if they never settle."""
        homes = {}
        for number, fragment in enumerate(self.fragments):
            fragment.number = number
            homes.update(dict.fromkeys(ID.findall(fragment.html), number))
        self.pages = {name: page for name, page in pages.items() if name in homes}
        for fragment in [self.blank, *self.fragments]:
            told = [name for name in _told(fragment.html) if name in homes]
            last = max((homes[name] for name in told), default=-1)
            if told:
                self.tellers.setdefault(last, []).append(fragment)
            # What only looks back can wait until all that it tells is known; the length of others
            # has to be known before that.
            if last >= fragment.number or all(name in self.pages for name in told):
                self._hand_in(fragment)
        self._place()
        while self.tickets:
            self._take()
            self._place()
        self._refuse()

    def _hand_in(self, fragment: Fragment, *, first: bool = False) -> None:
        """Set a fragment, unless it was with these numbers; `first` of all that waits."""
        html = fill(fragment.html, self.pages)
        key = self.store.key(html)
        if key == fragment.key:
            return
        fragment.key, fragment.times = key, fragment.times + 1
        if fragment.times > ROUNDS:
            raise RenderError(
                "the numbers of pages do not settle: a text is as long as its page numbers make it"
            )
        kept = self.store.get(key)
        if kept is not None:
            self._set(fragment, kept)
            return
        self.placed = min(self.placed, fragment.number)
        if key not in self.waiting:
            self.tickets[self.kit.submit(html, first=first)] = key
        self.waiting.setdefault(key, []).append(fragment)

    def _take(self) -> None:
        """Wait for the next piece."""
        ticket = first_of(self.tickets)
        piece, key = self.kit.piece(ticket), self.tickets.pop(ticket)
        self.store.put(key, piece)
        for fragment in self.waiting.pop(key):
            if fragment.key == key:
                self._set(fragment, piece)

    def _set(self, fragment: Fragment, piece: Piece) -> None:
        before, fragment.piece = fragment.piece, piece
        if before and (before.full, before.anchors) != (piece.full, piece.anchors):
            self.placed = min(self.placed, fragment.number)

    def _place(self) -> None:
        """Give their pages to all up to the first that is being set, and set anew what tells of
        these only."""
        while self.placed < len(self.fragments):
            fragment = self.fragments[self.placed]
            piece = fragment.piece
            if piece is None or fragment.key in self.waiting:
                break
            fragment.start = self._free(fragment)
            self.pages.update({name: fragment.start + page for name, page in piece.anchors.items()})
            self.placed += 1
            self._furnish(fragment.end - 1)
            for renderer in self.tellers.get(fragment.number, ()):
                self._hand_in(renderer, first=True)

    def _furnish(self, pages: int) -> None:
        """Have the running titles made of all stretches of which the pages are known."""
        known = pages if self.placed == len(self.fragments) else pages - pages % STRETCH
        if known > self.furnished:
            self.furnished = known
            self.furniture.begin(self.turns()[:known])

    def _free(self, fragment: Fragment) -> int:
        """The next page on the side that a fragment opens on."""
        at = self.fragments[fragment.number - 1].end if fragment.number else 1
        return at + (
            (fragment.opens == "verso" and at % 2) or (fragment.opens == "recto" and not at % 2)
        )

    def order(self) -> Iterator[Fragment]:
        """The fragments that have their pages, with the blank pages between them."""
        at = 1
        for fragment in self.fragments[: self.placed]:
            if fragment.start > at:
                yield replace(self.blank, start=at)
            yield fragment
            at = fragment.end

    def _refuse(self) -> None:
        """Raises RenderError with what is wrong in all fragments, each with its file and its page
        in the book."""
        found = [
            replace(
                fault,
                page=fault.page and fragment.start + fault.page - 1,
                at=fault.at or fragment.source,
            )
            for fragment in self.order()
            if fragment.piece
            for fault in fragment.piece.faults
        ]
        if found:
            raise RenderError("", found)

    def marks(self) -> tuple[Marks, ...]:
        """The words of the marks of each page."""
        return tuple(
            found for fragment in self.order() if fragment.piece for found in fragment.piece.marks
        )

    def turns(self) -> list[Turn]:
        """What each page says about itself: what it goes on with, from the second page of a
        fragment."""
        return [
            Turn(fragment.start + page, fragment.running if page else "", fragment.tab)
            for fragment in self.order()
            for page in range(fragment.end - fragment.start)
        ]


def _told(html: str) -> set[str]:
    """The anchors whose pages HTML tells."""
    return {name for found in REF.finditer(html) for name in found.group(3).split()}


def fill(html: str, pages: dict[str, int]) -> str:
    """Numbers of pages in place of anchors; those that several anchors share once, that of the
    first marked."""

    def numbers(found: re.Match[str]) -> str:
        names = found.group(3).split()
        if found.group(2) != "page-refs":
            return f"{found.group(1)}{pages.get(names[0], UNKNOWN)}{found.group(4)}"
        by_page = {pages.get(name, UNKNOWN): name for name in reversed(names)}
        listed = sorted(by_page.items(), key=lambda item: int(item[0]))
        own = pages.get(names[0], UNKNOWN)
        links = ", ".join(
            f'<a{" class=own" if page == own else ""} href="#{name}">{page}</a>'
            for page, name in listed
        )
        return f"{found.group(1)}{links}{found.group(4)}"

    return REF.sub(numbers, html)


def typeset_book(
    folder: Path,
    css: str,
    fonts: Path,
    images: Path,
    pages: dict[str, int],
    store: Store,
    about: About | None = None,
) -> Made:
    """Set the edition whose fragments are in `folder`. `pages` are the numbers of its last edition:
    where they still hold, no fragment is set twice. It is finished if it is said what it is
    `about`. Raises RenderError."""
    listed = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    kit = Kit(css, fonts, images)
    furniture = Furniture(kit, store, (folder / "furniture.html").read_text(encoding="utf-8"))
    fragments = [
        Fragment(_text(folder, one), one["opens"], one["running"], one["tab"], one["source"])
        for one in listed["fragments"]
    ]
    book = Book(
        kit, store, furniture, fragments, (folder / "blank.html").read_text(encoding="utf-8")
    )
    book.settle(pages)
    over = furniture.made(book.turns())
    store.keep_only({*over, book.blank.key, *(fragment.key for fragment in fragments)})
    try:
        data = join(
            [Placed(one.piece, one.start) for one in book.order() if one.piece],
            list(over.values()),
            listed["shift"] * PT_PER_MM,
            about,
        )
    except Lost as lost:
        raise RenderError(f"a link leads to '{lost}', which is not in this book") from None
    return Made(data, len(book.turns()), None, book.pages, book.marks())


def _text(folder: Path, one: dict[str, Any]) -> str:
    return (folder / str(one["file"])).read_text(encoding="utf-8")

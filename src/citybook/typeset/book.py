"""The fragments of a book go in as HTML files; one accessible PDF with the right numbers of pages comes out.

Each fragment is set by itself and kept: what did not change is not set again. Where one names a page of another, the number is
filled in; a fragment whose numbers changed is set again, until none does.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from citybook.typeset.crew import Kit
from citybook.typeset.fragments import Piece
from citybook.typeset.furniture import Turn
from citybook.typeset.joining import Lost, Placed, join
from citybook.typeset.pdf import Complaint, Made

REF = re.compile(r'(<span class="(page-refs?|page-number)" data-at="([^"]*)">)(</span>)')
UNKNOWN = "00"
ROUNDS = 4
PT_PER_MM = 72 / 25.4


@dataclass
class Fragment:
    """A fragment: its HTML, the side it opens on, what its pages go on with, its tab, the content file it is made of; then its
    key, its piece and the number of the page it starts on."""

    html: str
    opens: str
    running: str
    tab: str
    source: str = ""
    key: str = ""
    piece: Piece | None = None
    start: int = 0

    @property
    def length(self) -> int:
        return len(self.piece.full) if self.piece else 0


@dataclass
class Store:
    """Pieces of earlier runs, by the hash of all they were made from; `used` are those of this run."""

    folder: Path
    made_by: str
    used: dict[str, bytes] = field(default_factory=dict)

    def key(self, html: str) -> str:
        """What a piece of this HTML is kept under."""
        return hashlib.sha256(f"{self.made_by}\0{html}".encode()).hexdigest()[:32]

    def get(self, key: str) -> Piece | None:
        """The piece, if it is there and whole."""
        try:
            data = self.used.get(key) or (self.folder / f"{key}.pickle").read_bytes()
            piece: Piece = pickle.loads(data)
        except Exception:  # whatever is wrong with what was kept: set the fragment again
            return None
        self.used[key] = data
        return piece

    def put(self, key: str, piece: Piece) -> None:
        """Keep a piece."""
        self.used[key] = pickle.dumps(piece, 5)

    def kept(self, frame: str, turns: list[Turn], make: Callable[[str, list[Turn]], bytes]) -> bytes:
        """What is laid over the pages; the same as long as the same pages say the same."""
        key = self.key(f"{frame}{turns}")
        try:
            data = (self.folder / f"{key}.pickle").read_bytes()
            made = bytes(pickle.loads(data))
        except Exception:  # as above
            made = make(frame, turns)
            data = pickle.dumps(made, 5)
        self.used[key] = data
        return made

    def keep_only(self, keys: set[str]) -> None:
        """Forget what was set on the way, with numbers that were not the last."""
        self.used = {key: data for key, data in self.used.items() if key in keys}


class Book:
    """The fragments of an edition in order, and a blank page to put where a verso must follow a verso."""

    def __init__(self, set_all: Callable[[list[str]], list[Piece]], store: Store, fragments: list[Fragment],
                 blank: str) -> None:
        self.set_all, self.store = set_all, store
        self.fragments, self.blank = fragments, Fragment(blank, "any", "", "")
        self.pages: dict[str, int] = {}
        self.order: list[Fragment] = []

    def settle(self, pages: dict[str, int]) -> None:
        """Set every fragment, again where numbers of pages moved. Raises Complaint if they never settle."""
        self.pages = pages
        for _ in range(ROUNDS):
            self._set([*self.fragments, self.blank])
            self._place()
            self._refuse()
            found = {name: fragment.start + page for fragment in self.fragments if fragment.piece
                     for name, page in fragment.piece.anchors.items()}
            if found == self.pages:
                return
            self.pages = found
        raise Complaint("the numbers of pages do not settle: a text is as long as its page numbers make it")

    def _set(self, fragments: list[Fragment]) -> None:
        """Set those that are not kept; all at once, so that the machine's cores share them."""
        due: dict[str, tuple[str, list[Fragment]]] = {}
        for fragment in fragments:
            html = fill(fragment.html, self.pages)
            key = self.store.key(html)
            if key != fragment.key:
                fragment.key, fragment.piece = key, self.store.get(key)
            if fragment.piece is None:
                due.setdefault(key, (html, []))[1].append(fragment)
        made = self.set_all([html for html, _ in due.values()])
        for (key, (_, waiting)), piece in zip(due.items(), made, strict=True):
            self.store.put(key, piece)
            for fragment in waiting:
                fragment.piece = piece

    def _place(self) -> None:
        at, self.order = 1, []
        for fragment in self.fragments:
            if (fragment.opens == "verso" and at % 2) or (fragment.opens == "recto" and not at % 2):
                self.order.append(Fragment(self.blank.html, "any", "", "", "", self.blank.key, self.blank.piece, at))
                at += 1
            fragment.start = at
            self.order.append(fragment)
            at += fragment.length

    def _refuse(self) -> None:
        """Raises Complaint with what is wrong in all fragments, each with its file and its page in the book."""
        found = [replace(fault, page=fault.page and fragment.start + fault.page - 1, at=fault.at or fragment.source)
                 for fragment in self.order if fragment.piece for fault in fragment.piece.faults]
        if found:
            raise Complaint("", found)

    def turns(self) -> list[Turn]:
        """What each page says about itself: what it goes on with, from the second page of a fragment."""
        return [Turn(fragment.start + page, fragment.running if page else "", fragment.tab)
                for fragment in self.order for page in range(fragment.length)]


def fill(html: str, pages: dict[str, int]) -> str:
    """Numbers of pages in place of anchors; those that several anchors share once, that of the first marked."""
    def numbers(found: re.Match[str]) -> str:
        names = found.group(3).split()
        if found.group(2) != "page-refs":
            return f"{found.group(1)}{pages.get(names[0], UNKNOWN)}{found.group(4)}"
        by_page = {pages.get(name, UNKNOWN): name for name in reversed(names)}
        listed = sorted(by_page.items(), key=lambda item: int(item[0]))
        own = pages.get(names[0], UNKNOWN)
        links = ", ".join(f'<a{" class=own" if page == own else ""} href="#{name}">{page}</a>' for page, name in listed)
        return f"{found.group(1)}{links}{found.group(4)}"

    return REF.sub(numbers, html)


def typeset_book(folder: Path, css: str, fonts: Path, images: Path, pages: dict[str, int], store: Store) -> Made:
    """Set the edition whose fragments are in `folder`. `pages` are the numbers of its last edition: where they still hold, no
    fragment is set twice. Raises Complaint."""
    listed = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    kit = Kit(css, fonts, images)
    fragments = [Fragment(_text(folder, one), one["opens"], one["running"], one["tab"], one["source"])
                 for one in listed["fragments"]]
    book = Book(kit.set_all, store, fragments, (folder / "blank.html").read_text(encoding="utf-8"))
    book.settle(pages)
    store.keep_only({fragment.key for fragment in book.order})
    over = store.kept((folder / "furniture.html").read_text(encoding="utf-8"), book.turns(), kit.furniture)
    try:
        data = join([Placed(one.piece, one.start) for one in book.order if one.piece], over, listed["shift"] * PT_PER_MM)
    except Lost as lost:
        raise Complaint(f"a link leads to '{lost}', which is not in this book") from None
    return Made(data, len(book.turns()), None, book.pages)


def _text(folder: Path, one: dict[str, Any]) -> str:
    return (folder / str(one["file"])).read_text(encoding="utf-8")

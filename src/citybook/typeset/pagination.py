"""The fragments of a book go in; they come out rendered, each with the page it begins on and with
the right numbers of the pages that it refers to.

What did not change is not rendered again. A number is filled in as soon as it is known; a fragment
whose numbers changed is rendered again, until none does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from citybook.pdf.marks import Marks
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.header_pages import STRETCH, HeaderPages
from citybook.typeset.headers import PageHeader
from citybook.typeset.outcome import RenderedFragment, RenderError, SetPart
from citybook.typeset.pool import BookJobs
from citybook.typeset.references import FragmentHtml

ROUNDS = 6


@dataclass
class BookFragment:
    """A fragment: its HTML, the side it opens on, its running title, its thumb tab as HTML, the
    content file it is made of, its name in reports; then its place in the order, the key it was
    last rendered under and how often, the key of its setting, empty if that is found for each HTML
    anew, what it was rendered to, and the number of the page it starts on."""

    html: FragmentHtml
    opens: str = "any"
    running_title: str = ""
    thumb_tab: str = ""
    source: str = ""
    name: str = ""
    number: int = -1
    key: str = ""
    times: int = 0
    setting_key: str = ""
    rendered: RenderedFragment | None = None
    start: int = 0

    @property
    def end(self) -> int:
        """The number of the page after its last."""
        return self.start + (len(self.rendered.full) if self.rendered else 0)

    def headers(self) -> list[PageHeader]:
        """The headers of its pages: from the second one, what the page goes on with, else the
        running title."""
        pages = range(self.start, self.end)
        running = (self.rendered and self.rendered.running) or ("",) * len(pages)
        said = (words or self.running_title for words in running)
        return [
            PageHeader(page, words if page > self.start else "", self.thumb_tab)
            for page, words in zip(pages, said, strict=True)
        ]


@dataclass
class Pagination:
    """The fragments of a book in order, and a blank page to put where a verso must follow a verso.
    `pages` are the numbers of pages by anchor: at first those of the last time, in the end the
    right ones. Where they are set in figures of one width, a setting holds for others as long."""

    jobs: BookJobs
    cache: FragmentCache
    header_pages: HeaderPages
    fragments: list[BookFragment]
    blank: BookFragment
    pages: dict[str, int] = field(default_factory=dict)
    has_even_figures: bool = True
    # How many fragments have their pages, and how many pages their headers.
    placed: int = 0
    headed: int = 0
    # The key of each ticket, the fragments that wait for what is rendered under a key, and by the
    # last fragment whose pages they refer to, those that refer to them.
    tickets: dict[int, str] = field(default_factory=dict)
    waiting: dict[str, list[BookFragment]] = field(default_factory=dict)
    referring: dict[int, list[BookFragment]] = field(default_factory=dict)

    def settle(self) -> None:
        """Render every fragment, again where numbers of pages moved. Raises RenderError if they
        never settle, and with what is wrong in any of the fragments."""
        self.blank.number = len(self.fragments)
        homes = {}
        for number, fragment in enumerate(self.fragments):
            fragment.number = number
            homes.update(dict.fromkeys(fragment.html.anchors, number))
        self.pages = {name: page for name, page in self.pages.items() if name in homes}
        for fragment in [self.blank, *self.fragments]:
            names = fragment.html.names & homes.keys()
            last = max((homes[name] for name in names), default=-1)
            if names:
                self.referring.setdefault(last, []).append(fragment)
            # What only looks back can wait until all that it refers to is known; the length of
            # others has to be known before that.
            if last >= fragment.number or names <= self.pages.keys():
                self._submit(fragment)
        self._place()
        while self.tickets:
            self._take()
            self._place()
        self._raise_faults()

    def _submit(self, fragment: BookFragment, *, first: bool = False) -> None:
        """Have a fragment rendered, unless it was with these numbers; `first` of all that waits."""
        html = fragment.html.fill(self.pages)
        key = self.cache.key(html)
        if key == fragment.key:
            return
        fragment.key, fragment.times = key, fragment.times + 1
        if fragment.times > ROUNDS:
            raise RenderError(
                "the numbers of pages do not settle: a text is as long as its page numbers make it"
            )
        pattern = fragment.html.pattern(self.pages) if self.has_even_figures else ""
        fragment.setting_key = self.cache.key(f"setting of {pattern}") if pattern else ""
        cached = self.cache.get(key)
        if cached is not None:
            self._set(fragment, cached)
            return
        self.placed = min(self.placed, fragment.number)
        if key not in self.waiting:
            setting = self.cache.get(fragment.setting_key) if fragment.setting_key else None
            ticket = self.jobs.submit_fragment(html, setting, first=first)
            self.tickets[ticket] = key
        self.waiting.setdefault(key, []).append(fragment)

    def _take(self) -> None:
        """Wait for the next fragment to be rendered."""
        ticket = self.jobs.first_of(self.tickets)
        rendered, key = self.jobs.fragment(ticket), self.tickets.pop(ticket)
        self.cache.put(key, rendered)
        for fragment in self.waiting.pop(key):
            if fragment.key == key:
                self._set(fragment, rendered)

    def keys(self) -> Iterator[str]:
        """The keys of all that the book is made of."""
        for fragment in [self.blank, *self.fragments]:
            yield fragment.key
            yield fragment.setting_key

    def _set(self, fragment: BookFragment, rendered: RenderedFragment) -> None:
        before, fragment.rendered = fragment.rendered, rendered
        if rendered.setting and fragment.setting_key:
            self.cache.put(fragment.setting_key, rendered.setting)
        if before and (before.full, before.anchors) != (rendered.full, rendered.anchors):
            self.placed = min(self.placed, fragment.number)

    def _place(self) -> None:
        """Give their pages to all up to the first that is being rendered, and render anew what
        refers to these only."""
        while self.placed < len(self.fragments):
            fragment = self.fragments[self.placed]
            rendered = fragment.rendered
            if rendered is None or fragment.key in self.waiting:
                break
            fragment.start = start = self._next_page(fragment)
            self.pages.update({name: start + page for name, page in rendered.anchors.items()})
            self.placed += 1
            self._submit_headers(fragment.end - 1)
            for other in self.referring.get(fragment.number, ()):
                self._submit(other, first=True)

    def _submit_headers(self, pages: int) -> None:
        """Have the headers rendered of all stretches of which the pages are known."""
        known = pages if self.placed == len(self.fragments) else pages - pages % STRETCH
        if known > self.headed:
            self.headed = known
            self.header_pages.submit(self.headers()[:known])

    def _next_page(self, fragment: BookFragment) -> int:
        """The next page on the side that a fragment opens on."""
        at = self.fragments[fragment.number - 1].end if fragment.number else 1
        is_other = fragment.opens == ("verso" if at % 2 else "recto")
        return at + is_other

    def in_order(self) -> Iterator[tuple[BookFragment, RenderedFragment]]:
        """The fragments that have their pages, with the blank pages between them."""
        at = 1
        for fragment in self.fragments[: self.placed]:
            if fragment.start > at and self.blank.rendered:
                yield replace(self.blank, start=at), self.blank.rendered
            if fragment.rendered:
                yield fragment, fragment.rendered
            at = fragment.end

    def headers(self) -> list[PageHeader]:
        """The headers of all pages."""
        return [header for fragment, _ in self.in_order() for header in fragment.headers()]

    def marks(self) -> tuple[Marks, ...]:
        """The words of the marks of each page."""
        return tuple(marks for _, rendered in self.in_order() for marks in rendered.marks)

    def parts(self) -> tuple[SetPart, ...]:
        """How the fragments were set."""
        return tuple(
            SetPart(
                fragment.name,
                rendered.setting,
                tuple(
                    (f"page {page}", share)
                    for page, share in enumerate(rendered.filled, fragment.start)
                ),
            )
            for fragment, rendered in self.in_order()
            if rendered.setting
        )

    def _raise_faults(self) -> None:
        """Raises RenderError with what is wrong in all fragments, each with its file and its page
        in the book."""
        faults = [
            replace(
                fault,
                page=fault.page and fragment.start + fault.page - 1,
                at=fault.at or fragment.source,
            )
            for fragment, rendered in self.in_order()
            for fault in rendered.faults
        ]
        if faults:
            raise RenderError("", faults)

"""The entries of a book go in, in their order; the notes that their links and sources get come
out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from citybook.catalogue import Catalogue
from citybook.content import tree
from citybook.content.entries import Entry
from citybook.content.links import WEB
from citybook.models import Source
from citybook.selection import printed_sections
from citybook.views import addresses
from citybook.views.code_sizes import code_size
from citybook.views.entry import EntryView
from citybook.views.sources import Cited, with_addresses

Key = tuple[str, str]
# A code is at least so large, and one that is larger than NARROW needs the room of two; in mm.
LEAST, NARROW = 20.0, 28.0
# Of an address that is longer, print tells where it leads to; the code has all of it. A longer name
# would need more lines than a code is high: the text has it.
SHORT, LONGEST_NAME = 22, 36


@dataclass(frozen=True)
class Note:
    """A note: who refers to it first, empty if its title says so or the name is long; what it leads
    to, its printed address and the picture of its code; of a work without address, only the
    title."""

    number: int
    name: str
    title: str
    address: str
    url: str
    code: str

    @property
    def is_bare(self) -> bool:
        """Whether its title says nothing but the address."""
        return bool(self.address) and addresses.short_address(
            self.title
        ) == addresses.short_address(self.url)

    @property
    def size(self) -> float:
        """How large its code is, with its border."""
        return max(LEAST, code_size(self.url))

    @property
    def span(self) -> int:
        """How many places in a row it takes."""
        return 2 if self.size > NARROW else 1


@dataclass(frozen=True)
class NoteLists:
    """The notes of a book as it prints them: those with a code side by side in lines of `columns`,
    and works without address."""

    columns: int
    lines: tuple[tuple[Note, ...], ...]
    works: tuple[Note, ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.works)

    @property
    def rows(self) -> int:
        """How many gaps there are to fill a page with."""
        return len(self.lines) + len(self.works) // 2


@dataclass(frozen=True)
class Notes:
    """The notes of a book, and the number of each by what it leads to: the same address has one.
    Empty where a book prints none."""

    are_printed: bool
    listed: tuple[Note, ...] = ()
    numbers: dict[Key, int] = field(default_factory=dict)

    def lists(self, columns: int) -> NoteLists:
        """Return the notes as they stand side by side, so many in a row."""
        lines: list[tuple[Note, ...]] = []
        for note in self.listed:
            if note.code and lines and sum(one.span for one in (*lines[-1], note)) <= columns:
                lines[-1] = (*lines[-1], note)
            elif note.code:
                lines.append((note,))
        works = tuple(note for note in self.listed if not note.code)
        return NoteLists(columns, tuple(lines), works)

    def number(self, title: str, url: str) -> int:
        """Return the number of a note that the book has."""
        return self.numbers[_key(title, url)]

    def number_sources(self, view: EntryView) -> EntryView:
        """Return an entry whose sources and links have the numbers of their notes. In a book
        without notes they have their printed addresses, and works cited stand with the entry."""
        view = replace(view, spell=addresses.breakable)
        if self.are_printed:
            links, sources = self._with_numbers(view.links), self._with_numbers(view.sources)
            return replace(view, links=links, sources=sources, notes=())
        links, sources, notes = map(with_addresses, (view.links, view.sources, view.notes))
        return replace(view, links=links, sources=sources, notes=notes)

    def _with_numbers(self, cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
        return tuple(
            replace(one, number=self.number(one.title, one.url), archived="") if one.url else one
            for one in cited
        )


def _key(title: str, url: str) -> Key:
    return url.rstrip("/"), "" if url else title


def collect_notes(
    catalogue: Catalogue,
    entries: Iterable[tuple[Entry[Any], Iterable[Source]]],
    foreword: Element | None,
    outside: Any,
) -> Notes:
    """Number the notes of a book, in the order in which its entries refer to them: first those with
    an address, which have codes, then works without. With each entry go the sources that it lists.
    `outside` tells the address of an entry that the book does not hold, by the link to it; empty of
    one that it does."""
    found: dict[Key, tuple[str, str]] = {}
    for entry, sources in entries:
        cited = [
            *_in_text(catalogue, entry, outside),
            *((one.title, one.current) for one in sources),
        ]
        for title, url in cited:
            found.setdefault(_key(title, url), (entry.front.title, title))
    for title, url in _links(foreword, (), outside) if foreword is not None else ():
        found.setdefault(_key(title, url), ("", title))
    keys = sorted(found, key=lambda key: not key[0])
    listed = tuple(_note(number, key, *found[key]) for number, key in enumerate(keys, 1))
    return Notes(True, listed, {key: number for number, key in enumerate(keys, 1)})


def _note(number: int, key: Key, name: str, title: str) -> Note:
    url = key[0]
    note = Note(number, "", title, _shorten(url), url, addresses.code(url) if url else "")
    is_told = title.startswith(name) or (len(name) > LONGEST_NAME and not note.is_bare)
    return note if is_told else replace(note, name=name)


def _shorten(url: str) -> str:
    """Return an address as it is printed: where it is long, only its host."""
    address = addresses.short_address(url)
    host, slash, _ = address.partition("/")
    return address if len(address) <= SHORT or not slash else f"{host}/\N{HORIZONTAL ELLIPSIS}"


def _in_text(catalogue: Catalogue, entry: Entry[Any], outside: Any) -> Iterator[Key]:
    """Yield what the text of an entry refers to on paper: title and address."""
    works = getattr(entry.front, "notes", ())
    for section in printed_sections(catalogue, entry):
        for block in section.blocks:
            for element in (block.title, block.body):
                if element is not None:
                    yield from _links(element, works, outside)


def _links(element: Element, works: Iterable[Source], outside: Any) -> Iterator[Key]:
    listed = list(works)
    for link in element.iter("a"):
        target = link.get("href", "")
        kind, _, slug = target.partition(":")
        if kind in WEB:
            yield tree.words(link), target
        elif kind == "note" and 1 <= int(slug) <= len(listed):
            work = listed[int(slug) - 1]
            yield work.title, work.current
        elif url := outside(kind, slug):
            yield tree.words(link), url

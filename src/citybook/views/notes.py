"""The entries of a book go in, in their order; the notes that their links and sources get come
out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from citybook.content import tree
from citybook.content.entries import Entry
from citybook.content.links import WEB
from citybook.models import Source
from citybook.views import addresses
from citybook.views.entry import Cited, EntryView

Key = tuple[str, str]
# An address of no more bytes has a code, with modules of 0.4 mm, for which the column of codes has
# room: version 7 at level M (ISO/IEC 18004, table 7), 21.2 mm wide.
NARROW = 122


@dataclass(frozen=True)
class Note:
    """A note: what it leads to, its printed address and the picture of its code; both empty for a
    work without address."""

    number: int
    title: str
    address: str
    url: str
    code: str

    @property
    def is_bare(self) -> bool:
        """Whether its title says nothing but the address."""
        return bool(self.address) and addresses.printed(self.title) == self.address

    @property
    def is_wide(self) -> bool:
        """Whether its code needs more room than there is beside another note."""
        return len(self.url.encode()) > NARROW


@dataclass(frozen=True)
class Notes:
    """The notes of a book, and the number of each by what it leads to: the same address has one.
    Empty where a book prints none."""

    are_printed: bool
    listed: tuple[Note, ...] = ()
    numbers: dict[Key, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[tuple[Note, ...], ...]:
        """The notes as they stand side by side: two in a row, a wide one by itself."""
        rows: list[tuple[Note, ...]] = []
        for note in self.listed:
            last = rows[-1] if rows else ()
            if len(last) == 1 and not last[0].is_wide and not note.is_wide:
                rows[-1] = (*last, note)
            else:
                rows.append((note,))
        return tuple(rows)

    def number(self, title: str, url: str) -> int:
        """Return the number of a note that the book has."""
        return self.numbers[_key(title, url)]

    def numbered(self, view: EntryView) -> EntryView:
        """Return an entry whose sources and links have the numbers of their notes. In a book
        without notes they have their printed addresses, and works cited stand with the entry."""
        view = replace(view, spell=addresses.breakable)
        if self.are_printed:
            links, sources = self._with_numbers(view.links), self._with_numbers(view.sources)
            return replace(view, links=links, sources=sources, notes=())
        links, sources, notes = map(_with_addresses, (view.links, view.sources, view.notes))
        return replace(view, links=links, sources=sources, notes=notes)

    def _with_numbers(self, cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
        return tuple(
            replace(one, number=self.number(one.title, one.url), archived="") if one.url else one
            for one in cited
        )


def _with_addresses(cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
    return tuple(
        replace(one, address=addresses.printed(one.url), archived="") if one.url else one
        for one in cited
    )


def _key(title: str, url: str) -> Key:
    return url.rstrip("/"), "" if url else title


def collect_notes(
    entries: Iterable[tuple[Entry[Any], Iterable[Source]]], foreword: Element | None, outside: Any
) -> Notes:
    """Number the notes of a book, in the order in which its entries refer to them. With each entry
    go the sources that it lists. `outside` tells the address of an entry that the book does not
    hold, by the link to it; empty of one that it does."""
    titles: dict[Key, str] = {}
    for entry, sources in entries:
        cited = [*_in_text(entry, outside), *((one.title, one.current) for one in sources)]
        for title, url in cited:
            titles.setdefault(_key(title, url), title)
    for title, url in _links(foreword, (), outside) if foreword is not None else ():
        titles.setdefault(_key(title, url), title)
    listed = tuple(_note(*one) for one in enumerate(titles.items(), 1))
    return Notes(True, listed, {key: number for number, key in enumerate(titles, 1)})


def _note(number: int, listed: tuple[Key, str]) -> Note:
    (url, _), title = listed
    code = addresses.code(url) if url else ""
    return Note(number, title, addresses.printed(url), url, code)


def _in_text(entry: Entry[Any], outside: Any) -> Iterator[Key]:
    """Yield what the text of an entry refers to: title and address."""
    works = getattr(entry.front, "notes", ())
    for section in entry.text.sections:
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

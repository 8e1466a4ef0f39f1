"""Where links lead within a book: to a page, with its number, or out of it, with a note that tells
the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Edition
from citybook.views import addresses
from citybook.views.article import Article, Cited


@dataclass(frozen=True)
class Note:
    """A note: what it leads to, its printed address and the picture of its code; both empty for a
    work without address."""

    number: int
    title: str
    address: str
    url: str
    code: str


class Notes:
    """The notes of a book in the order in which it refers to them; the same address has one
    number."""

    def __init__(self, are_printed: bool) -> None:
        self.are_printed = are_printed
        self.numbers: dict[tuple[str, str], int] = {}
        self.titles: dict[int, str] = {}

    def number(self, title: str, url: str) -> int:
        """The number of a note; the first title of an address is the one it is listed under."""
        key = (url.rstrip("/"), "" if url else title)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        self.titles.setdefault(number, title)
        return number

    def numbered(self, article: Article) -> Article:
        """An article whose sources and links have the numbers of their notes. In a book without
        notes they have their printed addresses, and works cited stand with the article."""

        def printed(cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
            return tuple(
                replace(one, address=addresses.printed(one.url)) if one.url else one
                for one in cited
            )

        article = replace(article, spelt=addresses.breakable)
        if not self.are_printed:
            return replace(
                article,
                links=printed(article.links),
                sources=printed(article.sources),
                notes=printed(article.notes),
            )

        def number(cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
            return tuple(
                replace(one, number=self.number(one.title, one.url)) if one.url else one
                for one in cited
            )

        return replace(
            article, links=number(article.links), sources=number(article.sources), notes=()
        )

    def listed(self) -> tuple[Note, ...]:
        """Every note, to be printed."""
        return tuple(
            Note(
                number,
                self.titles[number],
                addresses.printed(url),
                url,
                addresses.code(url) if url else "",
            )
            for (url, _), number in self.numbers.items()
        )


class BookLinks:
    """The anchors of one book and what leads to them. `within` an entry they know what that has
    named before."""

    def __init__(
        self,
        catalogue: Catalogue,
        held: list[Entry[Any]],
        lines: list[str],
        edition: Edition,
        notes: Notes,
    ) -> None:
        self.catalogue, self.lines, self.notes = catalogue, lines, notes
        self.held = {(entry.kind, entry.slug): entry for entry in held}
        self.has_index, self.has_glossary = "index" in edition.parts, "glossary" in edition.parts
        # For each place and term the anchors where entries of this book name it first.
        self.named: dict[str, list[str]] = {}
        self.used: dict[str, list[str]] = {}

    def within(self, entry: Entry[Any]) -> Within:
        """The links of one entry's text."""
        return Within(self, entry)

    def anchor(self, entry: Entry[Any]) -> str:
        """Where an entry begins."""
        return addresses.anchor(entry)

    def line(self, slug: str) -> str:
        """Where a line's divider is."""
        return f"#line-{slug}" if slug in self.lines else ""

    def place(self, slug: str) -> str:
        """Where a place is found: its card, else another entry about it, else the stations of its
        first line, else the index; empty if nowhere."""
        own = next(
            (
                entry
                for entry in self.catalogue.at_place.get(slug, [])
                if (entry.kind, entry.slug) in self.held
            ),
            None,
        )
        if own:
            return f"#{self.anchor(own)}"
        lines = [line for line in self.catalogue.lines_of[slug] if line in self.lines]
        if lines:
            return f"#stations-{lines[0]}"
        return f"#place-{slug}" if self.has_index else ""

    def entry(self, kind: str, slug: str) -> str:
        """Where another entry is found in this book; empty if it is not in it."""
        if kind == "guide":
            slug, _, section = slug.partition("#")
            found = self.held.get(("chapter", slug))
            if found is None and slug in self.catalogue.guides:
                first = self.catalogue.guides[slug].front.chapters[0]
                found = self.held.get(("chapter", f"{slug}/{first}"))
            return f"#{self.anchor(found)}{f'--{section}' if section else ''}" if found else ""
        found = self.held.get((kind, slug))
        return f"#{self.anchor(found)}" if found else ""


class Within:
    """The links of one entry's text in a book: prose.Links."""

    def __init__(self, links: BookLinks, entry: Entry[Any]) -> None:
        self.links, self.about = links, entry
        self.mentioned: dict[str, int] = {}

    def entry(self, kind: str, slug: str, text: str, words: str) -> str:
        if kind == "city":
            return self._city(slug, text)
        href = self.links.entry(kind, slug)
        if not href:
            catalogue = self.links.catalogue
            url = addresses.absolute(catalogue, addresses.entry(catalogue, kind, slug))
            return self.address(url, text, words)
        return f'<a class="entry" href="{href}">{text}</a>{page(href)}'

    def _city(self, slug: str, text: str) -> str:
        if slug in self.links.catalogue.places_of(self.about):
            return f'<b class="city">{text}</b>'
        times = self.mentioned.get(slug, 0)
        self.mentioned[slug] = times + 1
        name = f"at-{self.links.anchor(self.about)}--{slug}" + (f"--{times + 1}" if times else "")
        self.links.named.setdefault(slug, []).append(name)
        anchor, first, href = f' id="{name}"', not times, self.links.place(slug)
        if not href or href.startswith("#place-"):
            return f'<b class="city"{anchor}>{text}</b>'
        return f'<a class="city"{anchor} href="{href}">{text}</a>{page(href) if first else ""}'

    def address(self, url: str, text: str, words: str) -> str:
        if not self.links.notes.are_printed:
            printed = addresses.printed(url)
            shown = (
                ""
                if printed in words
                else f' <small class="address">({escape(addresses.breakable(printed))})</small>'
            )
            return f'<a href="{escape(url)}">{text}</a>{shown}'
        number = self.links.notes.number(words, url)
        return f'<a href="{escape(url)}">{text}</a>{note(number)}'

    def term(self, slug: str, text: str) -> str:
        if not self.links.has_glossary:
            return text
        name = f"term-{slug}--{self.links.anchor(self.about)}"
        anchors = self.links.used.setdefault(slug, [])
        if name in anchors:
            return f'<a class="term" href="#term-{slug}">{text}</a>'
        anchors.append(name)
        return f'<a class="term" id="{name}" href="#term-{slug}">{text}</a>'

    def note(self, number: int) -> str:
        works = getattr(self.about.front, "notes", ())
        if not 1 <= number <= len(works):
            return ""
        work = works[number - 1]
        if self.links.notes.are_printed:
            return note(self.links.notes.number(work.title, work.url or ""))
        return f'<sup class="note"><a href="#{self.links.anchor(self.about)}--note-{number}">{number}</a></sup>'


def page(href: str) -> str:
    """The number of the page that `href` leads to, filled in when it is typeset."""
    return f'\N{NO-BREAK SPACE}<span class="page-ref" data-at="{href.removeprefix("#")}"></span>'


def note(number: int) -> str:
    """A reference to a note of the book."""
    return f'<sup class="note"><a href="#note-{number}">{number}</a></sup>'

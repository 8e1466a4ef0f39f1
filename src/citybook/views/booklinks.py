"""Where links lead within a book: to a page, with its number, or out of it, with a note that tells
the address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Edition
from citybook.selection import printed_sections
from citybook.views import addresses
from citybook.views.notes import Notes

# Links of these sorts lead to no entry: `count` only compares a number, `note` cites a work.
NO_ENTRY = ("count", "note", "http", "https")
# A link to another entry of the book with its page, as EntryLinks writes it.
WITH_PAGE = re.compile(
    r'(<a class="entry" href="#([^"]*)">(?:(?!</a>).)*</a>)\N{NO-BREAK SPACE}<span[^>]*></span>'
)


@dataclass
class References:
    """For each place and term the anchors where the text of an entry mentions it."""

    places: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)


class BookLinks:
    """The anchors of one book and what leads to them."""

    def __init__(
        self,
        catalogue: Catalogue,
        held: list[Entry[Front]],
        lines: list[str],
        edition: Edition,
    ) -> None:
        self.catalogue, self.lines = catalogue, lines
        self.held = {(entry.kind, entry.slug): entry for entry in held}
        self.has_index = "index" in edition.parts
        self.has_glossary = "glossary" in edition.parts

    def anchor(self, entry: Entry[Front]) -> str:
        """Return where an entry begins."""
        return addresses.anchor(self.catalogue, entry)

    def line(self, slug: str) -> str:
        """Return where a line's divider is."""
        return f"#line-{slug}" if slug in self.lines else ""

    def place(self, slug: str) -> str:
        """Return where a place is found: its own entry, else another about it, else the stations of
        its first line, else the index; empty if nowhere."""
        about = self.catalogue.at_place.get(slug, [])
        own = next((one for one in about if (one.kind, one.slug) in self.held), None)
        if own:
            return f"#{self.anchor(own)}"
        lines = [line for line in self.catalogue.lines_of[slug] if line in self.lines]
        if lines:
            return f"#stations-{lines[0]}"
        return f"#place-{slug}" if self.has_index else ""

    def entry(self, link: str, slug: str) -> str:
        """Return where another entry is found in this book; empty if it is not in it."""
        kind = self.catalogue.kinds.of_link(link)
        slug, _, section = slug.partition("#")
        found = self.held.get((kind.id, slug)) if kind else None
        if found is None and kind and kind.in_guide and slug in self.catalogue.guides:
            first = self.catalogue.guides[slug].front.chapters[0]
            found = self.held.get((kind.id, f"{slug}/{first}"))
        if found is None:
            return ""
        printed = {one.anchor for one in printed_sections(self.catalogue, found)} if section else ()
        return f"#{self.anchor(found)}{f'--{section}' if section in printed else ''}"

    def outside(self, link: str, slug: str) -> str:
        """Return the address of what a link leads to outside of this book; empty where it leads to
        something in it, to a place or a term, or to what has no page."""
        kinds = self.catalogue.kinds
        kind = kinds.of_link(link)
        if link in NO_ENTRY or link == kinds.place_link or kind is None or not kind.has_page:
            return ""
        if self.entry(link, slug):
            return ""
        page = addresses.of_link(self.catalogue, link, slug)
        return addresses.absolute(self.catalogue, page)


class EntryLinks:
    """The links of one entry's text in a book: prose.Links. `references` collects what the text
    mentions."""

    def __init__(self, links: BookLinks, notes: Notes, entry: Entry[Any], anchor: str) -> None:
        self.links, self.notes, self.about, self.anchor = links, notes, entry, anchor
        self.references = References()

    def entry(self, link: str, slug: str, text: str, words: str) -> str:
        """Return a link to another entry with its page, or with its address."""
        if link == self.links.catalogue.kinds.place_link:
            return self._place(slug, text, words)
        href = self.links.entry(link, slug)
        if not href:
            outside = self.links.outside(link, slug)
            return self.address(outside, text, words) if outside else text
        return f'<a class="entry" href="{href}">{text}</a>{page_number(href)}'

    def _place(self, slug: str, text: str, words: str) -> str:
        if slug in getattr(self.about.front, "places", ()):
            is_here = self.links.place(slug) == f"#{self.anchor}"
            if is_here or words == self.links.catalogue.places[slug].name:
                return f'<b class="city">{text}</b>'
        mentions = self.references.places.setdefault(slug, [])
        name = f"at-{self.anchor}--{slug}" + (f"--{len(mentions) + 1}" if mentions else "")
        mentions.append(name)
        href, is_first = self.links.place(slug), len(mentions) == 1
        if not href or href.startswith("#place-"):
            return f'<b class="city" id="{name}">{text}</b>'
        number = page_number(href) if is_first else ""
        return f'<a class="city" id="{name}" href="{href}">{text}</a>{number}'

    def address(self, url: str, text: str, words: str) -> str:
        """Return a link to a public address with its note, or with the address in brackets."""
        link = f'<a href="{escape(url)}">{addresses.breakable_words(text, words)}</a>'
        if self.notes.are_printed:
            return link + note_reference(self.notes.number(words, url))
        printed = addresses.short_address(url)
        if printed in words:
            return link
        return f'{link} <small class="address">({escape(addresses.breakable(printed))})</small>'

    def term(self, slug: str, text: str) -> str:
        """Return a link to the glossary, if the book has one."""
        if not self.links.has_glossary:
            return text
        name = f"term-{slug}--{self.anchor}"
        anchors = self.references.terms.setdefault(slug, [])
        id = "" if anchors else f' id="{name}"'
        anchors[:] = [name]
        return f'<a class="term"{id} href="#term-{slug}">{text}</a>'

    def note(self, number: int) -> str:
        """Return a reference to a work cited."""
        works = getattr(self.about.front, "notes", ())
        if not 1 <= number <= len(works):
            return ""
        work = works[number - 1]
        if self.notes.are_printed:
            return note_reference(self.notes.number(work.title, work.current))
        return f'<sup class="note"><a href="#{self.anchor}--note-{number}">{number}</a></sup>'


def page_number(href: str) -> str:
    """Return the number of the page that `href` leads to, filled in when it is typeset."""
    at = href.removeprefix("#")
    return f'\N{NO-BREAK SPACE}<span class="page-ref" data-at="{at}"></span>'


def note_reference(number: int) -> str:
    """Return a reference to a note of the book."""
    return f'<sup class="note"><a href="#note-{number}">{number}</a></sup>'

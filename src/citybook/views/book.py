"""An edition goes in; its book, a list of fragments, comes out, each the view of one layout in
booklet/.

A fragment is what opens on a page of its own and is typeset by itself; typeset/book.py joins them
and fills in the numbers of pages. Fragments that list others (contents, notes, glossary, index) are
made when all others are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.content import markup
from citybook.content.entries import Entry
from citybook.content.reading import COMMUNITIES
from citybook.content.words import Words
from citybook.models import TRIMS, Choice, Edition
from citybook.selection import chosen
from citybook.views import addresses
from citybook.views.article import INK_LOOK, Article, Cited, Look, article, look, theme_look
from citybook.views.booklinks import BookLinks, Notes
from citybook.views.bookparts import SETTING, Book, Divider, Entries, Fragment, Part, Told
from citybook.views.lists import Contents, Index, contents, glossary_rows, index
from citybook.views.measure import first_that_fits, letters, route_height
from citybook.views.network import network
from citybook.views.parts import INK, Line, Pictures, journey, line
from citybook.views.prose import EntryRenderer

# Sizes of a card's text in pt; its route's width, the height it has on a spread and on a page, and
# the height of a picture, all in pt: styles/media/booklet.css.
SIZES = (10.0, 9.5, 9.0)
WIDTH, SPREAD, PAGE, PICTURE = 303.0, 680.0, 295.0, 190.0
# Entries of no more words than this share pages where the edition says so.
SHORT = 350


def book(catalogue: Catalogue, entry: Entry[Edition], pictures: Pictures) -> Book:
    """The view of one edition."""
    return BookBuilder(catalogue, entry, pictures).book()


class BookBuilder:
    """Makes the fragments of one edition."""

    def __init__(self, catalogue: Catalogue, entry: Entry[Edition], pictures: Pictures) -> None:
        self.catalogue, self.entry, self.edition, self.pictures = (
            catalogue,
            entry,
            entry.front,
            pictures,
        )
        self.chosen = [(choice, chosen(catalogue, choice)) for choice in self.edition.choices]
        self.held = [found for _, entries in self.chosen for found in entries]
        divided = any(choice.divide == "by line" for choice, _ in self.chosen)
        # A line has a divider when an entry stands under it, or is told under another line's.
        self.lines = [
            slug
            for slug in catalogue.communities
            if divided and any(slug in catalogue.communities_of(entry) for entry in self.held)
        ]
        self.notes = Notes("notes" in self.edition.parts)
        self.words = catalogue.words if "glossary" in self.edition.parts else Words.none()
        self.links = BookLinks(catalogue, self.held, self.lines, self.edition, self.notes)
        self.parts: list[Part] = []
        self.tabs: list[tuple[int, str, str]] = []

    def book(self) -> Book:
        publication, edition = self.catalogue.publication, self.edition
        fragments = tuple(self.fragments())
        address = publication.base
        return Book(
            self.entry.slug,
            publication.language,
            publication.direction,
            edition.title,
            edition.subtitle,
            edition.summary or publication.summary,
            edition.cover,
            edition.imprint,
            self.shared_sources(),
            self.date(),
            edition.trim.replace(" ", "-"),
            *SETTING[edition.trim],
            self.foreword(),
            TRIMS[edition.trim],
            publication,
            tuple(self.line(slug) for slug in self.catalogue.communities),
            tuple(self.tabs),
            fragments,
            addresses.printed(address),
            addresses.code(address),
        )

    def date(self) -> str:
        """The day of the event, as it is written out."""
        day = self.edition.cover.date
        return str(format_date(day, "long", self.catalogue.publication.locale)) if day else ""

    def foreword(self) -> Markup:
        """The foreword as it is read. Its links are resolved as those of the about page."""
        renderer = EntryRenderer(self.links.within(self.catalogue.about), self.words, INK)
        return renderer.html(markup.html(self.edition.foreword or ""))

    def shared_sources(self) -> tuple[Cited, ...]:
        """The sources without address that every entry has: the imprint tells them once. None if
        there is no imprint."""
        if "imprint" not in self.edition.parts or len(self.held) < 2:
            return ()
        listed = [
            [source.title for source in entry.front.sources if not source.url]
            for entry in self.held
        ]
        return tuple(
            Cited(title, "") for title in listed[0] if all(title in titles for titles in listed)
        )

    def fragments(self) -> list[Fragment]:
        """The parts in the order the edition gives; what lists others is made last and stands where
        it belongs."""
        made = [
            list(self.entries(part)) if isinstance(part, Choice) else [part]
            for part in self.edition.parts
        ]
        return [self.other(one) if isinstance(one, str) else one for part in made for one in part]

    def other(self, part: str) -> Fragment:
        """A part that holds no entries."""
        if part == "contents":
            return Fragment(part, part, self.contents())
        if part == "notes":
            return Fragment(part, part, self.notes.listed())
        if part == "glossary":
            return Fragment(part, part, glossary_rows(self.catalogue, self.links))
        if part == "index":
            return Fragment(part, part, self.index())
        if part == "network":
            cards = [found.slug for found in self.held if found.kind == "card"]
            return Fragment(part, part, network(self.catalogue, self.links.place, cards))
        return Fragment(part, part, opens="verso" if part == "back-cover" else "any")

    def entries(self, choice: Choice) -> Iterator[Fragment]:
        """A part of entries: under dividers, each on pages of its own, or sharing them."""
        found = next(entries for one, entries in self.chosen if one is choice)
        if choice.divide == "by line":
            yield from self.by_line(found)
        elif choice.divide == "by theme":
            yield from self.by_theme(choice, found)
        else:
            numbers = list(range(1, len(found) + 1)) if choice.numbered else [None] * len(found)
            numbered = tuple(zip(found, numbers, strict=True))
            self.parts.append(Part(choice.title or "", "", INK_LOOK, numbered))
            for group in self.groups(choice, numbered):
                yield self.told_together(group, choice.title or "")

    def groups(
        self, choice: Choice, numbered: Any
    ) -> Iterator[list[tuple[Entry[Any], int | None]]]:
        """What stands together: with `pages: shared`, neighbours that are short."""
        together: list[tuple[Entry[Any], int | None]] = []
        for entry, number in numbered:
            if choice.pages == "shared" and entry.kind != "card" and entry.words <= SHORT:
                together.append((entry, number))
                continue
            if together:
                yield together
                together = []
            yield [(entry, number)]
        if together:
            yield together

    def by_line(self, found: list[Entry[Any]]) -> Iterator[Fragment]:
        for slug in self.lines:
            community = self.catalogue.communities[slug]
            under = [entry for entry in found if self.catalogue.communities_of(entry)[:1] == [slug]]
            shown = Look(community.colour, tint(community.colour), community.number)
            self.parts.append(
                Part(
                    community.name,
                    f"line-{slug}",
                    shown,
                    tuple((entry, None) for entry in under),
                    community.number,
                )
            )
            yield Fragment(
                "divider",
                f"line-{slug}",
                Divider(self.line(slug)),
                opens="verso",
                look=shown,
                running=community.name,
                source=f"content/{COMMUNITIES}",
            )
            for entry in under:
                yield self.told_together([(entry, None)], community.name)
        lines = [[slug] for slug in self.lines]
        yield from self.rest(
            [entry for entry in found if self.catalogue.communities_of(entry)[:1] not in lines]
        )

    def rest(self, found: list[Entry[Any]]) -> Iterator[Fragment]:
        """What stands under no divider, at the end."""
        if found:
            self.parts.append(Part("", "", INK_LOOK, tuple((entry, None) for entry in found)))
        for entry in found:
            yield self.told_together([(entry, None)], "")

    def by_theme(self, choice: Choice, found: list[Entry[Any]]) -> Iterator[Fragment]:
        """Entries by their first theme among those that the part is about, each theme with a tab if
        there are tabs."""
        themes = choice.where.themes or list(self.catalogue.themes)
        first = {
            id(entry): next(
                (theme for theme in getattr(entry.front, "themes", ()) if theme in themes), ""
            )
            for entry in found
        }
        for slug in themes:
            under = [entry for entry in found if first[id(entry)] == slug]
            if not under:
                continue
            theme, shown = self.catalogue.themes[slug], theme_look(self.catalogue, slug)
            number = len(self.tabs) + 1 if choice.tabs else 0
            if number:
                self.tabs.append((number, theme.name, shown.colour))
            numbered = tuple((entry, None) for entry in under)
            self.parts.append(Part(theme.name, f"theme-{slug}", shown, numbered, number or None))
            opens = True
            for group in self.groups(choice, numbered):
                yield self.told_together(
                    group,
                    theme.name,
                    shown,
                    number,
                    theme.summary if opens else "",
                    f"theme-{slug}" if opens else "",
                )
                opens = False
        yield from self.rest([entry for entry in found if not first[id(entry)]])

    def told_together(
        self,
        group: list[tuple[Entry[Any], int | None]],
        part: str,
        shown: Look | None = None,
        tab: int = 0,
        summary: str = "",
        opens_theme: str = "",
    ) -> Fragment:
        first = group[0][0]
        if first.kind == "card":
            return self.card(first)
        articles = tuple(
            (self.links.anchor(entry), number, self.article(entry)) for entry, number in group
        )
        content = Entries(
            articles, part, part if shown else "", summary, tab or None, bool(opens_theme)
        )
        return Fragment(
            "entries",
            opens_theme or articles[0][0],
            content,
            look=shown or look(self.catalogue, first),
            tab=tab,
            running=part if shown else articles[0][2].title,
            source=first.file,
        )

    def article(self, entry: Entry[Any]) -> Article:
        made = article(self.catalogue, entry, self.renderer(entry), f"{self.links.anchor(entry)}--")
        shared = self.shared_sources()
        return self.notes.numbered(
            replace(made, sources=tuple(one for one in made.sources if one not in shared))
        )

    def renderer(self, entry: Entry[Any]) -> EntryRenderer:
        return EntryRenderer(
            self.links.within(entry), self.words, look(self.catalogue, entry).colour
        )

    def card(self, card: Entry[Any]) -> Fragment:
        address = addresses.absolute(self.catalogue, addresses.city(card.slug))
        picture = PICTURE if card.front.picture else 0.0
        counted = letters(card)
        is_spread = route_height(counted, SIZES[-1], WIDTH) > PAGE - picture
        size = first_that_fits(counted, SIZES, WIDTH, (SPREAD if is_spread else PAGE) - picture)
        told = journey(
            self.catalogue,
            card,
            self.links.place,
            self.renderer(card),
            self.pictures,
            self.links.line,
        )
        return Fragment(
            "journey",
            self.links.anchor(card),
            Told(told, size, is_spread, addresses.printed(address), addresses.code(address)),
            opens="verso" if is_spread else "any",
            look=Look(told.colour, told.tint, None),
            running=card.front.title,
            source=card.file,
        )

    def line(self, slug: str) -> Line:
        return line(self.catalogue, slug, self.links.place, self.links.line(slug))

    def contents(self) -> Contents:
        others = [
            part for part in self.edition.parts if part in ("network", "notes", "glossary", "index")
        ]
        return contents(self.catalogue, self.parts, self.links, [str(part) for part in others])

    def index(self) -> Index:
        return index(self.catalogue, self.held, self.links)

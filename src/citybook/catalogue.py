"""Everything read goes in; one catalogue, all of it linked, comes out, or the problems that keep it
from being one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from citybook.content import alphabet
from citybook.content.cross_references import check_cross_references
from citybook.content.entries import Entry
from citybook.content.pictures import Look
from citybook.content.reading import Content, read
from citybook.content.words import Words, uses
from citybook.models import (
    About,
    Card,
    Chapter,
    Community,
    Edition,
    Guide,
    Place,
    Practice,
    Profile,
    Publication,
    Term,
    Theme,
)
from citybook.problems import ContentError, Problem
from citybook.project import Project

# What an entry of each kind is sorted and listed by, in the order of lists that hold several kinds.
LISTED = ("card", "practice", "profile", "chapter")


@dataclass(frozen=True)
class Learning:
    """A card whose lesson, plan or idea came from a place; `ideas` is what the items that say so
    begin with."""

    learner: str
    teacher: str
    ideas: tuple[Element, ...]


@dataclass(frozen=True)
class Mention:
    """Where an entry links to another: the section, and the kind and title of the block; prose has
    no title."""

    entry: Entry[Any]
    section: str
    anchor: str
    block: str
    title: str


@dataclass(frozen=True)
class Stop:
    """A station of a line: one place, or all places of one card. `card` is that card's slug, empty
    without one."""

    label: str
    places: tuple[str, ...]
    card: str
    is_interchange: bool
    organisation: str
    note: str


@dataclass(frozen=True)
class Catalogue:
    """All entries, linked. Dictionaries keep the order of the files they come from."""

    publication: Publication
    places: dict[str, Place]
    communities: dict[str, Community]
    themes: dict[str, Theme]
    cards: dict[str, Entry[Card]]
    practices: dict[str, Entry[Practice]]
    profiles: dict[str, Entry[Profile]]
    guides: dict[str, Entry[Guide]]
    chapters: dict[str, Entry[Chapter]]
    terms: dict[str, Entry[Term]]
    editions: dict[str, Entry[Edition]]
    about: Entry[About]
    pictures: dict[str, Look]
    words: Words
    uses: dict[str, list[Entry[Any]]]

    @cached_property
    def entries(self) -> list[Entry[Any]]:
        """Every entry that tells something: cards, practices, profiles, chapters."""
        return [
            *self.cards.values(),
            *self.practices.values(),
            *self.profiles.values(),
            *self.chapters.values(),
        ]

    def find(self, kind: str, slug: str) -> Entry[Any] | None:
        """The entry of a kind and slug."""
        found: dict[str, Entry[Any]] = getattr(self, f"{kind}s")
        return found.get(slug)

    def sorted(self, entries: Iterable[Entry[Any]]) -> list[Entry[Any]]:
        """Entries in the alphabet of the publication's language."""
        language = self.publication.language
        return sorted(entries, key=lambda entry: alphabet.key(entry.front.title, language))

    def sort_key(self, name: str) -> tuple[str, str]:
        """What sorts a name in the alphabet of the publication's language."""
        return alphabet.key(name, self.publication.language)

    # Places and lines

    @cached_property
    def card_of(self) -> dict[str, Entry[Card]]:
        """The card that answers to each place."""
        return {place: card for card in self.cards.values() for place in card.front.places}

    @cached_property
    def named_places(self) -> dict[str, Place]:
        """The places that an entry, a community, a partner or a link names: each has a page."""
        named = {
            place
            for community in self.communities.values()
            for p in community.partners
            for place in p.all_places
        }
        named.update(self.partner_places)
        named.update(place for entry in self.entries for place in self.places_of(entry))
        named.update(slug for kind, slug in self.mentions if kind == "city")
        return {slug: place for slug, place in self.places.items() if slug in named}

    @cached_property
    def partner_places(self) -> list[str]:
        """The places of the project's partners."""
        partners = self.about.front.partners
        return [
            *partners.cities,
            *(place for region in partners.regions for place in region.places),
        ]

    def places_of(self, entry: Entry[Any]) -> list[str]:
        """The places an entry is about."""
        if entry.kind == "chapter":
            return [entry.front.place] if entry.front.place else []
        return list(getattr(entry.front, "places", ()))

    def countries_of(self, entry: Entry[Any]) -> list[str]:
        """The countries of an entry: those of its places, then those it names itself."""
        own = [] if entry.kind == "chapter" else entry.front.countries
        return list(
            dict.fromkeys([*(self.places[place].country for place in self.places_of(entry)), *own])
        )

    def communities_of(self, entry: Entry[Any]) -> list[str]:
        """The lines an entry stands on: its own, its guide's, or that of its first theme."""
        if entry.kind == "chapter":
            return [self.guides[entry.slug.partition("/")[0]].front.community]
        if entry.front.communities:
            return list(entry.front.communities)
        line = self.themes[entry.front.themes[0]].line if entry.front.themes else None
        return [line] if line else []

    @cached_property
    def at_place(self) -> dict[str, list[Entry[Any]]]:
        """The entries that are about each place, cards first."""
        found: dict[str, list[Entry[Any]]] = {}
        for entry in self.entries:
            for place in self.places_of(entry):
                found.setdefault(place, []).append(entry)
        return found

    @cached_property
    def of_theme(self) -> dict[str, list[Entry[Any]]]:
        """The entries of each theme: those whose first theme it is before others, practices in
        their order."""
        found: dict[str, list[Entry[Any]]] = {slug: [] for slug in self.themes}
        for rank in (0, 1):
            for entry in (
                *self._in_order(self.practices.values()),
                *self.sorted(self.profiles.values()),
            ):
                for position, theme in enumerate(entry.front.themes):
                    if min(position, 1) == rank:
                        found[theme].append(entry)
        return found

    def _in_order(self, practices: Iterable[Entry[Practice]]) -> list[Entry[Practice]]:
        by_name = self.sorted(practices)
        return sorted(by_name, key=lambda entry: entry.front.order or len(by_name) + 1)

    @cached_property
    def guide_of(self) -> dict[str, Entry[Guide]]:
        """The how-to guide of each community that has one here."""
        return {guide.front.community: guide for guide in self.guides.values()}

    def chapters_of(self, guide: Entry[Guide]) -> list[Entry[Chapter]]:
        """The chapters of a guide in order."""
        return [self.chapters[f"{guide.slug}/{chapter}"] for chapter in guide.front.chapters]

    # Links

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[Mention]]:
        """Where each entry, place or term is linked to, by kind of link and slug."""
        found: dict[tuple[str, str], list[Mention]] = {}
        for entry in [*self.entries, *self.terms.values(), self.about]:
            for link in entry.links:
                head = entry.heads[link.section]
                kind, title = head.blocks[link.block]
                mention = Mention(entry, head.title, head.anchor, kind, title)
                listed = found.setdefault((link.kind, link.slug.partition("#")[0]), [])
                if mention not in listed:
                    listed.append(mention)
        return found

    @cached_property
    def learnings(self) -> list[Learning]:
        """Who learnt from whom: each pair once, in the order of the cards."""
        pairs: dict[tuple[str, str], list[Element]] = {}
        for card in self.cards.values():
            for idea in card.ideas:
                if idea.place in self.places and idea.place not in card.front.places:
                    pairs.setdefault((card.slug, idea.place), []).append(idea.element)
        return [Learning(*pair, tuple(ideas)) for pair, ideas in pairs.items()]

    @cached_property
    def lines_of(self) -> dict[str, list[str]]:
        """The communities that each place is a partner of, in their order."""
        found: dict[str, list[str]] = {slug: [] for slug in self.places}
        for slug, community in self.communities.items():
            for place in {
                place: None for partner in community.partners for place in partner.all_places
            }:
                if place in found:
                    found[place].append(slug)
        return found

    @cached_property
    def stops(self) -> dict[str, list[Stop]]:
        """The stations of each community, in the order of its partners."""
        return {slug: list(self._stops(community)) for slug, community in self.communities.items()}

    def _stops(self, community: Community) -> Iterable[Stop]:
        seen: set[str] = set()
        for partner, place in ((p, place) for p in community.partners for place in p.all_places):
            card = self.card_of.get(place)
            if (card.slug if card else place) in seen:
                continue
            seen.add(card.slug if card else place)
            places = tuple(card.front.places) if card else (place,)
            yield Stop(
                card.front.title if card else self.places[place].name,
                places,
                card.slug if card else "",
                any(len(self.lines_of[p]) > 1 for p in places),
                partner.organisation or "",
                partner.note or "",
            )

    @cached_property
    def _cards_on(self) -> dict[str, list[Entry[Card]]]:
        return {
            slug: [
                self.cards[stop.card]
                for stop in stops
                if stop.card and slug in self.cards[stop.card].front.communities
            ]
            for slug, stops in self.stops.items()
        }

    def cards_on(self, community: str) -> list[Entry[Card]]:
        """The cards of a community, in the order of its partners."""
        return self._cards_on[community]

    def along_the_lines(self) -> list[Entry[Card]]:
        """Every card once, under its first community, in the order of the lines and their
        partners."""
        return [
            card
            for slug in self.communities
            for card in self.cards_on(slug)
            if card.front.communities[0] == slug
        ]


def linked(content: Content) -> Catalogue:
    """The catalogue of content without errors."""
    assert content.publication
    assert content.about
    assert content.kept
    words = Words(content.terms, content.publication.front.language)

    def by_slug(entries: list[Any]) -> dict[str, Any]:
        return {entry.slug: entry for entry in entries}

    return Catalogue(
        content.publication.front,
        content.places,
        content.communities,
        content.themes,
        by_slug(content.cards),
        by_slug(content.practices),
        by_slug(content.profiles),
        by_slug(content.guides),
        by_slug(content.chapters),
        by_slug(content.terms),
        by_slug(content.editions),
        content.about,
        content.pictures,
        words,
        uses(words, content.entries(), content.kept),
    )


def load(project: Project, *, keep: bool = True) -> tuple[Catalogue, list[Problem]]:
    """Read and link all content. Returns the catalogue and the warnings. Raises ContentError with
    all problems found."""
    content = read(project, keep=keep)
    problems = [*content.problems, *check_cross_references(content, project)]
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return linked(content), problems

"""Everything read goes in; one catalogue, all of it linked, comes out, or the problems that keep it from being one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from citybook.content.contradictions import contradictions
from citybook.content.entries import AboutEntry, CardEntry, EditionEntry
from citybook.content.reading import read
from citybook.models import LEARNING_SECTIONS, Community, Place, Publication
from citybook.problems import Mistaken, Problem
from citybook.project import Project

CITY = re.compile(r'href="city:([^"]*)"')


@dataclass(frozen=True)
class Learning:
    """A card whose lesson, plan or idea came from a place; `ideas` are the items (HTML) that say so."""

    learner: str
    teacher: str
    ideas: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A station of a line: one place, or all places of one card. `card` is that card's slug, empty without one."""

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
    cards: dict[str, CardEntry]
    editions: dict[str, EditionEntry]
    about: AboutEntry

    @cached_property
    def card_of(self) -> dict[str, CardEntry]:
        """The card that answers to each place."""
        return {place: card for card in self.cards.values() for place in card.card.places}

    @cached_property
    def named_places(self) -> dict[str, Place]:
        """The places that a card, a community or a link names: each has a page."""
        named = {place for community in self.communities.values() for p in community.partners for place in p.all_places}
        named.update(self.card_of)
        named.update(link.slug for card in self.cards.values() for link in card.links if link.slug in self.places)
        return {slug: place for slug, place in self.places.items() if slug in named}

    @cached_property
    def learnings(self) -> list[Learning]:
        """Who learnt from whom: each pair once, in the order of the cards."""
        pairs: dict[tuple[str, str], list[str]] = {}
        for card in self.cards.values():
            for section in (card.sections[name] for name in LEARNING_SECTIONS if name in card.sections):
                for idea in section.items or [section.html]:
                    for place in CITY.findall(idea):
                        if place in self.places and place not in card.card.places:
                            pairs.setdefault((card.slug, place), []).append(idea)
        return [Learning(*pair, tuple(ideas)) for pair, ideas in pairs.items()]

    @cached_property
    def lines_of(self) -> dict[str, list[str]]:
        """The communities that each place is a partner of, in their order."""
        found: dict[str, list[str]] = {slug: [] for slug in self.places}
        for slug, community in self.communities.items():
            for place in {place: None for partner in community.partners for place in partner.all_places}:
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
            places = tuple(card.card.places) if card else (place,)
            yield Stop(card.card.title if card else self.places[place].name, places, card.slug if card else "",
                       any(len(self.lines_of[p]) > 1 for p in places), partner.organisation or "", partner.note or "")

    def cards_on(self, community: str) -> list[CardEntry]:
        """The cards of a community, in the order of its partners."""
        stops = (self.cards[stop.card] for stop in self.stops[community] if stop.card)
        return [card for card in stops if community in card.card.communities]

    def along_the_lines(self) -> list[CardEntry]:
        """Every card once, under its first community, in the order of the lines and their partners."""
        return [card for slug in self.communities for card in self.cards_on(slug) if card.card.communities[0] == slug]


def load(project: Project, *, keep: bool = True) -> tuple[Catalogue, list[Problem]]:
    """Read and link all content. Returns the catalogue and the warnings. Raises Mistaken with all problems found."""
    content = read(project, keep=keep)
    problems = [*content.problems, *contradictions(content, project)]
    if any(problem.is_error for problem in problems):
        raise Mistaken(problems)
    assert content.publication
    assert content.about
    return Catalogue(content.publication, content.places, content.communities,
                     {card.slug: card for card in content.cards},
                     {edition.slug: edition for edition in content.editions}, content.about), problems

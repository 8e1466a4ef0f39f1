"""Everything read goes in; one catalogue, all of it linked, comes out, or the problems that keep it from being one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from citybook.content import pictures
from citybook.content.entries import AboutEntry, CardEntry, EditionEntry
from citybook.content.reading import COMMUNITIES, PLACES, PUBLICATION, Content, read
from citybook.content.sections import Link
from citybook.content.values import Path
from citybook.models import LEARNING_SECTIONS, Community, Place, Publication
from citybook.problems import Mistaken, Problem, did_you_mean
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
    problems = [*content.problems, *_contradictions(content, project)]
    if any(problem.is_error for problem in problems):
        raise Mistaken(problems)
    assert content.publication
    assert content.about
    return Catalogue(content.publication, content.places, content.communities,
                     {card.slug: card for card in content.cards},
                     {edition.slug: edition for edition in content.editions}, content.about), problems


def _contradictions(content: Content, project: Project) -> Iterable[Problem]:
    yield from _dead_address(content)
    yield from _partners(content)
    yield from _numbers(content)
    owners: dict[str, CardEntry] = {}
    for card in content.cards:
        yield from _card(content, card, owners)
        yield from _picture(card, project)
    for edition in content.editions:
        yield from _edition(content, edition)


def _dead_address(content: Content) -> Iterable[Problem]:
    if content.publication and content.publication.leads_nowhere:
        line, column = content.located[PUBLICATION].mark(("base_url",))
        yield Problem(f"content/{PUBLICATION}", line, column,
                      "base_url: this address is reserved for examples: printed codes lead nowhere yet",
                      "write the address where build/site/ is hosted", "warning")


def _partners(content: Content) -> Iterable[Problem]:
    """Partners that are no place: looked for in what was written, so that other mistakes do not hide them."""
    places = _known(content, PLACES)
    for path, place in _named_by_partners(content):
        if places and place not in places:
            field = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
            mark = content.located[COMMUNITIES].mark(path)
            yield _unknown_place(content, place, f"content/{COMMUNITIES}", mark, f"{field}: ")


def _named_by_partners(content: Content) -> Iterable[tuple[Path, str]]:
    located = content.located.get(COMMUNITIES)
    for path in located.marks if located else ():
        if len(path) in (4, 5) and path[1] == "partners" and path[3] in ("place", "places"):
            value: Any = located.value if located else None
            for part in path:
                value = value[part]
            if isinstance(value, str):
                yield path, value


def _numbers(content: Content) -> Iterable[Problem]:
    seen: dict[int, str] = {}
    for slug, community in content.communities.items():
        first = seen.setdefault(community.number, slug)
        if first != slug:
            line, column = content.located[COMMUNITIES].mark((slug, "number"))
            yield Problem(f"content/{COMMUNITIES}", line, column,
                          f"{slug}.number: {community.number} is the number of '{first}' already", "give each line its own")


def _known(content: Content, vocabulary: str) -> list[str]:
    """Every name in a vocabulary, those with mistakes too: one mistake shall not be reported twice."""
    located = content.located.get(vocabulary)
    return list(located.value) if located and isinstance(located.value, dict) else []


def _unknown_place(content: Content, place: str, file: str, mark: tuple[int, int], where: str) -> Problem:
    return Problem(file, *mark, f"{where}no place '{place}'{did_you_mean(place, _known(content, PLACES))}",
                   f"the places are in content/{PLACES}")


def _card(content: Content, entry: CardEntry, owners: dict[str, CardEntry]) -> Iterable[Problem]:
    places, communities = _known(content, PLACES), _known(content, COMMUNITIES)
    for index, place in enumerate(entry.card.places):
        mark = entry.marks.get(("places", index), (1, 1))
        if places and place not in places:
            yield _unknown_place(content, place, entry.file, mark, "places: ")
            continue
        other = owners.setdefault(place, entry)
        if other is not entry:
            yield Problem(entry.file, *mark, f"places: '{place}' has a card already, {other.file}",
                          "one place has one card: take it out of one of the two files")
    yield from _slug(entry, places)
    for index, community in enumerate(entry.card.communities):
        mark = entry.marks.get(("communities", index), (1, 1))
        if communities and community not in communities:
            yield Problem(entry.file, *mark, f"communities: no community '{community}'"
                                             f"{did_you_mean(community, communities)}",
                          f"the communities are {', '.join(communities)}")
        elif community in content.communities and not _is_partner(content.communities[community], entry):
            yield Problem(entry.file, *mark, f"communities: no place of this card is a partner of '{community}'",
                          f"add it to the partners in content/{COMMUNITIES}")
    for link in entry.links:
        if places and link.slug not in places:
            yield _unknown_city(entry, link, places)


def _slug(entry: CardEntry, places: list[str]) -> Iterable[Problem]:
    only = entry.card.places[0] if len(entry.card.places) == 1 else None
    if only in places and entry.slug != only:
        yield Problem(entry.file, *entry.marks.get(("places", 0), (1, 1)),
                      f"a card of one place shares its page and its name, and this file is called '{entry.slug}'",
                      f"rename the file to {only}.md")
    if only is None and entry.slug in places:
        yield Problem(entry.file, *entry.marks.get(("places",), (1, 1)),
                      f"two entries for '{entry.slug}': this card of several places, and the place in content/{PLACES}",
                      "name the file after all its places, such as cuneo-asti.md")


def _is_partner(community: Community, entry: CardEntry) -> bool:
    return any(place in partner.all_places for partner in community.partners for place in entry.card.places)


def _unknown_city(entry: CardEntry, link: Link, places: list[str]) -> Problem:
    return Problem(entry.file, link.line, link.column, f"a link to 'city:{link.slug}', but there is no such place"
                                                       f"{did_you_mean(link.slug, places)}",
                   f"the places are in content/{PLACES}")


def _picture(entry: CardEntry, project: Project) -> Iterable[Problem]:
    if entry.card.picture is None:
        return
    name, mark = entry.card.picture.file, entry.marks.get(("picture", "file"), (1, 1))
    folder = project.content / "images"
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        there = [found.relative_to(folder).as_posix() for found in folder.rglob("*") if found.is_file()]
        yield Problem(entry.file, *mark, f"picture.file: no picture '{name}' in content/images/{did_you_mean(name, there)}")
        return
    try:
        pictures.verify(path)
    except pictures.NotAPicture as error:
        yield Problem(entry.file, *mark, f"picture.file: content/images/{name} cannot be used: {error}",
                      "save it again as JPEG or PNG")


def _edition(content: Content, entry: EditionEntry) -> Iterable[Problem]:
    cards, seen = [card.slug for card in content.cards], set()
    chosen = entry.edition.cards if isinstance(entry.edition.cards, list) else []
    for index, slug in enumerate(chosen):
        mark = entry.marks.get(("cards", index), (1, 1))
        if slug not in cards:
            yield Problem(entry.file, *mark, f"cards: no city card '{slug}'{did_you_mean(slug, cards)}",
                          "cards are named by their file in content/cities/, without .md")
        if slug in seen:
            yield Problem(entry.file, *mark, f"cards: '{slug}' is there twice", "keep one")
        seen.add(slug)
    for index, part in enumerate(entry.edition.parts):
        if part in entry.edition.parts[:index]:
            yield Problem(entry.file, *entry.marks.get(("parts", index), (1, 1)), f"parts: '{part}' is there twice", "keep one")

"""All content, each file read by itself, goes in; what contradicts something in another file comes out as problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citybook.content import pictures
from citybook.content.entries import CardEntry, EditionEntry
from citybook.content.reading import COMMUNITIES, PLACES, PUBLICATION, Content
from citybook.content.sections import Link
from citybook.content.values import Path
from citybook.models import Community
from citybook.problems import Problem, did_you_mean
from citybook.project import Project


def contradictions(content: Content, project: Project) -> Iterable[Problem]:
    """Every problem that shows only when all files have been read."""
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

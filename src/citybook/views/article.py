"""A practice, a profile or a guide's chapter goes in; what site and paper show of it comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.content.entries import Entry
from citybook.models import Figure, Office
from citybook.views.parts import INK, country_name
from citybook.views.prose import EntryRenderer, Passage


@dataclass(frozen=True)
class Cited:
    """A source, a link or a work cited: its title, its address if it has one, its number among the
    notes of a book or, where there are none, the address as it is printed."""

    title: str
    url: str
    number: int | None = None
    address: str = ""


@dataclass(frozen=True)
class Look:
    """The colour of an entry and its quiet ground; the number of its line, if it stands on one."""

    colour: str
    tint: str
    number: int | None


INK_LOOK = Look(INK, tint(INK, 0.06), None)


@dataclass(frozen=True)
class Article:
    """An entry as it is read. `kicker` says where and what about; `is_short` ones have a single
    section without heading. `spelt` is how the medium writes an address."""

    kind: str
    slug: str
    file: str
    title: str
    country: str
    theme: str
    headline: str
    summary: str
    look: Look
    figures: tuple[Figure, ...]
    lead: str
    partners: tuple[str, ...]
    office: Office | None
    passages: tuple[Passage, ...]
    links: tuple[Cited, ...]
    notes: tuple[Cited, ...]
    sources: tuple[Cited, ...]
    spelt: Callable[[str], str] = str

    @property
    def is_short(self) -> bool:
        return self.kind == "practice" and len(self.passages) == 1


def look(catalogue: Catalogue, entry: Entry[Any]) -> Look:
    """An entry has its line's colour if it stands on just one, else ink."""
    lines = catalogue.communities_of(entry)
    if len(lines) != 1:
        return INK_LOOK
    community = catalogue.communities[lines[0]]
    return Look(community.colour, tint(community.colour), community.number)


def theme_look(catalogue: Catalogue, slug: str) -> Look:
    """A theme has the colour of its line, else ink."""
    line = catalogue.themes[slug].line
    community = catalogue.communities[line] if line else None
    return (
        Look(community.colour, tint(community.colour), community.number) if community else INK_LOOK
    )


def countries(catalogue: Catalogue, entry: Entry[Any]) -> str:
    """The names of an entry's countries."""
    return ", ".join(country_name(catalogue, code) for code in catalogue.countries_of(entry))


def article(
    catalogue: Catalogue, entry: Entry[Any], renderer: EntryRenderer, prefix: str = ""
) -> Article:
    """An entry as it is read; `prefix` makes its anchors unique in a book."""
    front = entry.front
    is_chapter = entry.kind == "chapter"
    passages = renderer.passages(entry, numbered=is_chapter and front.numbered, prefix=prefix)
    country = countries(catalogue, entry)
    return Article(
        entry.kind,
        entry.slug,
        entry.file,
        front.title,
        "" if country == front.title else country,
        "" if is_chapter else catalogue.themes[front.themes[0]].name,
        front.headline if entry.kind == "profile" else "",
        front.summary,
        look(catalogue, entry),
        () if is_chapter else tuple(front.figures),
        (front.lead or "") if entry.kind == "practice" else "",
        tuple(front.partners) if entry.kind == "practice" else (),
        None if is_chapter else front.office,
        passages,
        cited(front.links) if entry.kind == "profile" else (),
        cited(front.notes),
        cited(front.sources),
    )


def cited(sources: Any) -> tuple[Cited, ...]:
    """Sources, links or works as they are listed."""
    return tuple(Cited(source.title, source.url or "") for source in sources)

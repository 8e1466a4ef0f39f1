"""An entry, a theme or a line goes in; its colours, and names of countries, come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.content.entries import Entry

INK = "#1a1d26"


@dataclass(frozen=True)
class Look:
    """The colour of an entry and its quiet ground; the number of its line, if it stands on one."""

    colour: str
    tint: str
    number: int | None


INK_LOOK = Look(INK, tint(INK, 0.06), None)


def look_of_line(catalogue: Catalogue, slug: str | None) -> Look:
    """Return the look of a line; ink without one."""
    if not slug:
        return INK_LOOK
    community = catalogue.communities[slug]
    return Look(community.colour, tint(community.colour), community.number)


def look_of(catalogue: Catalogue, entry: Entry[Any]) -> Look:
    """Return the look of an entry: that of its line if it stands on just one, else ink."""
    lines = catalogue.communities_of(entry)
    return look_of_line(catalogue, lines[0] if len(lines) == 1 else None)


def look_of_theme(catalogue: Catalogue, slug: str) -> Look:
    """Return the look of a theme: that of its line, else ink."""
    return look_of_line(catalogue, catalogue.themes[slug].line)


def country_of(catalogue: Catalogue, place: str) -> str:
    """Return the name of a place's country in the publication's language."""
    return country_name(catalogue, catalogue.places[place].country)


def country_name(catalogue: Catalogue, code: str) -> str:
    """Return the name of a country in the publication's language, from its ISO code."""
    return _territories(catalogue.publication.language)[code]


@lru_cache(maxsize=8)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)

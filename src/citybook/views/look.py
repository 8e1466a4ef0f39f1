"""An entry, a theme or a line goes in; its colours, and names of countries, come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.content.entries import Entry
from citybook.models.identity import QUIET, BrandColour


@dataclass(frozen=True)
class Look:
    """The colour of an entry and its quiet ground; the number of its line, if it stands on one."""

    colour: str
    tint: str
    number: int | None


def in_colour(catalogue: Catalogue, brand: BrandColour | None) -> Catalogue:
    """Return the catalogue as an edition with a colour of its own shows it: with that for the
    publication's."""
    if brand is None:
        return catalogue
    found, publication = copy(catalogue), catalogue.publication  # what was computed once stays
    colours = publication.colours.with_brand(brand)
    found.__dict__["publication"] = publication.model_copy(update={"colours": colours})
    return found


def _look(colour: str, number: int | None = None) -> Look:
    return Look(colour, tint(colour), number)


def brand_look(catalogue: Catalogue) -> Look:
    """Return the look of what stands on no line."""
    brand = brand_of(catalogue)
    return Look(brand, tint(brand, QUIET), None)


def brand_of(catalogue: Catalogue) -> str:
    """Return the publication's own colour; its ink where it has none."""
    return catalogue.publication.colours.all["brand"]


def look_of_line(catalogue: Catalogue, slug: str | None) -> Look:
    """Return the look of a line; that of the publication without one."""
    if not slug:
        return brand_look(catalogue)
    community = catalogue.communities[slug]
    return _look(community.colour, community.number)


def look_of(catalogue: Catalogue, entry: Entry[Any]) -> Look:
    """Return the look of an entry: that of its line if it stands on just one; that of its first
    theme if it stands on none; else the publication's."""
    lines = catalogue.communities_of(entry)
    if not lines and entry.front.themes:
        return look_of_theme(catalogue, entry.front.themes[0])
    return look_of_lines(catalogue, lines)


def look_of_all(catalogue: Catalogue, entries: Iterable[Entry[Any]]) -> Look:
    """Return the look that entries have in common, else that of the publication."""
    looks = {look_of(catalogue, entry) for entry in entries}
    return looks.pop() if len(looks) == 1 else brand_look(catalogue)


def look_of_lines(catalogue: Catalogue, lines: Sequence[str]) -> Look:
    """Return the look of what stands on these lines: that of one alone, else the publication's."""
    return look_of_line(catalogue, lines[0] if len(lines) == 1 else None)


def look_of_theme(catalogue: Catalogue, slug: str) -> Look:
    """Return the look of a theme: that of its line, else its own colour, else that of the
    publication."""
    theme = catalogue.themes[slug]
    return _look(theme.colour) if theme.colour else look_of_line(catalogue, theme.line)


def country_of(catalogue: Catalogue, place: str) -> str:
    """Return the name of a place's country in the publication's language."""
    return country_name(catalogue, catalogue.places[place].country)


def country_name(catalogue: Catalogue, code: str) -> str:
    """Return the name of a country in the publication's language, from its ISO code; in English
    where the CLDR has none."""
    names = _territories(catalogue.publication.language)
    return names.get(code) or _territories("en")[code]


@lru_cache(maxsize=8)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)

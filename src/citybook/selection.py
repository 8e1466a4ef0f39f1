"""A part of an edition goes in; the entries it holds, in their order, come out."""

from __future__ import annotations

from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Choice, Edition, Where


def chosen(catalogue: Catalogue, choice: Choice) -> list[Entry[Any]]:
    """The entries of a part: those named, in the order given; of `all`, those in the order of
    lines, themes or alphabet."""
    found: list[Entry[Any]] = []
    for kind in ("cards", "practices", "profiles"):
        named = getattr(choice, kind)
        if named == "all" or not choice.names_a_kind:
            found += _all(catalogue, kind)
        else:
            found += [getattr(catalogue, kind)[slug] for slug in named]
    if choice.guide:
        found += catalogue.chapters_of(catalogue.guides[choice.guide])
    found = [entry for entry in found if _fits(catalogue, entry, choice.where)]
    return catalogue.sorted(found) if choice.order == "alphabet" else found


def entries_of(catalogue: Catalogue, edition: Edition) -> list[Entry[Any]]:
    """Every entry of an edition, in the order in which it is printed."""
    return [entry for choice in edition.choices for entry in chosen(catalogue, choice)]


def _all(catalogue: Catalogue, kind: str) -> list[Entry[Any]]:
    if kind == "cards":
        return list(catalogue.along_the_lines())
    if kind == "practices":
        return [
            entry
            for slug, entries in catalogue.of_theme.items()
            for entry in entries
            if entry.kind == "practice" and entry.front.themes[0] == slug
        ]
    return list(catalogue.sorted(catalogue.profiles.values()))


def _fits(catalogue: Catalogue, entry: Entry[Any], where: Where) -> bool:
    """Whether an entry has one of the values of each field given."""
    is_of = {
        "themes": [] if entry.kind in ("card", "chapter") else entry.front.themes,
        "countries": catalogue.countries_of(entry),
        "communities": catalogue.communities_of(entry),
        "cities": catalogue.places_of(entry),
        "types": [entry.front.type] if entry.kind == "profile" else [],
        "lengths": ["in depth" if entry.is_in_depth else "in short"],
    }
    return all(
        not (wanted := getattr(where, field)) or bool(set(wanted) & set(has))
        for field, has in is_of.items()
    )

"""What a book holds goes in; its contents, its index and its glossary come out as rows with the
anchors they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.views.article import countries, look
from citybook.views.html import HtmlWriter, keep_link
from citybook.views.parts import country, country_name

if TYPE_CHECKING:
    from citybook.views.booklinks import BookLinks
    from citybook.views.bookparts import Part


@dataclass(frozen=True)
class Row:
    """An entry in the contents: its number in its part, its name, and where it is."""

    number: int | None
    name: str
    note: str
    anchor: str
    colour: str


@dataclass(frozen=True)
class Group:
    """A part of the contents; `number` is that of its line or theme."""

    title: str
    anchor: str
    colour: str
    number: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Contents:
    """The contents; `others` are the lists at the end of the book."""

    groups: tuple[Group, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class IndexRow:
    """A name in the index and the anchors where it is found; the first is its own entry when
    `has_entry`."""

    name: str
    note: str
    anchor: str
    at: tuple[str, ...]
    has_entry: bool


@dataclass(frozen=True)
class Index:
    """What is found where: by theme, country and place. Lists of one row are left out: they tell
    nothing."""

    themes: tuple[IndexRow, ...]
    countries: tuple[IndexRow, ...]
    places: tuple[IndexRow, ...]


@dataclass(frozen=True)
class TermRow:
    """A term, what it means, and the anchors of its first use in each entry."""

    name: str
    anchor: str
    text: Markup
    at: tuple[str, ...]


def contents(
    catalogue: Catalogue, parts: list[Part], links: BookLinks, others: list[str]
) -> Contents:
    """The contents of a book: its parts with their entries."""
    groups = []
    for part in parts:
        rows = tuple(
            Row(
                number,
                entry.front.title,
                _note(catalogue, entry),
                links.anchor(entry),
                look(catalogue, entry).colour,
            )
            for entry, number in part.entries
        )
        groups.append(Group(part.title, part.anchor, part.look.colour, part.line, rows))
    return Contents(tuple(groups), tuple(others))


def _note(catalogue: Catalogue, entry: Entry[Any]) -> str:
    named = countries(catalogue, entry)
    return "" if entry.kind == "chapter" or named == entry.front.title else named


def index(catalogue: Catalogue, held: list[Entry[Any]], links: BookLinks) -> Index:
    """The index of a book."""
    themes: dict[str, list[str]] = {}
    lands: dict[str, list[str]] = {}
    for entry in held:
        for theme in entry.front.themes if entry.kind in ("practice", "profile") else ():
            themes.setdefault(theme, []).append(links.anchor(entry))
        for code in catalogue.countries_of(entry) if entry.kind != "chapter" else ():
            lands.setdefault(code, []).append(links.anchor(entry))
    by_theme = [
        IndexRow(catalogue.themes[slug].name, "", f"index-theme-{slug}", tuple(themes[slug]), False)
        for slug in themes
    ]
    by_country = [
        IndexRow(
            country_name(catalogue, code), "", f"index-country-{code.lower()}", tuple(found), False
        )
        for code, found in lands.items()
    ]
    places = [_place(catalogue, slug, links) for slug in catalogue.named_places]
    return Index(
        _sorted(catalogue, by_theme),
        _sorted(catalogue, by_country),
        _sorted(catalogue, [row for row in places if row.at]),
    )


def _place(catalogue: Catalogue, slug: str, links: BookLinks) -> IndexRow:
    own = [
        links.anchor(entry)
        for entry in catalogue.at_place.get(slug, [])
        if (entry.kind, entry.slug) in links.held
    ]
    at = [
        *own,
        *(f"stations-{line}" for line in links.lines if line in catalogue.lines_of[slug]),
        *links.named.get(slug, []),
    ]
    return IndexRow(
        catalogue.places[slug].name, country(catalogue, slug), f"place-{slug}", tuple(at), bool(own)
    )


def _sorted(catalogue: Catalogue, rows: list[IndexRow]) -> tuple[IndexRow, ...]:
    found = sorted(rows, key=lambda row: catalogue.sort_key(row.name))
    return tuple(found) if len(found) > 1 else ()


def glossary_rows(catalogue: Catalogue, links: BookLinks) -> tuple[TermRow, ...]:
    """Every term of the glossary, with the pages that use it."""
    return tuple(
        TermRow(
            term.front.title,
            f"term-{term.slug}",
            Markup(HtmlWriter(keep_link).content(term.text.sections[0].body)),
            tuple(links.used.get(term.slug, ())),
        )
        for term in catalogue.sorted(catalogue.terms.values())
    )

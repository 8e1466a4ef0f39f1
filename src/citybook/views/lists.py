"""What a book holds goes in; its contents, its index and its glossary come out as rows with the
anchors they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views.book_maps import contents_map, number_places
from citybook.views.booklinks import BookLinks, References
from citybook.views.bookparts import BookPart
from citybook.views.entry import countries
from citybook.views.html import HtmlWriter, keep_link
from citybook.views.locator import PinMap
from citybook.views.look import country_name, country_of, look_of

# In a larger book, contents of no more entries say of each what it says in short.
FEW = 14


@dataclass(frozen=True)
class ContentsRow:
    """An entry in the contents: its number in its part or on the map, its name, its country, its
    theme and what it says in short, and where it is."""

    number: int | None
    name: str
    note: str
    theme: str
    summary: str
    anchor: str
    colour: str


@dataclass(frozen=True)
class Group:
    """A part of the contents; `number` is that of its line or theme, `heading` that of the part of
    the edition which begins with it."""

    heading: str
    title: str
    anchor: str
    colour: str
    number: int | None
    rows: tuple[ContentsRow, ...]


@dataclass(frozen=True)
class Contents:
    """The contents; `others` are the lists at the end of the book, `map` has the places of the
    entries with the same numbers."""

    groups: tuple[Group, ...]
    others: tuple[str, ...]
    map: PinMap | None = None

    @property
    def rows(self) -> int:
        """How many lines there are to fill a page with."""
        return sum(len(group.rows) + bool(group.title) for group in self.groups) + len(self.others)

    @property
    def has_summaries(self) -> bool:
        """Whether there are so few entries that each has room for what it says in short."""
        return sum(len(group.rows) for group in self.groups) <= FEW

    def __bool__(self) -> bool:
        return bool(self.groups or self.others)


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

    def __bool__(self) -> bool:
        return bool(self.themes or self.countries or self.places)

    @property
    def rows(self) -> int:
        """How many rows stand below each other, in three columns."""
        return (len(self.themes) + len(self.countries) + len(self.places)) // 3


@dataclass(frozen=True)
class TermRow:
    """A term, what it means, and the anchors of its first use in each entry."""

    name: str
    anchor: str
    text: Markup
    at: tuple[str, ...]


def contents(
    catalogue: Catalogue,
    parts: Sequence[BookPart],
    links: BookLinks,
    others: Iterable[str],
    trim: tuple[float, float] | None = None,
) -> Contents:
    """Return the contents of a book: its parts with their entries, those that have some or a
    divider. With a `trim` in mm, there is a page of that size for a map."""
    shown = contents_map(catalogue, parts, trim) if trim else None
    if shown:
        parts = number_places(catalogue, parts)
    groups = (
        Group(
            heading=part.heading,
            title=part.title,
            anchor=part.anchor,
            colour=part.look.colour,
            number=part.number,
            rows=tuple(_row(catalogue, part, *one, links) for one in part.entries),
        )
        for part in parts
        if part.entries or part.anchor
    )
    return Contents(tuple(groups), tuple(others), shown)


def _row(
    catalogue: Catalogue, part: BookPart, entry: Entry[Front], number: int | None, links: BookLinks
) -> ContentsRow:
    where = "" if catalogue.kind_of(entry).in_guide else countries(catalogue, entry)
    title, themes = entry.front.title, entry.front.themes
    return ContentsRow(
        number=number,
        name=title,
        note="" if where == title else where,
        theme=catalogue.themes[themes[0]].name if themes and not part.anchor else "",
        summary=entry.front.summary,
        anchor=links.anchor(entry),
        colour=look_of(catalogue, entry).colour,
    )


def index(
    catalogue: Catalogue,
    held: Iterable[Entry[Front]],
    links: BookLinks,
    mentions: dict[str, list[str]],
) -> Index:
    """Return the index of a book. `mentions` has for each place the anchors where texts of the
    book mention it."""
    themes: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for entry in held:
        for theme in entry.front.themes:
            themes.setdefault(theme, []).append(links.anchor(entry))
        for code in () if catalogue.kind_of(entry).in_guide else catalogue.countries_of(entry):
            codes.setdefault(code, []).append(links.anchor(entry))
    by_theme = [
        IndexRow(catalogue.themes[slug].name, "", f"index-theme-{slug}", tuple(found), False)
        for slug, found in themes.items()
    ]
    by_country = [
        IndexRow(
            country_name(catalogue, code), "", f"index-country-{code.lower()}", tuple(found), False
        )
        for code, found in codes.items()
    ]
    # The site knows no places that only entries without pages name.
    without = [one for one in links.held.values() if not catalogue.kind_of(one).has_page]
    fields = (slug for one in without for slug in one.front.places)
    named = [*catalogue.named_places, *fields, *mentions]
    places = [
        _place(catalogue, slug, links, without, mentions.get(slug, []))
        for slug in dict.fromkeys(named)
    ]
    return Index(
        themes=_sort_rows(catalogue, by_theme),
        countries=_sort_rows(catalogue, by_country),
        places=_sort_rows(catalogue, [row for row in places if row.at]),
    )


def _place(
    catalogue: Catalogue,
    slug: str,
    links: BookLinks,
    without: Sequence[Entry[Front]],
    mentions: list[str],
) -> IndexRow:
    about = [
        *catalogue.at_place.get(slug, []),
        *(one for one in without if slug in one.front.places),
    ]
    own = [links.anchor(entry) for entry in about if (entry.kind, entry.slug) in links.held]
    lines = [line for line in links.lines if line in catalogue.lines_of[slug]]
    return IndexRow(
        name=catalogue.places[slug].name,
        note=country_of(catalogue, slug),
        anchor=f"place-{slug}",
        at=(*own, *(f"stations-{line}" for line in lines), *mentions),
        has_entry=bool(own),
    )


def _sort_rows(catalogue: Catalogue, rows: list[IndexRow]) -> tuple[IndexRow, ...]:
    found = sorted(rows, key=lambda row: catalogue.sort_key(row.name))
    return tuple(found) if len(found) > 1 else ()


def glossary(catalogue: Catalogue, mentions: dict[str, list[str]]) -> tuple[TermRow, ...]:
    """Return every term of the glossary. `mentions` has for each the anchors of its first use in
    each entry of the book."""
    writer = HtmlWriter(keep_link)
    return tuple(
        TermRow(
            name=term.front.title,
            anchor=f"term-{term.slug}",
            text=Markup(writer.content(term.text.sections[0].body)),
            at=tuple(mentions.get(term.slug, ())),
        )
        for term in catalogue.sort_entries(catalogue.terms.values())
    )


def merge(found: Iterable[References]) -> References:
    """Return what all texts of a book mention, in their order."""
    merged = References()
    for one in found:
        for ours, theirs in ((merged.places, one.places), (merged.terms, one.terms)):
            for slug, anchors in theirs.items():
                ours.setdefault(slug, []).extend(anchors)
    return merged

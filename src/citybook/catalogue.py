"""Everything read goes in; one catalogue, all of it linked, comes out, or the problems that keep it
from being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from citybook import alphabet
from citybook.content.aliases import QualifiedName, present_names
from citybook.content.cross_references import check_cross_references
from citybook.content.descriptions import Described
from citybook.content.downloads import DownloadFile
from citybook.content.entries import Entry
from citybook.content.logos import LogoFile
from citybook.content.reading import Content, read
from citybook.content.renditions import CheckedPicture
from citybook.content.values import Mark
from citybook.content.vocabularies import WORDS
from citybook.content.words import TermIndex, uses
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind, Kinds
from citybook.kinds.listing import sheet_name
from citybook.models import About, Community, Edition, Guide, Place, Publication, Theme
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.relations import (
    Learning,
    Mention,
    Stop,
    find_learnings,
    find_mentions,
    find_stops,
)
from citybook.typeface import Typeface


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All entries, linked, in the order of their files; `by_kind` has them by kind and slug,
    `renamed` the present names of what had others, `wording` the publication's own phrases."""

    publication: Publication
    typeface: Typeface
    kinds: Kinds
    places: dict[str, Place]
    communities: dict[str, Community]
    themes: dict[str, Theme]
    by_kind: dict[str, dict[str, Entry[Front]]]
    guides: dict[str, Entry[Guide]]
    editions: dict[str, Entry[Edition]]
    about: Entry[About]
    renamed: dict[QualifiedName, QualifiedName]
    pictures: dict[str, CheckedPicture]
    logos: dict[str, LogoFile]
    described: dict[str, Described]
    downloads: dict[str, DownloadFile]
    wording: dict[str, str]
    wording_marks: dict[str, Mark]
    words: TermIndex
    uses: dict[str, list[Entry[Any]]]
    search_words: Callable[[], dict[bytes, str]]

    # Entries and their kinds

    def of(self, kind: Kind | None) -> dict[str, Entry[Front]]:
        """Return the entries of a kind by their slugs."""
        return self.by_kind[kind.id] if kind else {}

    def kind_of(self, entry: Entry[Front]) -> Kind:
        """Return the kind of an entry."""
        return self.kinds[entry.kind]

    @cached_property
    def entries(self) -> list[Entry[Front]]:
        """Every entry that has a page of its own, kind by kind."""
        return [entry for kind in self.kinds.with_pages for entry in self.of(kind).values()]

    @property
    def of_places(self) -> dict[str, Entry[Front]]:
        """The entries that stand for their places, such as city cards."""
        return self.of(self.kinds.of_places)

    @property
    def terms(self) -> dict[str, Entry[Front]]:
        """The words that the glossary explains."""
        return self.of(self.kinds.terms)

    @cached_property
    def sheets(self) -> dict[str, Entry[Front]]:
        """The entries that have a sheet, by the sheet's name."""
        return {
            sheet_name(kind.id, slug, is_first=number == 0): entry
            for number, kind in enumerate(kind for kind in self.kinds if kind.has_sheet)
            for slug, entry in self.of(kind).items()
        }

    def sort_entries(self, entries: Iterable[Entry[Any]]) -> list[Entry[Any]]:
        """Return entries in the alphabet of the publication's language."""
        language = self.publication.language
        return sorted(entries, key=lambda entry: alphabet.key(entry.front.title, language))

    def in_order(self, kind: Kind) -> list[Entry[Front]]:
        """Return the entries of a kind by their numbers, those without one by the alphabet."""
        by_name = self.sort_entries(self.of(kind).values())
        return sorted(by_name, key=lambda entry: entry.front.order or len(by_name) + 1)

    def sort_key(self, name: str) -> tuple[str, str]:
        """Return what sorts a name in the alphabet of the publication's language."""
        return alphabet.key(name, self.publication.language)

    # Places, lines and themes

    @cached_property
    def entry_of_place(self) -> dict[str, Entry[Front]]:
        """The entry that stands for each place."""
        return {place: entry for entry in self.of_places.values() for place in entry.front.places}

    @cached_property
    def named_places(self) -> dict[str, Place]:
        """The places that an entry, a community, a partner or a link names: each has a page."""
        named = {slug for slug, lines in self.lines_of.items() if lines}
        named.update(self.partner_places)
        named.update(place for entry in self.entries for place in entry.front.places)
        named.update(slug for kind, slug in self.mentions if kind == self.kinds.place_link)
        return {slug: place for slug, place in self.places.items() if slug in named}

    @cached_property
    def partner_places(self) -> list[str]:
        """The places of the project's partners."""
        partners = self.about.front.partners
        return [
            *partners.cities,
            *(place for region in partners.regions for place in region.places),
        ]

    def countries_of(self, entry: Entry[Front]) -> list[str]:
        """Return the countries of an entry: those of its places, then those it names itself."""
        of_places = (self.places[place].country for place in entry.front.places)
        return list(dict.fromkeys([*of_places, *entry.front.countries]))

    def communities_of(self, entry: Entry[Front]) -> list[str]:
        """Return the lines an entry stands on: its own, its guide's, or that of its first theme."""
        if self.kind_of(entry).in_guide:
            line = self.guide_of_chapter(entry).front.community
            return [line] if line else []
        if entry.front.communities:
            return list(entry.front.communities)
        line = self.themes[entry.front.themes[0]].line if entry.front.themes else None
        return [line] if line else []

    def facet_values(self, entry: Entry[Front], facet: str) -> list[str]:
        """Return what an entry has of a facet: one of `kinds.types.FACETS`, or a field of its
        own."""
        if facet == "countries":
            return self.countries_of(entry)
        if facet == "communities":
            return self.communities_of(entry)
        if facet == "length":
            return ["in depth" if entry.is_in_depth else "in short"]
        if facet in ("themes", "places"):
            return list(getattr(entry.front, facet))
        field = self.kind_of(entry).fields.get(facet)
        value = entry.front.values.get(facet)
        return [field.range_of(value) if field.steps else str(value)] if field and value else []

    @cached_property
    def at_place(self) -> dict[str, list[Entry[Front]]]:
        """The entries that are about each place, kind by kind."""
        found: dict[str, list[Entry[Front]]] = {}
        for entry in self.entries:
            for place in entry.front.places:
                found.setdefault(place, []).append(entry)
        return found

    @cached_property
    def of_theme(self) -> dict[str, list[Entry[Front]]]:
        """The entries of each theme: those whose first theme it is before others, each kind in its
        order."""
        found: dict[str, list[Entry[Front]]] = {slug: [] for slug in self.themes}
        ordered = [entry for kind in self.kinds.with_pages for entry in self.in_order(kind)]
        for rank in (0, 1):
            for entry in ordered:
                for position, theme in enumerate(entry.front.themes):
                    if min(position, 1) == rank:
                        found[theme].append(entry)
        return found

    @cached_property
    def guide_of(self) -> dict[str, Entry[Guide]]:
        """The how-to guide of each community that has one here."""
        found = ((guide.front.community, guide) for guide in self.guides.values())
        return {line: guide for line, guide in found if line}

    def guide_of_chapter(self, chapter: Entry[Front]) -> Entry[Guide]:
        """Return the guide that a chapter belongs to."""
        return self.guides[chapter.slug.partition("/")[0]]

    def chapters_of(self, guide: Entry[Guide], names: Sequence[str] = ()) -> list[Entry[Front]]:
        """Return the chapters of a guide in its order, or those that are named in theirs."""
        chapters = self.of(self.kinds.chapters)
        return [chapters[f"{guide.slug}/{name}"] for name in names or guide.front.chapters]

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[Mention]]:
        """Where each entry, place or term is linked to, by the sort of link and slug."""
        return find_mentions([*self.entries, *self.terms.values(), self.about])

    @cached_property
    def learnings(self) -> list[Learning]:
        """Who learnt from whom: each pair once, in the order of the entries."""
        return find_learnings(self.of_places.values(), self.places)

    @cached_property
    def lines_of(self) -> dict[str, list[str]]:
        """The communities that each place is a partner of, in their order."""
        found: dict[str, list[str]] = {slug: [] for slug in self.places}
        for slug, community in self.communities.items():
            partners = (place for partner in community.partners for place in partner.all_places)
            for place in dict.fromkeys(partners):
                if place in found:
                    found[place].append(slug)
        return found

    @cached_property
    def stops(self) -> dict[str, list[Stop]]:
        """The stations of each community, in the order of its partners."""
        return {
            slug: find_stops(community, self.places, self.entry_of_place, self.lines_of)
            for slug, community in self.communities.items()
        }

    @cached_property
    def _on_line(self) -> dict[str, list[Entry[Front]]]:
        there = self.of_places
        return {
            slug: [
                there[stop.entry]
                for stop in stops
                if stop.entry and slug in there[stop.entry].front.communities
            ]
            for slug, stops in self.stops.items()
        }

    def on_line(self, community: str) -> list[Entry[Front]]:
        """Return the entries that stand for places on a line, in the order of its partners."""
        return self._on_line[community]

    def along_the_lines(self) -> list[Entry[Front]]:
        """Return every entry that stands for places once, under its first community, in the order
        of the lines and their partners; those on no line at the end."""
        on_lines = [
            entry
            for slug in self.communities
            for entry in self.on_line(slug)
            if entry.front.communities[0] == slug
        ]
        others = [one for one in self.of_places.values() if not one.front.communities]
        return [*on_lines, *self.sort_entries(others)]


def link(content: Content) -> Catalogue:
    """Link content without errors to a catalogue."""
    assert content.publication and content.about  # noqa: PT018
    words = TermIndex(content.terms, content.publication.front.language, content.kinds.terms)

    return Catalogue(
        publication=content.publication.front,
        typeface=content.typeface.typeface,
        kinds=content.kinds,
        places=content.places,
        communities=content.communities,
        themes=content.themes,
        by_kind={id: {one.slug: one for one in entries} for id, entries in content.entries.items()},
        guides={one.slug: one for one in content.guides},
        editions={one.slug: one for one in content.editions},
        about=content.about,
        renamed=present_names(content),
        pictures=content.pictures,
        logos=content.logos,
        described=content.described,
        downloads=content.downloads,
        wording=content.wording,
        wording_marks={one: content.located[WORDS].keys[(one,)] for one in content.wording},
        words=words,
        uses=uses(words, content.with_text(), content.cache),
        search_words=content.cache.search_words,
    )


def load(project: Project, *, keep: bool = True) -> tuple[Catalogue, list[Problem]]:
    """Read and link all content. Return the catalogue and the warnings. Raises ContentError with
    all problems found."""
    content = read(project, keep=keep)
    problems = [*content.problems, *check_cross_references(content, project)]
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return link(content), problems

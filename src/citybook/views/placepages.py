"""The site's pages of places: all that concerns a place without an entry of its own; the map;
countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.frame import Page, Plan, Teaser
from citybook.views.gathered import Gathered, gather
from citybook.views.lines import Line, Named
from citybook.views.look import brand_of, country_name, country_of, look_of_line
from citybook.views.map import Map, europe
from citybook.views.site import Site


@dataclass(frozen=True)
class PlacePage:
    """A place without an entry of its own; `told_in` is the entry that stands for it with
    others."""

    name: str
    country: Named
    lines: tuple[Line, ...]
    gathered: Gathered
    told_in: Named | None
    colour: str


@dataclass(frozen=True)
class PlaceRow:
    """A place in the list beside the map."""

    name: str
    href: str
    country: str
    lines: tuple[int, ...]
    entries: int
    is_on_map: bool


@dataclass(frozen=True)
class PlacesPage:
    """The map, and the same as a list."""

    map: Map
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class CountryPage:
    """A country: its places and what there is about it."""

    name: str
    places: tuple[PlaceRow, ...]
    entries: tuple[Teaser, ...]


class PlacePages:
    """Plans a page for each place and country, and the map."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for each page."""
        plan, catalogue = self.site.plan, self.catalogue
        for slug in catalogue.named_places:
            if slug not in catalogue.of_places:
                path = addresses.own_place(catalogue, slug)
                yield plan(path, lambda slug=slug: self.place(slug))
        yield plan(addresses.places(catalogue), self.places)
        for code in self.countries:
            yield plan(addresses.country(code), lambda code=code: self.country(code))

    @cached_property
    def countries(self) -> dict[str, list[Entry[Front]]]:
        """The entries of every country that has one; chapters belong to their guide."""
        found: dict[str, list[Entry[Front]]] = {}
        for entry in self.catalogue.entries:
            if not self.catalogue.kind_of(entry).in_guide:
                for code in self.catalogue.countries_of(entry):
                    found.setdefault(code, []).append(entry)
        return found

    def place(self, slug: str) -> Page:
        """Return the page of a place."""
        catalogue, site = self.catalogue, self.site
        path, place = addresses.own_place(catalogue, slug), catalogue.places[slug]
        lines = tuple(site.line(found, path, here=slug) for found in catalogue.lines_of[slug])
        has_country = place.country in self.countries
        to_country = addresses.relative(path, addresses.country(place.country))
        content = PlacePage(
            name=place.name,
            country=Named(country_of(catalogue, slug), to_country if has_country else ""),
            lines=lines,
            gathered=gather(site, [slug], path),
            told_in=self._told_in(slug, path),
            colour=lines[0].colour if len(lines) == 1 else brand_of(catalogue),
        )
        return Page("place", site.frame(path, place.name), content)

    def _told_in(self, slug: str, path: str) -> Named | None:
        entry = self.catalogue.entry_of_place.get(slug)
        if entry is None:
            return None
        page = addresses.of_entry(self.catalogue, entry)
        return Named(entry.front.title, addresses.relative(path, page))

    def rows(self, slugs: Iterable[str], path: str) -> tuple[PlaceRow, ...]:
        """Return places as the page `path` lists them, in the alphabet."""
        rows = (self._row(slug, path) for slug in slugs)
        return tuple(sorted(rows, key=lambda row: self.catalogue.sort_key(row.name)))

    def _row(self, slug: str, path: str) -> PlaceRow:
        catalogue, place = self.catalogue, self.catalogue.places[slug]
        lines = catalogue.lines_of[slug]
        return PlaceRow(
            name=place.name,
            href=self.site.to_place(path)(slug),
            country=country_of(catalogue, slug),
            lines=tuple(catalogue.communities[found].number for found in lines),
            entries=len(catalogue.at_place.get(slug, ())),
            is_on_map=place.coordinates is not None,
        )

    def places(self) -> Page:
        """Return the map and the list of all places."""
        path, catalogue = addresses.places(self.catalogue), self.catalogue
        target, there = self.site.to_place(path), catalogue.named_places
        dots = [
            (place.name, target(slug), place.coordinates, self._colour(slug), slug in self._told)
            for slug, place in there.items()
        ]
        content = PlacesPage(europe(dots), self.rows(there, path))
        return Page("places", self.site.frame(path, self.site.places_title), content)

    @cached_property
    def _told(self) -> set[str]:
        return set(self.catalogue.at_place)

    def _colour(self, place: str) -> str:
        lines = self.catalogue.lines_of[place]
        return look_of_line(self.catalogue, lines[0] if len(lines) == 1 else None).colour

    def country(self, code: str) -> Page:
        """Return the page of a country."""
        path, catalogue = addresses.country(code), self.catalogue
        name = country_name(catalogue, code)
        there = (slug for slug, place in catalogue.named_places.items() if place.country == code)
        content = CountryPage(
            name=name,
            places=self.rows(there, path),
            entries=tuple(self.site.teaser(entry, path) for entry in self.countries[code]),
        )
        return Page("country", self.site.frame(path, name), content)

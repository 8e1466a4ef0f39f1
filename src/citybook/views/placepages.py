"""The site's pages of places: all that concerns a place without an entry of its own; the map;
countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from citybook import alphabet
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.wording import Wording, choose_wording
from citybook.views import addresses
from citybook.views.frame import Page, PagePlan
from citybook.views.gathered import Gathered, gather
from citybook.views.lines import Line, NamedLink
from citybook.views.locator import PinMap
from citybook.views.look import Look, country_name, country_of, look_of_line, look_of_lines
from citybook.views.map import Map, europe
from citybook.views.paging import Pages, Paging
from citybook.views.placemap import place_map
from citybook.views.rows import ListRow, Rows, RowSection, rows_by_kind
from citybook.views.site import Site

# Of more places than these only some stand beside the map and on the page of a country; a page of
# the list of all has so many. So many dots are on the map, and so many cards beside it.
MANY, PLACES_ON_PAGE, ON_MAP, MOST_CARDS = 300, 200, 400, 12


@dataclass(frozen=True)
class PlacePage:
    """A place without an entry of its own; `told_in` is the entry that stands for it with
    others."""

    name: str
    country: NamedLink
    lines: tuple[Line, ...]
    gathered: Gathered
    told_in: NamedLink | None
    colour: str
    map: PinMap | None


@dataclass(frozen=True)
class PlaceRow:
    """A place in a list: its lines, and whether there is anything to read about it."""

    name: str
    href: str
    country: str
    lines: tuple[Look, ...]
    entries: int


@dataclass(frozen=True)
class CountryPlaces:
    """The places of a country, or the first of them; its page, if it has one."""

    country: NamedLink
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class PlacesPage:
    """The map, the entries that stand for places, and all places by country; `all` leads to the
    others where they are too many, `lead` is what their kind says of them."""

    map: Map
    label: str
    lead: str
    cards: tuple[ListRow, ...]
    countries: tuple[CountryPlaces, ...]
    all: NamedLink | None


@dataclass(frozen=True)
class PlaceListPage:
    """A page of the list of all places."""

    rows: tuple[PlaceRow, ...]
    paging: Paging


@dataclass(frozen=True)
class CountryPage:
    """A country: its places and what there is about it."""

    name: str
    trail: tuple[NamedLink, ...]
    places: tuple[PlaceRow, ...]
    all_places: NamedLink | None
    entries: tuple[RowSection, ...]


class PlacePages:
    """Plans a page for each place and country, and the map."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        plan, catalogue = self.site.plan, self.catalogue
        for slug in catalogue.named_places:
            if slug not in catalogue.of_places:
                path = addresses.own_place(catalogue, slug)
                yield plan(path, lambda slug=slug: self.place(slug))
        if catalogue.named_places:
            yield plan(addresses.places(catalogue), self.places)
        if len(self._sorted) > MANY:
            for number, path in self._pages.paths():
                yield plan(path, lambda number=number, path=path: self.all_places(number, path))
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
        colour = look_of_lines(catalogue, catalogue.lines_of[slug]).colour
        content = PlacePage(
            name=place.name,
            country=NamedLink(country_of(catalogue, slug), to_country if has_country else ""),
            lines=lines,
            gathered=gather(site, [slug], path),
            told_in=self._told_in(slug, path),
            colour=colour,
            map=place_map(catalogue, [slug], catalogue.lines_of[slug], colour),
        )
        return Page("place", site.frame(path, place.name), content)

    def _told_in(self, slug: str, path: str) -> NamedLink | None:
        entry = self.catalogue.entry_of_place.get(slug)
        if entry is None:
            return None
        page = addresses.of_entry(self.catalogue, entry)
        return NamedLink(entry.front.title, addresses.relative(path, page))

    def rows(self, slugs: Iterable[str], path: str) -> tuple[PlaceRow, ...]:
        """Return places as the page `path` lists them, in their order."""
        return tuple(self._row(slug, path) for slug in slugs)

    def _row(self, slug: str, path: str) -> PlaceRow:
        catalogue, place = self.catalogue, self.catalogue.places[slug]
        return PlaceRow(
            name=place.name,
            href=self.site.to_place(path)(slug),
            country=country_of(catalogue, slug),
            lines=tuple(look_of_line(catalogue, found) for found in catalogue.lines_of[slug]),
            entries=len(catalogue.at_place.get(slug, ())),
        )

    @cached_property
    def _sorted(self) -> list[str]:
        """All places in the alphabet."""
        named = self.catalogue.named_places
        return sorted(named, key=lambda slug: self.catalogue.sort_key(named[slug].name))

    @cached_property
    def _pages(self) -> Pages:
        named, language = self.catalogue.named_places, self.site.language
        initials = [alphabet.initial(named[slug].name, language) for slug in self._sorted]
        return Pages(addresses.ALL_PLACES, len(initials), initials, PLACES_ON_PAGE)

    def places(self) -> Page:
        """Return the map and the list of all places."""
        path, catalogue = addresses.places(self.catalogue), self.catalogue
        target, there = self.site.to_place(path), catalogue.named_places
        drawn = sorted(there, key=lambda slug: slug not in self._told)[:ON_MAP]
        dots = [
            (
                there[slug].name,
                target(slug),
                there[slug].coordinates,
                self._colour(slug),
                slug in self._told,
            )
            for slug in drawn
        ]
        kind, rows = catalogue.kinds.of_places, Rows(self.site, path)
        content = PlacesPage(
            map=europe(dots),
            label=self._say(kind.words.title) if kind else "",
            lead=self._say(kind.words.lead) if kind else "",
            cards=tuple(rows.row(one) for one in catalogue.along_the_lines()[:MOST_CARDS]),
            countries=self._by_country(path),
            all=self._all_link(path),
        )
        return Page("places", self.site.frame(path, self.site.places_title), content)

    def _say(self, wording: Wording) -> str:
        return self.site.translate(choose_wording(wording, self.site.language))

    def _all_link(self, path: str) -> NamedLink | None:
        """Return the way to the list of all places, where there is one."""
        count = len(self._sorted)
        if count <= MANY:
            return None
        said = self.site.translate("All %(count)s places from A to Z") % {"count": count}
        return NamedLink(said, addresses.relative(path, addresses.ALL_PLACES))

    def _by_country(self, path: str) -> tuple[CountryPlaces, ...]:
        found: dict[str, list[str]] = {}
        for slug in self._sorted:
            found.setdefault(self.catalogue.places[slug].country, []).append(slug)
        named = {code: country_name(self.catalogue, code) for code in found}
        most = max(1, MANY // max(1, len(found))) if len(self._sorted) > MANY else MANY
        return tuple(
            CountryPlaces(self._country_link(code, path), self.rows(found[code][:most], path))
            for code in sorted(found, key=lambda code: self.catalogue.sort_key(named[code]))
        )

    def _country_link(self, code: str, path: str) -> NamedLink:
        target = addresses.relative(path, addresses.country(code))
        return NamedLink(
            country_name(self.catalogue, code), target if code in self.countries else ""
        )

    def all_places(self, number: int, path: str) -> Page:
        """Return a page of the list of all places."""
        paging = self._pages.page(number)
        rows = self.rows(self._sorted[paging.shown], path)
        return Page("place-list", self.site.frame(path), PlaceListPage(rows, paging))

    @cached_property
    def _told(self) -> set[str]:
        return set(self.catalogue.at_place)

    def _colour(self, place: str) -> str:
        return look_of_lines(self.catalogue, self.catalogue.lines_of[place]).colour

    def country(self, code: str) -> Page:
        """Return the page of a country."""
        path, catalogue = addresses.country(code), self.catalogue
        name = country_name(catalogue, code)
        there = [slug for slug in self._sorted if catalogue.places[slug].country == code]
        content = CountryPage(
            name=name,
            trail=(
                NamedLink(
                    self.site.places_title, addresses.relative(path, addresses.places(catalogue))
                ),
            ),
            places=self.rows(there[:MANY], path),
            all_places=self._all_link(path) if len(there) > MANY else None,
            entries=rows_by_kind(
                self.site, self.countries[code], path, lambda kind: addresses.of_country(kind, code)
            ),
        )
        return Page("country", self.site.frame(path, name), content)

"""The site's pages of places: a city with its journey, or all that concerns a place without one;
the map; countries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from citybook.content.entries import Entry
from citybook.models import Card
from citybook.views import addresses
from citybook.views.entrypages import EntryPages, Explained
from citybook.views.frame import Backlink, Offer, Page, Plan, Printed, Teaser
from citybook.views.map import Map, europe
from citybook.views.network import Lesson
from citybook.views.parts import INK, Journey, Line, Named, country, country_name, journey
from citybook.views.prose import EntryRenderer
from citybook.views.sitelinks import SiteLinks

if TYPE_CHECKING:
    from citybook.views.site import Site


@dataclass(frozen=True)
class Gathered:
    """All that concerns a place beside its journey: entries about it, examples in guides, others
    that name it, lessons."""

    entries: tuple[Teaser, ...]
    examples: tuple[Backlink, ...]
    named_in: tuple[Backlink, ...]
    learnt_from: tuple[Lesson, ...]
    taught: tuple[Lesson, ...]
    is_partner: bool

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.examples or self.named_in or self.taught)


@dataclass(frozen=True)
class CityPage:
    """A card's page. `places` are listed when the card covers several."""

    journey: Journey
    places: tuple[tuple[Named, str], ...]
    gathered: Gathered
    sheet: Offer | None
    printed: tuple[Printed, ...]
    terms: tuple[Explained, ...]


@dataclass(frozen=True)
class PlacePage:
    """A place without a card of its own; `told_in` is the card that tells its journey with
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
    has_card: bool
    is_on_map: bool


@dataclass(frozen=True)
class CitiesPage:
    map: Map
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class CountryPage:
    """A country: its places and what there is about it."""

    name: str
    places: tuple[PlaceRow, ...]
    entries: tuple[Teaser, ...]


class CityPages:
    """Plans a page for each card, place and country, and the map."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.entry_pages = EntryPages(site)

    def plans(self) -> Iterator[Plan]:
        plan, catalogue = self.site.plan, self.catalogue
        for card in catalogue.cards.values():
            yield plan(
                addresses.city(card.slug),
                lambda card=card: self.city(card),
                card.content_hash,
                (
                    self.site.sheet_of.get(card.slug),
                    self.site.printed(card, addresses.city(card.slug)),
                ),
            )
        for slug in catalogue.named_places:
            if slug not in catalogue.cards:
                yield plan(addresses.city(slug), lambda slug=slug: self.place(slug))
        yield plan(addresses.CITIES, self.cities)
        for code in self.countries:
            yield plan(addresses.country(code), lambda code=code: self.country(code))

    @cached_property
    def countries(self) -> dict[str, list[Entry[Any]]]:
        """The entries of every country that has one."""
        found: dict[str, list[Entry[Any]]] = {}
        for entry in self.catalogue.entries:
            for code in self.catalogue.countries_of(entry) if entry.kind != "chapter" else ():
                found.setdefault(code, []).append(entry)
        return found

    def city(self, card: Entry[Card]) -> Page:
        path, site, front = addresses.city(card.slug), self.site, card.front
        own = front.picture.file if front.picture else ""
        pictures = (
            {own: (addresses.relative(path, site.pictures[own][0]), *site.pictures[own][1:])}
            if own
            else {}
        )
        links = SiteLinks(self.catalogue, path, front.places)
        shown = journey(
            self.catalogue,
            card,
            site.to_place(path),
            EntryRenderer(links, site.words, INK),
            pictures,
            lambda slug: addresses.relative(path, addresses.community(slug)),
        )
        sheet = site.sheet_of.get(card.slug)
        places = tuple(
            (
                Named(
                    self.catalogue.places[slug].name, addresses.relative(path, addresses.city(slug))
                ),
                country(self.catalogue, slug),
            )
            for slug in front.places
            if slug != card.slug
        )
        return Page(
            "city",
            site.frame(path, front.title, front.summary),
            CityPage(
                shown,
                places,
                self.gathered(front.places, path, card),
                site.offer(sheet, path) if sheet else None,
                site.printed(card, path),
                self.entry_pages.explained(links.terms, path),
            ),
        )

    def gathered(self, places: list[str], path: str, card: Entry[Card] | None = None) -> Gathered:
        """What there is about places; a card's own page leaves the card out."""
        site, catalogue = self.site, self.catalogue
        about = {
            id(entry): entry
            for place in places
            for entry in catalogue.at_place.get(place, ())
            if entry is not card
        }
        mentions = [link for place in places for link in site.backlinks("city", place, path)]
        own = {site.teaser(entry, path).href for entry in about.values()} | {
            addresses.relative(path, path)
        }
        others = [link for link in mentions if link.href.partition("#")[0] not in own]
        guides = [link for link in others if "guides/" in link.href]
        return Gathered(
            tuple(site.teaser(entry, path) for entry in about.values()),
            tuple(guides),
            tuple(_once(link for link in others if link not in guides)),
            site.learnt_by(card.slug, path) if card else (),
            site.taught_by(places, path),
            any(place in catalogue.partner_places for place in places),
        )

    def place(self, slug: str) -> Page:
        path, catalogue = addresses.city(slug), self.catalogue
        place, card = catalogue.places[slug], catalogue.card_of.get(slug)
        lines = tuple(self.site.line(found, path, here=slug) for found in catalogue.lines_of[slug])
        told_in = (
            Named(card.front.title, addresses.relative(path, addresses.city(card.slug)))
            if card
            else None
        )
        land = Named(
            country(catalogue, slug),
            addresses.relative(path, addresses.country(place.country))
            if place.country in self.countries
            else "",
        )
        return Page(
            "place",
            self.site.frame(path, place.name),
            PlacePage(
                place.name,
                land,
                lines,
                self.gathered([slug], path),
                told_in,
                lines[0].colour if len(lines) == 1 else INK,
            ),
        )

    def rows(self, slugs: Any, path: str) -> tuple[PlaceRow, ...]:
        catalogue = self.catalogue
        rows = [
            PlaceRow(
                catalogue.places[slug].name,
                self.site.to_place(path)(slug),
                country(catalogue, slug),
                tuple(catalogue.communities[found].number for found in catalogue.lines_of[slug]),
                len(catalogue.at_place.get(slug, ())),
                slug in catalogue.card_of,
                catalogue.places[slug].coordinates is not None,
            )
            for slug in slugs
        ]
        return tuple(sorted(rows, key=lambda row: catalogue.sort_key(row.name)))

    def cities(self) -> Page:
        path, catalogue = addresses.CITIES, self.catalogue
        dots = [
            (
                place.name,
                self.site.to_place(path)(slug),
                place.coordinates,
                self.colour(slug),
                slug in catalogue.at_place,
            )
            for slug, place in catalogue.named_places.items()
        ]
        return Page(
            "cities",
            self.site.frame(path),
            CitiesPage(europe(dots), self.rows(catalogue.named_places, path)),
        )

    def colour(self, place: str) -> str:
        lines = self.catalogue.lines_of[place]
        return self.catalogue.communities[lines[0]].colour if len(lines) == 1 else INK

    def country(self, code: str) -> Page:
        path, catalogue = addresses.country(code), self.catalogue
        name = country_name(catalogue, code)
        places = [slug for slug, place in catalogue.named_places.items() if place.country == code]
        return Page(
            "country",
            self.site.frame(path, name),
            CountryPage(
                name,
                self.rows(places, path),
                tuple(self.site.teaser(entry, path) for entry in self.countries[code]),
            ),
        )


def _once(links: Any) -> list[Backlink]:
    """One link for each entry."""
    return list({link.href.partition("#")[0]: link for link in reversed(list(links))}.values())[
        ::-1
    ]

"""The catalogue and the finished PDFs go in; every page of the site, each with its layout and view, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from citybook.catalogue import Catalogue, Learning
from citybook.content.entries import CardEntry
from citybook.models import Partner, Publication
from citybook.views import addresses
from citybook.views.network import Lesson, Network, lesson, network
from citybook.views.parts import INK, Journey, Line, Named, Pictures, country, journey, line

# A line on the home page shows so many stations.
MOST_AT_HOME = 12


@dataclass(frozen=True)
class Download:
    """A finished PDF: its path below build/pdf/, title, number of pages and size in bytes."""

    pdf: str
    title: str
    pages: int
    size: int
    card: str = ""

    @property
    def kilobytes(self) -> int:
        return max(1, round(self.size / 1000))


@dataclass(frozen=True)
class Offer:
    """A download and where it is from the page that offers it."""

    href: str
    download: Download


@dataclass(frozen=True)
class Frame:
    """What every page has: its place, its address and the way to the others. `root` leads to the site's top."""

    path: str
    title: str
    description: str
    canonical: str
    root: str
    lang: str
    direction: str
    publication: Publication
    has_downloads: bool

    def to(self, target: str) -> str:
        """The link from this page to another of the site."""
        return addresses.relative(self.path, target)


@dataclass(frozen=True)
class Page:
    """A page of the site: its layout, site/`layout`.html, and what that shows."""

    layout: str
    frame: Frame
    content: Any


@dataclass(frozen=True)
class Home:
    lines: tuple[Line, ...]
    editions: tuple[Offer, ...]


@dataclass(frozen=True)
class Stop:
    """A partner of a community as it is listed: with its places, or a place by itself."""

    organisation: str
    places: tuple[Named, ...]
    note: str


@dataclass(frozen=True)
class CommunityPage:
    line: Line
    partners: tuple[Stop, ...]
    cards: tuple[tuple[Named, str], ...]


@dataclass(frozen=True)
class CityPage:
    """A card's page. `places` are listed when the card covers several."""

    journey: Journey
    places: tuple[tuple[Named, str], ...]
    learnt_from: tuple[Lesson, ...]
    taught: tuple[Lesson, ...]
    sheet: Offer | None


@dataclass(frozen=True)
class PlacePage:
    """A place without a card of its own; `told_in` is the card that tells its journey with others."""

    name: str
    country: str
    lines: tuple[Line, ...]
    taught: tuple[Lesson, ...]
    told_in: Named | None
    colour: str


@dataclass(frozen=True)
class CitiesPage:
    rows: tuple[tuple[Named, str, tuple[int, ...], bool], ...]


@dataclass(frozen=True)
class DownloadsPage:
    editions: tuple[Offer, ...]
    sheets: tuple[Offer, ...]


@dataclass(frozen=True)
class AboutPage:
    sections: tuple[tuple[str, Markup], ...]


class Site:
    """Makes the pages of one catalogue. `downloads` is empty where nothing could be typeset."""

    def __init__(self, catalogue: Catalogue, downloads: list[Download], pictures: Pictures) -> None:
        self.catalogue, self.downloads, self.pictures = catalogue, downloads, pictures
        self.learnt: dict[str, list[Learning]] = {}
        self.taught: dict[str, list[Learning]] = {}
        for learning in catalogue.learnings:
            self.learnt.setdefault(learning.learner, []).append(learning)
            self.taught.setdefault(learning.teacher, []).append(learning)
        self.sheet_of = {found.card: found for found in downloads if found.card}

    def pages(self) -> Iterator[Page]:
        """Every page, the one for missing pages too."""
        catalogue = self.catalogue
        yield self.home()
        for slug in catalogue.communities:
            yield self.community(slug)
        for card in catalogue.cards.values():
            yield self.city(card)
        for slug in catalogue.named_places:
            if slug not in catalogue.cards:
                yield self.place(slug)
        yield self.cities()
        yield self.network()
        if self.downloads:
            yield self.downloads_page()
        yield self.about()
        yield Page("404", self.frame(addresses.NOT_FOUND), None)

    def frame(self, path: str, title: str = "", description: str = "") -> Frame:
        """The frame of a page; `title` is empty where the layout itself has the words."""
        publication = self.catalogue.publication
        return Frame(path, title, description or publication.summary, addresses.absolute(self.catalogue, path),
                     "../" * path.count("/"), publication.language, publication.direction, publication, bool(self.downloads))

    def to_place(self, path: str) -> Any:
        return lambda slug: addresses.relative(path, addresses.place(self.catalogue, slug))

    def to_line(self, path: str) -> Any:
        return lambda slug: addresses.relative(path, addresses.community(slug))

    def line(self, slug: str, path: str, here: str = "", most: int = 0) -> Line:
        return line(self.catalogue, slug, self.to_place(path), self.to_line(path)(slug), here=here, most=most)

    def offer(self, download: Download, path: str) -> Offer:
        return Offer(addresses.relative(path, addresses.download(download.pdf)), download)

    def home(self) -> Page:
        path, catalogue = addresses.HOME, self.catalogue
        lines = tuple(self.line(slug, path, most=MOST_AT_HOME) for slug in catalogue.communities)
        editions = tuple(self.offer(found, path) for found in self.downloads if not found.card)
        return Page("home", self.frame(path),
                    Home(lines, editions))

    def community(self, slug: str) -> Page:
        path, catalogue = addresses.community(slug), self.catalogue
        found = catalogue.communities[slug]
        cards = tuple((Named(card.card.title, self.to_place(path)(card.card.places[0])), card.card.summary)
                      for card in catalogue.cards_on(slug))
        return Page("community", self.frame(path, found.name, found.summary),
                    CommunityPage(self.line(slug, path), tuple(self.stop(partner, path) for partner in found.partners), cards))

    def stop(self, partner: Partner, path: str) -> Stop:
        places = tuple(Named(self.catalogue.places[slug].name, self.to_place(path)(slug)) for slug in partner.all_places)
        return Stop(partner.organisation or "", places, partner.note or "")

    def city(self, card: CardEntry) -> Page:
        path = addresses.city(card.slug)
        own = card.card.picture.file if card.card.picture else ""
        pictures = {own: (addresses.relative(path, self.pictures[own][0]), *self.pictures[own][1:])} if own else {}
        shown = journey(self.catalogue, card, self.to_place(path), self.link(path), pictures, self.to_line(path))
        sheet = self.sheet_of.get(card.slug)
        places = tuple((Named(self.catalogue.places[slug].name, addresses.relative(path, addresses.city(slug))),
                        country(self.catalogue, slug)) for slug in card.card.places if slug != card.slug)
        return Page("city", self.frame(path, card.card.title, card.card.summary), CityPage(
            shown, places, self.lessons(path, self.learnt.get(card.slug, [])),
            self.lessons(path, [found for slug in card.card.places for found in self.taught.get(slug, [])]),
            self.offer(sheet, path) if sheet else None))

    def link(self, path: str) -> Any:
        return lambda slug, text: f'<a class="city" href="{self.to_place(path)(slug)}">{text}</a>'

    def lessons(self, path: str, learnings: list[Learning]) -> tuple[Lesson, ...]:
        return tuple(lesson(self.catalogue, learning, self.to_place(path)) for learning in learnings)

    def place(self, slug: str) -> Page:
        path, catalogue = addresses.city(slug), self.catalogue
        place, card = catalogue.places[slug], catalogue.card_of.get(slug)
        lines = tuple(self.line(found, path, here=slug) for found in catalogue.lines_of[slug])
        told_in = Named(card.card.title, addresses.relative(path, addresses.city(card.slug))) if card else None
        taught = self.lessons(path, self.taught.get(slug, []))
        return Page("place", self.frame(path, place.name), PlacePage(
            place.name, country(catalogue, slug), lines, taught, told_in, lines[0].colour if len(lines) == 1 else INK))

    def cities(self) -> Page:
        path, catalogue = addresses.CITIES, self.catalogue
        rows = [(Named(place.name, self.to_place(path)(slug)), country(catalogue, slug),
                 tuple(catalogue.communities[found].number for found in catalogue.lines_of[slug]), slug in catalogue.card_of)
                for slug, place in catalogue.named_places.items()]
        return Page("cities", self.frame(path), CitiesPage(tuple(sorted(rows, key=lambda row: row[0].name.casefold()))))

    def network(self) -> Page:
        path = addresses.NETWORK
        found: Network = network(self.catalogue, self.to_place(path), [card.slug for card in self.catalogue.along_the_lines()])
        return Page("network", self.frame(path), found)

    def downloads_page(self) -> Page:
        path = addresses.DOWNLOADS
        return Page("downloads", self.frame(path), DownloadsPage(
            tuple(self.offer(found, path) for found in self.downloads if not found.card),
            tuple(self.offer(found, path) for found in self.downloads if found.card)))

    def about(self) -> Page:
        path, entry = addresses.ABOUT, self.catalogue.about
        sections = tuple((section.title, Markup(section.html)) for section in entry.sections)
        return Page("about", self.frame(path, entry.about.title, entry.about.summary), AboutPage(sections))

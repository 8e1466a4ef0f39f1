"""An edition goes in; its booklet, a list of fragments, comes out as the view of layouts/booklet/booklet.html.

A fragment is what opens on a page of its own and can be typeset by itself: later it is cached and joined by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import CardEntry, EditionEntry
from citybook.models import TRIMS, Publication
from citybook.views import addresses
from citybook.views.measure import first_that_fits, letters, route_height
from citybook.views.network import network
from citybook.views.parts import Journey, Line, Pictures, country, journey, line

# Sizes of a card's text in pt; its route's width, the height it has on a spread and on a page, and the height of a
# picture, all in pt: styles/media/booklet.css.
SIZES = (10.0, 9.5, 9.0)
WIDTH, SPREAD, PAGE, PICTURE = 303.0, 680.0, 295.0, 190.0


@dataclass(frozen=True)
class Fragment:
    """A part of the booklet: the layout booklet/`kind`.html shows `content`; `anchor` is where links lead to."""

    kind: str
    anchor: str
    content: Any = None


@dataclass(frozen=True)
class Row:
    """A row of the contents; a divider has its line's number and colour."""

    name: str
    note: str
    href: str
    colour: str
    number: int | None = None


@dataclass(frozen=True)
class Divider:
    """A community: its line, whose stations lead to their cards, those told under another divider too."""

    line: Line


@dataclass(frozen=True)
class Told:
    """A card in the booklet, the size of its text in pt, whether it fills a spread, and where to read it online."""

    journey: Journey
    size: float
    is_spread: bool
    address: str
    code: str


@dataclass(frozen=True)
class IndexRow:
    """A place and where it is spoken of; the first of `hrefs` is its own card when `has_card`."""

    name: str
    country: str
    anchor: str
    hrefs: tuple[str, ...]
    has_card: bool


@dataclass(frozen=True)
class Booklet:
    """An edition to be bound. `trim` is width and height in mm."""

    lang: str
    direction: str
    title: str
    subtitle: str
    trim: tuple[int, int]
    publication: Publication
    lines: tuple[Line, ...]
    fragments: tuple[Fragment, ...]
    address: str
    code: str


def booklet(catalogue: Catalogue, entry: EditionEntry, pictures: Pictures) -> Booklet:
    """The view of one edition."""
    return _Maker(catalogue, entry, pictures).booklet()


class _Maker:
    def __init__(self, catalogue: Catalogue, entry: EditionEntry, pictures: Pictures) -> None:
        self.catalogue, self.edition, self.pictures = catalogue, entry.edition, pictures
        chosen = entry.edition.cards if "journeys" in entry.edition.parts else []
        self.cards = catalogue.along_the_lines() if chosen == "all" else [catalogue.cards[slug] for slug in chosen]
        self.slugs = [card.slug for card in self.cards]
        # A line has a divider when a card stands under it, or is told under another line's.
        self.lines = [slug for slug in catalogue.communities
                      if any(slug in card.card.communities for card in self.cards)]

    def booklet(self) -> Booklet:
        publication, edition = self.catalogue.publication, self.edition
        address = publication.base
        return Booklet(
            publication.language, publication.direction, edition.title, edition.subtitle, TRIMS[edition.trim], publication,
            tuple(self.line(slug) for slug in self.catalogue.communities), tuple(self.fragments()),
            addresses.printed(address), addresses.code(address))

    def fragments(self) -> list[Fragment]:
        """The parts in the order the edition gives, `journeys` as dividers and cards."""
        found: list[Fragment] = []
        for part in self.edition.parts:
            content: dict[str, Callable[[], Any]] = {
                "contents": self.contents, "places": self.places,
                "network": lambda: network(self.catalogue, self.target, self.slugs)}
            if part == "journeys":
                found.extend(self.journeys())
            else:
                found.append(Fragment(part, part, content[part]() if part in content else None))
        return found

    def journeys(self) -> list[Fragment]:
        found = []
        for slug in self.lines:
            found.append(Fragment("divider", f"line-{slug}", Divider(self.line(slug))))
            found.extend(self.told(card) for card in self.under(slug))
        return found

    def under(self, line_slug: str) -> list[CardEntry]:
        """The cards that stand under a divider: those whose first community it is."""
        return [card for card in self.cards if card.card.communities[0] == line_slug]

    def told(self, card: CardEntry) -> Fragment:
        address = addresses.absolute(self.catalogue, addresses.city(card.slug))
        printed = addresses.printed(address)
        mentioned: set[str] = set()

        def link(slug: str, text: str) -> str:
            anchor, href = "" if slug in mentioned else f' id="at-{card.slug}-{slug}"', self.target(slug)
            mentioned.add(slug)
            return f'<a class="city"{anchor} href="{href}">{text}</a>' if href else f'<b class="city"{anchor}>{text}</b>'

        picture = PICTURE if card.card.picture else 0.0
        counted = letters(card)
        is_spread = route_height(counted, SIZES[-1], WIDTH) > PAGE - picture
        size = first_that_fits(counted, SIZES, WIDTH, (SPREAD if is_spread else PAGE) - picture)
        return Fragment("journey", f"city-{card.slug}", Told(
            journey(self.catalogue, card, self.target, link, self.pictures, lambda slug: f"#line-{slug}"),
            size, is_spread, printed, addresses.code(address)))

    def line(self, slug: str) -> Line:
        return line(self.catalogue, slug, self.target, f"#line-{slug}")

    def target(self, place: str) -> str:
        """Where a place is found: its card, else the stations of its first line, else the index; empty if nowhere."""
        card = self.catalogue.card_of.get(place)
        if card and card.slug in self.slugs:
            return f"#city-{card.slug}"
        lines = [slug for slug in self.catalogue.lines_of[place] if slug in self.lines]
        if lines:
            return f"#stations-{lines[0]}"
        return f"#place-{place}" if "places" in self.edition.parts else ""

    def contents(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        for slug in self.lines:
            community = self.catalogue.communities[slug]
            rows.append(Row(community.name, "", f"#line-{slug}", community.colour, community.number))
            for card in self.under(slug):
                names = dict.fromkeys(country(self.catalogue, place) for place in card.card.places)
                rows.append(Row(card.card.title, ", ".join(names), f"#city-{card.slug}", community.colour))
        return tuple(rows)

    def places(self) -> tuple[IndexRow, ...]:
        rows = [self.index_row(slug) for slug in self.catalogue.named_places]
        return tuple(sorted((row for row in rows if row.hrefs), key=lambda row: row.name.casefold()))

    def index_row(self, place: str) -> IndexRow:
        card = self.catalogue.card_of.get(place)
        own = card if card and card.slug in self.slugs else None
        hrefs = [f"#city-{own.slug}"] if own else []
        for slug in self.lines:
            if slug in self.catalogue.lines_of[place]:
                hrefs.append(f"#stations-{slug}")
            hrefs.extend(f"#at-{other.slug}-{place}" for other in self.under(slug)
                         if other is not own and any(found.slug == place for found in other.links))
        return IndexRow(self.catalogue.places[place].name, country(self.catalogue, place), f"place-{place}",
                        tuple(hrefs), own is not None)

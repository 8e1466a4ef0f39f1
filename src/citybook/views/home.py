"""The catalogue goes in; what the home page shows comes out: the lines and themes, something to
read, the map in short, the guides, and what there is to take home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.lists import format_list

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.frame import Page, Teaser
from citybook.views.guidepages import ChapterLink, GuidePages
from citybook.views.illustrations import EntryPictures, ShownPicture
from citybook.views.lines import Line, NamedLink
from citybook.views.locator import SCREEN, Pin, PinMap, pin_map
from citybook.views.look import look_of_lines
from citybook.views.overviews import Overviews, ThemeLink
from citybook.views.shelf import ShelfItem, shelf
from citybook.views.site import Site

# A line shows so many stations, and so many entries are worth reading.
MOST_STATIONS, MOST_TO_READ = 12, 4
# How wide and high the map is at least on a wide screen and on a phone, in CSS pixels: names are
# placed for these.
WIDE, PHONE = (528.0, 388.0), (288.0, 263.0)


@dataclass(frozen=True)
class Guided:
    """A guide and its chapters."""

    teaser: Teaser
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True)
class Count:
    """How many there are of something, and what they are called."""

    number: int
    words: str


@dataclass(frozen=True)
class Home:
    """The home page. `counted` says how many entries the lists have, which `kinds` lead to; of
    those `to_read`, the first is shown with its `picture`, if it has one. The map counts `places`,
    `countries` and what is told of them."""

    lines: tuple[Line, ...]
    themes: tuple[ThemeLink, ...]
    counted: str
    kinds: tuple[NamedLink, ...]
    to_read: tuple[Teaser, ...]
    picture: ShownPicture | None
    maps: tuple[PinMap, ...]
    places: int
    countries: int
    told: tuple[Count, ...]
    guides: tuple[Guided, ...]
    shelf: tuple[ShelfItem, ...]


class HomePage:
    """Makes the home page."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue, self.path = site, site.catalogue, addresses.HOME

    def page(self) -> Page:
        """Return the page."""
        site, catalogue, path = self.site, self.catalogue, self.path
        lines = (site.line(slug, path, most=MOST_STATIONS) for slug in catalogue.communities)
        to_read = self._to_read()
        places = catalogue.named_places.values()
        content = Home(
            lines=tuple(lines),
            themes=Overviews(site).theme_links(path),
            counted=self._count_lists(),
            kinds=tuple(self._overviews()),
            to_read=tuple(site.teaser(entry, path) for entry in to_read),
            picture=self._picture(to_read[0]) if to_read else None,
            maps=tuple(self._maps()),
            places=len(places),
            countries=len({place.country for place in places}),
            told=tuple(self._told()),
            guides=tuple(self._guides()),
            shelf=shelf(site, site.edition_of.values(), path),
        )
        return Page("home", site.frame(path), content)

    @property
    def _listed(self) -> list[Kind]:
        return [kind for kind in self.catalogue.kinds.listed if self.catalogue.of(kind)]

    def _count(self, kind: Kind) -> Count:
        number = len(self.catalogue.of(kind))
        word = choose_wording(kind.words.of_count(number), self.site.language)
        return Count(number, self.site.translate(word))

    def _count_lists(self) -> str:
        """Return how many entries each list has, as words in a sentence."""
        counts = [f"{one.number} {one.words}" for one in map(self._count, self._listed)]
        return str(format_list(counts, locale=self.site.language)) if counts else ""

    def _told(self) -> Iterator[Count]:
        kinds = [self.catalogue.kinds.of_places, *self._listed]
        yield from (self._count(kind) for kind in kinds if kind and self.catalogue.of(kind))

    def _overviews(self) -> Iterator[NamedLink]:
        site = self.site
        for kind in self._listed:
            name = site.translate(choose_wording(kind.words.many, site.language))
            yield NamedLink(name, addresses.relative(self.path, addresses.overview(kind)))

    def _guides(self) -> Iterator[Guided]:
        pages = GuidePages(self.site)
        guides = self.catalogue.guides.values()
        for guide, teaser in zip(guides, pages.teasers(self.path), strict=True):
            yield Guided(teaser, pages.contents(guide, self.path))

    # Something to read

    def _to_read(self) -> list[Entry[Front]]:
        """Return entries to begin with: those with a picture, those in depth, those that others
        mention most; each on a line or theme of its own as far as that goes."""
        listed = {kind.id for kind in self._listed}
        found = [entry for entry in self.catalogue.entries if entry.kind in listed]
        found.sort(key=self._merit, reverse=True)
        chosen: dict[object, Entry[Front]] = {}
        for entry in found:
            chosen.setdefault(
                (*self.catalogue.communities_of(entry), *entry.front.themes[:1]), entry
            )
        first = list(chosen.values())
        others = [entry for entry in found if entry not in first]
        return [*first, *others][:MOST_TO_READ]

    def _merit(self, entry: Entry[Front]) -> tuple[bool, bool, int]:
        link = self.catalogue.kind_of(entry).link
        has_picture = any(one.place == "main" for one in entry.pictures)
        mentions = self.catalogue.mentions.get((link, entry.slug), ())
        return has_picture, entry.is_in_depth, len(mentions)

    def _picture(self, entry: Entry[Front]) -> ShownPicture | None:
        return EntryPictures(self.catalogue, entry, self.site.pictures_from(self.path)).main()

    # The map

    def _maps(self) -> Iterator[PinMap]:
        """Yield the map for a wide screen, and for a phone; none where no place lies on it."""
        pins, sea = tuple(self._pins()), self.catalogue.publication.colours.all["sea"]
        for room in (WIDE, PHONE):
            if found := pin_map(self.catalogue, pins, room, sea, lettering=SCREEN, least=0.8):
                yield found

    def _pins(self) -> Iterator[Pin]:
        catalogue = self.catalogue
        for slug, place in catalogue.named_places.items():
            lines = catalogue.lines_of[slug]
            if place.coordinates and (lines or not catalogue.communities):
                colour = look_of_lines(catalogue, lines).colour
                has_entry = slug in catalogue.entry_of_place
                yield Pin(place.name, place.coordinates, colour=colour, has_entry=has_entry)

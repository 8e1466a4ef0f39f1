"""An edition that is a leaflet goes in; the six panels of its sheet come out, each where it must be
printed to be folded right.

The sheet is folded to three: the panel that is folded in (the flap) is 3 mm narrower than the
others. Outside, from left to right: flap, back, front; inside: left, middle, right. For languages
written from the right all is mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel.dates import format_date

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.words import TermIndex
from citybook.models import PANELS, TRIMS, Cover, Edition, Figure, Imprint, Panel
from citybook.models.fields import WHITE
from citybook.models.identity import Colours
from citybook.views import addresses
from citybook.views.covers import CoverArt, cover_art
from citybook.views.entry import SectionView, section_views
from citybook.views.illustrations import EntryPictures
from citybook.views.lines import Line, lead_nowhere, line
from citybook.views.locator import Pin, PinMap, pin_map
from citybook.views.logos import LogoShelf, Strip
from citybook.views.look import brand_of
from citybook.views.medium import Medium
from citybook.views.pictures import Pictures
from citybook.views.prose import EntryRenderer
from citybook.views.sheet import Unlinked

OUTSIDE, INSIDE = ("flap", "back", "front"), ("left", "middle", "right")
# The panel folded in, and the one printed on its back: the last of the inside.
NARROW = ("flap", "right")
NARROWER = 3.0
# How high the map on the back is, in mm, and how many places it has at least.
MAP, FEWEST = 80.0, 3
# From which to which share of a page's width something reaches.
Extent = tuple[float, float]
WHOLE: Extent = (0.0, 1.0)


@dataclass(frozen=True)
class PanelView:
    """A panel: its width in mm, its sections and what else it shows, and how many gaps between
    these may grow."""

    name: str
    width: float
    title: str
    sections: tuple[SectionView, ...]
    shows: tuple[str, ...]
    gaps: int = 1


@dataclass(frozen=True)
class Leaflet:
    """A leaflet. `sides` are the two sides of the sheet, each with its panels from left to
    right."""

    lang: str
    direction: str
    title: str
    subtitle: str
    event: str
    colours: Colours
    art: CoverArt
    sheet: tuple[float, float]
    sides: tuple[tuple[PanelView, ...], ...]
    imprint: Imprint
    logos: Strip
    logos_reversed: Strip
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    map: PinMap | None
    slogans: tuple[str, ...]
    cities: tuple[str, ...]
    regions: tuple[str, ...]
    coordinator: str
    experts: tuple[str, ...]
    address: str
    code: str
    file: str

    def left(self, name: str) -> float:
        """Where a panel begins on its side of the sheet, in mm from the left edge."""
        side = next(side for side in self.sides if any(panel.name == name for panel in side))
        before = [panel.name for panel in side].index(name)
        return sum(panel.width for panel in side[:before])


def leaflet(
    catalogue: Catalogue, entry: Entry[Edition], pictures: Pictures | None = None
) -> Leaflet:
    """Return the view of one leaflet."""
    edition, publication = entry.front, catalogue.publication
    about = catalogue.about.front
    imprint = edition.imprint.fill_from(publication)
    shelf = LogoShelf(catalogue, "images", is_marked=True)
    height, width = sorted(TRIMS[edition.trim])
    names = sorted(
        (catalogue.places[slug].name for slug in about.partners.cities), key=catalogue.sort_key
    )
    return Leaflet(
        lang=publication.language,
        direction=publication.direction,
        title=edition.title,
        subtitle=edition.subtitle,
        event=_event(edition.cover, publication.locale),
        colours=publication.colours,
        art=cover_art(catalogue, entry, pictures, panel=((width + NARROWER) / 3, height)),
        sheet=(width, height),
        sides=_sides(catalogue, edition, (width + NARROWER) / 3, pictures),
        imprint=imprint,
        logos=shelf.strip(imprint, edition.imprint.form),
        logos_reversed=shelf.strip(imprint, "reversed"),
        figures=tuple(about.figures),
        lines=tuple(line(catalogue, slug, lead_nowhere) for slug in catalogue.communities),
        map=_map(catalogue, (width + NARROWER) / 3),
        slogans=tuple(one.slogan or "" for one in catalogue.communities.values()),
        cities=tuple(names),
        regions=tuple(_region(one.organisation, one.name) for one in about.partners.regions),
        coordinator=about.partners.coordinator or "",
        experts=tuple(about.partners.experts),
        address=addresses.short_address(publication.base),
        code=addresses.code(publication.base),
        file=entry.file,
    )


def cover_span(edition: Edition, direction: str) -> Extent:
    """Return which part of an edition's first page is its cover: of a leaflet, the front panel."""
    if edition.kind != "leaflet":
        return WHOLE
    share = (1 + NARROWER / max(TRIMS[edition.trim])) / 3
    return (0.0, share) if direction == "rtl" else (1 - share, 1.0)


def _sides(
    catalogue: Catalogue, edition: Edition, width: float, pictures: Pictures | None
) -> tuple[tuple[PanelView, ...], ...]:
    """Return the two sides of the sheet, each with its panels as they stand on it."""
    assert edition.panels
    panels = {
        name: _panel(catalogue, name, getattr(edition.panels, name, Panel()), width, pictures)
        for name in PANELS
    }
    sides = tuple(tuple(panels[name] for name in side) for side in (OUTSIDE, INSIDE))
    if catalogue.publication.direction == "rtl":
        return tuple(side[::-1] for side in sides)
    return sides


def _event(cover: Cover, locale: str) -> str:
    """Return the event on the front, if the leaflet is made for one."""
    day = str(format_date(cover.date, "long", locale)) if cover.date else ""
    return ", ".join(filter(None, (cover.event, cover.occasion, day, cover.venue)))


def _panel(
    catalogue: Catalogue, name: str, panel: Panel, width: float, pictures: Pictures | None
) -> PanelView:
    renderer = EntryRenderer(
        Unlinked(catalogue.kinds.place_link),
        TermIndex.none(),
        brand_of(catalogue),
        medium=Medium(catalogue),
        pictures=EntryPictures(catalogue, catalogue.about, pictures),
    )
    found = {one.title: one for one in section_views(catalogue.about, None, renderer)}
    sections = tuple(found[title] for title in panel.sections)
    return PanelView(
        name=name,
        width=width - NARROWER if name in NARROW else width,
        title=panel.title or "",
        sections=sections,
        shows=tuple(panel.shows),
        gaps=_gaps(catalogue, sections, panel),
    )


def _gaps(catalogue: Catalogue, sections: Sequence[SectionView], panel: Panel) -> int:
    """Count what stands in a panel one below the other."""
    about = catalogue.about.front
    partners = about.partners
    named = (partners.coordinator, partners.experts, partners.cities, partners.regions)
    counts = {
        "figures": len(about.figures) - 1,
        "lines": len(catalogue.communities) - 1,
        "partners": sum(map(bool, named)),
    }
    blocks = sum(len(section.blocks) for section in sections)
    inner = max(0, len(sections) + blocks - 1)
    return max(1, inner + sum(counts.get(one, 1) for one in panel.shows))


def _map(catalogue: Catalogue, width: float) -> PinMap | None:
    """Return the map with the partners' places, for the top of the back."""
    places = [catalogue.places[slug] for slug in dict.fromkeys(catalogue.partner_places)]
    pins = [Pin(one.name, one.coordinates) for one in places if one.coordinates]
    colours = catalogue.publication.colours.all
    found = pin_map(catalogue, pins, (width, MAP), colours["sea"], inside=(8, 10, 14, 8))
    return replace(found, land=WHITE) if found and len(found.pins) >= FEWEST else None


def _region(organisation: str, name: str | None) -> str:
    return f"{name} ({organisation})" if name else organisation

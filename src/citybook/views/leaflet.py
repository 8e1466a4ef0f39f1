"""An edition that is a leaflet goes in; the six panels of its sheet come out, each where it must be
printed to be folded right.

The sheet is folded to three: the panel that is folded in (the flap) is 3 mm narrower than the
others. Outside, from left to right: flap, back, front; inside: left, middle, right. For languages
written from the right all is mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.words import Words
from citybook.models import PANELS, TRIMS, Cover, Edition, Figure, Panel, Publication
from citybook.views import addresses
from citybook.views.parts import INK, Line, line, nowhere
from citybook.views.prose import EntryRenderer, SectionView
from citybook.views.sheet import Unlinked

OUTSIDE, INSIDE = ("flap", "back", "front"), ("left", "middle", "right")
# The panel folded in, and the one printed on its back: the last of the inside.
NARROW = ("flap", "right")
NARROWER = 3.0
# Sizes of the text in pt, from the most comfortable to the floor.
STEPS = (9.5, 9.0, 8.5, 8.0)


@dataclass(frozen=True)
class PanelView:
    """A panel: its width in mm, the sections it tells and what else it shows."""

    name: str
    width: float
    title: str
    passages: tuple[SectionView, ...]
    shows: tuple[str, ...]


@dataclass(frozen=True)
class Leaflet:
    """A leaflet. `sides` are the two sides of the sheet, each with its panels from left to
    right."""

    lang: str
    direction: str
    title: str
    subtitle: str
    event: str
    sheet: tuple[float, float]
    sides: tuple[tuple[PanelView, ...], ...]
    publication: Publication
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    slogans: tuple[str, ...]
    cities: tuple[str, ...]
    regions: tuple[str, ...]
    coordinator: str
    experts: tuple[str, ...]
    address: str
    code: str
    step: float
    steps: tuple[float, ...]
    file: str

    def left(self, name: str) -> float:
        """Where a panel begins on its side of the sheet, in mm from the left edge."""
        side = next(side for side in self.sides if any(panel.name == name for panel in side))
        before = [panel.name for panel in side].index(name)
        return sum(panel.width for panel in side[:before])


def leaflet(catalogue: Catalogue, entry: Entry[Edition]) -> Leaflet:
    """The view of one leaflet."""
    edition, publication = entry.front, catalogue.publication
    assert edition.panels
    height, width = sorted(TRIMS[edition.trim])
    panels = {
        name: _panel(
            catalogue, name, getattr(edition.panels, name, Panel()), (width + NARROWER) / 3
        )
        for name in PANELS
    }
    sides = tuple(tuple(panels[name] for name in side) for side in (OUTSIDE, INSIDE))
    if publication.direction == "rtl":
        sides = tuple(side[::-1] for side in sides)
    partners = catalogue.about.front.partners
    address = publication.base
    return Leaflet(
        publication.language,
        publication.direction,
        edition.title,
        edition.subtitle,
        _event(edition.cover, publication.locale),
        (width, height),
        sides,
        publication,
        tuple(catalogue.about.front.figures),
        tuple(line(catalogue, slug, nowhere) for slug in catalogue.communities),
        tuple(community.slogan or "" for community in catalogue.communities.values()),
        tuple(
            sorted(
                (catalogue.places[slug].name for slug in partners.cities), key=catalogue.sort_key
            )
        ),
        tuple(_region(region.organisation, region.name) for region in partners.regions),
        partners.coordinator or "",
        tuple(partners.experts),
        addresses.printed(address),
        addresses.code(address),
        STEPS[0],
        STEPS,
        entry.file,
    )


def _event(cover: Cover, locale: str) -> str:
    """The event on the front, if the leaflet is made for one."""
    day = str(format_date(cover.date, "long", locale)) if cover.date else ""
    return ", ".join(filter(None, (cover.event, cover.occasion, day, cover.venue)))


def _panel(catalogue: Catalogue, name: str, panel: Panel, width: float) -> PanelView:
    renderer = EntryRenderer(Unlinked(), Words.none(), INK)
    passages = {passage.title: passage for passage in renderer.passages(catalogue.about)}
    return PanelView(
        name,
        width - NARROWER if name in NARROW else width,
        panel.title or "",
        tuple(passages[title] for title in panel.sections),
        tuple(panel.shows),
    )


def _region(organisation: str, name: str | None) -> str:
    return f"{name} ({organisation})" if name else organisation

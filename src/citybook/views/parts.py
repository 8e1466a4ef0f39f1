"""What site, sheet and booklet share: lines with their stations, and a card's sections as they are
read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from babel import Locale
from babel.numbers import format_currency
from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.content import icons
from citybook.content.entries import Entry
from citybook.content.sections import Section
from citybook.models import Card
from citybook.views.prose import EntryRenderer

INK = "#1a1d26"
DEFAULT_ICON = "circle-check"
# A card shows so many stations of its lines; a sheet has room for no more.
MOST_STATIONS = 10
Target = Callable[[str], str]


@dataclass(frozen=True)
class Station:
    """A stop on a line: a place, or the places of one card. `href` is empty where nothing is to be
    found."""

    label: str
    href: str
    has_card: bool
    is_interchange: bool
    organisation: str
    note: str
    here: bool


@dataclass(frozen=True)
class Line:
    """A community as it is drawn. `tint` is its colour as a quiet ground."""

    slug: str
    number: int
    name: str
    short: str
    question: str
    summary: str
    colour: str
    tint: str
    href: str
    guide_title: str
    guide_url: str
    stations: tuple[Station, ...]
    more_before: int
    more_after: int


@dataclass(frozen=True)
class Strength:
    """A strength and the address of its icon, which says nothing that the text does not: a
    background, not a figure."""

    text: Markup
    icon: str


@dataclass(frozen=True)
class Stop:
    """A section of a card. `at` is where it stands in its file, for messages; `rest` is what
    follows the lead."""

    name: str
    title: str
    html: Markup
    lead: Markup
    rest: Markup
    at: str


@dataclass(frozen=True)
class Picture:
    """A copy of a card's picture: its address, what it shows, whose it is, and its size in
    pixels."""

    src: str
    alt: str
    credit: str
    width: int
    height: int


Pictures = dict[str, tuple[str, int, int]]


@dataclass(frozen=True)
class Journey:
    """A city card as every layout shows it; `file` is where it comes from, for messages."""

    slug: str
    file: str
    title: str
    kicker: str
    summary: str
    question: str
    colour: str
    tint: str
    lines: tuple[Line, ...]
    country: str
    grant: str
    funder: str
    stops: dict[str, Stop]
    strengths: tuple[Strength, ...]
    strengths_at: str
    sources: tuple[tuple[str, str], ...]
    picture: Picture | None


@dataclass(frozen=True)
class Named:
    """A name that leads somewhere."""

    name: str
    href: str


def nowhere(slug: str) -> str:  # noqa: ARG001  # a Target
    """The target of places and lines where nothing is a link."""
    return ""


def line(
    catalogue: Catalogue,
    slug: str,
    target: Target,
    href: str = "",
    *,
    here: str = "",
    most: int = 0,
) -> Line:
    """A community as a line; `target` tells where each place's slug leads.

    `here` is the place or card that shows it. With `most`, only so many stations, those around
    `here` if it is one.
    """
    community = catalogue.communities[slug]
    stops = catalogue.stops[slug]
    at = (
        next((i for i, stop in enumerate(stops) if here in (stop.card, *stop.places)), -1)
        if here
        else -1
    )
    start = max(0, min(at - most // 2, len(stops) - most)) if most else 0
    shown = stops[start : start + most] if most else stops
    return Line(
        slug,
        community.number,
        community.name,
        community.short,
        community.question,
        community.summary,
        community.colour,
        tint(community.colour),
        href,
        community.guide.title,
        community.guide.url,
        tuple(
            Station(
                stop.label,
                target(stop.places[0]),
                bool(stop.card),
                stop.is_interchange,
                stop.organisation,
                stop.note,
                index == at,
            )
            for index, stop in enumerate(shown, start)
        ),
        start,
        len(stops) - start - len(shown),
    )


def country(catalogue: Catalogue, place: str) -> str:
    """The name of a place's country in the publication's language."""
    return country_name(catalogue, catalogue.places[place].country)


def country_name(catalogue: Catalogue, code: str) -> str:
    """The name of a country in the publication's language, from its ISO code."""
    return _territories(catalogue.publication.language)[code]


@lru_cache(maxsize=8)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def money(catalogue: Catalogue, amount: Decimal, currency: str) -> str:
    """An amount in the publication's language, decimals only where there are any: €50,000."""
    language = catalogue.publication.language
    pattern = re.sub(
        r"#[#,.0]*",
        "#,##0.00" if amount % 1 else "#,##0",
        Locale(language).currency_formats["standard"].pattern,
    )
    return str(format_currency(amount, currency, pattern, language, currency_digits=False))


@lru_cache(maxsize=1024)
def icon(name: str, colour: str) -> str:
    """An icon in a colour, as a `data:` address: an SVG in a page knows nothing of the page's
    colours in print."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{icons.shapes(name or DEFAULT_ICON)}</svg>'
    )
    return "data:image/svg+xml," + quote(drawing, safe=" =:/")


def journey(
    catalogue: Catalogue,
    card: Entry[Card],
    target: Target,
    renderer: EntryRenderer,
    pictures: Pictures,
    line_href: Target = nowhere,
) -> Journey:
    """A card as it is shown. `target` leads to places, `renderer` resolves the text's links,
    `line_href` leads to lines; `pictures` tells the address, width and height of each picture's
    copy."""
    front, sections = card.front, card.sections
    lines = tuple(
        line(catalogue, slug, target, line_href(slug), here=card.slug, most=MOST_STATIONS)
        for slug in front.communities
    )
    colour, ground = (INK, tint(INK, 0.06)) if len(lines) > 1 else (lines[0].colour, lines[0].tint)
    stops = {
        name: _stop(card, section, name, renderer)
        for name, section in sections.items()
        if name != "strengths"
    }
    grant = front.grant
    return Journey(
        card.slug,
        card.file,
        front.title,
        catalogue.publication.journey,
        front.summary,
        lines[0].question,
        colour,
        ground,
        lines,
        _countries(catalogue, card),
        money(catalogue, grant.amount, grant.currency) if grant else "",
        grant.funder if grant else "",
        stops,
        _strengths(sections.get("strengths"), renderer, colour),
        f"{card.file}:{sections['strengths'].line}" if "strengths" in sections else card.file,
        tuple((source.title, source.url or "") for source in front.sources),
        Picture(pictures[shown.file][0], shown.alt, shown.credit, *pictures[shown.file][1:])
        if (shown := front.picture)
        else None,
    )


def _countries(catalogue: Catalogue, card: Entry[Card]) -> str:
    return ", ".join(dict.fromkeys(country(catalogue, place) for place in card.front.places))


def _stop(card: Entry[Card], section: Section, name: str, renderer: EntryRenderer) -> Stop:
    lead = renderer.html(section.lead)
    rest = renderer.html(section.rest)
    html = Markup(f"<p>{lead}</p>\n{rest}") if section.lead else rest
    return Stop(name, section.title, html, lead, rest, f"{card.file}:{section.line}")


def _strengths(
    section: Section | None, renderer: EntryRenderer, colour: str
) -> tuple[Strength, ...]:
    if section is None:
        return ()
    items = zip(section.items, section.icons, strict=False)
    return tuple(Strength(renderer.html(item), icon(name, colour)) for item, name in items)

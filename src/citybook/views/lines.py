"""A community goes in; the line with its stations that layouts draw comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citybook.catalogue import Catalogue
from citybook.colours import tint
from citybook.relations import Stop

# Where the page of a place or a line is, by its slug; empty where nothing is to be found.
FindAddress = Callable[[str], str]


@dataclass(frozen=True)
class NamedLink:
    """A name that leads somewhere."""

    name: str
    href: str


@dataclass(frozen=True)
class LineLink:
    """A line by its number, its name and its page."""

    number: int
    name: str
    href: str


@dataclass(frozen=True)
class Station:
    """A stop on a line: a place, or the places of one entry. `href` is empty where nothing is to be
    found."""

    label: str
    href: str
    has_entry: bool
    is_interchange: bool
    organisation: str
    note: str
    is_here: bool


@dataclass(frozen=True)
class Line:
    """A community as it is drawn. `tint` is its colour as a quiet ground; `guide` is a how-to guide
    elsewhere, if it has one."""

    slug: str
    number: int
    name: str
    short: str
    question: str
    summary: str
    colour: str
    tint: str
    href: str
    guide: NamedLink | None
    stations: tuple[Station, ...]
    more_before: int
    more_after: int


def lead_nowhere(slug: str) -> str:  # noqa: ARG001  # a FindAddress
    """Return the target of places and lines where nothing is a link."""
    return ""


def line(
    catalogue: Catalogue,
    slug: str,
    target: FindAddress,
    href: str = "",
    *,
    here: str = "",
    most: int = 0,
) -> Line:
    """Return a community as a line; `target` tells where each place's slug leads.

    `here` is the place or entry that shows it. With `most`, only so many stations, those around
    `here` if it is one.
    """
    community, stops = catalogue.communities[slug], catalogue.stops[slug]
    at = next((i for i, stop in enumerate(stops) if here in (stop.entry, *stop.places)), -1)
    at = at if here else -1
    start = max(0, min(at - most // 2, len(stops) - most)) if most else 0
    shown = stops[start : start + most] if most else stops
    guide = community.guide
    return Line(
        slug=slug,
        number=community.number,
        name=community.name,
        short=community.short,
        question=community.question,
        summary=community.summary,
        colour=community.colour,
        tint=tint(community.colour),
        href=href,
        guide=NamedLink(guide.title, guide.url) if guide else None,
        stations=tuple(
            _station(stop, target, is_here=index == at) for index, stop in enumerate(shown, start)
        ),
        more_before=start,
        more_after=len(stops) - start - len(shown),
    )


def _station(stop: Stop, target: FindAddress, *, is_here: bool) -> Station:
    return Station(
        label=stop.label,
        href=target(stop.places[0]),
        has_entry=bool(stop.entry),
        is_interchange=stop.is_interchange,
        organisation=stop.organisation,
        note=stop.note,
        is_here=is_here,
    )

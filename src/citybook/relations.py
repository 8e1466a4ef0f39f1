"""Entries, places and communities go in; who mentions whom, who learnt from whom and who stands
beside whom on a line come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Community, Place


@dataclass(frozen=True)
class Learning:
    """An entry whose lesson, plan or idea came from a place; `ideas` is what the items that say so
    begin with."""

    learner: str
    teacher: str
    ideas: tuple[Element, ...]


@dataclass(frozen=True)
class Mention:
    """Where an entry links to another: the section, and the kind and title of the block; prose has
    no title."""

    entry: Entry[Any]
    section: str
    anchor: str
    block: str
    title: str


@dataclass(frozen=True)
class Stop:
    """A station of a line: one place, or all places of the entry that stands for them. `entry` is
    that entry's slug, empty without one."""

    label: str
    places: tuple[str, ...]
    entry: str
    is_interchange: bool
    organisation: str
    note: str


def find_mentions(entries: Iterable[Entry[Any]]) -> dict[tuple[str, str], list[Mention]]:
    """Return where each entry, place or term is linked to, by the sort of link and slug."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for entry in entries:
        for link in entry.links:
            head = entry.heads[link.section]
            kind, title = head.blocks[link.block]
            mention = Mention(entry, head.title, head.anchor, kind, title)
            listed = found.setdefault((link.kind, link.slug.partition("#")[0]), [])
            if mention not in listed:
                listed.append(mention)
    return found


def find_learnings(entries: Iterable[Entry[Front]], places: Mapping[str, Place]) -> list[Learning]:
    """Return who learnt from whom: each pair of an entry and a place once, in the order of the
    entries."""
    pairs: dict[tuple[str, str], list[Element]] = {}
    for entry in entries:
        for idea in entry.ideas:
            if idea.place in places and idea.place not in entry.front.places:
                pairs.setdefault((entry.slug, idea.place), []).append(idea.element)
    return [Learning(*pair, tuple(ideas)) for pair, ideas in pairs.items()]


def find_stops(
    community: Community,
    places: Mapping[str, Place],
    entry_of_place: Mapping[str, Entry[Front]],
    lines_of: Mapping[str, list[str]],
) -> list[Stop]:
    """Return the stations of a line, in the order of its partners: places of one entry are one
    station."""
    found: dict[str, Stop] = {}
    for partner, place in ((one, place) for one in community.partners for place in one.all_places):
        entry = entry_of_place.get(place)
        together = entry.front.places if entry else (place,)
        stop = Stop(
            label=entry.front.title if entry else places[place].name,
            places=together,
            entry=entry.slug if entry else "",
            is_interchange=any(len(lines_of[one]) > 1 for one in together),
            organisation=partner.organisation or "",
            note=partner.note or "",
        )
        found.setdefault(entry.slug if entry else place, stop)
    return list(found.values())

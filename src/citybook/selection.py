"""A part of an edition goes in; the entries it holds, in their order, come out, and the pictures
that all of it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.downloads import FOLDER
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.content.sections import Section
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.models import Choice, Edition


def select(catalogue: Catalogue, choice: Choice) -> list[Entry[Front]]:
    """Return the entries of a part: those named, in the order given; of `all`, those in the order
    of lines, themes or alphabet."""
    found: list[Entry[Front]] = []
    names_nothing = not choice.named and not choice.guide
    for kind in catalogue.kinds.chosen:
        named = choice.named.get(kind.id, ())
        if named == "all" or names_nothing:
            found += _all(catalogue, kind)
        else:
            found += [catalogue.of(kind)[slug] for slug in named]
    if choice.guide:
        found += catalogue.chapters_of(catalogue.guides[choice.guide], choice.chapters)
    found = [entry for entry in found if _fits(catalogue, entry, choice.where)]
    return catalogue.sort_entries(found) if choice.order == "alphabet" else found


def entries_of(catalogue: Catalogue, edition: Edition) -> list[Entry[Front]]:
    """Return every entry of an edition, in the order in which it is printed."""
    return [entry for choice in edition.choices for entry in select(catalogue, choice)]


def offprints(catalogue: Catalogue) -> dict[str, Entry[Front]]:
    """Return the entries that have an offprint, a PDF of their own, by the offprint's name."""
    return {
        f"{kind.folder}/{slug}": entry
        for kind in catalogue.kinds
        if kind.offprint
        for slug, entry in catalogue.of(kind).items()
    }


def pictures_in(
    catalogue: Catalogue, edition: Entry[Edition]
) -> Iterator[tuple[Entry[Any], PictureUse]]:
    """Yield the pictures that an edition shows, in its order, each with the entry or the foreword
    that it stands in."""
    front, about = edition.front, catalogue.about
    if front.kind == "leaflet":
        titles = {title for _, panel in front.panels or () for title in panel.sections}
        texts = about.text.sections if about.pictures else ()
        sections = (one for one in texts if one.title in titles)
        yield from ((about, use) for section in sections for use in section.pictures)
        return
    if "foreword" in front.parts:
        yield from ((edition, use) for use in edition.pictures)
    for entry in entries_of(catalogue, front):
        yield from ((entry, use) for use in _printed_uses(catalogue, entry))


def printed_sections(catalogue: Catalogue, entry: Entry[Any]) -> list[Section]:
    """Return the sections of a text that paper has, too."""
    kind = catalogue.kinds.by_id.get(entry.kind)
    return [one for one in entry.text.sections if kind is None or kind.is_printed(one.id)]


def _printed_uses(catalogue: Catalogue, entry: Entry[Front]) -> Iterator[PictureUse]:
    """Yield the pictures of an entry but for those of sections that are on its page only."""
    if not entry.pictures:
        return  # its text is not fetched
    printed = printed_sections(catalogue, entry)
    hidden = {
        use for section in entry.text.sections if section not in printed for use in section.pictures
    }
    yield from (use for use in entry.pictures if use not in hidden)


def offered_files(catalogue: Catalogue) -> list[str]:
    """Return the files that texts offer to be downloaded."""
    texts: list[Entry[Any]] = [*catalogue.entries, catalogue.about]
    found = (use for entry in texts for use in entry.files)
    return sorted({use.file for use in found if use.folder == FOLDER})


def _all(catalogue: Catalogue, kind: Kind) -> list[Entry[Front]]:
    """Return all entries of a kind: along the lines if they stand for places, by their first theme
    if they have numbers within it, else in the alphabet."""
    if kind.stands_for_places:
        return catalogue.along_the_lines()
    if {"order", "themes"} <= kind.roles.keys():
        of_kind = catalogue.of(kind)
        by_theme = [
            entry
            for slug, entries in catalogue.of_theme.items()
            for entry in entries
            if entry.front.themes[0] == slug and of_kind.get(entry.slug) is entry
        ]
        return [*by_theme, *(one for one in catalogue.in_order(kind) if not one.front.themes)]
    return catalogue.sort_entries(catalogue.of(kind).values())


def _fits(catalogue: Catalogue, entry: Entry[Front], where: dict[str, tuple[str, ...]]) -> bool:
    """Whether an entry has one of the values of each facet asked for."""
    return all(
        set(wanted) & set(catalogue.facet_values(entry, facet)) for facet, wanted in where.items()
    )

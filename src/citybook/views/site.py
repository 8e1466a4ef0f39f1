"""The catalogue and the finished PDFs go in; every page of the site comes out as a plan, made only
if it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from citybook.catalogue import Catalogue, Learning, Mention
from citybook.content.entries import Entry
from citybook.selection import entries_of
from citybook.views import addresses
from citybook.views.article import countries, look
from citybook.views.citypages import CityPages
from citybook.views.entrypages import EntryPages
from citybook.views.frame import (
    Backlink,
    Download,
    DownloadGroup,
    Frame,
    Offer,
    Page,
    Plan,
    Printed,
    Teaser,
)
from citybook.views.listpages import ListPages
from citybook.views.network import Lesson, lesson
from citybook.views.parts import Line, Pictures, line

SECTIONS = (
    ("cities", addresses.CITIES),
    ("practices", addresses.PRACTICES),
    ("profiles", addresses.PROFILES),
    ("guides", addresses.GUIDES),
    ("downloads", addresses.DOWNLOADS),
    ("about", addresses.ABOUT),
)


class Site:
    """Makes the pages of one catalogue. `groups` of downloads are none where nothing could be
    typeset."""

    def __init__(
        self,
        catalogue: Catalogue,
        groups: Sequence[DownloadGroup],
        pictures: Pictures,
        made_by: str,
    ) -> None:
        self.catalogue, self.groups, self.pictures = catalogue, groups, pictures
        self.downloads = [found for group in groups for found in group.downloads]
        self.words = catalogue.words
        self.shared = self._shared(made_by)
        self.sheet_of = self._by_item("sheets")
        self.edition_of = self._by_item("editions")

    def _by_item(self, output: str) -> dict[str, Download]:
        return {found.item: found for found in self.downloads if found.output == output}

    def _shared(self, made_by: str) -> bytes:
        """A hash of all that any page may show of other entries, and of what makes pages."""
        catalogue = self.catalogue
        digest = hashlib.sha256(
            repr(
                (
                    made_by,
                    catalogue.publication,
                    catalogue.places,
                    catalogue.communities,
                    catalogue.themes,
                    bool(self.downloads),
                    self.pictures,
                )
            ).encode()
        )
        everything: tuple[Iterable[Entry[Any]], ...] = (
            catalogue.entries,
            catalogue.terms.values(),
            catalogue.guides.values(),
            catalogue.editions.values(),
            [catalogue.about],
        )
        for entries in everything:
            for entry in entries:
                digest.update(entry.public_hash)
        return digest.digest()

    def plans(self) -> Iterator[Plan]:
        """Every page, the one for missing pages too."""
        lists, cities, entries = ListPages(self), CityPages(self), EntryPages(self)
        yield from lists.plans()
        yield from cities.plans()
        yield from entries.plans()
        yield self.plan(
            addresses.NOT_FOUND, lambda: Page("404", self.frame(addresses.NOT_FOUND), None)
        )

    def plan(self, path: str, make: Any, own: bytes = b"", shows: object = None) -> Plan:
        """A page whose own text has the hash `own`; `shows` is what it tells of PDFs."""
        return Plan(path, self.shared + own + (repr(shows).encode() if shows else b""), make)

    @cached_property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The parts of the site that have something to show."""
        there = {
            "cities": bool(self.catalogue.named_places),
            "practices": bool(self.catalogue.practices),
            "profiles": bool(self.catalogue.profiles),
            "guides": bool(self.catalogue.guides),
            "downloads": bool(self.downloads),
            "about": True,
        }
        return tuple((name, path) for name, path in SECTIONS if there[name])

    def frame(self, path: str, title: str = "", description: str = "") -> Frame:
        """The frame of a page; `title` is empty where the layout itself has the words."""
        publication = self.catalogue.publication
        return Frame(
            path,
            title,
            description or publication.summary,
            addresses.absolute(self.catalogue, path),
            "../" * path.count("/"),
            publication.language,
            publication.direction,
            publication,
            self.sections,
        )

    def to_place(self, path: str) -> Any:
        return lambda slug: addresses.relative(path, addresses.place(self.catalogue, slug))

    def line(self, slug: str, path: str, here: str = "", most: int = 0) -> Line:
        return line(
            self.catalogue,
            slug,
            self.to_place(path),
            addresses.relative(path, addresses.community(slug)),
            here=here,
            most=most,
        )

    def offer(self, download: Download, path: str) -> Offer:
        about = (
            addresses.relative(path, addresses.edition(download.item))
            if download.output == "editions"
            else ""
        )
        return Offer(addresses.relative(path, addresses.download(download.name)), download, about)

    def teaser(self, entry: Entry[Any], path: str) -> Teaser:
        """An entry in a list on the page `path`."""
        front, shown = entry.front, look(self.catalogue, entry)
        place = (
            countries(self.catalogue, entry) if entry.kind != "chapter" else self.guide_title(entry)
        )
        href = addresses.relative(path, addresses.entry(self.catalogue, entry.kind, entry.slug))
        return Teaser(
            entry.kind,
            front.title,
            href,
            "" if place == front.title else place,
            front.headline if entry.kind == "profile" else front.summary,
            shown.colour,
            shown.number,
        )

    def guide_title(self, chapter: Entry[Any]) -> str:
        return self.catalogue.guides[chapter.slug.partition("/")[0]].front.title

    def backlinks(self, kind: str, slug: str, path: str) -> tuple[Backlink, ...]:
        """Where other entries speak of this one."""
        return tuple(
            self._backlink(mention, path)
            for mention in self.catalogue.mentions.get((kind, slug), ())
            if mention.entry.kind != "term"
        )

    def _backlink(self, mention: Mention, path: str) -> Backlink:
        entry = mention.entry
        target = (
            addresses.ABOUT
            if entry.kind == "about"
            else addresses.entry(self.catalogue, entry.kind, entry.slug)
        )
        within = mention.title if mention.title and mention.block != "chart" else mention.section
        anchor = f"#{mention.anchor}" if entry.kind != "card" else ""
        return Backlink(
            entry.front.title, addresses.relative(path, target) + anchor, within, mention.block
        )

    @cached_property
    def _held_by(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """For each entry the editions that hold it, with their titles."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for slug, edition in self.catalogue.editions.items():
            for entry in entries_of(self.catalogue, edition.front):
                found.setdefault((entry.kind, entry.slug), []).append((slug, edition.front.title))
        return found

    def printed(self, entry: Entry[Any], path: str) -> tuple[Printed, ...]:
        """The editions that hold an entry, and the page of each where it is typeset."""
        anchor = addresses.anchor(entry)
        return tuple(
            Printed(
                title, addresses.relative(path, addresses.edition(slug)), self.page_of(slug, anchor)
            )
            for slug, title in self._held_by.get((entry.kind, entry.slug), ())
        )

    def page_of(self, edition: str, anchor: str) -> int | None:
        """The page of an edition on which something is, if the edition is typeset."""
        download = self.edition_of.get(edition)
        return (download.pages_of or {}).get(anchor) if download else None

    @cached_property
    def _learnt(self) -> tuple[dict[str, list[Learning]], dict[str, list[Learning]]]:
        learnt: dict[str, list[Learning]] = {}
        taught: dict[str, list[Learning]] = {}
        for learning in self.catalogue.learnings:
            learnt.setdefault(learning.learner, []).append(learning)
            taught.setdefault(learning.teacher, []).append(learning)
        return learnt, taught

    def learnt_by(self, card: str, path: str) -> tuple[Lesson, ...]:
        """What a card learnt from other places."""
        return self._lessons(path, self._learnt[0].get(card, []))

    def taught_by(self, places: Iterable[str], path: str) -> tuple[Lesson, ...]:
        """What others learnt from places."""
        return self._lessons(
            path, [found for slug in places for found in self._learnt[1].get(slug, [])]
        )

    def _lessons(self, path: str, learnings: list[Learning]) -> tuple[Lesson, ...]:
        return tuple(
            lesson(self.catalogue, learning, self.to_place(path)) for learning in learnings
        )

"""The catalogue and the finished PDFs go in; what the pages of the site are made with comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.history import Period
from citybook.kinds.front import Front
from citybook.kinds.wording import choose_wording
from citybook.relations import Learning, Mention
from citybook.selection import entries_of
from citybook.views import addresses
from citybook.views.dates import EntryDates, dates_of
from citybook.views.entry import countries
from citybook.views.frame import (
    Backlink,
    CoverPicture,
    Download,
    DownloadGroup,
    Frame,
    Offer,
    PagePlan,
    PrintedIn,
    Teaser,
)
from citybook.views.in_common import in_common
from citybook.views.lines import Line, LineLink, line
from citybook.views.look import look_of
from citybook.views.pictures import Pictures
from citybook.views.siteframe import SiteFrame


class Site:
    """What the pages of one catalogue are made with. There are no `groups` of downloads where
    nothing could be typeset; `assets` are the places of what pages load, by their names;
    `translate` says a phrase of the layouts in the publication's language; `covers` are the
    pictures of PDFs' covers, by the files below build/; `history` is when files came and
    changed, as far as that is known; `previews` are the pages that have one; `has_copy` says
    that there is or will be a copy of the site to download."""

    def __init__(
        self,
        catalogue: Catalogue,
        groups: Sequence[DownloadGroup],
        made_by: str,
        assets: Mapping[str, str],
        translate: Callable[[str], str] = str,
        covers: Mapping[str, CoverPicture] | None = None,
        history: Mapping[str, Period] | None = None,
        previews: Collection[str] = (),
        *,
        has_copy: bool = False,
    ) -> None:
        self.catalogue = catalogue
        self.groups_of_downloads = [group for group in groups if not group.beside]
        self.downloads = [found for group in groups for found in group.downloads]
        self.beside = {
            (group.beside, found.item): found
            for group in groups
            for found in group.downloads
            if group.beside
        }
        self.has_downloads = has_copy or bool(self.downloads)
        self.assets, self.translate, self.covers = assets, translate, covers or {}
        self.history, self.previews = history or {}, previews
        self.frames = SiteFrame(
            catalogue, groups, assets, translate, self.has_downloads, bool(self.dated)
        )
        self.made_by = made_by
        self.shared = self._hash_shared()
        self.sheet_of, self.edition_of = self._by_item("sheets"), self._by_item("editions")
        self.offprint_of = self._by_item("offprints")
        self.sheet_names = {id(entry): name for name, entry in catalogue.sheets.items()}

    @cached_property
    def dated(self) -> list[Entry[Any]]:
        """The entries and guides of which it is known when they came or changed, the last first."""
        found: list[Entry[Any]] = [*self.catalogue.entries, *self.catalogue.guides.values()]
        found = sorted((one for one in found if self.dates(one).in_feed), key=lambda one: one.file)
        return sorted(found, key=lambda one: self.dates(one).in_feed, reverse=True)

    def dates(self, entry: Entry[Any]) -> EntryDates:
        """Return when an entry was published and changed."""
        return dates_of(entry, self.history)

    def _by_item(self, output: str) -> dict[str, Download]:
        return {found.item: found for found in self.downloads if found.output == output}

    def _hash_shared(self) -> bytes:
        """Return a hash of all that any page may show of other entries, and of what makes pages."""
        return in_common(
            self.catalogue,
            self.made_by,
            self.has_downloads,
            self.assets,
            self.frames.foot,
            self.frames.logos,
            self.frames.has_feed,
        )

    def plan(
        self,
        path: str,
        make: Any,
        own: bytes = b"",
        shows: object = None,
        *,
        is_listed: bool = True,
    ) -> PagePlan:
        """Return a page whose own text has the hash `own`; `shows` is what it tells of PDFs."""
        made_from = self.shared + own + (repr(shows).encode() if shows else b"")
        return PagePlan(path, made_from, make, is_listed)

    @property
    def language(self) -> str:
        """The language of the publication."""
        return self.catalogue.publication.language

    def frame(self, path: str, title: str = "", description: str = "") -> Frame:
        """Return the frame of a page; `title` is empty where the layout itself has the words."""
        return self.frames.frame(path, title, description)

    @property
    def places_title(self) -> str:
        """The title of the page with the map and all places."""
        return self.frames.places_title

    def pictures_from(self, path: str) -> Pictures:
        """Return the pictures as the page `path` shows them."""
        return Pictures(
            self.catalogue.pictures,
            "site",
            lambda name: addresses.relative(path, f"{addresses.ASSETS}/{name}"),
        )

    def line_link(self, slug: str, path: str) -> LineLink:
        """Return a line as the page `path` leads to it."""
        found = self.catalogue.communities[slug]
        href = addresses.relative(path, addresses.community(slug))
        return LineLink(found.number, found.name, href)

    def to_place(self, path: str) -> Callable[[str], str]:
        """Return what tells where places lead from a page."""
        return lambda slug: addresses.relative(path, addresses.place(self.catalogue, slug))

    def line(self, slug: str, path: str, here: str = "", most: int = 0) -> Line:
        """Return a line as the page `path` shows it."""
        href = addresses.relative(path, addresses.community(slug))
        return line(self.catalogue, slug, self.to_place(path), href, here=here, most=most)

    def offer(self, download: Download, path: str) -> Offer:
        """Return a download as the page `path` offers it."""
        is_edition = download.output == "editions"
        about = addresses.relative(path, addresses.edition(download.item)) if is_edition else ""
        other = self.beside.get((download.output, download.item))
        others = (self.offer(other, path),) if other else ()
        href = addresses.relative(path, addresses.download(download.name))
        return Offer(href, download, about, others)

    def sheet_offer(self, entry: Entry[Front], path: str) -> Offer | None:
        """Return the sheet of an entry, if there is one."""
        found = self.sheet_of.get(self.sheet_names.get(id(entry), ""))
        return self.offer(found, path) if found else None

    def offprint_offer(self, entry: Entry[Front], path: str) -> Offer | None:
        """Return the offprint of an entry, if there is one."""
        found = self.offprint_of.get(f"{self.catalogue.kind_of(entry).folder}/{entry.slug}")
        return self.offer(found, path) if found else None

    # Entries as other pages show them

    def label(self, entry: Entry[Any]) -> str:
        """Return what an entry of its kind is called; nothing of a guide."""
        kind = self.catalogue.kinds.by_id.get(entry.kind)
        return self.translate(choose_wording(kind.words.label, self.language)) if kind else ""

    def teaser(self, entry: Entry[Front], path: str) -> Teaser:
        """Return an entry in a list on the page `path`."""
        catalogue, front, look = self.catalogue, entry.front, look_of(self.catalogue, entry)
        kind = catalogue.kind_of(entry)
        where = (
            catalogue.guide_of_chapter(entry).front.title
            if kind.in_guide
            else countries(catalogue, entry)
        )
        return Teaser(
            kind=entry.kind,
            label=self.label(entry),
            title=front.title,
            href=addresses.relative(path, addresses.of_entry(catalogue, entry)),
            kicker="" if where == front.title else where,
            summary=front.headline or front.summary,
            colour=look.colour,
            number=look.number,
        )

    def backlinks(self, link: str, slug: str, path: str) -> tuple[Backlink, ...]:
        """Return where other entries mention what a link of this sort leads to."""
        mentions = self.catalogue.mentions.get((link, slug), ())
        terms = self.catalogue.terms.values()
        return tuple(
            self._backlink(mention, path) for mention in mentions if mention.entry not in terms
        )

    def _backlink(self, mention: Mention, path: str) -> Backlink:
        entry, catalogue = mention.entry, self.catalogue
        is_about = entry is catalogue.about
        within = mention.title if mention.title and mention.block != "chart" else mention.section
        place = addresses.of_mention(catalogue, mention)
        in_guide = not is_about and catalogue.kind_of(entry).in_guide
        return Backlink(entry.front.title, addresses.relative(path, place), within, in_guide)

    # Printed editions

    @cached_property
    def _held_by(self) -> dict[int, list[tuple[str, str]]]:
        """For each entry the editions that hold it, with their titles."""
        found: dict[int, list[tuple[str, str]]] = {}
        for slug, edition in self.catalogue.editions.items():
            for entry in entries_of(self.catalogue, edition.front):
                found.setdefault(id(entry), []).append((slug, edition.front.title))
        return found

    def find_printed(
        self, entry: Entry[Front], path: str, section: str = ""
    ) -> tuple[PrintedIn, ...]:
        """Return the editions that hold an entry, and the page of each where it is typeset, or
        where a section of it is."""
        anchor = addresses.anchor(self.catalogue, entry)
        anchor = f"{anchor}--{section}" if section else anchor
        return tuple(
            PrintedIn(
                title=title,
                href=addresses.relative(path, addresses.edition(slug)),
                page=self.page_of(slug, anchor),
            )
            for slug, title in self._held_by.get(id(entry), ())
        )

    def page_of(self, edition: str, anchor: str) -> int | None:
        """Return the page of an edition on which something is, if the edition is typeset."""
        download = self.edition_of.get(edition)
        return (download.pages_of or {}).get(anchor) if download else None

    # Who learnt from whom

    @cached_property
    def lessons(self) -> tuple[dict[str, list[Learning]], dict[str, list[Learning]]]:
        """Who learnt from whom, by the learner and by the teacher."""
        by_learner: dict[str, list[Learning]] = {}
        by_teacher: dict[str, list[Learning]] = {}
        for learning in self.catalogue.learnings:
            by_learner.setdefault(learning.learner, []).append(learning)
            by_teacher.setdefault(learning.teacher, []).append(learning)
        return by_learner, by_teacher

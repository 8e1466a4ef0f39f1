"""The site's other pages: home, communities, editions, who learnt from whom, downloads,
about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.models import Edition, Figure, Partner
from citybook.selection import select
from citybook.views import addresses
from citybook.views.entry import SectionView, section_views
from citybook.views.explained import Explained, explain, text_renderer
from citybook.views.frame import Offer, Page, PagePlan, Teaser
from citybook.views.home import HomePage
from citybook.views.illustrations import EntryPictures
from citybook.views.lines import Line, NamedLink
from citybook.views.medium import Medium
from citybook.views.network import draw
from citybook.views.rows import RowSection, rows_by_kind
from citybook.views.shelf import ShelfItem, shelf
from citybook.views.site import Site
from citybook.views.sitelinks import SiteLinks

# The page of a line names so many stations and partners.
MOST_PARTNERS = 100
# So many lessons are drawn; so many entries of a part of an edition are named.
MOST_LESSONS, MOST_IN_PART = 100, 400
# Formats of downloads that nobody prints: e-books, the offline copy and data.
NOT_PRINTED = ("EPUB", "ZIP", "CSV", "JSON", "GeoJSON")


@dataclass(frozen=True)
class PartnerView:
    """A partner of a community as it is listed: with its places, or a place by itself."""

    organisation: str
    places: tuple[NamedLink, ...]
    note: str


@dataclass(frozen=True)
class CommunityPage:
    """A line: its first partners and how many more there are, the entries that stand for places on
    it, and others by kind."""

    line: Line
    slogan: str
    partners: tuple[PartnerView, ...]
    more_partners: int
    cards: tuple[RowSection, ...]
    entries: tuple[RowSection, ...]
    guide: NamedLink | None


@dataclass(frozen=True)
class EditionPage:
    """An edition: its parts with the entries and their pages; and how many more each has."""

    title: str
    subtitle: str
    summary: str
    offer: Offer | None
    parts: tuple[tuple[str, tuple[tuple[Teaser, int | None], ...], int], ...]


@dataclass(frozen=True)
class DownloadShelf:
    """Downloads of one output under a heading with a note and a link to what explains them. Sheets,
    which are all of one size, need no board; without any pictures they are a list."""

    anchor: str
    heading: str
    note: str
    covers: tuple[ShelfItem, ...]
    about: str = ""

    @property
    def is_board(self) -> bool:
        """Whether they stand on a board, at one scale."""
        return self.anchor == "editions"

    @property
    def has_pictures(self) -> bool:
        """Whether any is shown with its cover."""
        return any(cover.picture for cover in self.covers)


@dataclass(frozen=True)
class DownloadsPage:
    """All downloads; whether all to print are PDFs."""

    groups: tuple[DownloadShelf, ...]
    is_all_pdf: bool


@dataclass(frozen=True)
class AboutPage:
    """The project: its figures, its text, who takes part."""

    figures: tuple[Figure, ...]
    sections: tuple[SectionView, ...]
    coordinator: str
    experts: tuple[str, ...]
    cities: tuple[NamedLink, ...]
    regions: tuple[NamedLink, ...]
    sources: tuple[str, ...]
    terms: tuple[Explained, ...]


class ListPages:
    """Plans these pages."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        plan, catalogue, site = self.site.plan, self.catalogue, self.site
        home = HomePage(site)
        yield plan(addresses.HOME, home.page, shows=(site.edition_of, site.beside, site.covers))
        for slug in catalogue.communities:
            yield plan(addresses.community(slug), lambda slug=slug: self.community(slug))
        for slug in catalogue.editions:
            shows = site.edition_of.get(slug), site.beside.get(("editions", slug))
            yield plan(addresses.edition(slug), lambda slug=slug: self.edition(slug), shows=shows)
        if self.catalogue.learnings:
            yield plan(addresses.NETWORK, self.network)
        if site.has_downloads:
            shown = (site.groups_of_downloads, site.beside, site.covers)
            yield plan(addresses.DOWNLOADS, self.downloads, shows=shown)
        yield plan(addresses.ABOUT, self.about)

    def community(self, slug: str) -> Page:
        """Return the page of a line."""
        path, catalogue, site = addresses.community(slug), self.catalogue, self.site
        found, guide = catalogue.communities[slug], catalogue.guide_of.get(slug)
        others = (
            entry
            for kind in catalogue.kinds.listed
            for entry in catalogue.sort_entries(catalogue.of(kind).values())
            if slug in catalogue.communities_of(entry)
        )
        to_guide = addresses.relative(path, addresses.guide(guide.slug)) if guide else ""

        def to_all(kind: Kind) -> str:
            return addresses.of_line(kind, slug)

        content = CommunityPage(
            line=replace(site.line(slug, path, most=MOST_PARTNERS), href=""),
            slogan=found.slogan or "",
            partners=tuple(
                self._partner(partner, path) for partner in found.partners[:MOST_PARTNERS]
            ),
            more_partners=max(0, len(found.partners) - MOST_PARTNERS),
            cards=rows_by_kind(site, catalogue.on_line(slug), path, to_all),
            entries=rows_by_kind(site, others, path, to_all),
            guide=NamedLink(guide.front.title, to_guide) if guide else None,
        )
        return Page("community", site.frame(path, found.name, found.summary), content)

    def _partner(self, partner: Partner, path: str) -> PartnerView:
        places = tuple(
            NamedLink(self.catalogue.places[slug].name, self.site.to_place(path)(slug))
            for slug in partner.all_places
        )
        return PartnerView(partner.organisation or "", places, partner.note or "")

    def edition(self, slug: str) -> Page:
        """Return the page of an edition."""
        path, site, catalogue = addresses.edition(slug), self.site, self.catalogue
        edition, download = catalogue.editions[slug].front, site.edition_of.get(slug)
        parts = tuple(
            (
                choice.title or self._kind_title(found, edition),
                tuple(
                    (
                        self._in_edition(one, path),
                        site.page_of(slug, addresses.anchor(catalogue, one)),
                    )
                    for one in found[:MOST_IN_PART]
                ),
                len(found) - len(found[:MOST_IN_PART]),
            )
            for choice in edition.choices
            for found in [select(catalogue, choice)]
        )
        content = EditionPage(
            title=edition.title,
            subtitle=edition.subtitle,
            summary=edition.summary or "",
            offer=site.offer(download, path) if download else None,
            parts=parts,
        )
        description = edition.summary or edition.subtitle
        return Page("edition", site.frame(path, edition.title, description), content)

    def _kind_title(self, entries: Sequence[Entry[Front]], edition: Edition) -> str:
        """Return what a part without a title is told apart by, if there are others: its kind."""
        kinds = {self.catalogue.kind_of(entry) for entry in entries}
        if len(edition.choices) == 1 or len(kinds) != 1:
            return ""
        return self.site.translate(choose_wording(kinds.pop().words.title, self.site.language))

    def _in_edition(self, entry: Entry[Front], path: str) -> Teaser:
        """Return an entry as the page of an edition lists it: chapters without their guide, and
        entries that have no page without a link."""
        teaser, kind = self.site.teaser(entry, path), self.catalogue.kind_of(entry)
        teaser = replace(teaser, kicker="") if kind.in_guide else teaser
        return teaser if kind.has_page else replace(teaser, href="")

    def network(self) -> Page:
        """Return the page of who learnt from whom."""
        path, catalogue = addresses.NETWORK, self.catalogue
        taught = self.site.lessons[0]
        found = [one for entry in catalogue.along_the_lines() for one in taught.get(entry.slug, ())]
        shown = draw(catalogue, self.site.to_place(path), found[:MOST_LESSONS])
        shown = replace(shown, more=len(found) - len(found[:MOST_LESSONS]))
        return Page("network", self.site.frame(path), shown)

    def downloads(self) -> Page:
        """Return the page of all downloads."""
        path, site = addresses.DOWNLOADS, self.site
        groups = tuple(
            DownloadShelf(
                group.anchor,
                group.heading,
                group.note,
                shelf(site, group.downloads if group.is_on_shelf else (), path),
                group.about,
            )
            for group in site.groups_of_downloads
        )
        printed = [found for found in site.downloads if found.format not in NOT_PRINTED]
        is_all_pdf = bool(printed) and all(found.format == "PDF" for found in printed)
        return Page("downloads", site.frame(path), DownloadsPage(groups, is_all_pdf))

    def about(self) -> Page:
        """Return the about page."""
        path, catalogue, site = addresses.ABOUT, self.catalogue, self.site
        entry, partners = catalogue.about, catalogue.about.front.partners
        links, to_place = SiteLinks(catalogue, path, ()), site.to_place(path)
        medium, pictures = (
            Medium(catalogue, path),
            EntryPictures(catalogue, entry, site.pictures_from(path)),
        )
        renderer = text_renderer(catalogue, links, medium=medium, pictures=pictures)
        cities = (
            NamedLink(catalogue.places[slug].name, to_place(slug)) for slug in partners.cities
        )
        regions = (
            NamedLink(
                f"{region.name} ({region.organisation})" if region.name else region.organisation,
                to_place(region.places[0]) if region.places else "",
            )
            for region in partners.regions
        )
        content = AboutPage(
            figures=tuple(entry.front.figures),
            sections=section_views(entry, None, renderer),
            coordinator=partners.coordinator or "",
            experts=tuple(partners.experts),
            cities=tuple(cities),
            regions=tuple(regions),
            sources=tuple(source.title for source in entry.front.sources),
            terms=explain(catalogue, links.terms, path),
        )
        return Page("about", site.frame(path, entry.front.title, entry.front.summary), content)

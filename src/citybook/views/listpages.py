"""The site's pages that list: home, communities, practices with their facets, profiles, themes,
guides, glossary, editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citybook.models import Figure, Partner
from citybook.selection import chosen
from citybook.views import addresses
from citybook.views.entrypages import EntryPages, Explained
from citybook.views.frame import Offer, Page, Plan, Teaser
from citybook.views.network import Network, network
from citybook.views.parts import INK, Line, Named
from citybook.views.practicepages import PracticePages, ThemeLink
from citybook.views.prose import EntryRenderer, Passage
from citybook.views.sitelinks import SiteLinks

if TYPE_CHECKING:
    from citybook.views.site import Site

# A line on the home page shows so many stations.
MOST_AT_HOME = 12


@dataclass(frozen=True)
class Home:
    lines: tuple[Line, ...]
    themes: tuple[ThemeLink, ...]
    guides: tuple[Teaser, ...]
    profiles: int
    practices: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Stop:
    """A partner of a community as it is listed: with its places, or a place by itself."""

    organisation: str
    places: tuple[Named, ...]
    note: str


@dataclass(frozen=True)
class CommunityPage:
    line: Line
    slogan: str
    partners: tuple[Stop, ...]
    cards: tuple[Teaser, ...]
    practices: tuple[Teaser, ...]
    profiles: tuple[Teaser, ...]
    guide: Named | None


@dataclass(frozen=True)
class ProfilesPage:
    groups: tuple[tuple[str, tuple[Teaser, ...]], ...]


@dataclass(frozen=True)
class GlossaryPage:
    terms: tuple[tuple[Explained, tuple[Teaser, ...]], ...]


@dataclass(frozen=True)
class EditionPage:
    """An edition: its parts with the entries and their pages."""

    title: str
    subtitle: str
    summary: str
    offer: Offer | None
    parts: tuple[tuple[str, tuple[tuple[Teaser, int | None], ...]], ...]


@dataclass(frozen=True)
class DownloadsPage:
    """All downloads: groups with heading, note and offers."""

    groups: tuple[tuple[str, str, tuple[Offer, ...]], ...]
    is_all_pdf: bool


@dataclass(frozen=True)
class AboutPage:
    figures: tuple[Figure, ...]
    passages: tuple[Passage, ...]
    coordinator: str
    experts: tuple[str, ...]
    cities: tuple[Named, ...]
    regions: tuple[Named, ...]
    sources: tuple[str, ...]
    terms: tuple[Explained, ...]


class ListPages:
    """Plans the pages that list entries."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        plan, catalogue = self.site.plan, self.catalogue
        yield plan(addresses.HOME, self.home, shows=self.site.downloads)
        for slug in catalogue.communities:
            yield plan(addresses.community(slug), lambda slug=slug: self.community(slug))
        yield from PracticePages(self.site).plans()
        if catalogue.profiles:
            yield plan(addresses.PROFILES, self.profiles)
        if catalogue.guides:
            yield plan(addresses.GUIDES, self.guides)
        if catalogue.terms:
            used = repr(
                [
                    (slug, [entry.slug for entry in entries])
                    for slug, entries in catalogue.uses.items()
                ]
            )
            yield plan(addresses.GLOSSARY, self.glossary, used.encode())
        for slug in catalogue.editions:
            yield plan(
                addresses.edition(slug),
                lambda slug=slug: self.edition(slug),
                shows=self.site.edition_of.get(slug),
            )
        yield plan(addresses.NETWORK, self.network)
        if self.site.downloads:
            yield plan(addresses.DOWNLOADS, self.downloads, shows=self.site.downloads)
        yield plan(addresses.ABOUT, self.about)

    def offers(self, path: str) -> tuple[Offer, ...]:
        return tuple(self.site.offer(found, path) for found in self.site.edition_of.values())

    def home(self) -> Page:
        path, catalogue = addresses.HOME, self.catalogue
        lines = tuple(
            self.site.line(slug, path, most=MOST_AT_HOME) for slug in catalogue.communities
        )
        return Page(
            "home",
            self.site.frame(path),
            Home(
                lines,
                PracticePages(self.site).theme_links(path),
                self.guide_teasers(path),
                len(catalogue.profiles),
                len(catalogue.practices),
                self.offers(path),
            ),
        )

    def guide_teasers(self, path: str) -> tuple[Teaser, ...]:
        lines = [
            (guide, self.catalogue.communities[guide.front.community])
            for guide in self.catalogue.guides.values()
        ]
        return tuple(
            Teaser(
                "guide",
                guide.front.title,
                addresses.relative(path, addresses.guide(guide.slug)),
                line.name,
                guide.front.summary,
                line.colour,
                line.number,
            )
            for guide, line in lines
        )

    def community(self, slug: str) -> Page:
        path, catalogue, site = addresses.community(slug), self.catalogue, self.site
        found, guide = catalogue.communities[slug], catalogue.guide_of.get(slug)
        practices = [
            entry
            for entry in catalogue.practices.values()
            if slug in catalogue.communities_of(entry)
        ]
        profiles = [
            entry
            for entry in catalogue.profiles.values()
            if slug in catalogue.communities_of(entry)
        ]
        return Page(
            "community",
            site.frame(path, found.name, found.summary),
            CommunityPage(
                site.line(slug, path),
                found.slogan or "",
                tuple(self.stop(partner, path) for partner in found.partners),
                tuple(site.teaser(card, path) for card in catalogue.cards_on(slug)),
                tuple(site.teaser(entry, path) for entry in catalogue.sorted(practices)),
                tuple(site.teaser(entry, path) for entry in catalogue.sorted(profiles)),
                Named(guide.front.title, addresses.relative(path, addresses.guide(guide.slug)))
                if guide
                else None,
            ),
        )

    def stop(self, partner: Partner, path: str) -> Stop:
        places = tuple(
            Named(self.catalogue.places[slug].name, self.site.to_place(path)(slug))
            for slug in partner.all_places
        )
        return Stop(partner.organisation or "", places, partner.note or "")

    def profiles(self) -> Page:
        path, catalogue = addresses.PROFILES, self.catalogue
        entries = catalogue.sorted(catalogue.profiles.values())
        groups = tuple(
            (
                kind,
                tuple(
                    self.site.teaser(entry, path) for entry in entries if entry.front.type == kind
                ),
            )
            for kind in ("city", "organisation")
        )
        return Page("profiles", self.site.frame(path), ProfilesPage(groups))

    def guides(self) -> Page:
        return Page(
            "guides", self.site.frame(addresses.GUIDES), self.guide_teasers(addresses.GUIDES)
        )

    def glossary(self) -> Page:
        path, catalogue = addresses.GLOSSARY, self.catalogue
        rows = []
        for term in catalogue.sorted(catalogue.terms.values()):
            links = SiteLinks(catalogue, path, [])
            html = EntryRenderer(links, self.site.words, INK, own_term=term.slug).html(
                term.text.sections[0].html
            )
            users = [
                entry
                for entry in catalogue.uses.get(term.slug, ())
                if entry.kind not in ("term", "about")
            ]
            rows.append(
                (
                    Explained(term.slug, term.front.title, html, ""),
                    tuple(self.site.teaser(one, path) for one in users),
                )
            )
        return Page("glossary", self.site.frame(path), GlossaryPage(tuple(rows)))

    def edition(self, slug: str) -> Page:
        path, site = addresses.edition(slug), self.site
        edition = self.catalogue.editions[slug].front
        download = site.edition_of.get(slug)
        parts = tuple(
            (
                choice.title or "",
                tuple(
                    (site.teaser(entry, path), site.page_of(slug, addresses.anchor(entry)))
                    for entry in chosen(self.catalogue, choice)
                ),
            )
            for choice in edition.choices
        )
        return Page(
            "edition",
            site.frame(path, edition.title, edition.summary or edition.subtitle),
            EditionPage(
                edition.title,
                edition.subtitle,
                edition.summary or "",
                site.offer(download, path) if download else None,
                parts,
            ),
        )

    def network(self) -> Page:
        path = addresses.NETWORK
        found: Network = network(
            self.catalogue,
            self.site.to_place(path),
            [card.slug for card in self.catalogue.along_the_lines()],
        )
        return Page("network", self.site.frame(path), found)

    def downloads(self) -> Page:
        path, site = addresses.DOWNLOADS, self.site
        groups = tuple(
            (group.heading, group.note, tuple(site.offer(found, path) for found in group.downloads))
            for group in site.groups
        )
        is_all_pdf = all(found.format == "PDF" for found in site.downloads)
        return Page("downloads", site.frame(path), DownloadsPage(groups, is_all_pdf))

    def about(self) -> Page:
        path, catalogue = addresses.ABOUT, self.catalogue
        entry, partners = catalogue.about, catalogue.about.front.partners
        links = SiteLinks(catalogue, path, [])
        passages = EntryRenderer(links, self.site.words, INK).passages(entry)
        to_place = self.site.to_place(path)
        cities = tuple(
            Named(catalogue.places[slug].name, to_place(slug)) for slug in partners.cities
        )
        regions = tuple(
            Named(
                f"{region.name} ({region.organisation})" if region.name else region.organisation,
                to_place(region.places[0]) if region.places else "",
            )
            for region in partners.regions
        )
        terms = EntryPages(self.site).explained(links.terms, path)
        return Page(
            "about",
            self.site.frame(path, entry.front.title, entry.front.summary),
            AboutPage(
                tuple(entry.front.figures),
                passages,
                partners.coordinator or "",
                tuple(partners.experts),
                cities,
                regions,
                tuple(source.title for source in entry.front.sources),
                terms,
            ),
        )

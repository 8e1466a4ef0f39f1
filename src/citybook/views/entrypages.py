"""The site's pages of single entries: what each kind's layout for the screen shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.views import addresses
from citybook.views.chapterpages import ChapterPages
from citybook.views.citation import Citation, citation_files, cite
from citybook.views.entry import EntryView
from citybook.views.entrydata import EntryData
from citybook.views.explained import Explained, explain
from citybook.views.frame import Backlink, Offer, Page, PagePlan, PrintedIn
from citybook.views.gathered import Gathered, gather
from citybook.views.guidepages import ChapterLink, GuidePages
from citybook.views.lines import LineLink, NamedLink
from citybook.views.linked_data import linked_data
from citybook.views.locator import PinMap
from citybook.views.look import country_name, country_of, look_of
from citybook.views.placemap import place_map
from citybook.views.readon import ReadOn, reasons_to_read_on
from citybook.views.site import Site
from citybook.views.siteentries import view_on_site


@dataclass(frozen=True)
class PlaceLink:
    """A place of an entry, with its country."""

    name: str
    href: str
    country: str


@dataclass(frozen=True)
class EntryPage:
    """An entry with all that its page can show beside its text: where it belongs, who mentions it
    outside of guides, where it is printed, what one may read on. `trail` leads from the list of
    all to it; `gathered` is what there is about the places that it stands for, `guide` the guide of
    which it is a chapter, with all chapters; `before` and `after` are its neighbours."""

    entry: EntryView
    themes: tuple[NamedLink, ...]
    trail: tuple[NamedLink, ...]
    lines: tuple[LineLink, ...]
    countries: tuple[NamedLink, ...]
    places: tuple[PlaceLink, ...]
    read_on: tuple[ReadOn, ...]
    backlinks: tuple[Backlink, ...]
    printed: tuple[PrintedIn, ...]
    terms: tuple[Explained, ...]
    map: PinMap | None
    sheet: Offer | None
    offprint: Offer | None
    gathered: Gathered | None
    citation: Citation
    guide: NamedLink | None = None
    chapters: tuple[ChapterLink, ...] = ()
    before: NamedLink | None = None
    after: NamedLink | None = None


class EntryPages:
    """Plans a page for each entry of a kind that has pages, and for each guide."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.guides = GuidePages(site)

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        yield from self.guides.plans()
        data = EntryData(self.site)
        for entry in self.catalogue.entries:
            path = addresses.of_entry(self.catalogue, entry)
            yield data.plan(entry, path)
            if addresses.has_steps(self.catalogue, entry):
                yield from ChapterPages(self.site, self.guides, entry).plans()
                continue
            shows = (
                self.site.sheet_offer(entry, path),
                self.site.offprint_offer(entry, path),
                self.site.find_printed(entry, path),
                self.site.dates(entry),
                path in self.site.previews,
            )
            page = self.site.plan(
                path,
                lambda entry=entry, path=path: self.page(entry, path),
                entry.content_hash,
                shows,
            )
            yield page
            yield from citation_files(self.site, entry, page)

    def page(self, entry: Entry[Front], path: str) -> Page:
        """Return the page of an entry."""
        site, catalogue, kind = self.site, self.catalogue, self.catalogue.kind_of(entry)
        shown, links = view_on_site(site, entry, path)
        places = entry.front.places
        content = EntryPage(
            entry=shown,
            themes=self._link_names(path, catalogue.themes, addresses.theme, entry.front.themes),
            trail=self._trail(entry, path),
            lines=tuple(
                self.site.line_link(slug, path) for slug in catalogue.communities_of(entry)
            ),
            countries=tuple(
                NamedLink(
                    country_name(catalogue, code),
                    addresses.relative(path, addresses.country(code)),
                )
                for code in catalogue.countries_of(entry)
            ),
            places=tuple(self._place_link(slug, path) for slug in places),
            read_on=reasons_to_read_on(site, entry, path),
            backlinks=tuple(
                one for one in site.backlinks(kind.link, entry.slug, path) if not one.in_guide
            ),
            printed=site.find_printed(entry, path),
            terms=explain(catalogue, links.terms, path),
            map=place_map(
                catalogue, places, catalogue.communities_of(entry), look_of(catalogue, entry).colour
            ),
            sheet=site.sheet_offer(entry, path),
            offprint=site.offprint_offer(entry, path),
            citation=cite(site, entry, path),
            gathered=gather(site, places, path, entry) if kind.stands_for_places else None,
            **(self._in_guide(entry, path) if kind.in_guide else {}),
        )
        frame = site.frame(path, entry.front.title, entry.front.summary)
        data = linked_data(site, entry, path, shown)
        return Page(kind.page, replace(frame, data=data), content)

    @staticmethod
    def _link_names(
        path: str, vocabulary: dict[str, Any], address: Callable[[str], str], slugs: Iterable[str]
    ) -> tuple[NamedLink, ...]:
        return tuple(
            NamedLink(vocabulary[slug].name, addresses.relative(path, address(slug)))
            for slug in slugs
        )

    def _trail(self, entry: Entry[Front], path: str) -> tuple[NamedLink, ...]:
        """Return the list that an entry is found in: that of its first theme, else of its first
        country."""
        catalogue, kind = self.catalogue, self.catalogue.kind_of(entry)
        if kind.in_guide:
            guide = catalogue.guide_of_chapter(entry)
            href = addresses.relative(path, addresses.guide(guide.slug))
            return (NamedLink(guide.front.title, href),)
        if entry.front.themes:
            slug = entry.front.themes[0]
            target, name = addresses.of_theme(kind, slug), catalogue.themes[slug].name
        elif codes := catalogue.countries_of(entry):
            target, name = addresses.of_country(kind, codes[0]), country_name(catalogue, codes[0])
        else:
            return ()
        return (NamedLink(name, addresses.relative(path, target)),)

    def _place_link(self, slug: str, path: str) -> PlaceLink:
        catalogue = self.catalogue
        kind = catalogue.entry_of_place.get(slug)
        own = kind is not None and addresses.of_entry(catalogue, kind) == path
        address = addresses.own_place if own else addresses.place
        href = addresses.relative(path, address(catalogue, slug))
        return PlaceLink(catalogue.places[slug].name, href, country_of(catalogue, slug))

    def _in_guide(self, chapter: Entry[Front], path: str) -> dict[str, Any]:
        """Return what the page of a chapter shows of its guide."""
        guide: Entry[Guide] = self.catalogue.guide_of_chapter(chapter)
        links = self.guides.contents(guide, path)
        at = next(index for index, link in enumerate(links) if link.is_here)
        return {
            "guide": NamedLink(
                guide.front.title, addresses.relative(path, addresses.guide(guide.slug))
            ),
            "chapters": links,
            "before": links[at - 1].named if at else None,
            "after": links[at + 1].named if at + 1 < len(links) else None,
        }

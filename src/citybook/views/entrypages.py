"""The site's pages of single entries: what each kind's layout for the screen shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.views import addresses
from citybook.views.entry import EntryView, entry_view
from citybook.views.explained import Explained, explain
from citybook.views.frame import Backlink, Offer, Page, Plan, Printed, Teaser
from citybook.views.gathered import Gathered, gather
from citybook.views.guidepages import ChapterLink, GuidePages
from citybook.views.illustrations import EntryPictures
from citybook.views.lines import Named
from citybook.views.look import country_name, country_of, look_of
from citybook.views.medium import Medium
from citybook.views.prose import EntryRenderer
from citybook.views.site import Site
from citybook.views.sitelinks import SiteLinks


@dataclass(frozen=True)
class PlaceLink:
    """A place of an entry, with its country."""

    name: str
    href: str
    country: str


@dataclass(frozen=True)
class EntryPage:
    """An entry with all that its page can show beside its text: where it belongs, who mentions it,
    where it is printed. `gathered` is what there is about the places that it stands for, `guide`
    the guide of which it is a chapter, with all chapters; `before` and `after` are its
    neighbours."""

    entry: EntryView
    themes: tuple[Named, ...]
    lines: tuple[Named, ...]
    countries: tuple[Named, ...]
    places: tuple[PlaceLink, ...]
    related: tuple[Teaser, ...]
    backlinks: tuple[Backlink, ...]
    printed: tuple[Printed, ...]
    terms: tuple[Explained, ...]
    sheet: Offer | None
    gathered: Gathered | None
    guide: Named | None = None
    chapters: tuple[ChapterLink, ...] = ()
    before: ChapterLink | None = None
    after: ChapterLink | None = None


class EntryPages:
    """Plans a page for each entry of a kind that has pages, and for each guide."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.guides = GuidePages(site)

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for each page."""
        yield from self.guides.plans()
        for entry in self.catalogue.entries:
            path = addresses.of_entry(self.catalogue, entry)
            shows = (self.site.sheet_offer(entry, path), self.site.printed(entry, path))
            yield self.site.plan(
                path,
                lambda entry=entry, path=path: self.page(entry, path),
                entry.content_hash,
                shows if any(shows) else None,
            )

    def page(self, entry: Entry[Front], path: str) -> Page:
        """Return the page of an entry."""
        site, catalogue, kind = self.site, self.catalogue, self.catalogue.kind_of(entry)
        shown, terms = self._view(entry, path)
        places = entry.front.places
        content = EntryPage(
            entry=shown,
            themes=self._named(path, catalogue.themes, addresses.theme, entry.front.themes),
            lines=self._named(
                path, catalogue.communities, addresses.community, catalogue.communities_of(entry)
            ),
            countries=tuple(
                Named(
                    country_name(catalogue, code),
                    addresses.relative(path, addresses.country(code)),
                )
                for code in catalogue.countries_of(entry)
            ),
            places=tuple(self._place_link(slug, path) for slug in places),
            related=tuple(site.teaser(other, path) for other in self._related(entry)),
            backlinks=site.backlinks(kind.link, entry.slug, path),
            printed=site.printed(entry, path),
            terms=terms,
            sheet=site.sheet_offer(entry, path),
            gathered=gather(site, places, path, entry) if kind.stands_for_places else None,
            **(self._in_guide(entry, path) if kind.in_guide else {}),
        )
        return Page(kind.page, site.frame(path, entry.front.title, entry.front.summary), content)

    def _view(self, entry: Entry[Front], path: str) -> tuple[EntryView, tuple[Explained, ...]]:
        """Return an entry with its links resolved, and the terms it uses."""
        site, catalogue = self.site, self.catalogue
        works = len(entry.front.notes)
        links = SiteLinks(catalogue, path, entry.front.places, works)
        renderer = EntryRenderer(
            links,
            catalogue.words,
            look_of(catalogue, entry).colour,
            medium=Medium(catalogue, path),
            pictures=EntryPictures(catalogue, entry, site.pictures_from(path)),
        )
        view = entry_view(
            catalogue,
            entry,
            renderer,
            target=site.to_place(path),
            line_target=lambda slug: addresses.relative(path, addresses.community(slug)),
        )
        return view, explain(catalogue, links.terms, path)

    @staticmethod
    def _named(
        path: str, vocabulary: dict[str, Any], address: Callable[[str], str], slugs: Iterable[str]
    ) -> tuple[Named, ...]:
        return tuple(
            Named(vocabulary[slug].name, addresses.relative(path, address(slug))) for slug in slugs
        )

    def _place_link(self, slug: str, path: str) -> PlaceLink:
        catalogue = self.catalogue
        kind = catalogue.entry_of_place.get(slug)
        own = kind is not None and addresses.of_entry(catalogue, kind) == path
        address = addresses.own_place if own else addresses.place
        href = addresses.relative(path, address(catalogue, slug))
        return PlaceLink(catalogue.places[slug].name, href, country_of(catalogue, slug))

    def _related(self, entry: Entry[Front]) -> list[Entry[Front]]:
        """Return what else there is about the same places; then, up to four in all, on the same
        first theme."""
        catalogue = self.catalogue
        here = [other for place in entry.front.places for other in catalogue.at_place[place]]
        near: list[Entry[Front]] = []
        if entry.front.themes:
            theme = catalogue.of_theme[entry.front.themes[0]]
            at = next(index for index, other in enumerate(theme) if other is entry)
            near = [*theme[at + 1 : at + 5], *theme[:4]]
        found = {id(other): other for other in [*here, *near] if other is not entry}
        return list(found.values())[: max(4, len(here) - 1)]

    def _in_guide(self, chapter: Entry[Front], path: str) -> dict[str, Any]:
        """Return what the page of a chapter shows of its guide."""
        guide: Entry[Guide] = self.catalogue.guide_of_chapter(chapter)
        links = self.guides.contents(guide, path)
        at = next(index for index, link in enumerate(links) if link.is_here)
        return {
            "guide": Named(
                guide.front.title, addresses.relative(path, addresses.guide(guide.slug))
            ),
            "chapters": links,
            "before": links[at - 1] if at else None,
            "after": links[at + 1] if at + 1 < len(links) else None,
        }

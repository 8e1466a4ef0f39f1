"""The site's pages that list entries: one for each kind that has such a page, and one for each
theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.entrylists import KindLists, Ways
from citybook.views.facetrows import facet_rows
from citybook.views.facets import Facet, Facets
from citybook.views.frame import Page, PagePlan
from citybook.views.lines import LineLink, NamedLink
from citybook.views.look import Look, look_of_theme
from citybook.views.paging import ON_PAGE
from citybook.views.rows import ListRow, Rows, RowSection, rows_by_kind
from citybook.views.site import Site


@dataclass(frozen=True)
class ThemeLink:
    """A theme with its page and how many entries it has."""

    name: str
    href: str
    summary: str
    look: Look
    count: int


@dataclass(frozen=True)
class OverviewPage:
    """The list of a kind: `sections` with a few rows each where something divides it, else its
    first `rows`, and `all` if there are more. `one` and `many` are what such an entry is called;
    `script` has all rows, for the facets."""

    title: str
    lead: str
    one: str
    many: str
    counted: str
    sections: tuple[RowSection, ...]
    rows: tuple[ListRow, ...]
    all: NamedLink | None
    facets: tuple[Facet, ...]
    script: str
    ways: Ways


@dataclass(frozen=True)
class ThemePage:
    """A theme: its line, if it has one, and the entries about it by kind."""

    look: Look
    summary: str
    lines: tuple[LineLink, ...]
    entries: tuple[RowSection, ...]


class Overviews:
    """Plans the lists of entries and the pages of themes."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        for kind in self.catalogue.kinds.with_pages:
            if self.catalogue.of(kind) and not kind.in_guide:
                lists = KindLists(self.site, kind)
                yield from lists.plans()
                if kind.has_list:
                    yield from self._overview(lists)
        for slug in self.themes():
            yield self.site.plan(addresses.theme(slug), lambda slug=slug: self.theme(slug))

    def _overview(self, lists: KindLists) -> Iterator[PagePlan]:
        yield self.site.plan(lists.overview, lambda: self.overview(lists))
        if lists.kind.facets:
            script = addresses.rows_of(lists.kind)
            yield self.site.plan(
                script, lambda: facet_rows(self.site, lists.divisions), is_listed=False
            )

    def themes(self) -> list[str]:
        """Return the themes that have entries."""
        return [slug for slug, entries in self.catalogue.of_theme.items() if entries]

    def theme_links(self, path: str) -> tuple[ThemeLink, ...]:
        """Return those themes as the page `path` links to them."""
        catalogue = self.catalogue
        return tuple(
            ThemeLink(
                name=catalogue.themes[slug].name,
                href=addresses.relative(path, addresses.theme(slug)),
                summary=catalogue.themes[slug].summary,
                look=look_of_theme(catalogue, slug),
                count=len(catalogue.of_theme[slug]),
            )
            for slug in self.themes()
        )

    def overview(self, lists: KindLists) -> Page:
        """Return the list of all entries of a kind."""
        path, site, kind = lists.overview, self.site, lists.kind
        entries, words = lists.divisions.entries, kind.words
        sections = lists.sections(lists.divisions.main, path)
        rows = () if sections else entries[:ON_PAGE]
        more = NamedLink(
            site.translate("All %(count)s from A to Z") % {"count": len(entries)},
            addresses.relative(path, addresses.by_title(kind)),
        )
        content = OverviewPage(
            title=site.translate(choose_wording(words.title, site.language)),
            lead=site.translate(choose_wording(words.lead, site.language)) if words.lead else "",
            one=site.translate(choose_wording(words.one, site.language)),
            many=site.translate(choose_wording(words.many, site.language)),
            counted=lists.count_in_words(len(entries)),
            sections=sections,
            rows=tuple(map(Rows(site, path).row, rows)),
            all=more if len(rows) < len(entries) and not sections else None,
            facets=Facets(self.catalogue, kind, entries, site.translate).all(),
            script=addresses.relative(path, addresses.rows_of(kind)),
            ways=lists.ways(path, path),
        )
        return Page("overview", site.frame(path, content.title), content)

    def theme(self, slug: str) -> Page:
        """Return the page of a theme."""
        path, catalogue = addresses.theme(slug), self.catalogue
        theme = catalogue.themes[slug]
        content = ThemePage(
            look=look_of_theme(catalogue, slug),
            summary=theme.summary,
            lines=(self.site.line_link(theme.line, path),) if theme.line else (),
            entries=rows_by_kind(
                self.site,
                catalogue.of_theme[slug],
                path,
                lambda kind: addresses.of_theme(kind, slug),
            ),
        )
        return Page("theme", self.site.frame(path, theme.name, theme.summary), content)

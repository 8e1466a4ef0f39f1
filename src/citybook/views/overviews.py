"""The site's pages that list entries: one for each kind that has such a page, and one for each
theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import worded
from citybook.views import addresses
from citybook.views.facets import Facet, Facets
from citybook.views.frame import Page, Plan, Teaser, TeaserGroup
from citybook.views.lines import Named
from citybook.views.look import Look, country_name, look_of_theme
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
class Row:
    """An entry of a list with facets: `values` are those it has of each facet, by its name."""

    teaser: Teaser
    values: dict[str, str]


@dataclass(frozen=True)
class OverviewPage:
    """All entries of a kind: in `groups` where a field divides them, and as `rows`, with facets to
    choose by and the pages of themes and countries for those who read without a script. `one` and
    `many` are what such an entry is called."""

    title: str
    lead: str
    one: str
    many: str
    rows: tuple[Row, ...]
    groups: tuple[TeaserGroup, ...]
    facets: tuple[Facet, ...]
    themes: tuple[ThemeLink, ...]
    countries: tuple[Named, ...]


@dataclass(frozen=True)
class ThemePage:
    """A theme: its line, and the entries about it by kind."""

    look: Look
    summary: str
    line: Named | None
    entries: tuple[TeaserGroup, ...]


class Overviews:
    """Plans the lists of entries and the pages of themes."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for each page."""
        for kind in self.catalogue.kinds.listed:
            if self.catalogue.of(kind):
                path = addresses.overview(kind)
                yield self.site.plan(path, lambda kind=kind: self.overview(kind))
        for slug in self.themes():
            yield self.site.plan(addresses.theme(slug), lambda slug=slug: self.theme(slug))

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

    def overview(self, kind: Kind) -> Page:
        """Return the list of all entries of a kind."""
        path, catalogue, site = addresses.overview(kind), self.catalogue, self.site
        language, translate = site.language, site.translate
        entries = catalogue.sorted(catalogue.of(kind).values())
        facets = Facets(catalogue, kind, entries, translate)
        words = kind.words
        content = OverviewPage(
            title=translate(worded(words.title, language)),
            lead=translate(worded(words.lead, language)) if words.lead else "",
            one=translate(worded(words.one, language)),
            many=translate(worded(words.many, language)),
            rows=tuple(Row(site.teaser(one, path), facets.values(one)) for one in entries),
            groups=self._groups(kind, entries, path),
            facets=facets.all(),
            themes=self.theme_links(path) if "themes" in kind.roles else (),
            countries=self._countries(entries, path),
        )
        return Page("overview", site.frame(path, content.title), content)

    def _groups(
        self, kind: Kind, entries: list[Entry[Front]], path: str
    ) -> tuple[TeaserGroup, ...]:
        """Return entries by the field that divides their list, if one does."""
        field = kind.fields.get(kind.roles.get("group", ""))
        groups = (
            TeaserGroup(
                kind=value,
                title=self.site.translate(worded(title, self.site.language)),
                teasers=tuple(
                    self.site.teaser(one, path) for one in entries if one.front.group == value
                ),
            )
            for value, title in (field.values.items() if field else ())
        )
        return tuple(group for group in groups if group.teasers)

    def _countries(self, entries: list[Entry[Front]], path: str) -> tuple[Named, ...]:
        catalogue = self.catalogue
        codes = dict.fromkeys(code for one in entries for code in catalogue.countries_of(one))
        named = [
            Named(country_name(catalogue, code), addresses.relative(path, addresses.country(code)))
            for code in codes
        ]
        return tuple(sorted(named, key=lambda one: catalogue.sort_key(one.name)))

    def theme(self, slug: str) -> Page:
        """Return the page of a theme."""
        path, catalogue = addresses.theme(slug), self.catalogue
        theme = catalogue.themes[slug]
        line = None
        if theme.line:
            href = addresses.relative(path, addresses.community(theme.line))
            line = Named(catalogue.communities[theme.line].name, href)
        content = ThemePage(
            look=look_of_theme(catalogue, slug),
            summary=theme.summary,
            line=line,
            entries=self.site.groups(catalogue.of_theme[slug], path),
        )
        return Page("theme", self.site.frame(path, theme.name, theme.summary), content)

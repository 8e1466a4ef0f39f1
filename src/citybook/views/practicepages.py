"""The site's list of practices with its facets, and a page for each theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citybook.content.entries import Entry
from citybook.views import addresses
from citybook.views.article import Look, theme_look
from citybook.views.frame import Page, Plan, Teaser
from citybook.views.parts import Named, country_name

if TYPE_CHECKING:
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
class Facet:
    """A way to choose among entries: its name in the address, and its values with their number of
    entries."""

    name: str
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Row:
    """An entry of a list with facets: `values` are those it has of each facet, by the facet's
    name."""

    teaser: Teaser
    values: dict[str, str]


@dataclass(frozen=True)
class PracticesPage:
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    themes: tuple[ThemeLink, ...]
    countries: tuple[Named, ...]


@dataclass(frozen=True)
class ThemePage:
    look: Look
    summary: str
    line: Named | None
    practices: tuple[Teaser, ...]
    profiles: tuple[Teaser, ...]


class PracticePages:
    """Plans the list of practices and the pages of themes."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        if self.catalogue.practices:
            yield self.site.plan(addresses.PRACTICES, self.practices)
        for slug in self.themes():
            yield self.site.plan(addresses.theme(slug), lambda slug=slug: self.theme(slug))

    def themes(self) -> list[str]:
        """The themes that have entries."""
        return [slug for slug, entries in self.catalogue.of_theme.items() if entries]

    def theme_links(self, path: str) -> tuple[ThemeLink, ...]:
        return tuple(
            ThemeLink(
                self.catalogue.themes[slug].name,
                addresses.relative(path, addresses.theme(slug)),
                self.catalogue.themes[slug].summary,
                theme_look(self.catalogue, slug),
                len(self.catalogue.of_theme[slug]),
            )
            for slug in self.themes()
        )

    def practices(self) -> Page:
        path, catalogue = addresses.PRACTICES, self.catalogue
        entries = catalogue.sorted(catalogue.practices.values())
        rows = tuple(
            Row(
                self.site.teaser(entry, path),
                {name: " ".join(values) for name, values in self.values(entry).items()},
            )
            for entry in entries
        )
        used = list(
            dict.fromkeys(code for entry in entries for code in catalogue.countries_of(entry))
        )
        named = sorted(
            ((country_name(catalogue, code), code) for code in used),
            key=lambda one: catalogue.sort_key(one[0]),
        )
        return Page(
            "practices",
            self.site.frame(path),
            PracticesPage(
                rows,
                self.facets(entries),
                self.theme_links(path),
                tuple(
                    Named(name, addresses.relative(path, addresses.country(code)))
                    for name, code in named
                ),
            ),
        )

    def values(self, entry: Entry[Any]) -> dict[str, list[str]]:
        """What an entry has of each facet."""
        catalogue = self.catalogue
        return {
            "theme": list(entry.front.themes),
            "country": [code.lower() for code in catalogue.countries_of(entry)],
            "city": catalogue.places_of(entry),
            "length": ["in-depth" if entry.is_in_depth else "in-short"],
        }

    def facets(self, entries: list[Entry[Any]]) -> tuple[Facet, ...]:
        catalogue, found = self.catalogue, []
        all_values = [self.values(entry) for entry in entries]
        names: dict[str, Callable[[str], str]] = {
            "theme": lambda slug: catalogue.themes[slug].name,
            "city": lambda slug: catalogue.places[slug].name,
            "country": lambda code: country_name(catalogue, code.upper()),
            "length": lambda slug: slug,
        }
        for facet, name in names.items():
            counted: dict[str, int] = {}
            for values in all_values:
                for value in values[facet]:
                    counted[value] = counted.get(value, 0) + 1
            listed = [(value, name(value), count) for value, count in counted.items()]
            order = list(catalogue.themes)
            if facet == "theme":
                listed.sort(key=lambda one: order.index(one[0]))
            else:
                listed.sort(key=lambda one: catalogue.sort_key(one[1]))
            found.append(Facet(facet, tuple(listed)))
        return tuple(found)

    def theme(self, slug: str) -> Page:
        path, catalogue = addresses.theme(slug), self.catalogue
        theme, entries = catalogue.themes[slug], catalogue.of_theme[slug]
        line = (
            Named(
                catalogue.communities[theme.line].name,
                addresses.relative(path, addresses.community(theme.line)),
            )
            if theme.line
            else None
        )
        teasers = [self.site.teaser(entry, path) for entry in entries]
        return Page(
            "theme",
            self.site.frame(path, theme.name, theme.summary),
            ThemePage(
                theme_look(catalogue, slug),
                theme.summary,
                line,
                tuple(one for one in teasers if one.kind == "practice"),
                tuple(one for one in teasers if one.kind == "profile"),
            ),
        )

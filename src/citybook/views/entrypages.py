"""The site's pages of single entries: practices, profiles, guides and their chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from citybook.content.entries import Entry
from citybook.content.words import Words
from citybook.models import Chapter, Guide
from citybook.views import addresses
from citybook.views.article import Article, Look, article, look
from citybook.views.frame import Backlink, Page, Plan, Printed, Teaser
from citybook.views.parts import INK, Named
from citybook.views.prose import EntryRenderer
from citybook.views.sitelinks import SiteLinks

if TYPE_CHECKING:
    from citybook.views.site import Site


@dataclass(frozen=True)
class Explained:
    """A term that the page uses, what it means, and where the glossary tells more."""

    slug: str
    name: str
    text: Markup
    href: str


@dataclass(frozen=True)
class EntryPage:
    """A practice or a profile: where it belongs and who speaks of it."""

    article: Article
    themes: tuple[Named, ...]
    lines: tuple[Named, ...]
    countries: tuple[Named, ...]
    places: tuple[Named, ...]
    related: tuple[Teaser, ...]
    backlinks: tuple[Backlink, ...]
    printed: tuple[Printed, ...]
    terms: tuple[Explained, ...]
    is_in_depth: bool


@dataclass(frozen=True)
class ChapterLink:
    """A chapter in a guide's contents, with its sections; `here` is the one that is read."""

    title: str
    href: str
    summary: str
    sections: tuple[tuple[int | None, str, str], ...]
    here: bool


@dataclass(frozen=True)
class GuidePage:
    """A guide: its contents, and the practices it tells of."""

    guide: Guide
    look: Look
    community: Named
    chapters: tuple[ChapterLink, ...]
    practices: tuple[Teaser, ...]
    printed: tuple[Printed, ...]


@dataclass(frozen=True)
class ChapterPage:
    """A chapter: the contents of its guide beside it, the chapters before and after it."""

    article: Article
    guide: Named
    chapters: tuple[ChapterLink, ...]
    before: ChapterLink | None
    after: ChapterLink | None
    printed: tuple[Printed, ...]
    backlinks: tuple[Backlink, ...]
    terms: tuple[Explained, ...]


class EntryPages:
    """Plans a page for each practice, profile, guide and chapter."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        told: list[Entry[Any]] = [
            *self.catalogue.practices.values(),
            *self.catalogue.profiles.values(),
        ]
        for entry in told:
            path = addresses.entry(self.catalogue, entry.kind, entry.slug)
            yield self.site.plan(
                path,
                lambda entry=entry, path=path: self.entry(entry, path),
                entry.content_hash,
                self.site.printed(entry, path),
            )
        for guide in self.catalogue.guides.values():
            first = self.catalogue.chapters_of(guide)[0]
            yield self.site.plan(
                addresses.guide(guide.slug),
                lambda guide=guide: self.guide(guide),
                shows=self.site.printed(first, addresses.guide(guide.slug)),
            )
            for chapter in self.catalogue.chapters_of(guide):
                yield self.site.plan(
                    addresses.guide(chapter.slug),
                    lambda chapter=chapter, guide=guide: self.chapter(guide, chapter),
                    chapter.content_hash,
                    self.site.printed(chapter, addresses.guide(chapter.slug)),
                )

    def told(self, entry: Entry[Any], path: str) -> tuple[Article, tuple[Explained, ...]]:
        """An entry with its links resolved, and the terms it uses."""
        links = SiteLinks(
            self.catalogue,
            path,
            self.catalogue.places_of(entry),
            [work.title for work in entry.front.notes],
        )
        made = article(
            self.catalogue,
            entry,
            EntryRenderer(links, self.site.words, look(self.catalogue, entry).colour),
        )
        return made, self.explained(links.terms, path)

    def explained(self, slugs: list[str], path: str) -> tuple[Explained, ...]:
        terms = [(slug, self.catalogue.terms[slug]) for slug in slugs]
        renderer = EntryRenderer(SiteLinks(self.catalogue, path, []), Words.none(), INK)
        return tuple(
            Explained(
                slug,
                term.front.title,
                renderer.html(term.text.sections[0].body),
                addresses.relative(path, addresses.term(slug)),
            )
            for slug, term in terms
        )

    def entry(self, entry: Entry[Any], path: str) -> Page:
        catalogue, site = self.catalogue, self.site
        made, terms = self.told(entry, path)
        themes = tuple(
            Named(catalogue.themes[slug].name, addresses.relative(path, addresses.theme(slug)))
            for slug in entry.front.themes
        )
        lines = tuple(
            Named(
                catalogue.communities[slug].name,
                addresses.relative(path, addresses.community(slug)),
            )
            for slug in catalogue.communities_of(entry)
        )
        lands = tuple(
            Named(name, addresses.relative(path, addresses.country(code)))
            for code, name in self.lands(entry)
        )
        places = tuple(
            Named(catalogue.places[slug].name, site.to_place(path)(slug))
            for slug in catalogue.places_of(entry)
        )
        return Page(
            "entry",
            site.frame(path, entry.front.title, entry.front.summary),
            EntryPage(
                made,
                themes,
                lines,
                lands,
                places,
                tuple(site.teaser(other, path) for other in self.related(entry)),
                site.backlinks(entry.kind, entry.slug, path),
                site.printed(entry, path),
                terms,
                entry.is_in_depth,
            ),
        )

    def lands(self, entry: Entry[Any]) -> list[tuple[str, str]]:
        from citybook.views.parts import country_name

        return [
            (code, country_name(self.catalogue, code))
            for code in self.catalogue.countries_of(entry)
        ]

    def related(self, entry: Entry[Any]) -> list[Entry[Any]]:
        """What else there is about the same places; then, up to four in all, on the same first
        theme."""
        here = [
            other
            for place in self.catalogue.places_of(entry)
            for other in self.catalogue.at_place[place]
        ]
        theme = self.catalogue.of_theme[entry.front.themes[0]]
        at = theme.index(entry)
        near = [*theme[at + 1 : at + 5], *theme[:4]]
        found = [other for other in dict.fromkeys(map(id, [*here, *near])) if other != id(entry)]
        by_id = {id(other): other for other in [*here, *near]}
        return [by_id[one] for one in found][: max(4, len(here) - 1)]

    def contents(self, guide: Entry[Guide], path: str) -> tuple[ChapterLink, ...]:
        """The contents of a guide as it is linked from the page `path`."""
        return tuple(
            self._chapter_link(chapter, path) for chapter in self.catalogue.chapters_of(guide)
        )

    def _chapter_link(self, chapter: Entry[Chapter], path: str) -> ChapterLink:
        target = addresses.guide(chapter.slug)
        href = addresses.relative(path, target)
        sections = tuple(
            (
                number if chapter.front.numbered else None,
                head.title,
                f"#{head.anchor}" if target == path else f"{href}#{head.anchor}",
            )
            for number, head in enumerate(chapter.heads, 1)
        )
        return ChapterLink(
            chapter.front.title, href, chapter.front.summary, sections, target == path
        )

    def guide(self, guide: Entry[Guide]) -> Page:
        path, front, site = addresses.guide(guide.slug), guide.front, self.site
        community = self.catalogue.communities[front.community]
        practices = tuple(
            site.teaser(entry, path)
            for entry in self.catalogue.practices.values()
            if front.community in entry.front.communities
        )
        chapters = self.catalogue.chapters_of(guide)
        return Page(
            "guide",
            site.frame(path, front.title, front.summary),
            GuidePage(
                front,
                look(self.catalogue, chapters[0]),
                Named(
                    community.name, addresses.relative(path, addresses.community(front.community))
                ),
                self.contents(guide, path),
                practices,
                site.printed(chapters[0], path),
            ),
        )

    def chapter(self, guide: Entry[Guide], chapter: Entry[Chapter]) -> Page:
        path, site = addresses.guide(chapter.slug), self.site
        made, terms = self.told(chapter, path)
        links = self.contents(guide, path)
        at = next(index for index, link in enumerate(links) if link.here)
        return Page(
            "chapter",
            site.frame(path, chapter.front.title, chapter.front.summary),
            ChapterPage(
                made,
                Named(guide.front.title, addresses.relative(path, addresses.guide(guide.slug))),
                links,
                links[at - 1] if at else None,
                links[at + 1] if at + 1 < len(links) else None,
                site.printed(chapter, path),
                site.backlinks("guide", chapter.slug, path),
                terms,
            ),
        )

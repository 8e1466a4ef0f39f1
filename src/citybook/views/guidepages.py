"""The site's pages of how-to guides: the contents of each, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.views import addresses
from citybook.views.entry import Cited, cited
from citybook.views.frame import Page, Plan, Printed, Teaser, TeaserGroup
from citybook.views.lines import Named
from citybook.views.look import Look, look_of_line
from citybook.views.site import Site


@dataclass(frozen=True)
class ChapterLink:
    """A chapter in a guide's contents, with its sections: number, title and address of each;
    `is_here` on the one that is read."""

    title: str
    href: str
    summary: str
    sections: tuple[tuple[int | None, str, str], ...]
    is_here: bool


@dataclass(frozen=True)
class GuidePage:
    """A guide: its contents, and what belongs to its line."""

    guide: Guide
    look: Look
    community: Named
    chapters: tuple[ChapterLink, ...]
    entries: tuple[TeaserGroup, ...]
    printed: tuple[Printed, ...]
    sources: tuple[Cited, ...]


class GuidePages:
    """Plans a page for each guide, and one for all of them."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for each page."""
        if self.catalogue.guides:
            yield self.site.plan(addresses.GUIDES, self.overview)
        for guide in self.catalogue.guides.values():
            first, path = self.catalogue.chapters_of(guide)[0], addresses.guide(guide.slug)
            yield self.site.plan(
                path, lambda guide=guide: self.page(guide), shows=self.site.printed(first, path)
            )

    def overview(self) -> Page:
        """Return the page that lists all guides."""
        path = addresses.GUIDES
        return Page("guides", self.site.frame(path), self.teasers(path))

    def teasers(self, path: str) -> tuple[Teaser, ...]:
        """Return all guides as the page `path` lists them."""
        return tuple(self._teaser(guide, path) for guide in self.catalogue.guides.values())

    def _teaser(self, guide: Entry[Guide], path: str) -> Teaser:
        line = self.catalogue.communities[guide.front.community]
        return Teaser(
            kind=guide.kind,
            label="",
            title=guide.front.title,
            href=addresses.relative(path, addresses.guide(guide.slug)),
            kicker=line.name,
            summary=guide.front.summary,
            colour=line.colour,
            number=line.number,
        )

    def page(self, guide: Entry[Guide]) -> Page:
        """Return the page of a guide."""
        path, front, site = addresses.guide(guide.slug), guide.front, self.site
        catalogue = self.catalogue
        entries = (
            entry
            for kind in catalogue.kinds.listed
            for entry in catalogue.of(kind).values()
            if front.community in entry.front.communities
        )
        content = GuidePage(
            guide=front,
            look=look_of_line(catalogue, front.community),
            community=Named(
                catalogue.communities[front.community].name,
                addresses.relative(path, addresses.community(front.community)),
            ),
            chapters=self.contents(guide, path),
            entries=site.groups(entries, path),
            printed=site.printed(catalogue.chapters_of(guide)[0], path),
            sources=cited(front.sources),
        )
        return Page("guide", site.frame(path, front.title, front.summary), content)

    def contents(self, guide: Entry[Guide], path: str) -> tuple[ChapterLink, ...]:
        """Return the contents of a guide as it is linked from the page `path`."""
        return tuple(self._link(chapter, path) for chapter in self.catalogue.chapters_of(guide))

    def _link(self, chapter: Entry[Front], path: str) -> ChapterLink:
        target = addresses.of_entry(self.catalogue, chapter)
        href, is_here = addresses.relative(path, target), target == path
        sections = tuple(
            (
                number if chapter.front.numbered else None,
                head.title,
                f"#{head.anchor}" if is_here else f"{href}#{head.anchor}",
            )
            for number, head in enumerate(chapter.heads, 1)
        )
        return ChapterLink(
            title=chapter.front.title,
            href=href,
            summary=chapter.front.summary,
            sections=sections,
            is_here=is_here,
        )

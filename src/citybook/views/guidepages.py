"""The site's pages of how-to guides: the contents of each, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.views import addresses
from citybook.views.citation import Citation, citation_files, cite
from citybook.views.facts import day
from citybook.views.frame import Page, PagePlan, PrintedIn, Teaser
from citybook.views.lines import LineLink, NamedLink
from citybook.views.look import Look, look_of_line
from citybook.views.rows import FEW, RowSection, rows_by_kind
from citybook.views.site import Site
from citybook.views.sources import Cited, cite_sources


@dataclass(frozen=True)
class StepLink:
    """A section of a chapter, with its number if it is a step or a point; `is_here` on the step
    that is read."""

    number: int | None
    title: str
    href: str
    anchor: str
    is_here: bool = False


@dataclass(frozen=True)
class ChapterLink:
    """A chapter in a guide's contents, with its sections; `is_here` on the one that is read."""

    title: str
    href: str
    summary: str
    sections: tuple[StepLink, ...]
    is_here: bool

    @property
    def named(self) -> NamedLink:
        """Its title with its address alone."""
        return NamedLink(self.title, self.href)


@dataclass(frozen=True)
class GuidePart:
    """A guide in the list of all, with its chapters."""

    guide: Guide
    href: str
    look: Look
    line: LineLink | None
    chapters: tuple[ChapterLink, ...]


@dataclass(frozen=True)
class GuidePage:
    """A guide: its contents, and what belongs to its line."""

    guide: Guide
    look: Look
    lines: tuple[LineLink, ...]
    chapters: tuple[ChapterLink, ...]
    entries: tuple[RowSection, ...]
    printed: tuple[PrintedIn, ...]
    sources: tuple[Cited, ...]
    as_of: str
    citation: Citation


class GuidePages:
    """Plans a page for each guide, and one for all of them."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        if self.catalogue.guides:
            yield self.site.plan(addresses.GUIDES, self.overview)
        for guide in self.catalogue.guides.values():
            path = addresses.guide(guide.slug)
            shows = cite(self.site, guide, path)
            page = self.site.plan(path, lambda guide=guide: self.page(guide), shows=shows)
            yield page
            yield from citation_files(self.site, guide, page)

    def overview(self) -> Page:
        """Return the page that lists all guides."""
        path = addresses.GUIDES
        parts = tuple(self._part(guide, path) for guide in self.catalogue.guides.values())
        return Page("guides", self.site.frame(path), parts)

    def _part(self, guide: Entry[Guide], path: str) -> GuidePart:
        community = guide.front.community
        return GuidePart(
            guide=guide.front,
            href=addresses.relative(path, addresses.guide(guide.slug)),
            look=look_of_line(self.catalogue, community),
            line=self.site.line_link(community, path) if community else None,
            chapters=self.contents(guide, path),
        )

    def teasers(self, path: str) -> tuple[Teaser, ...]:
        """Return all guides as the page `path` lists them."""
        return tuple(self._teaser(guide, path) for guide in self.catalogue.guides.values())

    def _teaser(self, guide: Entry[Guide], path: str) -> Teaser:
        slug, look = guide.front.community, look_of_line(self.catalogue, guide.front.community)
        return Teaser(
            kind=guide.kind,
            label="",
            title=guide.front.title,
            href=addresses.relative(path, addresses.guide(guide.slug)),
            kicker=self.catalogue.communities[slug].name if slug else "",
            summary=guide.front.summary,
            colour=look.colour,
            number=look.number,
        )

    def page(self, guide: Entry[Guide]) -> Page:
        """Return the page of a guide."""
        path, front, site = addresses.guide(guide.slug), guide.front, self.site
        catalogue = self.catalogue
        line = front.community
        entries = (
            entry
            for kind in catalogue.kinds.listed
            for entry in catalogue.of(kind).values()
            if line in entry.front.communities
        )
        content = GuidePage(
            guide=front,
            look=look_of_line(catalogue, line),
            lines=(self.site.line_link(line, path),) if line else (),
            chapters=self.contents(guide, path),
            entries=rows_by_kind(
                site,
                entries,
                path,
                lambda kind: addresses.of_line(kind, line or ""),  # none is asked for without one
                most=FEW,
            ),
            printed=site.find_printed(catalogue.chapters_of(guide)[0], path),
            as_of=day(self.catalogue.publication, guide.front.reviewed),
            sources=cite_sources(front.sources),
            citation=cite(site, guide, path),
        )
        return Page("guide", site.frame(path, front.title, front.summary), content)

    def contents(self, guide: Entry[Guide], path: str, here: str = "") -> tuple[ChapterLink, ...]:
        """Return the contents of a guide as they are linked from the page `path`, which belongs to
        the chapter `here` if it is not one itself."""
        chapters = self.catalogue.chapters_of(guide)
        return tuple(self._link(chapter, path, here or path) for chapter in chapters)

    def _link(self, chapter: Entry[Front], path: str, here: str) -> ChapterLink:
        target = addresses.of_entry(self.catalogue, chapter)
        return ChapterLink(
            title=chapter.front.title,
            href=addresses.relative(path, target),
            summary=chapter.front.summary,
            sections=tuple(
                self._section(chapter, number, path) for number in range(len(chapter.heads))
            ),
            is_here=target == here,
        )

    def _section(self, chapter: Entry[Front], number: int, path: str) -> StepLink:
        head = chapter.heads[number]
        page, _, anchor = addresses.of_section(self.catalogue, chapter, head.anchor).partition("#")
        within = f"#{anchor}" if anchor else ""
        return StepLink(
            number=number + 1 if chapter.front.numbered else None,
            title=head.title,
            href=within if within and page == path else addresses.relative(path, page) + within,
            anchor=head.anchor,
            is_here=page == path and not anchor,
        )

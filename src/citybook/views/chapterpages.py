"""The site's pages of a chapter with steps: its contents, a page for each step, and all steps on
one page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from citybook.content import tree
from citybook.content.entries import Entry, reading_minutes
from citybook.content.sections import Section
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.views import addresses
from citybook.views.citation import Citation, citation_files, cite
from citybook.views.entry import EntryView
from citybook.views.explained import Explained, explain
from citybook.views.frame import Backlink, Page, PagePlan, PrintedIn
from citybook.views.guidepages import ChapterLink, GuidePages, StepLink
from citybook.views.lines import NamedLink
from citybook.views.linked_data import linked_data
from citybook.views.site import Site
from citybook.views.siteentries import view_on_site
from citybook.views.sources import Cited


@dataclass(frozen=True)
class StepRow:
    """A step in the contents of its chapter: how long one reads it, how many boxes of each kind it
    has, and the places that they are about."""

    step: StepLink
    minutes: int
    boxes: tuple[tuple[str, int], ...]
    places: tuple[NamedLink, ...]


@dataclass(frozen=True)
class ChapterPage:
    """The contents of a chapter. `number` is its place among the `chapters` of its guide; `whole`
    leads to all of it on one page."""

    entry: EntryView
    guide: NamedLink
    number: int
    chapters: tuple[ChapterLink, ...]
    rows: tuple[StepRow, ...]
    whole: str
    backlinks: tuple[Backlink, ...]
    printed: tuple[PrintedIn, ...]
    before: NamedLink | None
    after: NamedLink | None
    citation: Citation


@dataclass(frozen=True)
class StepPage:
    """A step, or all of them on one page, where `step` is none. `notes` are the works cited there,
    each with its number; `before` and `after` lead on, over the ends of the chapter."""

    entry: EntryView
    guide: NamedLink
    chapter: NamedLink
    chapters: tuple[ChapterLink, ...]
    step: StepRow | None
    count: int
    notes: tuple[tuple[int, Cited], ...]
    terms: tuple[Explained, ...]
    before: NamedLink | None
    after: NamedLink | None
    citation: Citation | None = None


class ChapterPages:
    """Plans the pages of one chapter that has steps."""

    def __init__(self, site: Site, guides: GuidePages, chapter: Entry[Front]) -> None:
        self.site, self.catalogue, self.guides = site, site.catalogue, guides
        self.chapter, self.path = chapter, addresses.of_entry(site.catalogue, chapter)

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        own, plan = self.chapter.content_hash, self.site.plan
        printed = self.site.find_printed(self.chapter, self.path)
        dates, has_preview = self.site.dates(self.chapter), self.path in self.site.previews
        contents = plan(self.path, self.contents, own, (printed, dates, has_preview))
        yield contents
        yield from citation_files(self.site, self.chapter, contents)
        for number in range(len(self.chapter.heads)):
            path = self._address(number)
            head = self.chapter.heads[number]
            shows = cite(self.site, self.chapter, path, head)
            step = plan(path, lambda number=number: self.step(number), own, shows)
            yield step
            yield from citation_files(self.site, self.chapter, step, head)
        yield plan(addresses.whole(self.catalogue, self.chapter), self.whole, own)

    def _address(self, number: int) -> str:
        anchor = self.chapter.heads[number].anchor
        return addresses.of_section(self.catalogue, self.chapter, anchor)

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return tuple(self.chapter.text.sections)

    def contents(self) -> Page:
        """Return the page of the chapter, which lists its steps."""
        path, front = self.path, self.chapter.front
        chapters = self.guides.contents(self._guide, path)
        at = next(index for index, link in enumerate(chapters) if link.is_here)
        view, _ = view_on_site(self.site, self.chapter, path, only=())
        content = ChapterPage(
            entry=view,
            guide=self._guide_link(path),
            number=at + 1,
            chapters=chapters,
            rows=tuple(self._row(number, path) for number in range(len(self.chapter.heads))),
            whole=addresses.relative(path, addresses.whole(self.catalogue, self.chapter)),
            backlinks=self.site.backlinks(
                self.catalogue.kind_of(self.chapter).link, self.chapter.slug, path
            ),
            printed=self.site.find_printed(self.chapter, path),
            before=chapters[at - 1].named if at else None,
            after=chapters[at + 1].named if at + 1 < len(chapters) else None,
            citation=cite(self.site, self.chapter, path),
        )
        frame = self.site.frame(path, front.title, front.summary)
        data = linked_data(self.site, self.chapter, path, view)
        return Page("steps", replace(frame, data=data), content)

    def step(self, number: int) -> Page:
        """Return the page of a step, by its place among all."""
        path, head = self._address(number), self.chapter.heads[number]
        page = self._text(path, {head.anchor})
        row = self._row(number, path)
        before, after = self._around(number, path)
        citation = cite(self.site, self.chapter, path, head)
        content = replace(page, step=row, before=before, after=after, citation=citation)
        return Page("step", self.site.frame(path, head.title, self.chapter.front.summary), content)

    def whole(self) -> Page:
        """Return the page with all steps."""
        path, front = addresses.whole(self.catalogue, self.chapter), self.chapter.front
        frame = self.site.frame(path, front.title, front.summary)
        return Page("whole-chapter", frame, self._text(path, None))

    def _text(self, path: str, only: Collection[str] | None) -> StepPage:
        view, links = view_on_site(self.site, self.chapter, path, only=only)
        return StepPage(
            entry=view,
            guide=self._guide_link(path),
            chapter=NamedLink(self.chapter.front.title, addresses.relative(path, self.path)),
            chapters=self.guides.contents(self._guide, path, self.path),
            step=None,
            count=len(self.chapter.heads),
            notes=tuple(
                (number, one)
                for number, one in enumerate(view.notes, 1)
                if only is None or number in links.notes
            ),
            terms=explain(self.catalogue, links.terms, path),
            before=None,
            after=None,
        )

    @property
    def _guide(self) -> Entry[Guide]:
        return self.catalogue.guide_of_chapter(self.chapter)

    def _guide_link(self, path: str) -> NamedLink:
        guide = self._guide
        return NamedLink(guide.front.title, addresses.relative(path, addresses.guide(guide.slug)))

    def _around(self, number: int, path: str) -> tuple[NamedLink | None, NamedLink | None]:
        """Return what is read before and after a step: at the ends, the neighbouring chapters."""
        heads = self.chapter.heads
        chapters = self.guides.contents(self._guide, path, self.path)
        at = next(index for index, link in enumerate(chapters) if link.is_here)
        around: list[NamedLink | None] = []
        for way in (-1, 1):
            if 0 <= number + way < len(heads):
                target = addresses.relative(path, self._address(number + way))
                around.append(NamedLink(heads[number + way].title, target))
            elif 0 <= at + way < len(chapters):
                around.append(chapters[at + way].named)
            else:
                around.append(None)
        return around[0], around[1]

    def _row(self, number: int, path: str) -> StepRow:
        section, head = self._sections[number], self.chapter.heads[number]
        bodies = [block.body for block in section.blocks if block.body is not None]
        counts: dict[str, int] = {}
        for kind, _ in head.blocks:
            if kind in ("example", "good-practice", "challenge", "risk"):
                counts[kind] = counts.get(kind, 0) + 1
        places = self._places(number)
        return StepRow(
            step=StepLink(
                number=number + 1,
                title=head.title,
                href=addresses.relative(path, self._address(number)),
                anchor=head.anchor,
            ),
            minutes=reading_minutes(sum(len(tree.words(body).split()) for body in bodies)),
            boxes=tuple(counts.items()),
            places=tuple(
                NamedLink(self.catalogue.places[slug].name, self.site.to_place(path)(slug))
                for slug in places
            ),
        )

    def _places(self, number: int) -> list[str]:
        """Return the places that the boxes of a step name."""
        link, heads = self.catalogue.kinds.place_link, self.chapter.heads
        found = (
            one.slug
            for one in self.chapter.links
            if one.kind == link
            and one.section == number
            and heads[number].blocks[one.block][0] != "prose"
        )
        return [slug for slug in dict.fromkeys(found) if slug in self.catalogue.places]

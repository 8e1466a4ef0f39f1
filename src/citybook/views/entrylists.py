"""The entries of each kind go in; the pages that list them all come out, fifty rows on each: in the
alphabet, by theme, by country and by the field that divides them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook import alphabet
from citybook.kinds.kind import Kind
from citybook.kinds.wording import N_, choose_wording
from citybook.views import addresses
from citybook.views.divisions import Division, Divisions
from citybook.views.frame import Page, PagePlan
from citybook.views.lines import NamedLink
from citybook.views.look import Look, brand_look
from citybook.views.paging import PageLink, Pages, Paging
from citybook.views.rows import ListRow, Rows, RowSection
from citybook.views.site import Site

# A list by countries or themes shows about so many rows in all.
IN_SECTIONS = 200


@dataclass(frozen=True)
class PartLink:
    """A part of a list as its other pages lead to it: with how many entries it has."""

    name: str
    href: str
    count: int
    look: Look
    is_here: bool


@dataclass(frozen=True)
class Ways:
    """The ways through a kind's list: in which order it can be read, and its parts."""

    sorts: tuple[PageLink, ...]
    themes: tuple[PartLink, ...]
    countries: tuple[PartLink, ...]


@dataclass(frozen=True)
class ListPage:
    """A page of a list: rows, or sections with a few rows each. `kind` is the list of all, `about`
    what the list is called after; `counted` says how many entries it has."""

    kind: NamedLink
    title: str
    summary: str
    look: Look
    about: NamedLink | None
    counted: str
    rows: tuple[ListRow, ...]
    sections: tuple[RowSection, ...]
    paging: Paging | None
    ways: Ways


class KindLists:
    """Plans the lists of one kind."""

    def __init__(self, site: Site, kind: Kind) -> None:
        self.site, self.catalogue, self.kind = site, site.catalogue, kind
        self.divisions = Divisions(site, kind)

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        found = self.divisions
        yield from self._of(self._everything())
        for division in (*found.themes, *found.lines, *found.countries, *found.groups):
            yield from self._of(division)
        if len(found.countries) > 1:
            yield self.site.plan(addresses.by_country(self.kind), self.by_country)

    def _everything(self) -> Division:
        entries, look = self.divisions.entries, brand_look(self.catalogue)
        title = self.site.translate(N_("From A to Z"))
        return Division(title, addresses.by_title(self.kind), "", look, "", entries, entries)

    def _of(self, division: Division) -> Iterator[PagePlan]:
        pages = Pages(division.address, len(division.entries))
        for number, path in pages.paths():
            yield self.site.plan(
                path,
                lambda number=number, path=path: self.page(division, number, path),
            )

    def page(self, division: Division, number: int, path: str) -> Page:
        """Return a page of a list by its number."""
        entries = self.catalogue.sort_entries(division.entries)
        initials = [alphabet.initial(one.front.title, self.site.language) for one in entries]
        paging = Pages(division.address, len(entries), initials).page(number)
        rows = Rows(self.site, path)
        about = NamedLink(division.title, addresses.relative(path, division.about))
        content = ListPage(
            kind=self.kind_link(path),
            title=division.title,
            summary=division.summary,
            look=division.look,
            about=about if division.about else None,
            counted=self.count_in_words(len(entries)),
            rows=tuple(map(rows.row, entries[paging.shown])),
            sections=(),
            paging=paging,
            ways=self.ways(path, division.address),
        )
        return self._frame(path, content)

    def by_country(self) -> Page:
        """Return the list by countries."""
        path = addresses.by_country(self.kind)
        content = ListPage(
            kind=self.kind_link(path),
            title=self.site.translate(N_("By country")),
            summary="",
            look=brand_look(self.catalogue),
            about=None,
            counted=self.count_in_words(len(self.divisions.entries)),
            rows=(),
            sections=self.sections(self.divisions.countries, path),
            paging=None,
            ways=self.ways(path, path),
        )
        return self._frame(path, content)

    def _frame(self, path: str, content: ListPage) -> Page:
        title = f"{content.kind.name}: {content.title}"
        return Page("list", self.site.frame(path, title, content.summary), content)

    def sections(self, parts: tuple[Division, ...], path: str) -> tuple[RowSection, ...]:
        """Return parts of a list with the first rows of each."""
        rows = Rows(self.site, path)
        most = max(1, min(5, IN_SECTIONS // max(1, len(parts))))
        return tuple(
            rows.section(
                NamedLink(part.title, addresses.relative(path, part.address)),
                part.look,
                part.first or part.entries,
                part.address,
                summary=part.summary,
                count=len(part.entries),
                most=most,
            )
            for part in parts
        )

    def kind_link(self, path: str) -> NamedLink:
        """Return the title of the kind; it leads to its list of all, where it has one."""
        title = self.site.translate(choose_wording(self.kind.words.title, self.site.language))
        page = addresses.overview(self.kind)
        is_there = self.kind.has_list or self.kind.stands_for_places
        return NamedLink(title, addresses.relative(path, page) if is_there else "")

    def count_in_words(self, count: int) -> str:
        """Return how many entries there are, as words."""
        word = choose_wording(self.kind.words.of_count(count), self.site.language)
        return f"{count} {self.site.translate(word)}"

    def ways(self, path: str, here: str) -> Ways:
        """Return the ways through the list as the page `path` of the list `here` shows them."""
        sorts = self._sorts()
        return Ways(
            sorts=tuple(
                PageLink(name, addresses.relative(path, target), target == here)
                for name, target in (sorts if len(sorts) > 1 else ())
            ),
            themes=self._parts(self.divisions.themes, path, here),
            countries=self._parts(self.divisions.countries, path, here),
        )

    def _sorts(self) -> list[tuple[str, str]]:
        say, found = self.site.translate, self.divisions
        sorts = []
        if self.kind.has_list and found.main:
            sorts.append((say(N_("Group") if found.groups else N_("Theme")), self.overview))
        sorts.append((say(N_("Title")), addresses.by_title(self.kind)))
        if len(found.countries) > 1:
            sorts.append((say(N_("Country")), addresses.by_country(self.kind)))
        return sorts

    @property
    def overview(self) -> str:
        """The page of all entries."""
        return addresses.overview(self.kind)

    def _parts(self, found: tuple[Division, ...], path: str, here: str) -> tuple[PartLink, ...]:
        return tuple(
            PartLink(
                one.title,
                addresses.relative(path, one.address),
                len(one.entries),
                one.look,
                one.address == here,
            )
            for one in found
        )

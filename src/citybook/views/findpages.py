"""The site's pages by which readers find others: search, and all that there is from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from citybook import alphabet
from citybook.views import addresses
from citybook.views.found import Findable, Found
from citybook.views.frame import Page, PagePlan
from citybook.views.paging import Pages, Paging
from citybook.views.site import Site

# So many rows stand on a page of all that can be found.
ON_PAGE = 400


@dataclass(frozen=True)
class FindRow:
    """What can be found, as a list has it: its title, where it leads, and what and where it is."""

    title: str
    href: str
    label: str
    where: str


@dataclass(frozen=True)
class Letter:
    """A letter with what begins with it on a page; `anchor` is its id where it begins."""

    name: str
    anchor: str
    rows: tuple[FindRow, ...]


@dataclass(frozen=True)
class AToZPage:
    """A page of the list of all that can be found."""

    letters: tuple[Letter, ...]
    paging: Paging


class FindPages:
    """Plans these pages."""

    def __init__(self, site: Site, findable: Findable) -> None:
        self.site, self.findable = site, findable

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        yield self.site.plan(addresses.SEARCH, self.search)
        for number, path in self._pages.paths():
            yield self.site.plan(path, lambda number=number, path=path: self.a_to_z(number, path))

    def search(self) -> Page:
        """Return the page of results, which a script fills."""
        return Page("search", self.site.frame(addresses.SEARCH), None)

    @cached_property
    def _sorted(self) -> list[Found]:
        """All that can be found, in the alphabet."""
        sort_key = self.site.catalogue.sort_key
        return sorted(self.findable.all, key=lambda one: sort_key(one.title))

    @cached_property
    def _initials(self) -> list[str]:
        return [alphabet.initial(one.title, self.site.language) for one in self._sorted]

    @cached_property
    def _pages(self) -> Pages:
        return Pages(addresses.A_TO_Z, len(self._sorted), self._initials, ON_PAGE, letters_from=0)

    def a_to_z(self, number: int, path: str) -> Page:
        """Return a page of the list of all that can be found, by letters."""
        paging = self._pages.page(number)
        by_letter: dict[str, list[FindRow]] = {}
        for at in range(len(self._sorted))[paging.shown]:
            one = self._sorted[at]
            row = FindRow(one.title, addresses.relative(path, one.path), one.label, one.where)
            by_letter.setdefault(self._initials[at], []).append(row)
        begin = {self._initials[at]: anchor for at, anchor in paging.anchors.items()}
        letters = tuple(
            Letter(name, begin.get(name, ""), tuple(rows)) for name, rows in by_letter.items()
        )
        return Page("a-z", self.site.frame(path), AToZPage(letters, paging))

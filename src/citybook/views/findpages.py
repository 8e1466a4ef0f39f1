"""The site's pages by which readers find others: search, and all that there is from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content import alphabet
from citybook.views import addresses
from citybook.views.found import Findable
from citybook.views.frame import Page, Plan
from citybook.views.site import Site


@dataclass(frozen=True)
class Row:
    """What can be found, as a list has it: its title, where it leads, and what and where it is."""

    title: str
    href: str
    label: str
    where: str


@dataclass(frozen=True)
class Letter:
    """A letter with all that begins with it; `anchor` is its id on the page."""

    name: str
    anchor: str
    rows: tuple[Row, ...]


class FindPages:
    """Plans these pages."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for each page."""
        yield self.site.plan(addresses.SEARCH, self.search)
        yield self.site.plan(addresses.A_TO_Z, self.a_to_z)

    def search(self) -> Page:
        """Return the page of results, which a script fills."""
        return Page("search", self.site.frame(addresses.SEARCH), None)

    def a_to_z(self) -> Page:
        """Return the list of all that can be found, by letters."""
        path, site = addresses.A_TO_Z, self.site
        found = Findable(site).all()
        by_letter: dict[str, list[Row]] = {}
        for one in sorted(found, key=lambda one: site.catalogue.sort_key(one.title)):
            href = addresses.relative(path, one.path)
            row = Row(one.title, href, one.label, one.where)
            by_letter.setdefault(alphabet.initial(one.title, site.language), []).append(row)
        letters = (
            Letter(name, f"letter-{number}", tuple(rows))
            for number, (name, rows) in enumerate(by_letter.items(), 1)
        )
        return Page("a-z", site.frame(path), tuple(letters))

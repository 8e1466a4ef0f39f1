"""The pictures that entries show go in; the list of whose they are comes out, for a book with the
pages, for the site with links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.models.pictures import DECORATIVE
from citybook.models.plain import read_plain
from citybook.views import addresses
from citybook.views.frame import Page, PagePlan
from citybook.views.illustrations import anchor_of
from citybook.views.lines import NamedLink
from citybook.views.site import Site

T = TypeVar("T")


@dataclass(frozen=True)
class Credit(Generic[T]):
    """A picture in the list: its title, empty if it is decorative and has none; whose it is, under
    which licence, and each place where it is shown."""

    title: str
    credit: str
    licence: str
    places: tuple[T, ...]


def credits(catalogue: Catalogue, shown: Iterable[tuple[T, PictureUse]]) -> tuple[Credit[T], ...]:
    """Return each picture once, in the order in which they are met first. `shown` are the uses of
    pictures, each with its place."""
    places: dict[str, dict[T, None]] = {}
    uses: dict[str, PictureUse] = {}
    for place, use in shown:
        uses.setdefault(use.file, use)
        places.setdefault(use.file, {})[place] = None
    return tuple(_credit(catalogue, use, tuple(places[file])) for file, use in uses.items())


def _credit(catalogue: Catalogue, use: PictureUse, places: tuple[T, ...]) -> Credit[T]:
    described = catalogue.described[use.file].description
    assert described, "content with mistakes is not shown"
    # What is said of it everywhere comes first: it is shown in several places.
    names = (described.caption, described.alt, read_plain(use.caption or ""), use.alt)
    title = next((one for one in names if one and one.casefold() != DECORATIVE), "")
    return Credit(title, described.credit, described.licence or "", places)


class PictureCredits:
    """Plans the page of the site that lists all pictures."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield the plan of the page, if any picture is shown."""
        if self.site.frames.has_pictures:
            rows = repr(self._rows()).encode()
            yield self.site.plan(addresses.PICTURES, self.page, rows)

    def page(self) -> Page:
        """Return the page."""
        return Page("picture-credits", self.site.frame(addresses.PICTURES), self._rows())

    def _rows(self) -> tuple[Credit[NamedLink], ...]:
        return credits(self.catalogue, self._shown_pictures())

    def _shown_pictures(self) -> Iterator[tuple[NamedLink, PictureUse]]:
        catalogue = self.catalogue
        entries: list[Entry[Any]] = [*catalogue.entries, catalogue.about]
        for entry in entries:
            is_about = entry is catalogue.about
            page = addresses.ABOUT if is_about else addresses.whole(catalogue, entry)
            href = addresses.relative(addresses.PICTURES, page)
            for use in {one.file: one for one in reversed(entry.pictures)}.values():
                yield NamedLink(entry.front.title, f"{href}#{anchor_of(entry, use)}"), use

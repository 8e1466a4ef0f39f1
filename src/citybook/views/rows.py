"""Entries go in; the rows of a dense list come out, and the sections of lists that show a few rows
of each and lead to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.frame import Teaser
from citybook.views.lines import NamedLink
from citybook.views.look import Look, brand_look, country_name
from citybook.views.site import Site

# A section shows so many rows before it leads to all, and more where only so many are left out.
FEW, TOLERANCE = 5, 2
# The page of a theme or a country shows so many entries of a kind.
ON_THEME = 12


@dataclass(frozen=True)
class ListRow:
    """An entry in a dense list: where it is, and how long it is if it is in depth."""

    teaser: Teaser
    where: str
    length: str


@dataclass(frozen=True)
class RowSection:
    """The first rows of a section of a list; `all` leads to the others and says how many there are.
    `title` leads to what the section is about."""

    title: NamedLink
    summary: str
    look: Look
    rows: tuple[ListRow, ...]
    all: NamedLink | None


class Rows:
    """Makes rows and sections as one page shows them."""

    def __init__(self, site: Site, path: str) -> None:
        self.site, self.catalogue, self.path = site, site.catalogue, path

    def row(self, entry: Entry[Front]) -> ListRow:
        """Return an entry as a row."""
        places = [self.catalogue.places[slug].name for slug in entry.front.places]
        codes = self.catalogue.countries_of(entry)
        where = [*places, *(country_name(self.catalogue, code) for code in codes)]
        named = ", ".join(one for one in dict.fromkeys(where) if one != entry.front.title)
        return ListRow(self.site.teaser(entry, self.path), named, self._length(entry))

    def _length(self, entry: Entry[Front]) -> str:
        if not entry.is_in_depth or "length" not in self.catalogue.kind_of(entry).facets:
            return ""
        return self.site.translate("In depth, %(minutes)s min") % {"minutes": entry.minutes}

    def section(
        self,
        title: NamedLink,
        look: Look,
        entries: Sequence[Entry[Front]],
        to_all: str,
        *,
        summary: str = "",
        count: int = 0,
        most: int = FEW,
    ) -> RowSection:
        """Return the first of some entries; `to_all` is the page with all `count` of them."""
        count = count or len(entries)
        is_cut = bool(to_all) and (count > len(entries) or len(entries) > most + TOLERANCE)
        shown = entries[:most] if is_cut else entries
        said = self.site.translate("All %(count)s under %(title)s")
        words = said % {"count": count, "title": title.name}
        return RowSection(
            title,
            summary,
            look,
            tuple(map(self.row, shown)),
            NamedLink(words, addresses.relative(self.path, to_all)) if is_cut else None,
        )


def rows_by_kind(
    site: Site,
    entries: Iterable[Entry[Front]],
    path: str,
    to_all: Callable[[Kind], str],
    most: int = ON_THEME,
) -> tuple[RowSection, ...]:
    """Return entries by their kinds, each under its title, one alone under its label; `to_all`
    tells which page has all of a kind."""
    listed, catalogue, rows = list(entries), site.catalogue, Rows(site, path)
    found = []
    for kind in catalogue.kinds.with_pages:
        there = [one for one in listed if one.kind == kind.id]
        title = site.translate(
            choose_wording(kind.words.label if len(there) == 1 else kind.words.title, site.language)
        )
        if there:
            page = "" if kind.in_guide else to_all(kind)
            found.append(
                rows.section(
                    NamedLink(title, addresses.relative(path, page) if page else ""),
                    brand_look(catalogue),
                    there,
                    page,
                    most=most,
                )
            )
    return tuple(found)

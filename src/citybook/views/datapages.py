"""The site goes in; the page that explains the publication's open data to a researcher comes
out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.catalogue import Catalogue
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.datacolumns import DataColumn, columns
from citybook.views.frame import Download, Page, PagePlan
from citybook.views.site import Site

# The output that makes the files, and the folder of build/ and of downloads/ that holds them.
OUTPUT, FOLDER = "data", "data/"
CSV, JSON, SCHEMA = ".csv", ".json", ".schema.json"
PLACES, PACKAGE = "places.geojson", "datapackage.json"


@dataclass(frozen=True)
class DataFile:
    """A file to take: where it is from the page, its name and its size."""

    href: str
    name: str
    size: str


@dataclass(frozen=True)
class DataTable:
    """The data of a kind: its title and lead, the number of rows, the files and the columns."""

    anchor: str
    title: str
    lead: str
    rows: int
    files: tuple[DataFile, ...]
    columns: tuple[DataColumn, ...]


@dataclass(frozen=True)
class DataPage:
    """All data: the tables of kinds, the file of places with their number, the descriptor; and what
    to name where it is cited."""

    tables: tuple[DataTable, ...]
    places: DataFile
    number_of_places: int
    package: DataFile
    address: str


def kinds_with_data(catalogue: Catalogue) -> list[Kind]:
    """Return the kinds of which there are entries."""
    return [kind for kind in catalogue.kinds if catalogue.of(kind)]


class DataPages:
    """Plans this page, if the files are there."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.downloads = {one.file: one for one in site.downloads if one.output == OUTPUT}

    def plans(self) -> Iterator[PagePlan]:
        """Yield the plan of the page."""
        if self.downloads:
            yield self.site.plan(addresses.DATA, self.page, shows=self.downloads)

    def page(self) -> Page:
        """Return the page."""
        catalogue = self.catalogue
        # The files can be older than the content.
        there = [
            kind
            for kind in kinds_with_data(catalogue)
            if f"{FOLDER}{kind.plural}{SCHEMA}" in self.downloads
        ]
        content = DataPage(
            tables=tuple(map(self._table, there)),
            places=self._file(PLACES),
            number_of_places=len(catalogue.places),
            package=self._file(PACKAGE),
            address=addresses.absolute(catalogue, addresses.DATA),
        )
        return Page("data", self.site.frame(addresses.DATA), content)

    def _table(self, kind: Kind) -> DataTable:
        _, language = self.site.translate, self.site.language
        return DataTable(
            anchor=kind.plural,
            title=_(choose_wording(kind.words.title, language)),
            lead=_(choose_wording(kind.words.lead, language)) if kind.words.lead else "",
            rows=len(self.catalogue.of(kind)),
            files=tuple(self._file(f"{kind.plural}{ending}") for ending in (CSV, JSON, SCHEMA)),
            columns=tuple(columns(kind, language, _)),
        )

    def _file(self, name: str) -> DataFile:
        found: Download = self.downloads[f"{FOLDER}{name}"]
        href = addresses.relative(addresses.DATA, addresses.download(found.name))
        return DataFile(href, name, found.shown_size)

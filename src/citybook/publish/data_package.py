"""The files of a publication's data go in; the descriptor of their Data Package (version 2, see
datapackage.org) comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from citybook.catalogue import Catalogue
from citybook.naming import file_name
from citybook.views import addresses
from citybook.views.datacolumns import DataColumn
from citybook.views.datapages import SCHEMA

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
}
# A licence whose name is all that the publication says of it.
CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-SA|-NC|-ND|-NC-SA|-NC-ND)?)[ -]([1-4]\.0)\.?", re.I)


@dataclass(frozen=True)
class Resource:
    """A file of data: its name, title and bytes, what it holds and, of a table, its columns; of
    JSON, the file of its schema."""

    path: str
    title: str
    data: bytes
    description: str = ""
    columns: Sequence[DataColumn] = ()
    schema: str = ""

    @property
    def name(self) -> str:
        """What it is called in the package: `cards` of `cards.csv`, `cards-json` of
        `cards.json`."""
        stem, *endings = self.path.split(".")
        return stem if self.columns else "-".join((stem, *endings))

    @property
    def is_schema(self) -> bool:
        """Whether it only says what another file can hold."""
        return self.path.endswith(SCHEMA)

    @property
    def format(self) -> str:
        """How its name ends."""
        return self.path.rpartition(".")[2]


def data_package(catalogue: Catalogue, resources: Iterable[Resource]) -> dict[str, Any]:
    """Return the descriptor of these files."""
    publication = catalogue.publication
    publisher = {"title": publication.publisher.name, "path": publication.publisher.url}
    return {
        "$schema": PROFILE,
        "name": file_name(publication.title),
        "title": publication.title,
        "description": publication.summary,
        "homepage": publication.base,
        "licenses": [_licence(catalogue)],
        "sources": [{"title": publication.title, "path": publication.base}],
        "contributors": [{**publisher, "roles": ["publisher"]}],
        # A schema is named by what it describes: the specification knows none but those of tables.
        "resources": [_resource(one) for one in resources if not one.is_schema],
    }


def _licence(catalogue: Catalogue) -> dict[str, str]:
    """Return the licence: by its name where that is all the publication says of it, else in its
    own words, which stand on the page about the data."""
    said = catalogue.publication.licence
    if not (found := CREATIVE_COMMONS.fullmatch(said)):
        return {"path": addresses.absolute(catalogue, addresses.DATA), "title": said}
    terms, version = found.group(1), found.group(2)
    path = f"https://creativecommons.org/licenses/{terms.lower()}/{version}/"
    return {"name": f"CC-{terms.upper()}-{version}", "path": path, "title": said}


def _resource(resource: Resource) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "format": resource.format,
        "mediatype": MEDIA_TYPES[resource.format],
        "encoding": "utf-8",
        "bytes": len(resource.data),
        "hash": f"sha256:{hashlib.sha256(resource.data).hexdigest()}",
    }
    if resource.description:
        found["description"] = resource.description
    if resource.schema:
        found["jsonSchema"] = resource.schema
    if resource.columns:
        found["type"] = "table"
        found["schema"] = {
            "fields": [_field(one) for one in resource.columns],
            "primaryKey": [resource.columns[0].name],
            "missingValues": [""],
        }
    return found


def _field(column: DataColumn) -> dict[str, Any]:
    said = {"description": column.description} if column.description else {}
    return {"name": column.name, "type": column.type, "title": column.title, **said, **column.more}

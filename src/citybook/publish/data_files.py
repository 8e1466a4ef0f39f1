"""A catalogue goes in; the files of its open data come out: tables of each kind as CSV (RFC 4180)
and JSON with its schema, places as GeoJSON (RFC 7946), and the Data Package that describes them.

No file holds a time: the same content gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citybook.catalogue import Catalogue
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.models.vocabulary import Place
from citybook.publish.data_package import Resource, data_package
from citybook.publish.data_schema import row_schema
from citybook.views import addresses
from citybook.views.datacolumns import Translate, columns
from citybook.views.datapages import CSV, JSON, PACKAGE, PLACES, SCHEMA, kinds_with_data
from citybook.views.datarows import DataRow, cells, published_in, row_of


@dataclass(frozen=True)
class DataFiles:
    """What the data of a publication are written from; `translate` says a phrase in its
    language."""

    catalogue: Catalogue
    translate: Translate

    def resources(self) -> list[Resource]:
        """Return all files, the descriptor last."""
        found = [one for kind in kinds_with_data(self.catalogue) for one in self._of_kind(kind)]
        found.append(self._places())
        package = _json(data_package(self.catalogue, found))
        return [*found, Resource(PACKAGE, self.translate("What the files hold"), package)]

    def _of_kind(self, kind: Kind) -> Iterator[Resource]:
        catalogue, language = self.catalogue, self.catalogue.publication.language
        title = self.translate(choose_wording(kind.words.title, language))
        lead = self.translate(choose_wording(kind.words.lead, language)) if kind.words.lead else ""
        shown = columns(kind, language, self.translate)
        rows = [row_of(catalogue, entry) for entry in catalogue.of(kind).values()]
        table = [[one.name for one in shown], *(cells(shown, row) for row in rows)]
        schema = row_schema(kind, shown, title)
        named = f"{kind.plural}{SCHEMA}"
        yield Resource(f"{kind.plural}{CSV}", title, _csv(table), lead, shown)
        yield Resource(f"{kind.plural}{JSON}", title, _json_lines(rows), lead, schema=named)
        title = self.translate("%(title)s: schema") % {"title": title}
        yield Resource(named, title, _json(schema))

    def _places(self) -> Resource:
        places = sorted(self.catalogue.places.items())
        features = [self._feature(slug, place) for slug, place in places]
        data = b'{"type": "FeatureCollection", "features": ' + _json_lines(features) + b"}\n"
        return Resource(PLACES, self.translate("Places"), data)

    def _feature(self, slug: str, place: Place) -> DataRow:
        """Return a place as GeoJSON has it, longitude before latitude (WGS 84); one whose
        coordinates nobody gave has no geometry."""
        catalogue, geometry = self.catalogue, None
        if place.coordinates:
            latitude, longitude = map(float, place.coordinates)
            geometry = {"type": "Point", "coordinates": [longitude, latitude]}
        page = addresses.absolute(catalogue, addresses.place(catalogue, slug))
        properties = {
            "id": slug,
            "name": place.name,
            "country": place.country,
            "address": page if slug in catalogue.named_places else None,
            "licence": catalogue.publication.licence,
            "published_in": published_in(catalogue),
        }
        return {"type": "Feature", "id": slug, "geometry": geometry, "properties": properties}


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _json_lines(rows: list[DataRow]) -> bytes:
    """Return rows as JSON, each in a line, so that one entry changes one line; indented they would
    take ten times as long to write."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()

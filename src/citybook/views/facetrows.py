"""The entries of a list go in; a script with all of its rows and what each has of each facet comes
out, since a browser loads nothing else from a disk."""

from __future__ import annotations

import json
from typing import Any

from citybook.views import addresses
from citybook.views.divisions import Divisions
from citybook.views.facets import Facets
from citybook.views.rows import Rows
from citybook.views.site import Site
from citybook.visible import strip_breaks


def facet_rows(site: Site, divisions: Divisions) -> bytes:
    """Return the script that `layouts/site/site.js` asks for when a facet is first used: `rows` in
    the alphabet, and for each facet its values, each with its title, and the numbers of those that
    each row has."""
    kind, entries = divisions.kind, divisions.entries
    facets = Facets(site.catalogue, kind, entries, site.translate)
    rows = Rows(site, addresses.overview(kind))
    shown = [_row(rows, entry) for entry in entries]
    of = [facets.values(entry) for entry in entries]
    data = {
        "rows": shown,
        "facets": {facet.name: _facet(facet, of) for facet in facets.complete()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"listRows({text})\n".encode()


def _row(rows: Rows, entry: Any) -> list[Any]:
    row = rows.row(entry)
    one = row.teaser
    texts = (one.title, one.href, one.summary, row.where, row.length)
    return [*map(strip_breaks, texts), one.colour, one.number]


def _facet(facet: Any, of: list[dict[str, list[str]]]) -> dict[str, Any]:
    numbers = {one.value: str(at) for at, one in enumerate(facet.values)}
    return {
        "values": [[one.value, strip_breaks(one.title)] for one in facet.values],
        "of": ",".join(" ".join(numbers[value] for value in row[facet.name]) for row in of),
    }

"""An entry goes in; its row of open data comes out as a file of JSON beside its page."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.datarows import row_of
from citybook.views.frame import PagePlan
from citybook.views.site import Site

# What it is called, in the folder of the page.
DATA_FILE = "entry.json"


class EntryData:
    """Plans these files. Each is made only if its entry changed, or what all rows have in common:
    of other entries a row says nothing."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    @cached_property
    def _shared(self) -> bytes:
        """Return a hash of what rows show beside their entries."""
        catalogue, publication = self.catalogue, self.catalogue.publication
        parts = (
            self.site.made_by,
            [kind.__dict__ for kind in catalogue.kinds],
            catalogue.described,
            (publication.base, publication.title, publication.publisher, publication.licence),
        )
        return hashlib.sha256(repr(parts).encode()).digest()

    def plan(self, entry: Entry[Front], path: str) -> PagePlan:
        """Return the file beside the page `path` of an entry."""
        target = addresses.beside(path, DATA_FILE)
        made_from = self._shared + entry.content_hash
        return PagePlan(target, made_from, lambda: self._data(entry), is_listed=False)

    def _data(self, entry: Entry[Front]) -> bytes:
        return f"{json.dumps(row_of(self.catalogue, entry), ensure_ascii=False)}\n".encode()

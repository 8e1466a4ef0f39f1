"""A catalogue goes in; a hash of all that an entry's page, sheet or offprint may show beside the
entry's own text comes out: while it stays, only what changed itself has to be made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.typeface import digest_of


def in_common(catalogue: Catalogue, *made_with: object) -> bytes:
    """Return the hash; `made_with` is what else all are made with, told by its `repr`. Raises
    OSError if a file of the typeface cannot be read."""
    parts = (
        made_with,
        # Where it is sent, and when entries are to be looked at, nothing shows.
        catalogue.publication.model_copy(update={"hosting": None, "review_after": None}),
        [kind.__dict__ for kind in catalogue.kinds],
        catalogue.places,
        catalogue.communities,
        catalogue.themes,
        catalogue.wording,
        catalogue.pictures,
        {file: (one.name, one.width, one.height) for file, one in catalogue.logos.items()},
        catalogue.described,
        catalogue.downloads,
        digest_of(catalogue.typeface),  # words are measured
    )
    digest = hashlib.sha256(repr(parts).encode())
    everything: tuple[Iterable[Entry[Any]], ...] = (
        *(catalogue.of(kind).values() for kind in catalogue.kinds),
        catalogue.guides.values(),
        catalogue.editions.values(),
        [catalogue.about],
    )
    for entries in everything:
        for entry in entries:
            digest.update(entry.public_hash)
    return digest.digest()

"""Finished downloads go in; how they stand on a shelf, each with its cover, comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook.views import addresses
from citybook.views.frame import CoverPicture, Download, Offer
from citybook.views.site import Site


@dataclass(frozen=True)
class ShelfItem:
    """A publication to take home: `note` says what it is. It has a picture once it was made."""

    offer: Offer
    note: str
    src: str = ""
    picture: CoverPicture | None = None


def picture_file(file: str) -> str:
    """Return where the picture of a PDF is, both below build/."""
    return f"covers/{file.removeprefix('pdf/').removesuffix('.pdf')}.webp"


def shelf(site: Site, downloads: Iterable[Download], path: str) -> tuple[ShelfItem, ...]:
    """Return downloads as the page `path` shows them on a shelf, the smallest first."""
    covers = (_cover(site, found, path) for found in downloads)
    return tuple(sorted(covers, key=lambda cover: cover.picture.wide if cover.picture else 0))


def _cover(site: Site, download: Download, path: str) -> ShelfItem:
    picture = site.covers.get(download.file)
    src = addresses.relative(path, f"{addresses.ASSETS}/{picture.name}") if picture else ""
    return ShelfItem(site.offer(download, path), _note(site, download), src, picture)


def _note(site: Site, download: Download) -> str:
    """Return what an edition is, and how large: a booklet of A5."""
    _ = site.translate
    if download.output != "editions":
        return ""
    edition = site.catalogue.editions[download.item].front
    if edition.kind == "leaflet":
        return _("Leaflet, %(trim)s folded") % {"trim": edition.trim}
    return _("Booklet, %(trim)s") % {"trim": _(edition.trim)}

"""An entry goes in; its text as a page of the site shows it comes out, links resolved."""

from __future__ import annotations

from collections.abc import Collection

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.entry import EntryView, entry_view
from citybook.views.illustrations import EntryPictures
from citybook.views.look import look_of
from citybook.views.medium import Medium
from citybook.views.prose import EntryRenderer
from citybook.views.site import Site
from citybook.views.sitelinks import SiteLinks


def view_on_site(
    site: Site, entry: Entry[Front], path: str, only: Collection[str] | None = None
) -> tuple[EntryView, SiteLinks]:
    """Return an entry as the page `path` shows it, or `only` the sections with certain anchors; and
    its links, which know what terms and works the text names."""
    catalogue = site.catalogue
    links = SiteLinks(catalogue, path, entry.front.places, len(entry.front.notes))
    renderer = EntryRenderer(
        links,
        catalogue.words,
        look_of(catalogue, entry).colour,
        medium=Medium(catalogue, path),
        pictures=EntryPictures(catalogue, entry, site.pictures_from(path)),
    )
    view = entry_view(
        catalogue,
        entry,
        renderer,
        target=site.to_place(path),
        line_target=lambda slug: addresses.relative(path, addresses.community(slug)),
        only=only,
    )
    return view, links

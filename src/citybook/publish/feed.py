"""A site goes in; the feed of what is new or changed on it comes out (Atom, RFC 4287)."""

from __future__ import annotations

from html import escape
from typing import Any

from citybook.content.entries import Entry
from citybook.views import addresses
from citybook.views.redirects import old_slugs
from citybook.views.site import Site

# So many entries are in the feed, the last first.
MOST = 50


def feed(site: Site) -> bytes:
    """Return the feed. An entry is known by the address that it had first, so that a new name does
    not make it new."""
    catalogue, publication = site.catalogue, site.catalogue.publication
    listed = site.dated[:MOST]
    address = addresses.absolute(catalogue, addresses.FEED)
    head = (
        _text("id", address),
        _text("title", publication.title),
        _text("subtitle", publication.headline),
        _text("updated", site.dates(listed[0]).in_feed),
        _link("self", address, "application/atom+xml"),
        _link("alternate", publication.base, "text/html"),
        f"<author>{_text('name', publication.publisher.name)}"
        f"{_text('uri', publication.publisher.url)}</author>",
        _text("rights", publication.copyright or publication.licence),
    )
    rows = "\n".join((*head, *(_entry(site, entry) for entry in listed)))
    opening = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publication.language}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}\n{rows}\n</feed>\n'.encode()


def _entry(site: Site, entry: Entry[Any]) -> str:
    catalogue, dates, front = site.catalogue, site.dates(entry), entry.front
    path = addresses.of_any(catalogue, entry)
    before = old_slugs(catalogue, entry)
    first = path.replace(f"/{entry.slug}/", f"/{before[-1]}/") if before else path
    label = site.label(entry)
    parts = (
        _text("id", addresses.absolute(catalogue, first)),
        _text("title", front.title),
        _link("alternate", addresses.absolute(catalogue, path), "text/html"),
        _text("published", dates.published) if dates.published else "",
        _text("updated", dates.in_feed),
        _text("summary", front.summary) if front.summary else "",
        f'<category term="{entry.kind}" label="{escape(label)}"/>' if label else "",
    )
    return f"<entry>{''.join(parts)}</entry>"


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def _link(relation: str, address: str, media: str) -> str:
    return f'<link rel="{relation}" type="{media}" href="{escape(address)}"/>'

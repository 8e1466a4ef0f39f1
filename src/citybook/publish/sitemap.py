"""A site and its pages go in; what programs that look for pages ask for comes out: the sitemap and
robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from citybook.views import addresses
from citybook.views.frame import PagePlan
from citybook.views.site import Site


def sitemap(site: Site, plans: Iterable[PagePlan]) -> bytes:
    """Return the list of every page that is to be found, those of entries with the time of their
    last change (sitemaps.org, protocol 0.9)."""
    changed = {
        addresses.of_any(site.catalogue, entry): site.dates(entry).changed for entry in site.dated
    }
    rows = "".join(_row(site, plan.path, changed) for plan in plans if plan.is_listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()


def _row(site: Site, path: str, changed: dict[str, str]) -> str:
    """Return the row of a page; a step of a chapter is as old as its chapter."""
    address = escape(addresses.absolute(site.catalogue, path))
    time = changed.get(path) or changed.get(addresses.above(path), "")
    return f"<url><loc>{address}</loc>{f'<lastmod>{time}</lastmod>' if time else ''}</url>\n"


def robots(site: Site) -> bytes:
    """Return what programs may ask for (RFC 9309), which is everything, and where the sitemap
    is."""
    address = addresses.absolute(site.catalogue, addresses.SITEMAP)
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}\n".encode()

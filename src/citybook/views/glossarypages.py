"""The site's glossary: all terms, each with the entries that use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.views import addresses
from citybook.views.explained import Explained, text_renderer
from citybook.views.frame import Page, Plan, Teaser
from citybook.views.redirects import old_slugs
from citybook.views.site import Site
from citybook.views.sitelinks import SiteLinks


@dataclass(frozen=True)
class GlossaryPage:
    """All terms, each with the entries that use it."""

    terms: tuple[tuple[Explained, tuple[Teaser, ...]], ...]


class GlossaryPages:
    """Plans the page of the glossary, if there is one."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[Plan]:
        """Yield a plan for the page."""
        kind, catalogue = self.catalogue.kinds.terms, self.catalogue
        if kind and catalogue.terms:
            used = repr(
                [(slug, [one.slug for one in all_]) for slug, all_ in catalogue.uses.items()]
            )
            path = addresses.overview(kind)
            yield self.site.plan(path, lambda: self.page(path), used.encode())

    def page(self, path: str) -> Page:
        """Return the glossary."""
        catalogue, links = self.catalogue, SiteLinks(self.catalogue, path, ())
        rows = []
        for term in catalogue.sorted(catalogue.terms.values()):
            renderer = text_renderer(catalogue, links, term.slug)
            text = renderer.html(term.text.sections[0].body)
            users = (one for one in catalogue.uses.get(term.slug, ()) if one in catalogue.entries)
            explained = Explained(term.slug, term.front.title, text, "", old_slugs(catalogue, term))
            rows.append((explained, tuple(self.site.teaser(one, path) for one in users)))
        return Page("glossary", self.site.frame(path), GlossaryPage(tuple(rows)))

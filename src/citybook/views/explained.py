"""Terms of the glossary go in; what pages show of them comes out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content.words import TermIndex
from citybook.views import addresses
from citybook.views.illustrations import EntryPictures
from citybook.views.look import brand_of
from citybook.views.medium import Medium
from citybook.views.prose import EntryRenderer, Links
from citybook.views.sitelinks import SiteLinks


@dataclass(frozen=True)
class Explained:
    """A term that the page uses, what it means, and where the glossary tells more; links to its
    `old_slugs` lead there, too."""

    slug: str
    name: str
    text: Markup
    href: str
    old_slugs: tuple[str, ...] = ()


def text_renderer(
    catalogue: Catalogue,
    links: Links,
    own_term: str = "",
    pictures: EntryPictures | None = None,
    medium: Medium | None = None,
) -> EntryRenderer:
    """Return what renders texts that stand on no line, with terms linked, `own_term` aside."""
    return EntryRenderer(
        links,
        catalogue.words,
        brand_of(catalogue),
        medium=medium,
        own_term=own_term,
        pictures=pictures,
    )


def explain(catalogue: Catalogue, slugs: list[str], path: str) -> tuple[Explained, ...]:
    """Return the terms of these slugs as the page `path` explains them."""
    links, colour = SiteLinks(catalogue, path, ()), brand_of(catalogue)
    renderer = EntryRenderer(links, TermIndex.none(), colour)
    terms = [(slug, catalogue.terms[slug]) for slug in slugs]
    return tuple(
        Explained(
            slug=slug,
            name=term.front.title,
            text=renderer.html(term.text.sections[0].body),
            href=addresses.relative(path, addresses.term(catalogue, slug)),
        )
        for slug, term in terms
    )

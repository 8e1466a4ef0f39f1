"""The catalogue goes in; every old address that shall lead to a page comes out with that page, and
as a page of the site that leads there without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.aliases import QualifiedName
from citybook.content.entries import Entry
from citybook.kinds.kind import COMMUNITY, EDITION, THEME
from citybook.views import addresses
from citybook.views.frame import Page, PagePlan
from citybook.views.site import Site


@dataclass(frozen=True)
class Redirect:
    """An old page and the one that it leads to, as paths in the site, such as
    `cities/sofia/index.html`; `new` may end in a section, as terms of the glossary do. `title` is
    that of the new page."""

    old: str
    new: str
    title: str


@dataclass(frozen=True)
class RedirectPage:
    """Where an old page leads: the link from there, and what it leads to; and its icon."""

    href: str
    title: str
    icon: str


class RedirectPages:
    """Plans a page at each old address."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for each page."""
        for one in find_redirects(self.site.catalogue):
            made_from = repr(one).encode()
            yield self.site.plan(
                one.old, lambda one=one: self.page(one), made_from, is_listed=False
            )

    def page(self, redirect: Redirect) -> Page:
        """Return the page at an old address."""
        href = addresses.relative(redirect.old, redirect.new)
        frame = self.site.frame(redirect.new.partition("#")[0], redirect.title)
        drawn = self.site.assets.get("icon.svg")  # `doit pages` does not draw it
        icon = addresses.relative(redirect.old, drawn) if drawn else ""
        return Page("redirect", frame, RedirectPage(href, redirect.title, icon))


def find_redirects(catalogue: Catalogue) -> list[Redirect]:
    """Return a redirect for each old name of what has a page. Old names of terms have none: they
    are places on the glossary's page."""
    found = (
        Redirect(
            addresses.below(addresses.of_name(catalogue, old), part),
            addresses.below(addresses.of_name(catalogue, new), part),
            title_of(catalogue, new),
        )
        for old, new in catalogue.renamed.items()
        if has_page(catalogue, new)
        for part in ("", *_parts(catalogue, new))
    )
    return sorted((one for one in found if "#" not in one.old), key=lambda one: one.old)


def _parts(catalogue: Catalogue, name: QualifiedName) -> tuple[str, ...]:
    """Return the pages below that of a chapter with steps."""
    chapter = catalogue.of(catalogue.kinds.of_link(name.link)).get(name.slug)
    if not chapter or not addresses.has_steps(catalogue, chapter):
        return ()
    return (*(head.anchor for head in chapter.heads), addresses.WHOLE)


def old_slugs(catalogue: Catalogue, entry: Entry[Any]) -> tuple[str, ...]:
    """Return what an entry or an edition was called before."""
    kind = catalogue.kinds.by_id.get(entry.kind)
    name = QualifiedName(kind.link if kind else entry.kind, entry.slug)
    return tuple(
        old.slug
        for old, new in catalogue.renamed.items()
        if new == name and old.link == name.link and old.folder == name.folder
    )


def has_page(catalogue: Catalogue, name: QualifiedName) -> bool:
    """Whether something has a page, or a place on one: places that nothing names have none, and
    neither have themes that nothing is about."""
    kinds, slug = catalogue.kinds, name.slug
    if name.link == THEME:
        return bool(catalogue.of_theme[slug])
    if name.link == kinds.place_link:
        return slug in catalogue.named_places or slug in catalogue.of_places
    kind = kinds.of_link(name.link)
    return kind is None or kind.has_page or kind.explains or slug in catalogue.guides


def title_of(catalogue: Catalogue, name: QualifiedName) -> str:
    """Return what readers know something by."""
    kinds, slug = catalogue.kinds, name.slug
    terms: dict[str, dict[str, Any]] = {
        COMMUNITY: catalogue.communities,
        THEME: catalogue.themes,
        kinds.place_link: catalogue.places,
    }
    entries: dict[str, dict[str, Any]] = {
        EDITION: catalogue.editions,
        **{kind.link: catalogue.of(kind) for kind in kinds},
    }
    if found := entries.get(name.link, {}).get(slug):
        return str(found.front.title)
    if name.link == kinds.guide_link and slug in catalogue.guides:
        return str(catalogue.guides[slug].front.title)
    return str(terms[name.link][slug].name)

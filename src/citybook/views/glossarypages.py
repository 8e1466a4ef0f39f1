"""The site's glossary: all terms by letters, each with the entries that use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook import alphabet
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.explained import Explained, text_renderer
from citybook.views.frame import Page, PagePlan
from citybook.views.lines import NamedLink
from citybook.views.paging import PageLink
from citybook.views.redirects import old_slugs
from citybook.views.site import Site
from citybook.views.sitelinks import SiteLinks

# So many entries that use a term are named.
MOST_USERS = 30
# A term, what uses it, and how much more does.
GlossaryRow = tuple[Explained, tuple[NamedLink, ...], int]


@dataclass(frozen=True)
class GlossaryPage:
    """All terms by their letters, each with the entries that use it; a step of a chapter stands
    for it. There are no `letters` to go to in a short glossary."""

    groups: tuple[tuple[PageLink, tuple[GlossaryRow, ...]], ...]
    letters: tuple[PageLink, ...]


class GlossaryPages:
    """Plans the page of the glossary, if there is one."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue

    def plans(self) -> Iterator[PagePlan]:
        """Yield a plan for the page."""
        kind, catalogue = self.catalogue.kinds.terms, self.catalogue
        if kind and catalogue.terms:
            used = [
                (slug, [_shown_by(one) for one in all_]) for slug, all_ in catalogue.uses.items()
            ]
            path = addresses.overview(kind)
            yield self.site.plan(path, lambda: self.page(path), repr(used).encode())

    def page(self, path: str) -> Page:
        """Return the glossary."""
        catalogue, links = self.catalogue, SiteLinks(self.catalogue, path, ())
        by_letter: dict[str, list[GlossaryRow]] = {}
        with_pages = {id(one) for one in catalogue.entries}
        for term in catalogue.sort_entries(catalogue.terms.values()):
            renderer = text_renderer(catalogue, links, term.slug)
            text = renderer.html(term.text.sections[0].body)
            users = [one for one in catalogue.uses.get(term.slug, ()) if id(one) in with_pages]
            explained = Explained(term.slug, term.front.title, text, "", old_slugs(catalogue, term))
            shown = tuple(self._user(one, term.slug, path) for one in users[:MOST_USERS])
            initial = alphabet.initial(term.front.title, self.site.language)
            row = (explained, shown, len(users) - len(shown))
            by_letter.setdefault(initial, []).append(row)
        letters = [
            PageLink(name, f"#contents-{at}", False, f"contents-{at}")
            for at, name in enumerate(by_letter, 1)
        ]
        groups = tuple(zip(letters, map(tuple, by_letter.values()), strict=True))
        content = GlossaryPage(groups, tuple(letters) if len(letters) > 1 else ())
        return Page("glossary", self.site.frame(path), content)

    def _user(self, entry: Entry[Front], term: str, path: str) -> NamedLink:
        """Return the way to an entry that uses a term, or to its step that does so first."""
        catalogue, page = self.catalogue, addresses.of_entry(self.catalogue, entry)
        anchor = (
            catalogue.words.first_section(entry, term)
            if addresses.has_steps(catalogue, entry)
            else ""
        )
        page = addresses.of_section(catalogue, entry, anchor) if anchor else page
        return NamedLink(entry.front.title, addresses.relative(path, page))


def _shown_by(entry: Entry[Front]) -> tuple[str, bytes]:
    """Return what the glossary shows of an entry beside what others do: of chapters, the step."""
    return entry.slug, entry.content_hash if getattr(entry.front, "numbered", False) else b""

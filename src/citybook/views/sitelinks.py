"""Where links lead on the site, from one page of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from citybook.catalogue import Catalogue
from citybook.views import addresses


class SiteLinks:
    """The links in the texts of one page: prose.Links. `works` is how many works its text can cite,
    `notes` are those it does; `terms` are those that the page explains, in order."""

    def __init__(
        self, catalogue: Catalogue, path: str, own_places: Sequence[str], works: int = 0
    ) -> None:
        self.catalogue, self.path, self.own_places, self.works = catalogue, path, own_places, works
        self.terms: list[str] = []
        self.notes: set[int] = set()

    def entry(self, link: str, slug: str, text: str, words: str) -> str:
        """Return a link to another entry; the names of the page's own places are set in bold, and
        what has no page is its words."""
        is_place, kind = link == self.catalogue.kinds.place_link, self.catalogue.kinds.of_link(link)
        if kind and not (is_place or kind.has_page or kind.explains):
            return text
        page = addresses.of_link(self.catalogue, link, slug)
        is_own = is_place and slug in self.own_places
        if is_own and (page == self.path or words == self.catalogue.places[slug].name):
            return f'<b class="city">{text}</b>'
        href = addresses.relative(self.path, page)
        return f'<a class="{"city" if is_place else "entry"}" href="{href}">{text}</a>'

    def address(self, url: str, text: str, words: str) -> str:
        """Return a link to a public address, which is told from words that only lead to one."""
        is_spelt = addresses.short_address(url) in (
            words,
            addresses.short_address(f"https://{words}"),
        )
        kind = ' class="address"' if is_spelt else ""
        return f'<a{kind} href="{escape(url)}">{text}</a>'

    def term(self, slug: str, text: str) -> str:
        """Return a link to the glossary, with the term's slug for its preview."""
        if slug not in self.terms:
            self.terms.append(slug)
        href = addresses.relative(self.path, addresses.term(self.catalogue, slug))
        return f'<a class="term" href="{href}" data-term="{slug}">{text}</a>'

    def note(self, number: int) -> str:
        """Return a reference to a work cited; nothing where there is no such work."""
        if not 1 <= number <= self.works:
            return ""
        self.notes.add(number)
        return f'<sup class="note"><a href="#note-{number}">{number}</a></sup>'

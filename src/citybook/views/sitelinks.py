"""Where links lead on the site, from one page of it."""

from __future__ import annotations

from html import escape

from citybook.catalogue import Catalogue
from citybook.views import addresses


class SiteLinks:
    """The links in the texts of one page: prose.Links. `terms` are those that the page explains, in
    order."""

    def __init__(
        self,
        catalogue: Catalogue,
        path: str,
        own_places: list[str],
        work_titles: list[str] | None = None,
    ) -> None:
        self.catalogue, self.path, self.own_places = catalogue, path, own_places
        self.works = work_titles or []
        self.terms: list[str] = []

    def entry(self, kind: str, slug: str, text: str, words: str) -> str:  # noqa: ARG002
        if kind == "city" and slug in self.own_places:
            return f'<b class="city">{text}</b>'
        href = addresses.relative(self.path, addresses.entry(self.catalogue, kind, slug))
        return f'<a class="{"city" if kind == "city" else "entry"}" href="{href}">{text}</a>'

    def address(self, url: str, text: str, words: str) -> str:  # noqa: ARG002
        return f'<a href="{escape(url)}">{text}</a>'

    def term(self, slug: str, text: str) -> str:
        if slug not in self.terms:
            self.terms.append(slug)
        return f'<a class="term" href="{addresses.relative(self.path, addresses.term(slug))}" data-term="{slug}">{text}</a>'

    def note(self, number: int) -> str:
        if not 1 <= number <= len(self.works):
            return ""
        return f'<sup class="note"><a href="#note-{number}">{number}</a></sup>'

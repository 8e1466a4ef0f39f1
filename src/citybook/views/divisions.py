"""A kind goes in; what divides the list of its entries comes out: themes, countries or a field of
its own, each part with its entries and the page that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.look import Look, brand_look, country_name, look_of_line, look_of_theme
from citybook.views.site import Site


@dataclass(frozen=True)
class Division:
    """A part of a list. `first` are the entries that stand under it in the list of all, `entries`
    all that belong to it; `address` is the page that lists these, and `about` that of what it is
    called after."""

    title: str
    address: str
    about: str
    look: Look
    summary: str
    first: Sequence[Entry[Front]]
    entries: Sequence[Entry[Front]]


class Divisions:
    """The divisions of a kind's entries that have any."""

    def __init__(self, site: Site, kind: Kind) -> None:
        self.site, self.catalogue, self.kind = site, site.catalogue, kind

    @cached_property
    def entries(self) -> list[Entry[Front]]:
        """The kind's entries in the alphabet."""
        return self.catalogue.sort_entries(self.catalogue.of(self.kind).values())

    @cached_property
    def themes(self) -> tuple[Division, ...]:
        """Each theme with its entries in the theme's own order; first those that it comes first
        for."""
        return tuple(
            self._theme(slug, there)
            for slug, entries in self.catalogue.of_theme.items()
            if (there := [one for one in entries if one.kind == self.kind.id])
        )

    def _theme(self, slug: str, entries: list[Entry[Front]]) -> Division:
        theme = self.catalogue.themes[slug]
        return Division(
            title=theme.name,
            address=addresses.of_theme(self.kind, slug),
            about=addresses.theme(slug),
            look=look_of_theme(self.catalogue, slug),
            summary=theme.summary,
            first=[one for one in entries if one.front.themes[0] == slug],
            entries=entries,
        )

    @cached_property
    def lines(self) -> tuple[Division, ...]:
        """Each line with its entries."""
        found: dict[str, list[Entry[Front]]] = {}
        for entry in self.entries:
            for slug in self.catalogue.communities_of(entry):
                found.setdefault(slug, []).append(entry)
        return tuple(
            Division(
                title=community.name,
                address=addresses.of_line(self.kind, slug),
                about=addresses.community(slug),
                look=look_of_line(self.catalogue, slug),
                summary=community.question,
                first=found[slug],
                entries=found[slug],
            )
            for slug, community in self.catalogue.communities.items()
            if slug in found
        )

    @cached_property
    def countries(self) -> tuple[Division, ...]:
        """Each country with its entries."""
        found: dict[str, list[Entry[Front]]] = {}
        for entry in self.entries:
            for code in self.catalogue.countries_of(entry):
                found.setdefault(code, []).append(entry)
        named = {code: country_name(self.catalogue, code) for code in found}
        return tuple(
            Division(
                title=named[code],
                address=addresses.of_country(self.kind, code),
                about=addresses.country(code),
                look=brand_look(self.catalogue),
                summary="",
                first=found[code],
                entries=found[code],
            )
            for code in sorted(found, key=lambda code: self.catalogue.sort_key(named[code]))
        )

    @cached_property
    def groups(self) -> tuple[Division, ...]:
        """Each value of the field that divides the kind's list, if it has one."""
        field = self.kind.fields.get(self.kind.roles.get("group", ""))
        if field is None:
            return ()
        found = (
            (value, title, [one for one in self.entries if one.front.group == value])
            for value, title in field.values.items()
        )
        return tuple(
            Division(
                title=self.site.translate(choose_wording(title, self.site.language)),
                address=addresses.of_group(self.kind, value),
                about="",
                look=brand_look(self.catalogue),
                summary="",
                first=there,
                entries=there,
            )
            for value, title, there in found
            if there
        )

    @property
    def main(self) -> tuple[Division, ...]:
        """The parts of the list of all: by the kind's own field, else by themes, if there are
        several."""
        found = self.groups or self.themes
        return found if len(found) > 1 else ()

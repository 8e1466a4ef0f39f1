"""The entries of a list go in; the ways to choose among them, with their numbers, come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Field, Kind
from citybook.kinds.wording import N_, choose_wording
from citybook.views.facts import number
from citybook.views.look import country_name

# What facets of roles are called in addresses and on the page, and which are closed at first.
NAMES = {
    "themes": ("theme", N_("Theme")),
    "countries": ("country", N_("Country")),
    "places": ("city", N_("City")),
    "communities": ("line", N_("Line")),
    "length": ("length", N_("Length")),
}
LENGTHS = {"in short": N_("In short"), "in depth": N_("In depth")}
YES = N_("Yes")
# So many values of a facet are on the page: those that most entries have. A script brings the rest.
MOST_VALUES = 12
CLOSED = ("countries", "places")


@dataclass(frozen=True)
class FacetValue:
    """A value to choose: what it is in addresses, its title, and how many entries have it."""

    value: str
    title: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A way to choose among entries: its name in addresses, its title and its values, or the first
    of them; `count` says how many there are."""

    name: str
    title: str
    is_open: bool
    values: tuple[FacetValue, ...]
    count: int


class Facets:
    """The facets that a kind declares, for a list of its entries."""

    def __init__(
        self,
        catalogue: Catalogue,
        kind: Kind,
        entries: Sequence[Entry[Front]],
        translate: Callable[[str], str],
    ) -> None:
        self.catalogue, self.kind, self.translate = catalogue, kind, translate
        self.language = catalogue.publication.language
        self.entries = entries

    def all(self) -> tuple[Facet, ...]:
        """Return the facets between whose values there is a choice, each with its first values."""
        return tuple(replace(facet, values=_first(facet.values)) for facet in self.complete())

    def complete(self) -> tuple[Facet, ...]:
        """Return the same facets with all of their values."""
        found = (self._facet(facet) for facet in self.kind.facets)
        return tuple(facet for facet in found if self._is_choice(facet))

    def _is_choice(self, facet: Facet) -> bool:
        """Tell whether there are several values, or a flag that some entries lack."""
        field, counts = self.kind.fields.get(facet.name), [one.count for one in facet.values]
        is_flag = field is not None and field.type == "flag"
        return len(counts) > 1 or (is_flag and 0 < sum(counts) < len(self.entries))

    def values(self, entry: Entry[Front]) -> dict[str, list[str]]:
        """Return what an entry has of each facet, as addresses say it."""
        return {
            self._name(facet): [
                _in_address(one) for one in self.catalogue.facet_values(entry, facet)
            ]
            for facet in self.kind.facets
        }

    def _name(self, facet: str) -> str:
        return NAMES[facet][0] if facet in NAMES else facet

    def _facet(self, facet: str) -> Facet:
        counted = Counter(
            value for one in self.entries for value in self.catalogue.facet_values(one, facet)
        )
        values = [
            FacetValue(_in_address(value), self._title(facet, value), count)
            for value, count in self._sort_values(facet, counted)
        ]
        is_of_role = facet in NAMES
        title = NAMES[facet][1] if is_of_role else self.kind.label_of(facet, self.language)
        return Facet(
            name=self._name(facet),
            title=self.translate(title) if is_of_role else title,
            is_open=facet not in CLOSED,
            values=tuple(values),
            count=len(values),
        )

    def _sort_values(self, facet: str, counted: Counter[str]) -> list[tuple[str, int]]:
        """Return values in the order of their vocabulary or declaration, others in the alphabet."""
        field = self.kind.fields.get(facet)
        ordered = list(self.catalogue.themes) if facet == "themes" else []
        ordered += list(self.catalogue.communities) if facet == "communities" else []
        ordered += list(field.values) if field else []
        if field and field.steps:
            ordered = [field.range_of(at) for at in (_below(field), *field.steps)]
        if ordered:
            return sorted(counted.items(), key=lambda one: ordered.index(one[0]))
        key = self.catalogue.sort_key
        return sorted(counted.items(), key=lambda one: key(self._title(facet, one[0])))

    def _title(self, facet: str, value: str) -> str:
        catalogue, field = self.catalogue, self.kind.fields.get(facet)
        if facet == "themes":
            return catalogue.themes[value].name
        if facet == "countries":
            return country_name(catalogue, value)
        if facet == "places":
            return catalogue.places[value].name
        if facet == "communities":
            return catalogue.communities[value].name
        if field and field.steps:
            return self._range(field, value)
        if field and field.values:
            return self.translate(choose_wording(field.values[value], self.language))
        return self.translate(LENGTHS.get(value, YES))

    def _range(self, field: Field, value: str) -> str:
        """Return a range of numbers as readers see it, such as 10 to 100 t."""
        first, last = value.split("-")
        # A unit stands once, behind the range.
        least = (
            number(replace(field, unit="") if last else field, Decimal(first), self.language)
            if first
            else ""
        )
        most = number(field, Decimal(last), self.language) if last else ""
        if not least:
            return self.translate("under %(most)s") % {"most": most}
        if not most:
            return self.translate("%(least)s and more") % {"least": least}
        return self.translate("%(least)s to %(most)s") % {"least": least, "most": most}


def _first(values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
    """Return the values that most entries have, in their order."""
    if len(values) <= MOST_VALUES:
        return values
    kept = sorted(values, key=lambda one: -one.count)[:MOST_VALUES]
    return tuple(one for one in values if one in kept)


def _below(field: Field) -> float:
    return field.steps[0] - 1


def _in_address(value: str) -> str:
    return value.lower().replace(" ", "-")

"""The fields of an entry that fill no role go in; what readers see of them comes out."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Field
from citybook.kinds.types import TYPES
from citybook.kinds.wording import choose_wording
from citybook.models import Publication
from citybook.models.common import Figure, Grant, Office
from citybook.views.look import country_name
from citybook.views.sources import Cited, cite_sources, with_addresses


@dataclass(frozen=True)
class Fact:
    """A field: what it is called, and its values as they are printed, none of a flag that is set;
    `href` of a web address, an `office`, and what is `cited`."""

    label: str
    values: tuple[str, ...] = ()
    href: str = ""
    office: Office | None = None
    cited: tuple[Cited, ...] = ()


def facts(catalogue: Catalogue, entry: Entry[Front], *, is_paper: bool = False) -> tuple[Fact, ...]:
    """Return the facts of an entry, in the order in which its kind declares their fields; on paper
    what they cite has its address."""
    kind, language = catalogue.kind_of(entry), catalogue.publication.language
    found = []
    for field in kind.extra_fields():
        value = entry.front.values.get(field.name)
        if value is not None and value != [] and value is not False:
            found.append(_fact(catalogue, field, kind.label_of(field.name, language), value))
    if is_paper:
        found = [replace(one, cited=with_addresses(one.cited)) for one in found]
    return tuple(found)


def _fact(catalogue: Catalogue, field: Field, label: str, value: Any) -> Fact:
    if field.type == "address":
        return Fact(label, href=value)
    if field.type == "office":
        return Fact(label, office=value)
    if field.type == "sources":
        return Fact(label, cited=cite_sources(value))
    values = [] if value is True else value if isinstance(value, list) else [value]
    return Fact(label, tuple(_text(catalogue, field, one) for one in values))


def _text(catalogue: Catalogue, field: Field, value: Any) -> str:
    """Return a value as it is printed in the publication's language."""
    publication = catalogue.publication
    if isinstance(value, (Decimal, int)):
        return number(field, value, publication.language)
    if field.type == "day":
        return day(publication, value)
    if field.type == "choice":
        return choose_wording(field.values[value], publication.language)
    vocabulary = TYPES[field.type].vocabulary
    if vocabulary:
        named: Any = {
            "place": catalogue.places,
            "community": catalogue.communities,
            "theme": catalogue.themes,
        }[vocabulary]
        return str(named[value].name)
    if field.type in ("country", "countries"):
        return country_name(catalogue, value)
    if isinstance(value, Grant):
        return f"{money(publication.language, value.amount, value.currency)} ({value.funder})"
    if isinstance(value, Figure):
        return f"{value.value} {value.label}"
    return str(value)


def day(publication: Publication, value: date | None) -> str:
    """Return a day in the publication's language, such as 1 March 2026; nothing for none."""
    return str(format_date(value, "long", publication.locale)) if value else ""


def number(field: Field, value: Decimal | int, language: str) -> str:
    """Return a number with its unit, such as 1,200 t."""
    text = str(format_decimal(value, locale=language, decimal_quantization=False))
    unit = choose_wording(field.unit, language)
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def money(language: str, amount: Decimal, currency: str) -> str:
    """Return an amount in a language, decimals only where there are any: €50,000."""
    pattern = copy(Locale(language).currency_formats["standard"])
    pattern.frac_prec = (2, 2) if amount % 1 else (0, 0)
    return str(format_currency(amount, currency, pattern, language, currency_digits=False))

"""The fields of an entry that fill no role go in; what readers see of them comes out."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Fact:
    """A field: what it is called, and its values as they are printed, none of a flag that is set;
    `href` of a web address."""

    label: str
    values: tuple[str, ...]
    href: str = ""


def facts(catalogue: Catalogue, entry: Entry[Front]) -> tuple[Fact, ...]:
    """Return the facts of an entry, in the order in which its kind declares their fields."""
    kind, language = catalogue.kind_of(entry), catalogue.publication.language
    found = []
    for field in kind.extra_fields():
        value = entry.front.values.get(field.name)
        if value is not None and value != [] and value is not False:
            values = [] if value is True else value if isinstance(value, list) else [value]
            href = value if field.type == "address" else ""
            texts = tuple(_text(catalogue, field, one) for one in values)
            found.append(Fact(kind.label_of(field.name, language), texts, href))
    return tuple(found)


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
    # A text has a method of this name.
    return value if isinstance(value, str) else str(getattr(value, "title", value))


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

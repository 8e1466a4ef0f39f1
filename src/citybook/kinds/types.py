"""The type of a declared field goes in; what pydantic checks it with and words for it come out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator
from pydantic import Field as Limits

from citybook.kinds.kind import Field
from citybook.models.common import Figure, Grant, Office, Source
from citybook.models.fields import (
    Address,
    CommunityName,
    Country,
    PlaceName,
    Text,
    ThemeName,
    each_once,
)
from citybook.models.pictures import NamedPicture
from citybook.models.written import Amount, Day, Flag, SmallAmount, Whole


@dataclass(frozen=True)
class FieldType:
    """A type of field: what checks one value, what editors write, whether it is a list of such
    values, the vocabulary that has to hold them (`place`, `community`, `theme`), and as what open
    data has them: a type of JSON Schema, or the format of a text (`date`, `uri`)."""

    value: Any
    help: str
    is_list: bool = False
    vocabulary: str = ""
    published: str = "string"


TYPES = {
    "text": FieldType(Text, "text"),
    "texts": FieldType(Text, "a list of texts", is_list=True),
    "number": FieldType(Amount, "a number, such as `12.5`", published="number"),
    "whole number": FieldType(Whole, "a whole number", published="integer"),
    "day": FieldType(Day, "a day, such as `2024-04-19`", published="date"),
    "flag": FieldType(Flag, "`true`, or left out", published="boolean"),
    "address": FieldType(Address, "a web address", published="uri"),
    "choice": FieldType(None, "one of its values"),
    "place": FieldType(PlaceName, "a place of `places.yaml`", vocabulary="place"),
    "places": FieldType(
        PlaceName, "one or more places of `places.yaml`", is_list=True, vocabulary="place"
    ),
    "communities": FieldType(
        CommunityName,
        "one or more lines of `communities.yaml`",
        is_list=True,
        vocabulary="community",
    ),
    "themes": FieldType(
        ThemeName, "one or more themes of `themes.yaml`", is_list=True, vocabulary="theme"
    ),
    "country": FieldType(Country, "a country's code, such as `HR`"),
    "countries": FieldType(Country, "codes of countries, such as `[IT]`", is_list=True),
    "grant": FieldType(Grant, "`amount` in digits only, `currency` as three letters, `funder`"),
    "picture": FieldType(
        NamedPicture,
        "the name of a file in `content/images/`; or `file` with `alt` (what it shows in words) "
        "and `caption`",
    ),
    "figures": FieldType(Figure, "each with `value` and `label`", is_list=True),
    "office": FieldType(Office, "`name` and how to reach it"),
    "sources": FieldType(Source, "each with `title` and `url`", is_list=True),
}
# What others ask of an entry's front matter, and the types of field that can answer.
ROLES = {
    "title": ("text",),
    "summary": ("text",),
    "headline": ("text",),
    "places": ("place", "places"),
    "countries": ("country", "countries"),
    "communities": ("communities",),
    "themes": ("themes",),
    "picture": ("picture",),
    "figures": ("figures",),
    "contact": ("office",),
    "links": ("sources",),
    "notes": ("sources",),
    "sources": ("sources",),
    "lead": ("text",),
    "partners": ("texts",),
    "grant": ("grant",),
    "order": ("whole number",),
    "numbered": ("flag",),
    "also": ("texts",),
    "group": ("choice",),
    "date": ("day",),
    "reviewed": ("day",),
}
# Facets that every kind can offer, beside its choices, flags and numbers.
FACETS = ("themes", "countries", "places", "communities", "length")


def annotation(field: Field) -> tuple[Any, Any]:
    """Return the type and the default that `pydantic.create_model` takes for a field."""
    found = TYPES[field.type]
    value: Any = Literal[tuple(field.values)] if field.type == "choice" else found.value
    if found.is_list:
        least = int(field.least or field.required) or None
        most = int(field.most) if field.most else None
        limits = Limits(min_length=least, max_length=most)
        once = [AfterValidator(each_once)] if found.vocabulary or found.value is Country else []
        return _optional(Annotated[list[value], limits, *once], field, list)
    if field.type in ("number", "whole number"):
        is_small = field.most is not None and field.most < 1000
        value = SmallAmount if field.type == "number" and is_small else value
        value = Annotated[value, Limits(ge=_bound(field.least), le=_bound(field.most))]
    if field.type == "flag":
        return value, False
    return _optional(value, field, None)


def _bound(limit: float | None) -> Decimal | None:
    return None if limit is None else Decimal(limit)


def _optional(value: Any, field: Field, default: Any) -> tuple[Any, Any]:
    if field.required:
        return value, ...
    return (value, Limits(default_factory=default)) if default else (value | None, None)

"""Logos, and the organisations whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from citybook.models.fields import TEXT, Address, Model, Text


class Logo(Model):
    """A logo in content/logos/: `file`, or just its name instead of fields. `alt` says in words
    what it shows, the organisation's name without it. `one_ink` is a file drawn in black alone,
    `reversed` one for dark grounds."""

    file: Text
    alt: Text | None = None
    one_ink: Text | None = None
    reversed: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _is_named(cls, given: Any) -> Any:
        return {"file": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [TEXT, handler(core)]}

    def files(self) -> dict[str, str]:
        """Return the files that it names, by their fields."""
        names = ("file", "one_ink", "reversed")
        return {name: found for name in names if (found := getattr(self, name))}


class Organisation(Model):
    """Who takes part: name, public web page, logo."""

    name: Text
    url: Address | None = None
    logo: Logo | None = None


def logos_in(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Logo]]:
    """Yield every logo that a model holds, and where: the names and numbers that lead to it. Fields
    with mistakes may be missing."""
    if isinstance(value, Logo):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from logos_in(getattr(value, name, None), (*at, name))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from logos_in(one, (*at, number))

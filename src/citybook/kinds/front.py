"""The checked front matter of an entry goes in; what its roles are filled with comes out."""

from __future__ import annotations

import datetime
import warnings
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from pydantic import create_model

from citybook.kinds.kind import Kind
from citybook.kinds.types import ROLES, annotation
from citybook.models.common import Figure, Grant, Office, Source
from citybook.models.fields import Named
from citybook.models.pictures import Picture


@dataclass(frozen=True)
class Front:
    """An entry's front matter by roles, empty where its kind declares no field for one; `values`
    holds all fields as they are declared."""

    title: str
    summary: str = ""
    headline: str = ""
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    picture: Picture | None = None
    figures: tuple[Figure, ...] = ()
    contact: Office | None = None
    links: tuple[Source, ...] = ()
    notes: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()
    lead: str = ""
    partners: tuple[str, ...] = ()
    grant: Grant | None = None
    order: int | None = None
    numbered: bool = False
    also: tuple[str, ...] = ()
    group: str = ""
    date: datetime.date | None = None
    reviewed: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


DEFAULTS = {one.name: one.default for one in fields(Front) if one.name in ROLES}


@cache
def model_of(kind: Kind) -> type[Named]:
    """Return the pydantic model that checks the front matter of a kind."""
    made: dict[str, Any] = {one.name: annotation(one) for one in kind.fields.values()}
    with warnings.catch_warnings():
        # A field may be called after something that pydantic offers and nobody here calls.
        warnings.simplefilter("ignore", UserWarning)
        return create_model(kind.id.capitalize(), __base__=Named, **made)


def front_of(kind: Kind, values: dict[str, Any]) -> Front:
    """Fill the roles of a kind from the values of its fields, and the old names that every kind
    can have."""
    filled = {role: _fitting(DEFAULTS[role], values.get(name)) for role, name in kind.roles.items()}
    return Front(**filled, aliases=tuple(values.get("aliases", ())), values=values)


def _fitting(default: Any, value: Any) -> Any:
    """Return a value in the form of its role: several as a tuple, none as the role's default."""
    if isinstance(default, tuple):
        return tuple(value) if isinstance(value, list) else (value,) if value else ()
    return default if value is None else value

"""The kinds of a publication go in; the model that checks its editions comes out, whose parts can
name entries of each kind."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, create_model, model_validator

from citybook.kinds.kind import Kinds
from citybook.models.edition import Choice, Edition, PartName
from citybook.models.fields import CommunityName, Country, Model, PlaceName, Slug, Text, ThemeName
from citybook.models.written import Flag

# The tags stand in brackets so that messages leave them out: content/checking.py.
Chosen = Annotated[
    Annotated[Literal["all"], Tag("chosen[all]")] | Annotated[list[Slug], Tag("chosen[list]")],
    Discriminator(
        lambda given: "chosen[all]" if str(given).casefold() == "all" else "chosen[list]"
    ),
]


class PartModel(Model):
    """A part of entries as an editor writes it; a field for each kind is added to it."""

    title: Text | None = None
    guide: Slug | None = None
    chapters: list[Slug] = Field(default_factory=list)
    order: Literal["given", "alphabet"] = "given"
    divide: Literal["by line", "by theme"] | None = None
    pages: Literal["own", "shared"] = "own"
    numbered: Flag = False
    tabs: Flag = False

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> PartModel:
        if self.tabs and not (self.numbered or self.divide == "by theme"):
            raise ValueError("`tabs` only together with `divide: by theme` or `numbered`")
        if self.numbered and self.divide:
            raise ValueError("either `numbered` or `divide`")
        if self.chapters and not self.guide:
            raise ValueError("`chapters` only together with their `guide`")
        return self


def conditions(kinds: Kinds) -> dict[str, tuple[str, Any]]:
    """Return what `where` can ask for: by its name, the facet that answers and the type of its
    values."""
    found: dict[str, tuple[str, Any]] = {
        "themes": ("themes", ThemeName),
        "countries": ("countries", Country),
        "communities": ("communities", CommunityName),
        kinds.place_address: ("places", PlaceName),
        "lengths": ("length", Literal["in short", "in depth"]),
    }
    choices = [one for kind in kinds.chosen for one in kind.fields.values() if one.type == "choice"]
    for one in choices:
        values = [value for other in choices if other.name == one.name for value in other.values]
        found[f"{one.name}s"] = (one.name, Literal[tuple(values)])
    return found


@cache
def part_model(kinds: Kinds) -> Any:
    """Return the pydantic model of a part of entries of these kinds."""
    wanted: dict[str, Any] = {
        name: (list[value], Field(default_factory=list))  # type: ignore[valid-type]
        for name, (_, value) in conditions(kinds).items()
    }
    where = create_model("Where", __base__=Model, **wanted)
    named: dict[str, Any] = {
        kind.plural: (Chosen, Field(default_factory=list)) for kind in kinds.chosen
    }
    condition: Any = (where, Field(default_factory=where))
    return create_model("Part", __base__=PartModel, where=condition, **named)


@cache
def edition_model(kinds: Kinds) -> type[Edition]:
    """Return the pydantic model of an edition of these kinds."""
    part = part_model(kinds)
    parts: Any = Annotated[
        Annotated[PartName, Tag("part[name]")] | Annotated[part, Tag("part[entries]")],
        Discriminator(lambda given: "part[name]" if isinstance(given, str) else "part[entries]"),
    ]
    fields: Any = {"parts": (list[parts], Field(default_factory=list))}
    return create_model("Edition", __base__=Edition, **fields)


def edition_of(kinds: Kinds, checked: Edition) -> Edition:
    """Return a checked edition with its parts as they are used."""
    parts = [part if isinstance(part, str) else choice_of(kinds, part) for part in checked.parts]
    values = {name: getattr(checked, name) for name in Edition.model_fields}
    return Edition.model_construct(**{**values, "parts": parts})


def choice_of(kinds: Kinds, part: Any) -> Choice:
    """Return a part of entries as it is used: what it names by kind, and asks for by facet."""
    named = {kind.id: getattr(part, kind.plural) for kind in kinds.chosen}
    where = {
        facet: tuple(getattr(part.where, name)) for name, (facet, _) in conditions(kinds).items()
    }
    return Choice(
        title=part.title or "",
        named={id: one if one == "all" else tuple(one) for id, one in named.items() if one},
        guide=part.guide,
        chapters=tuple(part.chapters),
        where={facet: wanted for facet, wanted in where.items() if wanted},
        order=part.order,
        divide=part.divide,
        pages=part.pages,
        numbered=part.numbered,
        tabs=part.tabs,
    )

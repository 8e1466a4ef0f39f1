"""A declaration of a kind as an editor writes it: plain values go in, a checked model comes out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from citybook.kinds.types import ROLES, TYPES
from citybook.models.fields import FieldName, Language, Model, Prose, Slug, Text
from citybook.models.written import Flag, Limit

# A text, or the same in several languages. Tags in brackets stay out of messages: checking.py. What
# helps editors is Markdown, in the tables of docs/editors.md.
BY_FORM = Discriminator(lambda given: f"wording[{'each' if isinstance(given, dict) else 'text'}]")
DeclaredWording = Annotated[
    Annotated[Text, Tag("wording[text]")]
    | Annotated[dict[Language, Text], Field(min_length=1), Tag("wording[each]")],
    BY_FORM,
]
Help = Annotated[
    Annotated[Prose, Tag("wording[text]")]
    | Annotated[dict[Language, Prose], Field(min_length=1), Tag("wording[each]")],
    BY_FORM,
]
Holds = Literal["text", "plan", "list with icons"]
Drawn = Literal["route", "in-plan", "road-ahead", "side", "page-only"]


class FieldDeclaration(Model):
    """A field of the front matter."""

    type: Literal[tuple(TYPES)]  # type: ignore[valid-type]
    required: Flag = False
    help: Help = ""
    label: DeclaredWording = ""
    most: Limit | None = None
    least: Limit | None = None
    unit: DeclaredWording = ""
    steps: list[Limit] = Field(default_factory=list)
    values: dict[Slug, DeclaredWording] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_values(self) -> FieldDeclaration:
        if (self.type == "choice") != bool(self.values):
            raise ValueError(
                "`values` together with `type: choice`", "such as {city: City, ngo: NGO}"
            )
        return self


class SectionDeclaration(Model):
    """A section that entries may have."""

    id: Slug
    heading: DeclaredWording
    required: Flag = False
    holds: Holds = "text"
    drawn: Drawn = "route"
    teaches: Flag = False
    help: Help = ""


class WordsDeclaration(Model):
    """What a kind is called."""

    one: DeclaredWording
    many: DeclaredWording
    label: DeclaredWording | None = None
    title: DeclaredWording | None = None
    lead: DeclaredWording = ""


Sections = Annotated[
    Annotated[Literal["free", "none"], Tag("sections[word]")]
    | Annotated[list[SectionDeclaration], Field(min_length=1), Tag("sections[list]")],
    Discriminator(lambda given: "sections[word]" if isinstance(given, str) else "sections[list]"),
]


class Declaration(Model):
    """A file of `content/kinds/`, laid over Citybook's own of the same name."""

    folder: Text
    link: Slug
    words: WordsDeclaration
    fields: dict[FieldName, FieldDeclaration]
    roles: dict[
        Literal[tuple(ROLES)],  # type: ignore[valid-type]
        FieldName,
    ] = Field(default_factory=dict)
    sections: Sections = "free"
    blocks: Flag = True
    stands_for_places: Flag = False
    explains: Flag = False
    page: Slug | None = None
    sheet: Slug | None = None
    book: Slug | None = None
    list_page: Literal["entries", "none"] | None = None
    offprint: Literal["A4", "A5", "square", "US letter", "none"] | None = None
    facets: list[FieldName] = Field(default_factory=list)

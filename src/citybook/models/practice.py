"""A good practice: what an organisation or a city does, in short or in depth."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from citybook.models.common import Figure, Office, Source
from citybook.models.fields import Country, Model, Slug, Text
from citybook.models.written import Whole

# Heading in the file: its name in code. The order is that of every page and edition.
PRACTICE_SECTIONS = {
    "Lead agency": "lead",
    "Context and rationale": "context",
    "Description": "description",
    "Resources needed": "resources",
    "Results": "results",
    "Success factors": "success",
    "Risks and challenges": "risks",
    "Do's": "dos",
    "Don'ts": "donts",
    "Top recommendations": "recommendations",
    "Further information": "further",
}


class Practice(Model):
    """The front matter of a practice. The first theme is its place in a catalogue, `order` its
    place within the theme."""

    title: Text
    themes: Annotated[list[Slug], Field(min_length=1)]
    summary: Text
    places: list[Slug] = Field(default_factory=list)
    countries: list[Country] = Field(default_factory=list)
    communities: list[Slug] = Field(default_factory=list)
    order: Annotated[Whole, Field(ge=1)] | None = None
    lead: Text | None = None
    partners: list[Text] = Field(default_factory=list)
    figures: Annotated[list[Figure], Field(max_length=4)] = Field(default_factory=list)
    office: Office | None = None
    sources: list[Source] = Field(default_factory=list)
    notes: list[Source] = Field(default_factory=list)

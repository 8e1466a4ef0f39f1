"""A how-to guide: its chapters in order, each a file beside guide.yaml; and the glossary's
terms."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from citybook.models.common import Source
from citybook.models.fields import Model, Slug, Text
from citybook.models.written import Flag


class Guide(Model):
    """content/guides/<slug>/guide.yaml."""

    title: Text
    community: Slug
    summary: Text
    chapters: Annotated[list[Slug], Field(min_length=1)]
    sources: list[Source] = Field(default_factory=list)


class Chapter(Model):
    """The front matter of a chapter. With `numbered`, its sections are steps or points with
    numbers."""

    title: Text
    summary: Text
    numbered: Flag = False
    place: Slug | None = None
    notes: list[Source] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)


class Term(Model):
    """A word of the glossary; `also` are other forms of it that the text may use."""

    title: Text
    also: list[Text] = Field(default_factory=list)

"""The about page: the project, its outputs in figures, its partners, and free sections."""

from __future__ import annotations

from pydantic import Field

from citybook.models.common import Figure, Source
from citybook.models.fields import Model, PlaceNames, Text


class Region(Model):
    """A regional partner: an organisation, the region it stands for, and its places."""

    organisation: Text
    name: Text | None = None
    places: PlaceNames = Field(default_factory=list)


class Partners(Model):
    """Who carries the project out."""

    coordinator: Text | None = None
    experts: list[Text] = Field(default_factory=list)
    cities: PlaceNames = Field(default_factory=list)
    regions: list[Region] = Field(default_factory=list)


class About(Model):
    """The front matter of content/about.md. `foot` names sections of it, by their headings, that
    the foot of each page leads to."""

    title: Text
    summary: Text
    foot: list[Text] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    partners: Partners = Field(default_factory=Partners)
    sources: list[Source] = Field(default_factory=list)

"""A profile: a city or an organisation presents itself, with free headings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from citybook.models.common import Figure, Office, Source
from citybook.models.fields import Country, Model, Slug, Text


class Profile(Model):
    """The front matter of a profile. `country` is for those without a place."""

    title: Text
    type: Literal["city", "organisation"]
    headline: Text
    summary: Text
    themes: Annotated[list[Slug], Field(min_length=1)]
    place: Slug | None = None
    country: Country | None = None
    figures: Annotated[list[Figure], Field(max_length=6)] = Field(default_factory=list)
    office: Office | None = None
    links: list[Source] = Field(default_factory=list)
    notes: list[Source] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)

    @property
    def places(self) -> list[str]:
        """The place as a list, as other entries have it."""
        return [self.place] if self.place else []

    @property
    def countries(self) -> list[str]:
        """The country as a list, as other entries have it."""
        return [self.country] if self.country else []

    @property
    def communities(self) -> list[str]:
        """A profile stands on no line by itself: its themes may name one."""
        return []

"""A how-to guide: its chapters in order, each a file beside guide.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from citybook.models.common import Source
from citybook.models.fields import CommunityName, Named, Slug, Text
from citybook.models.written import Day


class Guide(Named):
    """content/guides/<slug>/guide.yaml."""

    title: Text
    community: CommunityName | None = None
    summary: Text
    chapters: Annotated[list[Slug], Field(min_length=1)]
    sources: list[Source] = Field(default_factory=list)
    reviewed: Day | None = None

"""An edition: one publication to print, and which entries it holds in which order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from citybook.models.fields import Model, Slug, Text

# Trim sizes, width and height in mm (ISO 216).
TRIMS = {"A5": (148, 210)}
Part = Literal["cover", "imprint", "contents", "journeys", "network", "places", "back-cover"]


class Edition(Model):
    """content/editions/*.yaml. `cards` is `all`, along the lines, or a list of slugs in the order wanted."""

    kind: Literal["booklet"]
    title: Text
    subtitle: Text
    trim: Literal["A5"]
    parts: Annotated[list[Part], Field(min_length=1)]
    cards: Literal["all"] | Annotated[list[Slug], Field(min_length=1)] = "all"

"""A city card: one city's journey, or that of several places told together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from citybook.models.common import Picture, Source
from citybook.models.fields import Currency, Model, Slug, Text
from citybook.models.written import Amount

# Heading in the file: its name in code. The order is that of every sheet, page and booklet.
CARD_SECTIONS = {
    "Context": "context",
    "Action plan": "plan",
    "Use of grant": "grant-use",
    "Lessons learnt": "lessons",
    "The road ahead": "road-ahead",
    "Strengths": "strengths",
}
REQUIRED_SECTIONS = ("Context", "Action plan", "Lessons learnt", "The road ahead")
# In these, a link to a city says where the lesson, the plan or the idea came from.
LEARNING_SECTIONS = ("grant-use", "lessons", "road-ahead")


class Grant(Model):
    """Money for the action plan; `amount` in whole or decimal units of `currency` (ISO 4217)."""

    amount: Annotated[Amount, Field(gt=0)]
    currency: Currency
    funder: Text


class Card(Model):
    """The front matter of a city card."""

    title: Text
    places: Annotated[list[Slug], Field(min_length=1)]
    communities: Annotated[list[Slug], Field(min_length=1)]
    summary: Text
    grant: Grant | None = None
    picture: Picture | None = None
    sources: list[Source] = Field(default_factory=list)

    @property
    def countries(self) -> list[str]:
        """None beyond those of its places."""
        return []

    @property
    def themes(self) -> list[str]:
        """None of its own: a card stands on lines."""
        return []

"""The closed vocabularies: places, communities of practice with their partners, and themes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from citybook.models.fields import (
    Address,
    Colour,
    CommunityName,
    Country,
    Model,
    Named,
    PlaceName,
    PlaceNames,
    Text,
)
from citybook.models.identity import FourInks
from citybook.models.written import Number, Whole

Latitude = Annotated[Number, Field(ge=-90, le=90)]
Longitude = Annotated[Number, Field(ge=-180, le=180)]


class Place(Named):
    """A city or town. `coordinates` are latitude and longitude in degrees (WGS 84)."""

    name: Text
    country: Country
    coordinates: tuple[Latitude, Longitude] | None = None


class GuideElsewhere(Model):
    """A community's how-to guide: its title and where it can be read; here, when content/guides/
    has it."""

    title: Text
    url: Address


class Partner(Model):
    """One stop in a community's list: a place, or an organisation with places."""

    place: PlaceName | None = None
    organisation: Text | None = None
    places: PlaceNames = Field(default_factory=list)
    note: Text | None = None

    @model_validator(mode="after")
    def _is_place_or_organisation(self) -> Partner:
        if (self.place is None) == (self.organisation is None) or (self.place and self.places):
            raise ValueError("either `place`, or `organisation` with its `places`")
        return self

    @property
    def all_places(self) -> list[str]:
        return [self.place] if self.place else self.places


class Community(Named):
    """A community of practice: a line, with its number, colour, guiding question and partners in
    order."""

    number: Annotated[Whole, Field(ge=1, le=99)]
    name: Text
    short: Text
    question: Text
    colour: Colour
    summary: Text
    guide: GuideElsewhere | None = None
    slogan: Text | None = None
    ink: FourInks | None = None
    partners: Annotated[list[Partner], Field(min_length=1)]


class Theme(Named):
    """What practices and profiles are about. It takes the colour and number of its `line`; without
    one its own `colour`, and that of the publication without that. `ink` is for the print shop."""

    name: Text
    summary: Text
    line: CommunityName | None = None
    colour: Colour | None = None
    ink: FourInks | None = None

    @model_validator(mode="after")
    def _has_one_colour(self) -> Theme:
        if self.line and (self.colour or self.ink):
            raise ValueError("either `line`, whose colour the theme takes, or `colour`")
        if self.ink and not self.colour:
            raise ValueError("the `colour` that is printed in `ink`")
        return self

"""The publication as a whole: what stands on every page of it."""

from __future__ import annotations

from pydantic import Field, field_validator

from citybook.models.emblem import Emblem
from citybook.models.fields import Address, Language, Model, Text
from citybook.models.hosting import Hosting
from citybook.models.identity import Colours
from citybook.models.languages import direction
from citybook.models.logo import Logo, Organisation
from citybook.models.typeface import PackageOrFiles
from citybook.models.written import Flag, Months


class Publisher(Organisation):
    """Who publishes: name, public web page, logo."""

    url: Address


class Funder(Model):
    """Who paid: `statement` and `disclaimer` are printed word for word. `emblem` asks for that of
    the European Union with the words that say how it funds; other funders have a `logo`."""

    name: Text | None = None
    statement: Text
    disclaimer: Text | None = None
    emblem: Emblem | None = None
    logo: Logo | None = None

    @property
    def notice(self) -> str:
        """What a funder asks to be printed, in one paragraph."""
        return " ".join(filter(None, (self.statement, self.disclaimer)))


class Publication(Model):
    """content/publication.yaml. `base_url` is where the site is hosted; printed codes lead
    there. `hosting` is where it is sent to be shown there. `translations` are its sites in other
    languages, by language. `previews` asks for a picture of each entry for those who share a link
    to it. `review_after` is how long after its review an entry is too old, in months."""

    title: Text
    headline: Text
    summary: Text
    journey: Text | None = None
    base_url: Address
    language: Language
    translations: dict[Language, Address] = Field(default_factory=dict)
    publisher: Publisher
    partners: list[Organisation] = Field(default_factory=list)
    funder: Funder | None = None
    copyright: Text | None = None
    licence: Text
    logo: Logo | None = None
    icon: Logo | None = None
    link_picture: Text | None = None
    previews: Flag = False
    colours: Colours = Field(default_factory=Colours)
    typeface: PackageOrFiles | None = None
    hosting: Hosting | None = None
    review_after: Months | None = None

    @field_validator("base_url")
    @classmethod
    def _is_a_folder(cls, value: str) -> str:
        if "?" in value or "#" in value:
            expected = "a web address without ? and #, to which those of pages can be added"
            raise ValueError(expected, "write the address of the folder that holds the site")
        return value

    @property
    def base(self) -> str:
        """The base address, always ending in a slash."""
        return self.base_url.rstrip("/") + "/"

    @property
    def locale(self) -> str:
        """The locale that dates are written in; English as it is written outside the United States
        (CLDR's en-001)."""
        return "en_001" if self.language == "en" else self.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the language is written."""
        return direction(self.language)

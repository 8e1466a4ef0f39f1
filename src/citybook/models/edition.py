"""An edition: one publication to print, and which entries it holds in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from citybook.models.fields import InnerFault, Model, Named, PlaceName, Prose, Text
from citybook.models.identity import BrandColour
from citybook.models.logo import Organisation
from citybook.models.pictures import Picture
from citybook.models.press import PAPERS, Press
from citybook.models.publication import Funder, Publication, Publisher
from citybook.models.written import Day, Flag

# Trim sizes, width and height in mm: those of papers, and a square.
TRIMS = {
    **{name: PAPERS[name] for name in ("A4", "A5")},
    "square": (210.0, 210.0),
    "US letter": PAPERS["US letter"],
}
Trim = Literal["A4", "A5", "square", "US letter"]
PartName = Literal[
    "cover",
    "imprint",
    "foreword",
    "contents",
    "network",
    "notes",
    "glossary",
    "picture-credits",
    "index",
    "back-cover",
]
PANELS = ("front", "flap", "left", "middle", "right", "back")


class Cover(Model):
    """What stands on the cover beside title and subtitle: the event that the edition is made for,
    and the place where it is; a picture, or which drawing, or none; whose network it is, if not the
    publication's."""

    event: Text | None = None
    occasion: Text | None = None
    date: Day | None = None
    venue: Text | None = None
    place: PlaceName | None = None
    network: Text | None = None
    art: Literal["map", "themes", "stations", "steps", "lines", "none"] | None = None
    picture: Picture | None = None


# The word that takes over what publication.yaml has, instead of fields of an edition's own.
TAKEN = "publication"
# Tags of this form are not told as places in a file: content/checking.py.
Taken = Annotated[Literal["publication"], Tag("taken[over]")]
TAKEN_OR_OWN = Discriminator(lambda value: "taken[over]" if isinstance(value, str) else "own[one]")


class Imprint(Model):
    """Who answers for an edition, and who paid. What is not named is not printed: what is true of
    the publication may not be true of each of its editions."""

    publisher: Annotated[Taken | Annotated[Publisher, Tag("own[one]")], TAKEN_OR_OWN] | None = None
    partners: (
        Annotated[
            Taken | Annotated[list[Organisation], Field(min_length=1), Tag("own[one]")],
            TAKEN_OR_OWN,
        ]
        | None
    ) = None
    funder: Annotated[Taken | Annotated[Funder, Tag("own[one]")], TAKEN_OR_OWN] | None = None
    copyright: Text | None = None
    note: Text | None = None
    logos: Literal["in colour", "in one ink"] = "in colour"

    @model_validator(mode="before")
    @classmethod
    def _has_fields(cls, value: Any) -> Any:
        if value == TAKEN:
            hint = "write imprint: {publisher: publication, copyright: publication}"
            raise ValueError("fields, each with `publication` or the edition's own", hint)
        return value

    @property
    def form(self) -> Literal["colour", "black"]:
        """What logos are drawn in."""
        return "black" if self.logos == "in one ink" else "colour"

    @property
    def taken(self) -> list[str]:
        """The fields that are taken over from the publication."""
        return [name for name in Imprint.model_fields if getattr(self, name) == TAKEN]

    def fill_from(self, publication: Publication) -> Imprint:
        """Return it with what is taken over in its place."""
        return self.model_copy(update={name: getattr(publication, name) for name in self.taken})


@dataclass(frozen=True)
class Choice:
    """A part of entries, chosen by name or by what they are about. `named` holds by kind the slugs
    that are named, or "all"; with no kind named and no guide, all entries of all kinds that can be
    chosen. `chapters` are those wanted of the guide, all of them if empty. `where` holds the values
    wanted, by facet."""

    title: str = ""
    named: dict[str, Literal["all"] | tuple[str, ...]] = field(default_factory=dict)
    guide: str | None = None
    chapters: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: Literal["given", "alphabet"] = "given"
    divide: Literal["by line", "by theme"] | None = None
    pages: Literal["own", "shared"] = "own"
    numbered: bool = False
    tabs: bool = False


Part = PartName | Choice


class Panel(Model):
    """A panel of a leaflet: sections of the about page by their titles, or what stands on it
    otherwise."""

    sections: list[Text] = Field(default_factory=list)
    shows: list[Literal["figures", "lines", "partners", "funder", "code"]] = Field(
        default_factory=list
    )
    title: Text | None = None


class Panels(Model):
    """The panels of a sheet folded to three, in the order in which a reader meets them behind the
    front, which is the cover."""

    flap: Panel
    left: Panel
    middle: Panel
    right: Panel
    back: Panel

    def show(self, what: str) -> bool:
        """Whether one of them shows this."""
        return any(what in panel.shows for _, panel in self)


class Edition(Named):
    """content/editions/*.yaml. Which kinds its parts can name depends on the publication:
    `kinds/editions.py` checks them."""

    kind: Literal["booklet", "leaflet"]
    title: Text
    subtitle: Text
    summary: Text | None = None
    trim: Trim
    cover: Cover = Field(default_factory=Cover)
    imprint: Imprint = Field(default_factory=Imprint)
    colour: BrandColour | None = None
    foreword: Prose | None = None
    epub: Flag = True
    press: Press = Field(default_factory=Press)
    parts: list[Any] = Field(default_factory=list)
    panels: Panels | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Edition:
        for fault in self._booklet_faults() if self.kind == "booklet" else self._leaflet_faults():
            raise fault
        return self

    def _booklet_faults(self) -> Iterator[InnerFault]:
        if self.parts[:1] != ["cover"]:
            hint = "begin with a line '- cover' below 'parts:'"
            yield InnerFault(("parts",), "the cover as the first part", hint)
        if self.foreword and "foreword" not in self.parts:
            expected = "a part `foreword` for the text of this name"
            yield InnerFault(("parts",), expected, "add a line '- foreword'")
        if not self.foreword and "foreword" in self.parts:
            expected, at = "a text for the part `foreword`", self.parts.index("foreword")
            yield InnerFault(("parts", at), expected, "add 'foreword: …' above 'parts:'")
        named = [part for part in self.parts if isinstance(part, str)]
        if self.cover.picture and {"imprint", "picture-credits"}.isdisjoint(named):
            expected = "a part that says whose the picture of the cover is"
            yield InnerFault(("parts",), expected, "add a line '- imprint'")

    def _leaflet_faults(self) -> Iterator[InnerFault]:
        for name in ("parts", "foreword"):
            if getattr(self, name):
                hint = f"take `{name}` out, or write kind: booklet"
                yield InnerFault((name,), "a leaflet with `panels` alone", hint)
        if self.panels is None:
            hint = f"write 'panels:' and what is on each: {', '.join(PANELS)}"
            yield InnerFault(("panels",), "the panels of a leaflet", hint)
        if self.trim not in ("A4", "US letter"):
            hint = "write trim: A4, or trim: US letter"
            yield InnerFault(("trim",), "the paper that a leaflet is folded of", hint)
        if self.panels and self.panels.show("funder") and not self.imprint.funder:
            hint = "add funder: publication to `imprint`, or take it out of the panel"
            yield InnerFault(("imprint",), "the `funder` whom a panel shows", hint)

    @property
    def has_epub(self) -> bool:
        """Whether there is an e-book of it: of a booklet, unless the edition says no."""
        return self.epub and self.kind == "booklet"

    @property
    def choices(self) -> list[Choice]:
        """The parts that hold entries."""
        return [part for part in self.parts if isinstance(part, Choice)]

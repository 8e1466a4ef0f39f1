"""Kinds of value that several models share; each says in plain words what it expects."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from citybook.colours import contrast, find_darker
from citybook.models import codes
from citybook.models.mail import to_mailbox
from citybook.models.plain import plain_fault, read_plain
from citybook.models.telephone import to_e164
from citybook.models.web import cure, fault
from citybook.naming import SLUG, is_address, propose_name
from citybook.visible import has_letters

# The name of a field that a publication declares.
FIELD_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")

WHITE = "#ffffff"
# What text has on its ground (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5


class Model(BaseModel):
    """A mapping with the fields named here and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class InnerFault(ValueError):
    """What is wrong with a value within the one that is checked, `at` a path below it: what is
    expected instead, and a hint."""

    def __init__(self, at: tuple[str | int, ...], expected: str, hint: str = "") -> None:
        super().__init__(expected, hint)
        self.at = at


def each_once(names: list[str]) -> list[str]:
    """Return names of which none is there twice. Raises InnerFault."""
    seen = set[str]()
    for index, name in enumerate(names):
        if name in seen:
            raise InnerFault((index,), "each name once", "take one of them out")
        seen.add(name)
    return names


def _prose(value: str) -> str:
    if not has_letters(value):
        raise ValueError("some text that can be seen" if value.strip() else "some text")
    return value


def _text(value: str) -> str:
    if fault := plain_fault(_prose(value)):
        _, message, hint = fault
        raise ValueError(f"plain words: {message}", hint)
    return read_plain(value)


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        message = (
            "a slug: small letters a to z, digits and single hyphens, such as 'settimo-torinese'"
        )
        meant = propose_name(value)
        raise ValueError(message, f"write {meant}" if SLUG.fullmatch(meant) else "")
    return value


def _old_name(value: str) -> str:
    link, colon, slug = value.rpartition(":")
    parts = [*([link] if colon else []), *slug.split("/")]
    if len(parts) > 3 or not all(is_address(part) for part in parts):
        raise ValueError(
            "an old name, such as sofia, or with its kind before it, such as practice:old-name"
        )
    return value


def _field_name(value: str) -> str:
    if not FIELD_NAME.fullmatch(value):
        raise ValueError(
            "a field's name: small letters a to z, digits and single _ or -, such as 'base_url'"
        )
    return value


def _address(value: str) -> str:
    if wrong := fault(value):
        raise ValueError(wrong, cure(value))
    return value


def _email(value: str) -> str:
    to_mailbox(value)
    return value


def _telephone(value: str) -> str:
    to_e164(value)
    return value


def _country(value: str) -> str:
    if not codes.is_country(value):
        message = "a country's two capital letters after ISO 3166, such as HR for Croatia"
        raise ValueError(message, codes.country_hint(value))
    return value


def _currency(value: str) -> str:
    if not codes.is_currency(value):
        message = "a currency's three capital letters after ISO 4217, such as EUR"
        raise ValueError(message, codes.currency_hint(value))
    return value


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError(
            'a colour as # and six digits 0 to f in quotation marks, such as "#26418f"'
        )
    return value.lower()


def _dark_colour(value: str) -> str:
    if (found := contrast(value, WHITE)) < LEAST_CONTRAST:
        raise ValueError(
            f"a darker colour: white text on {value} has a contrast of "
            f"{found:.1f}, and WCAG asks for 4.5",
            f'the nearest that has it is "{find_darker(value, WHITE, LEAST_CONTRAST)}"',
        )
    return value


def _language(value: str) -> str:
    if not codes.is_language(value):
        message = "a language's code after ISO 639, such as en or hr"
        raise ValueError(message, codes.language_hint(value))
    return value


# What an editor's tool is told of each, beside what checks it: content/schemas.py. It reads `58` as
# a number, which is a text as well here.
TEXT = {"type": ["string", "number", "boolean"], "minLength": 1}


def as_text(**schema: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **schema})


Prose = Annotated[str, Field(min_length=1), AfterValidator(_prose), WithJsonSchema(TEXT)]
Text = Annotated[str, Field(min_length=1), AfterValidator(_text), WithJsonSchema(TEXT)]
Slug = Annotated[str, AfterValidator(_slug), as_text(pattern=f"^{SLUG.pattern}$")]
OldName = Annotated[
    str,
    AfterValidator(_old_name),
    as_text(pattern=rf"^({SLUG.pattern}:)?{SLUG.pattern}(/{SLUG.pattern})?$"),
]
FieldName = Annotated[str, AfterValidator(_field_name), as_text(pattern=f"^{FIELD_NAME.pattern}$")]
# Names that a vocabulary of the publication holds.
PlaceName = Annotated[str, AfterValidator(_slug), as_text(vocabulary="place")]
PlaceNames = Annotated[list[PlaceName], AfterValidator(each_once)]
CommunityName = Annotated[str, AfterValidator(_slug), as_text(vocabulary="community")]
ThemeName = Annotated[str, AfterValidator(_slug), as_text(vocabulary="theme")]
Address = Annotated[str, AfterValidator(_address), as_text(pattern="^https?://")]
Email = Annotated[str, AfterValidator(_email), as_text(format="idn-email")]
Telephone = Annotated[str, AfterValidator(_telephone), WithJsonSchema(TEXT)]
Country = Annotated[str, AfterValidator(_country), as_text(pattern="^[A-Z]{2}$")]
Currency = Annotated[str, AfterValidator(_currency), as_text(pattern="^[A-Z]{3}$")]
AnyColour = Annotated[str, AfterValidator(_colour), as_text(pattern="^#[0-9a-fA-F]{6}$")]
# One that white text stands on, and that text on white is set in.
Colour = Annotated[AnyColour, AfterValidator(_dark_colour)]
Language = Annotated[str, AfterValidator(_language), as_text(pattern="^[a-z]{2,3}$")]


class Named(Model):
    """What has a page under its own name, and keeps the addresses of its `aliases`: names that it,
    or something that is gone, had before."""

    aliases: list[OldName] = Field(
        default_factory=list,
        description="names that it had before, whose addresses still lead to it",
    )

"""A kind goes in; the columns of its table of data come out, in the order of its declaration, for
the files that hold them and the page that explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from citybook.kinds.kind import Field, Kind
from citybook.kinds.types import TYPES
from citybook.kinds.wording import N_, choose_wording

Translate = Callable[[str], str]
# What the parts of a field of several are called, by type of field. Of an office, `consent` is
# never published; how a figure is checked is nothing to read.
PARTS = {
    "grant": {
        "amount": N_("amount"),
        "currency": N_("currency, as ISO 4217 has it"),
        "funder": N_("funder"),
    },
    "picture": {
        "file": N_("name of the file"),
        "alt": N_("what it shows, in words"),
        "caption": N_("caption"),
        "credit": N_("whose it is"),
        "licence": N_("licence of the picture"),
    },
    "office": {
        "name": N_("name"),
        "organisation": N_("organisation"),
        "url": N_("web address"),
        "email": N_("e-mail"),
        "telephone": N_("telephone"),
    },
    "figures": {"value": N_("value"), "label": N_("label")},
    "sources": {
        "title": N_("title"),
        "url": N_("web address"),
        "archived": N_("address of a copy in an archive"),
        "dead": N_("day since when the copy alone is left"),
    },
}
# Of a grant, what is a number.
NUMBERS = {"amount"}


@dataclass(frozen=True)
class DataColumn:
    """A column of a table: where a row of JSON has its value, its type as the Table Schema names
    it, and what else a schema says of it."""

    name: str
    title: str
    description: str
    path: tuple[str, ...]
    type: str = "string"
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnNames:
    """What the columns are called that no kind declares: an entry's id, its text, the address of
    its page, the licence, and what it was published in."""

    id: str
    text: str
    address: str
    licence: str
    published_in: str


def own_names(kind: Kind) -> OwnNames:
    """Return the names of these columns in the table of a kind. Where the kind has a field of the
    same name, `entry.` stands before ours."""
    plain = ("id", "text", "address", "licence", "published_in")
    return OwnNames(*(f"entry.{one}" if one in kind.fields else one for one in plain))


def columns(kind: Kind, language: str, translate: Translate) -> list[DataColumn]:
    """Return the columns of a kind's table: its id, its fields, its texts, then the same for all:
    address, licence and what it was published in."""
    _, own = translate, own_names(kind)
    required = {"constraints": {"required": True}}
    unique = {"constraints": {"required": True, "unique": True}}
    said = _("the name of the entry, which stays the same; unique in this table")
    return [
        DataColumn(own.id, _("Name"), said, (own.id,), more=unique),
        *(column for one in kind.fields.values() for column in _of_field(kind, one, language, _)),
        *_of_text(kind, own, language, _),
        _own_column(
            own.address, _("Address"), _("where the entry is read on the site"), format="uri"
        ),
        _own_column(own.licence, _("Licence"), _("what may be done with the row"), **required),
        _own_column(
            own.published_in, _("Published in"), _("what to name as its source"), **required
        ),
    ]


def _own_column(name: str, title: str, description: str, **more: Any) -> DataColumn:
    return DataColumn(name, title, description, (name,), more=more)


def _of_field(
    kind: Kind, field: Field, language: str, translate: Translate
) -> Iterator[DataColumn]:
    """Yield the column of a field; one for each of its parts where it is one value of several."""
    title = translate(kind.label_of(field.name, language))
    said = choose_wording(field.help, language)
    said = said.replace("`", "")
    if field.type in PARTS and not TYPES[field.type].is_list:
        for part, words in PARTS[field.type].items():
            type_, names = "number" if part in NUMBERS else "string", (field.name, part)
            called = f"{title}: {translate(words)}"
            yield DataColumn(".".join(names), called, said, names, type_)
        return
    if unit := choose_wording(field.unit, language):
        said = "; ".join(filter(None, (said, translate("in %(unit)s") % {"unit": unit})))
    if TYPES[field.type].is_list:
        said = "; ".join(filter(None, (said, translate("several are divided by |"))))
    published = TYPES[field.type].published
    type_ = "string" if published == "uri" else published
    yield DataColumn(field.name, title, said, (field.name,), type_, _more(field))


def _more(field: Field) -> dict[str, Any]:
    """Return what the schema of a table says of a field beside its type."""
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    more: dict[str, Any] = {"constraints": constraints} if constraints else {}
    return {**more, "format": "uri"} if TYPES[field.type].published == "uri" else more


def _of_text(
    kind: Kind, own: OwnNames, language: str, translate: Translate
) -> Iterator[DataColumn]:
    """Yield a column for each declared section, by its id; one for all text where headings are
    free."""
    for section in kind.sections or ():
        title = choose_wording(section.heading, language)
        said = translate("the text under this heading, without markup")
        yield DataColumn(f"{own.text}.{section.id}", title, said, (own.text, section.id))
    if not kind.sections:
        said = translate("all its text, without markup; headings are lines that begin with ##")
        yield DataColumn(own.text, translate("Text"), said, (own.text,))

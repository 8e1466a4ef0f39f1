"""An entry goes in; its row of data comes out, as JSON has it and as the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.sections import Section
from citybook.kinds.front import Front
from citybook.kinds.kind import Field
from citybook.kinds.types import TYPES
from citybook.models.pictures import DECORATIVE
from citybook.views import addresses
from citybook.views.datacolumns import PARTS, DataColumn, own_names
from citybook.views.plain_text import plain_text
from citybook.visible import strip_breaks

DataRow = dict[str, Any]
# What divides several values of a cell, and the parts of one of them.
VALUES, WITHIN = " | ", ", "
# A cell that begins with one of these signs, or with one that normalises to it (NFKC), is a formula
# to a spreadsheet. A cell begins also where a program that takes another sign for the delimiter
# divides the row: behind a semicolon, a tab, the end of a line. What stands before the sign may be
# nothing that is seen, or a quotation mark, which such a program takes away.
FORMULA = re.compile(
    r"(^|[;\t\r\n])((?:[^\S\t\r\n]|[\"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff])*)(?=[=+\-@＝﹦⁼₌⩵⩶＋﹢⁺₊﬩－﹣＠﹫])"
)
# A tab or an end of a line that a cell begins with is one, too.
BLANK = re.compile(r"^(?=[\t\r\n])")
# What a spreadsheet shows a text behind, whatever the text begins with.
NEUTRAL = "'"


def row_of(catalogue: Catalogue, entry: Entry[Front]) -> DataRow:
    """Return an entry as JSON has it: its fields as they are declared, null where it has none."""
    kind = catalogue.kind_of(entry)
    own, values = own_names(kind), entry.front.values
    return {
        own.id: entry.slug,
        **{one.name: _of_field(catalogue, one, values) for one in kind.fields.values()},
        own.text: _text(entry, is_free=not kind.sections),
        own.address: addresses.absolute(catalogue, addresses.of_entry(catalogue, entry))
        if kind.has_page or kind.explains
        else None,
        own.licence: catalogue.publication.licence,
        own.published_in: published_in(catalogue),
    }


def published_in(catalogue: Catalogue) -> str:
    """Return what a row is from: the publication and who publishes it."""
    publication = catalogue.publication
    return f"{publication.title} ({publication.publisher.name})"


def cells(columns: Iterable[DataColumn], row: DataRow) -> list[str]:
    """Return a row as the cells of a table, none of which a spreadsheet runs as a formula."""
    found = []
    for column in columns:
        value: Any = row
        for name in column.path:
            value = value.get(name) if isinstance(value, dict) else value
        found.append(_cell(value))
    return found


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before each sign
    that could begin one."""
    return BLANK.sub(NEUTRAL, FORMULA.sub(rf"\1{NEUTRAL}\2", text))


def _of_field(catalogue: Catalogue, field: Field, values: dict[str, Any]) -> Any:
    value = values.get(field.name)
    if isinstance(value, list):
        return [_value(catalogue, field.type, one) for one in value]
    if value is None:
        return [] if TYPES[field.type].is_list else None
    return _value(catalogue, field.type, value)


def _value(catalogue: Catalogue, type_: str, value: Any) -> Any:
    """Return a value as JSON has it: a mapping of those of its parts that there are."""
    if type_ not in PARTS:
        return _plain(value)
    found = {name: _plain(getattr(value, name, None)) for name in PARTS[type_]}
    if type_ == "picture":
        described = catalogue.described[value.file].description
        for name in found if described else ():
            found[name] = found[name] or getattr(described, name, None)
        if (found["alt"] or "").casefold() == DECORATIVE:
            found["alt"] = None
    return {name: one for name, one in found.items() if one is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str):
        return strip_breaks(value)
    return value.isoformat() if isinstance(value, date) else value


def _text(entry: Entry[Front], *, is_free: bool) -> Any:
    """Return the text of an entry: by the ids of its sections, or with free headings a list."""
    sections = entry.text.sections
    if not is_free:
        return {one.id: strip_breaks(plain_text(one)) for one in sections if one.id}
    return [_section(one) for one in sections]


def _section(section: Section) -> dict[str, str]:
    heading, said = strip_breaks(section.title), strip_breaks(plain_text(section))
    return {"id": section.anchor, "heading": heading, "text": said}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return neutral(_words(value))


def _words(value: Any) -> str:
    if isinstance(value, list):
        is_text = bool(value) and isinstance(value[0], dict) and "heading" in value[0]
        return "\n\n".join(map(_passage, value)) if is_text else VALUES.join(map(_words, value))
    if isinstance(value, dict):
        return WITHIN.join(str(one) for one in value.values())
    return str(value)


def _passage(section: dict[str, str]) -> str:
    heading = f"## {section['heading']}" if section["heading"] else ""
    return "\n\n".join(filter(None, (heading, section["text"])))

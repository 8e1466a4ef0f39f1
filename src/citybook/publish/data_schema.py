"""A kind and the columns of its table go in; the JSON Schema of its file of JSON comes out.

The schemas for editors (`content/schemas.py`) say how fields are written in front matter; this one
how they are published.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citybook.content.schemas import DIALECT
from citybook.kinds.kind import Field, Kind
from citybook.kinds.types import TYPES
from citybook.views.datacolumns import NUMBERS, PARTS, DataColumn, own_names

TEXT: dict[str, Any] = {"type": "string"}


def row_schema(kind: Kind, columns: Sequence[DataColumn], title: str) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of the rows of a kind."""
    own, by_name = own_names(kind), {one.path[0]: one for one in columns}
    texts = {one.path[1]: _describe(TEXT, one) for one in columns if one.path[:-1] == (own.text,)}
    properties = {own.id: _describe(TEXT, by_name[own.id])}
    for field in kind.fields.values():
        properties[field.name] = _describe(_field(field), by_name[field.name])
    properties[own.text] = _texts(texts) if texts else _free()
    for name in (own.address, own.licence, own.published_in):
        properties[name] = _describe(TEXT, by_name[name])
    row = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"$schema": DIALECT, "title": title, "type": "array", "items": row}


def _describe(schema: dict[str, Any], column: DataColumn) -> dict[str, Any]:
    """Add what a column is called and what it holds; of one part of a field, what the field
    is."""
    title = column.title.partition(": ")[0] if len(column.path) > 1 else column.title
    said = {"description": column.description} if column.description else {}
    return {"title": title, **said, **schema}


def _field(field: Field) -> dict[str, Any]:
    value = {"type": "string", "enum": list(field.values)} if field.values else _value(field.type)
    if TYPES[field.type].is_list:
        return {"type": "array", "items": value, **({"minItems": 1} if field.required else {})}
    if field.required or field.type == "flag":
        return value
    return {"anyOf": [value, {"type": "null"}]}


def _value(type_: str) -> dict[str, Any]:
    if type_ not in PARTS:
        published = TYPES[type_].published
        is_format = published in ("date", "uri")
        return {**TEXT, "format": published} if is_format else {"type": published}
    parts = {name: {"type": "number"} if name in NUMBERS else TEXT for name in PARTS[type_]}
    return {"type": "object", "properties": parts, "additionalProperties": False}


def _texts(sections: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": sections, "additionalProperties": False}


def _free() -> dict[str, Any]:
    parts = {"id": TEXT, "heading": TEXT, "text": TEXT}
    section = {**_texts(parts), "required": list(parts)}
    return {"type": "array", "items": section}

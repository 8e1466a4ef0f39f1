"""The models that check content, and a publication's names, go in; JSON Schemas (draft 2020-12) for
an editor's tool come out.

Where Citybook reads a text and says what it has to be, such a tool reads numbers, days and `true`
as YAML 1.2 has them. What no schema can say, such as whether an icon exists, `doit check` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from citybook.content.declaration_model import Declaration
from citybook.content.reading import ABOUT, PUBLICATION
from citybook.content.vocabularies import IMAGES, VOCABULARIES, WORDS
from citybook.kinds.editions import edition_model
from citybook.kinds.front import model_of
from citybook.kinds.kind import Field, Kind, Kinds
from citybook.kinds.types import TYPES
from citybook.kinds.wording import choose_wording
from citybook.models import About, Description, Guide, Publication
from citybook.naming import SLUG

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SLUGS = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
# Of a longer vocabulary a schema only says how names are written: a tool would offer no more than
# its first names, look through all of them at every key, and the file would change with each.
MOST_NAMES = 500
# Limits that pydantic hands on by its own names where a value is checked before it is one.
LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
# What models say of the code, in brackets.
OF_CODE = re.compile(r" \(`[^`]*`\)")


class _Generator(GenerateJsonSchema):
    """Pydantic's, with money as a number, and without defaults, which only code needs."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ARG002  # limits stand outside
        return {"type": "number"}

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


@dataclass(frozen=True)
class Schemas:
    """What schemas are made of: the kinds of a publication, the names in its vocabularies by what
    one of them is called, the phrases of layouts, and the language that help is read in."""

    kinds: Kinds
    names: dict[str, list[str]]
    phrases: Iterable[str]
    language: str

    def all(self) -> dict[str, Any]:
        """Return all schemas by the names of their files."""
        found = {
            "publication": self._of(Publication, f"content/{PUBLICATION}"),
            "about": self._of(About, f"the front matter of content/{ABOUT}"),
            "guide": self._of(Guide, "content/guides/<guide>/guide.yaml"),
            "edition": self._of(edition_model(self.kinds), "content/editions/<edition>.yaml"),
            "words": self._words(),
            "image": self._of(Description, "content/images/<image>.yaml"),
            "images": self._images(),
            "kind": _declaration(self._of(Declaration, "content/kinds/<kind>.yaml")),
            **{
                file.removesuffix(".yaml"): self._vocabulary(model, file)
                for file, (model, _) in VOCABULARIES.items()
            },
            **{kind.id: self._front(kind) for kind in self.kinds},
        }
        return {f"{name}.schema.json": found[name] for name in sorted(found)}

    def _of(self, model: type[BaseModel], title: str) -> dict[str, Any]:
        made = model.model_json_schema(schema_generator=_Generator)
        return {"$schema": DIALECT, **self._plain(made), "title": title}

    def _plain(self, schema: Any) -> Any:
        """Put names of vocabularies in, and take out what only code needs."""
        if isinstance(schema, list):
            return [self._plain(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if isinstance(vocabulary := schema.get("vocabulary"), str):
            return self._name(vocabulary)
        found = {LIMITS.get(name, name): self._plain(one) for name, one in schema.items()}
        for limit in LIMITS.values():
            if isinstance(found.get(limit), str):  # a decimal number, as pydantic writes it
                found[limit] = float(found[limit])
        if isinstance(found.get("title"), str):
            del found["title"]
        if isinstance(said := found.get("description"), str):
            found["description"] = " ".join(OF_CODE.sub("", said).split())
        return found

    def _name(self, vocabulary: str) -> dict[str, Any]:
        names = self.names[vocabulary]
        return {"enum": sorted(names)} if 0 < len(names) <= MOST_NAMES else {**SLUGS}

    def _front(self, kind: Kind) -> dict[str, Any]:
        title = f"the front matter of content/{kind.folder.replace('*', '<guide>')}/<name>.md"
        schema = self._of(model_of(kind), title)
        schema["description"] = choose_wording(kind.words.one, self.language)
        for field in kind.fields.values():
            schema["properties"][field.name]["description"] = self._help(field)
        return schema

    def _help(self, field: Field) -> str:
        """Return what an editor has to know of a field: its help, its type and its unit."""
        unit = choose_wording(field.unit, self.language)
        values = ", ".join(
            f"{id}: {choose_wording(one, self.language)}" for id, one in field.values.items()
        )
        parts = (
            choose_wording(field.help, self.language),
            values or TYPES[field.type].help,
            f"in {unit}" if unit else "",
        )
        return "; ".join(part for part in parts if part)

    def _vocabulary(self, model: type[BaseModel], file: str) -> dict[str, Any]:
        one = self._of(model, f"content/{file}")
        defs = {"$defs": one.pop("$defs")} if "$defs" in one else {}
        head = {name: one.pop(name) for name in ("$schema", "title")}
        return {
            **head,
            **defs,
            "type": "object",
            "propertyNames": {**SLUGS},
            "minProperties": 1,
            "additionalProperties": one,
        }

    def _images(self) -> dict[str, Any]:
        one = self._of(Description, f"content/{IMAGES}")
        head = {name: one.pop(name) for name in ("$schema", "title")}
        return {**head, "type": "object", "minProperties": 1, "additionalProperties": one}

    def _words(self) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1}
        return {
            "$schema": DIALECT,
            "title": f"content/{WORDS}",
            "type": "object",
            "properties": {phrase: {**text} for phrase in sorted(self.phrases)},
            "additionalProperties": False,
        }


def _declaration(schema: dict[str, Any]) -> dict[str, Any]:
    """Let a declaration leave out what Citybook's says, drop fields, and name sections by id."""
    defs = schema["$defs"]
    for model in (schema, defs["FieldDeclaration"], defs["WordsDeclaration"]):
        model.pop("required", None)
    del defs["SectionDeclaration"]["required"]
    null = {"type": "null"}
    for name in ("fields", "roles"):
        values = schema["properties"][name]
        for key, one in values.pop("patternProperties", {}).items():
            values["patternProperties"] = {key: {"anyOf": [one, null]}}
            values["additionalProperties"] = False
        if isinstance(one := values.get("additionalProperties"), dict):
            values["additionalProperties"] = {"anyOf": [one, null]}
    return {name: _with_ids(one) for name, one in schema.items()}


def _with_ids(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_ids(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("items") == {"$ref": "#/$defs/SectionDeclaration"}:
        return {**schema, "items": {"anyOf": [schema["items"], {**SLUGS}]}}
    return {name: _with_ids(one) for name, one in schema.items()}

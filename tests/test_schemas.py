"""Kinds, models and vocabularies go in; schemas come out that take what Citybook takes and refuse
what it refuses, as a tool reads it that knows YAML 1.2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from citybook.content.reading import read
from citybook.content.schemas import MOST_NAMES, Schemas
from citybook.project import Project
from tests.publications import GOOD, ROOT, Publication
from tests.test_declarations import MEASURE

# The core schema of YAML 1.2, chapter 10.3.2: what tools read as something else than text.
CORE: tuple[tuple[str, Callable[[str], Any]], ...] = (
    (r"~|null|Null|NULL|", lambda _: None),
    (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)


class Core(yaml.SafeLoader):
    """Reads YAML as version 1.2 has it."""


Core.yaml_implicit_resolvers = {}


def _scalar(_: Core, node: yaml.ScalarNode) -> Any:
    for pattern, convert in CORE if not node.style else ():
        if re.fullmatch(pattern, node.value):
            return convert(node.value)
    return node.value


Core.add_constructor("tag:yaml.org,2002:str", _scalar)


def values_of(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text if path.suffix == ".yaml" else text.split("---\n")[1], Loader=Core)


def made_of(root: Path) -> dict[str, Any]:
    content = read(Project(root), keep=False)
    names = {
        "place": list(content.places),
        "community": list(content.communities),
        "theme": list(content.themes),
    }
    return Schemas(content.kinds, names, ["Downloads", "%(num)s city"], "en").all()


@cache
def schemas(root: Path) -> dict[str, Any]:
    return made_of(root)


def faults(root: Path, name: str, value: Any) -> list[str]:
    schema = schemas(root)[f"{name}.schema.json"]
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]


FOLDERS = {
    "cities": "card",
    "practices": "practice",
    "profiles": "profile",
    "glossary": "term",
    "editions": "edition",
    "images": "image",
}


def schema_of(path: Path) -> str:
    if path.name == "guide.yaml":
        return "guide"
    if path.parent.parent.name == "guides":
        return "chapter"
    return FOLDERS.get(path.parent.name, path.stem)


def test_each_schema_is_one_of_draft_2020_12() -> None:
    found = schemas(GOOD)
    assert {name.partition(".")[0] for name in found} == {
        *("publication", "about", "places", "communities", "themes", "words", "edition", "guide"),
        *("image", "images"),
        *("kind", "card", "practice", "profile", "chapter", "term"),
    }
    for schema in found.values():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)
        known = {"gt", "ge", "lt", "le", "vocabulary"}
        assert not known & set(re.findall(r'"(\w+)":', json.dumps(schema)))


def test_the_same_content_gives_the_same_schemas() -> None:
    assert json.dumps(made_of(GOOD)) == json.dumps(schemas(GOOD))


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["small", "real"])
def test_what_citybook_takes_its_schemas_take(root: Path) -> None:
    files = [
        path
        for path in sorted((root / "content").rglob("*"))
        if path.suffix in (".yaml", ".md") and path.parent.name != "kinds"
    ]
    assert len(files) > 10
    wrong = {
        path.name: found
        for path in files
        if (found := faults(root, schema_of(path), values_of(path)))
    }
    assert wrong == {}


# What is changed in the values of a file, and what the schema then says.
BROKEN = [
    ("card", "cities/alba.md", {"places": ["albba"]}, "'albba' is not one of ['alba', 'brig'"),
    ("card", "cities/alba.md", {"places": []}, "[] should be non-empty"),
    ("card", "cities/alba.md", {"colour": "red"}, "'colour' was unexpected"),
    (
        "card",
        "cities/alba.md",
        {"grant": {"amount": 0, "currency": "EUR", "funder": "Sea Fund"}},
        "is not valid under any of the given schemas",
    ),
    ("practice", "practices/night-ferry.md", {"order": 0}, "not valid under any"),
    ("practice", "practices/night-ferry.md", {"countries": ["Italy"]}, "does not match"),
    ("profile", "profiles/dole.md", {"type": "town"}, "not one of ['city', 'organisation']"),
    ("edition", "editions/book.yaml", {"trim": "A6"}, "'A6' is not one of"),
    ("edition", "editions/book.yaml", {"cover": {"date": "2027-3-11"}}, "not valid under any"),
    ("edition", "editions/book.yaml", {"parts": ["forword"]}, "not valid under any"),
    (
        "edition",
        "editions/book.yaml",
        {"parts": [{"where": {"themes": ["wrok"]}}]},
        "not valid under any",
    ),
    ("publication", "publication.yaml", {"base_url": "harbour"}, "does not match"),
    ("guide", "guides/quays/guide.yaml", {"community": "quay"}, "'quay' is not valid under any of"),
    ("places", "places.yaml", {"Alba": {"name": "Alba", "country": "IT"}}, "does not match"),
    ("themes", "themes.yaml", {"work": {"name": "W", "summary": "S", "line": "x"}}, "not valid"),
    ("communities", "communities.yaml", {"quays": {"number": 100}}, "100 is greater than"),
]


@pytest.mark.parametrize(("name", "file", "change", "said"), BROKEN)
def test_what_citybook_refuses_its_schemas_refuse(
    name: str, file: str, change: dict[str, Any], said: str
) -> None:
    value = values_of(GOOD / "content" / file)
    assert faults(GOOD, name, value) == []
    assert said in "\n".join(faults(GOOD, name, {**value, **change}))


def test_a_field_has_the_help_that_its_kind_declares() -> None:
    properties = schemas(GOOD)["profile.schema.json"]["properties"]
    assert "what presents itself" in properties["type"]["description"]
    assert "city: Cities and municipalities" in properties["type"]["description"]


def test_only_phrases_of_the_layouts_can_be_replaced() -> None:
    assert faults(GOOD, "words", {"Downloads": "Files"}) == []
    assert "was unexpected" in faults(GOOD, "words", {"Downlods": "Files"})[0]


def test_a_declaration_may_leave_out_what_citybook_says() -> None:
    value = yaml.load(
        "words: {one: port card}\nfields: {grant: , depth: {type: number}}\n"
        "sections: [lessons, {id: context, heading: Challenge}, {id: costs}]\n",
        Loader=Core,
    )
    assert faults(GOOD, "kind", value) == []
    assert faults(GOOD, "kind", yaml.load(MEASURE, Loader=Core)) == []
    assert faults(GOOD, "kind", {"fields": {"depth": {"type": "nummer"}}})
    assert faults(GOOD, "kind", {"sections": [{"id": "costs", "drawn": "middle"}]})


def test_a_long_vocabulary_is_not_listed(tmp_path: Path) -> None:
    small = Publication.copy_of(GOOD, tmp_path / "good")
    places = (f"p{number}: {{name: P, country: FR}}\n" for number in range(MOST_NAMES))
    small.write("places.yaml", small.read("places.yaml") + "".join(places))
    items = made_of(small.folder)["card.schema.json"]["properties"]["places"]["items"]
    assert "enum" not in items
    assert "pattern" in items


def test_doit_writes_schemas_and_a_page_for_a_kind_of_ones_own(small: Publication) -> None:
    small.write("kinds/measure.yaml", MEASURE)
    small.doit("schemas").succeeds()
    folder = small.build / "schemas"
    assert {path.name for path in folder.iterdir()} == {
        *schemas(GOOD),
        "measure.schema.json",
        "measure.md",
    }
    page = (folder / "measure.md").read_text(encoding="utf-8")
    assert "`content/measures/<name>.md`, as content/kinds/measure.yaml declares it" in page
    assert "| `saved` | a number, such as `12.5`, in t |" in page
    assert "| `## What it is` | yes |" in page
    schema = json.loads((folder / "measure.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["begun"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert small.doit("schemas").succeeds().ran == []
    (small.folder / "content/kinds/measure.yaml").unlink()
    small.doit("schemas").succeeds()
    assert not (folder / "measure.md").exists()

"""A publication's declaration of a kind goes in; the kind comes out, or each mistake with its
place."""

from __future__ import annotations

from pathlib import Path

import pytest

from citybook.content.declarations import load_kinds
from citybook.kinds.kind import Kinds
from citybook.problems import ContentError
from citybook.project import Project

EVENT = """folder: events
link: event
words: {one: event, many: events}
fields:
  title: {type: text, required: true}
  free_seats: {type: whole number}
"""


def load(folder: Path, declaration: str) -> Kinds:
    (folder / "content/kinds").mkdir(parents=True)
    (folder / "content/kinds/event.yaml").write_text(declaration, encoding="utf-8")
    return load_kinds(Project(folder))


def test_a_field_may_have_a_name_of_several_words(tmp_path: Path) -> None:
    kind = load(tmp_path, EVENT)["event"]
    assert kind.label_of("free_seats", "en") == "Free seats"


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "message"),
    [
        (
            "{type: text, required: true}",
            "{type: text, required: true, helps: what it is}",
            5,
            39,
            "fields.title.helps: no field of this name (did you mean 'help'?)",
        ),
        (
            "free_seats: {type",
            "Free seats: {type",
            6,
            3,
            "fields.Free seats: expected a field's name: small letters a to z, digits and single "
            "underscores, such as 'base_url', got 'Free seats'",
        ),
        (
            "link: event",
            "link: event\nroles: {title: name}",
            3,
            16,
            "roles.title: no field 'name'",
        ),
    ],
)
def test_a_mistake_in_a_declaration_has_its_place(
    tmp_path: Path, before: str, after: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(ContentError) as error:
        load(tmp_path, EVENT.replace(before, after))
    found = error.value.problems[0]
    assert (found.line, found.column, found.message) == (line, column, message)

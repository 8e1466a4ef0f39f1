"""A foreword as YAML lets it be written goes in; its mistakes come out where they stand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import read_entry
from citybook.models.edition import Edition
from citybook.problems import Problem

HEAD = "kind: booklet\ntitle: B\nsubtitle: S\ntrim: A5\nparts: [cover, foreword, back-cover]\n"
# A foreword, and the place of its link to nowhere.
FOREWORDS = {
    "foreword: |\n  First.\n\n  A [x](foo:y) b.\n": "9:9",
    "foreword: |-\n\n  First.\n\n  A [x](foo:y) b.\n": "10:9",
    "foreword: >\n  First line\n  second.\n\n  A [x](foo:y) b.\n": "10:9",
    "foreword: >-\n  A [x](https://a.eu)\n  and [x](foo:y).\n": "8:11",
    'foreword: "First.\\n\\nSecond.\\n\\nA [x](foo:y) b."\n': "6:39",
    "foreword: 'First.\n\n\n  A [x](foo:y) b.'\n": "9:9",
    "foreword: A [x](foo:y) b.\n": "6:17",
    "foreword: First line\n  A [x](foo:y) b.\n": "7:9",
}


@pytest.mark.parametrize("summary", ["", "summary: Another field.\n"])
@pytest.mark.parametrize(("foreword", "place"), FOREWORDS.items())
def test_a_mistake_in_a_foreword_is_told_where_it_stands(
    foreword: str, place: str, summary: str
) -> None:
    problems: list[Problem] = []
    data = (HEAD + foreword + summary).encode()
    read_entry("edition", own_kinds(), "b", data, "editions/b.yaml", problems)
    assert [f"{one.line}:{one.column}: {one.message}" for one in problems] == [
        f"{place}: a link to 'foo:y' leads nowhere"
    ]


@pytest.mark.parametrize(
    ("foreword", "parts", "hint"),
    [
        ("Dear all", ["cover"], "add a line '- foreword'"),
        (None, ["cover", "foreword"], "add 'foreword: …' above 'parts:'"),
    ],
)
def test_a_foreword_without_its_part_or_a_part_without_its_text_is_told_with_what_lacks(
    foreword: str | None, parts: list[str], hint: str
) -> None:
    fields = {"kind": "booklet", "title": "B", "subtitle": "S", "trim": "A5", "parts": parts}
    with pytest.raises(ValidationError) as error:
        Edition.model_validate({**fields, "foreword": foreword})
    assert error.value.errors()[0]["ctx"]["error"].args[1] == hint

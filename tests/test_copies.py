"""Content with something twice goes in; a warning that names both comes out. A name that nobody
sees is a mistake."""

from __future__ import annotations

import unicodedata

import pytest

from citybook.visible import has_letters
from tests.publications import Publication

ALBA = "cities/alba.md"


def test_what_is_there_twice_is_warned_of_and_both_are_named(small: Publication) -> None:
    small.write("practices/welders-again.md", small.read("practices/welders-school.md"))
    text = small.read("practices/welders-school.md")
    small.write("practices/z.md", text.replace("The welders’ school", "THE WELDERS’ SCHOOL"))
    places = small.read("places.yaml")
    composed, decomposed = (unicodedata.normalize(form, "Brăila") for form in ("NFC", "NFD"))
    small.write(
        "places.yaml",
        places
        + "alba-two: {name: ALBA, country: IT}\n"
        + f"braila: {{name: {composed}, country: RO}}\n"
        + f"braila-two: {{name: {decomposed}, country: RO}}\n"
        + "alba-elsewhere: {name: Alba, country: RO}\n",
    )
    said = small.doit("check").succeeds().output
    rows = places.count("\n")
    for told in (
        "content/practices/welders-school.md: warning: this file is the same as "
        "content/practices/welders-again.md, byte for byte",
        f"content/places.yaml:{rows + 1}:18: warning: 'ALBA' is also the name in line ",
        ", as 'Alba'\n",
        f"content/places.yaml:{rows + 3}:20: warning: 'Brăila' is also the name in line {rows + 2}",
        "content/practices/z.md:2:8: warning: 'THE WELDERS’ SCHOOL' is also the name in content/",
    ):
        assert told in said, said
    assert said.count("is also the name") == 3
    assert said.count("byte for byte") == 1


@pytest.mark.parametrize("name", ["\u2800", "\u00ad\u00ad", "\u3000", "\ufe0f", "\u00a0", "\u0301"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    assert not has_letters(name)
    assert has_letters(f"{name}Alba")


def test_a_title_of_invisible_letters_is_a_mistake(small: Publication) -> None:
    small.replace(ALBA, "title: Alba", 'title: "\u2800\u00ad"')
    said = small.doit("check").fails().output
    assert f"content/{ALBA}:2:8: error: title: expected some text that can be seen" in said

"""YAML that cannot be read goes in; what an editor is told comes out, once, and what stands beside
it is read."""

from __future__ import annotations

import pytest

from citybook.content.values import read

QUOTE = "put the whole value in quotation marks"
AS_TYPED = f"{QUOTE}; signs of Markdown are printed in fields as they are typed"
SORT = f"{QUOTE} of another sort, or write “ and ” within it"
RIGHT = "this line stands further right than the one above, which has a value already"
GENERAL = "expected 'name: value' here"
# What stands behind `b: `, where that is told, counted from the line above it, and what is said.
VALUES = {
    "*Green* x": ("2:4", "a value may not begin with *", AS_TYPED),
    "**Bold**": ("2:4", "a value may not begin with *", AS_TYPED),
    "`x`": ("2:4", "a value may not begin with `", AS_TYPED),
    "- none": ("2:4", "a value may not begin with -", QUOTE),
    "-": ("2:4", "a value may not begin with -", QUOTE),
    "? x": ("2:4", "a value may not begin with ?", QUOTE),
    "@x": ("2:4", "a value may not begin with @", QUOTE),
    "%x": ("2:4", "a value may not begin with %", QUOTE),
    "& x": ("2:4", "a value may not begin with &", QUOTE),
    "&x y": ("2:4", "a value may not begin with &", QUOTE),
    "! x": ("2:4", "a value may not begin with !", QUOTE),
    "!!int 3": ("2:4", "a value may not begin with !", QUOTE),
    "| x": ("2:4", "a value may not begin with |", QUOTE),
    "> x": ("2:4", "a value may not begin with >", QUOTE),
    ": x": ("2:4", "a value may not begin with :", QUOTE),
    ", x": ("2:4", "a value may not begin with ,", QUOTE),
    "] x": ("2:4", "a value may not begin with ]", QUOTE),
    "}": ("2:4", "a value may not begin with }", QUOTE),
    '"A" and "B"': ("2:7", "the value goes on behind its closing quotation mark", SORT),
    "'x' y": ("2:7", "the value goes on behind its closing quotation mark", SORT),
    "[x] y": ("2:7", "the value goes on behind its ]", f"{QUOTE}, or take the brackets out"),
    "[x](https://a.eu)": (
        "2:7",
        "the value goes on behind its ]",
        f"{QUOTE}, or take the brackets out",
    ),
    "{x} y": ("2:7", "the value goes on behind its }", f"{QUOTE}, or take the brackets out"),
    "[x, y": ("2:4", "a list in brackets is not closed: ] is missing", "write [one, two]"),
    "[x, *y]": ("2:8", "a value may not begin with *", "put it in quotation marks"),
    '"abc': ("2:4", "a quotation mark is opened and never closed", "close it"),
    "'abc": ("2:4", "a quotation mark is opened and never closed", "close it"),
    "x: y": (
        "2:5",
        "a second ': ' in one line",
        "put the text after the first ': ' in quotation marks",
    ),
    "“x: y”": (
        "2:6",
        "a second ': ' in one line",
        "put the text after the first ': ' in quotation marks, straight ones: \"…\" and not “",
    ),
    r'"a \q b"': ("2:4", "a \\ in quotation marks", r"write \\, or use single ones: '…'"),
}
# Whole texts, their place and what is said.
TEXTS = {
    "a: x\nb:y\nc: z": ("2:3", "no space behind the ':' of 'b'"),
    "a: x\nc: z\nb:y": ("3:3", "no space behind the ':' of 'b'"),
    "a: x\n  b: y\nc: z": ("2:3", RIGHT),
    "a: [x]\n  b: y\nc: z": ("2:3", RIGHT),
    "a: x\n  b: y\n  d: y\nc: z": ("2:3", RIGHT),
    "a:\n  d: x\n b: y\nc: z": ("3:2", "this line begins under none of the lines above"),
    " a: x\nb: y\nc: z": ("2:1", "this line begins further left than the first field"),
    "a: x\n...\nb: y": ("3:1", "the fields end before this line, and what follows is lost"),
    "a: x\n...\n# c\nb: y": ("4:1", "the fields end before this line, and what follows is lost"),
    "[a]\nc: z": ("2:1", "the fields end before this line, and what follows is lost"),
    "a: x\nb = y\nc: z": ("2:1", GENERAL),
    "a: x\nb\nc: z": ("2:1", GENERAL),
    "a: x\n- b\nc: z": ("2:1", GENERAL),
    "a: x\n*b*: y\nc: z": ("2:1", "a field's name may not begin with *"),
    "a: x\nb: |\n  text\n *y*\nc: z": ("4:2", "a field's name may not begin with *"),
    'a: "x\nb: "y"\nc: z': ("1:4", "a quotation mark is opened and never closed"),
    '"a: x\nb: y\nc: z': ("1:1", "a quotation mark is opened and never closed"),
}


@pytest.mark.parametrize(("value", "said"), VALUES.items())
def test_a_value_that_begins_or_ends_otherwise_is_told_in_plain_words(
    value: str, said: tuple[str, str, str]
) -> None:
    found = read(f"a: x\nb: {value}\nc: z\n", "a.yaml")
    told = [(f"{one.line}:{one.column}", one.message, one.hint) for one in found.problems]
    assert told == [said]


@pytest.mark.parametrize(("text", "said"), TEXTS.items())
def test_a_line_that_does_not_belong_is_told_where_it_stands(
    text: str, said: tuple[str, str]
) -> None:
    found = read(text, "a.yaml")
    assert [(f"{one.line}:{one.column}", one.message) for one in found.problems] == [said]
    assert "YAML" not in found.problems[0].message + found.problems[0].hint


@pytest.mark.parametrize("value", [value for value in VALUES if "\\" not in value])
def test_what_stands_beside_a_mistake_is_read(value: str) -> None:
    found = read(f"a: x\nb: {value}\nc: z\n", "a.yaml")
    assert found.value == {"a": "x", "b": value, "c": "z"}
    assert found.mended == {2}


def test_all_lines_with_mistakes_are_told_at_once_up_to_ten() -> None:
    found = read("\n".join(f"a{number}: *x*" for number in range(5)), "a.yaml")
    assert [problem.line for problem in found.problems] == [1, 2, 3, 4, 5]
    found = read("\n".join(f"a{number}: *x*" for number in range(50)), "a.yaml")
    assert len(found.problems) == 11
    assert found.is_unreadable


def test_a_tab_does_not_hide_what_stands_below() -> None:
    found = read("a:\n\tb: x\nc: *y*\n", "a.yaml")
    assert [problem.line for problem in found.problems] == [2, 3]
    assert found.value == {"a": {"b": "x"}, "c": "*y*"}

"""Texts as offices paste them go in; what `doit tidy` shows and changes is right, nothing else in a
file changes, and whatever `doit check` says it cures, it cures."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citybook.content import glyphs
from citybook.content.cures import TIDY, name_cures
from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import read_entry
from citybook.problems import Problem
from citybook.tidy import tidy
from tests.properties import FILES
from tests.publications import Publication

ALBA = "cities/alba.md"
FRONT = "---\ntitle: x\n---\n"
# In a body.
MARKDOWN = {
    "a space of no width": ("Al\u200bba", "Alba"),
    "a byte-order mark inside": ("Al\ufeffba", "Alba"),
    "signs that turn the order": ("\u202aAlba\u202c", "Alba"),
    "an entity of one": ("Al&#8203;ba &#x202E;", "Alba"),
    "a joiner where none is needed": ("Al\u200dba", "Alba"),
    "a vertical tab": ("one\vtwo", "one\ntwo"),
    "a vertical tab in a heading": ("### one\vtwo", "### one two"),
    "a vertical tab in an item": ("- one\vtwo", "- one two"),
    "a page break": ("one\ftwo", "one\n\ntwo"),
    "a line separator": ("one\u2028two", "one\ntwo"),
    "Word's hyphens": ("e\x1email in\x1fte\x1fgration", "e-mail integration"),
    "Windows letters read as Latin-1": ("it\x92s \x93so\x94 \x96 yes", "it’s “so” – yes"),
    "an entity": ("A&nbsp;%, caf&eacute; &ndash; R&amp;D", "A\u00a0%, café – R&D"),
    "entities that Markdown would read": ("&#42;a&#42; &lt;b&gt;", "\\*a\\* \\<b>"),
    "an address": ("[a](https://a.eu/?b&amp;c_d)", "[a](https://a.eu/?b&c_d)"),
    "an empty paragraph of Word": ("one\n\n&nbsp;\n\ntwo", "one\n\n\n\ntwo"),
    "trailing spaces": ("one \n\u00a0\ntwo\t\n", "one\n\ntwo\n"),
    "bullets": ("• one\n• two", "- one\n- two"),
    "bullets and tabs": ("•\tone\n•\ttwo", "- one\n- two"),
    "dots": ("· one\n· two", "- one\n- two"),
    "bullets of Word's own font": ("\uf0b7 one\n\uf0a7\ttwo", "- one\n    - two"),
    "three levels of Word": (
        "•\tone\no\ttwo\n§\tthree\no\tfour\n•\tfive",
        "- one\n    - two\n        - three\n    - four\n- five",
    ),
    "levels that are indented": ("\t•\tone\n\t\t◦\ttwo", "- one\n    - two"),
    "bullets below a text": ("These:\n• one\n• two", "These:\n\n- one\n- two"),
    "bullets below a heading": ("### A\n• one", "### A\n- one"),
    "bullets behind vertical tabs": ("These:\v• one\v• two", "These:\n\n- one\n- two"),
    "dashes": ("– one\n– two", "- one\n- two"),
    "dashes below bullets": ("• one\n– two\n• three", "- one\n    - two\n- three"),
    "numbers below bullets and a blank line": (
        "– one\n– two\n\n1) three\n2) four\n\n• five",
        "- one\n- two\n\n1. three\n2. four\n\n- five",
    ),
    "bullets that blank lines part": (
        "• one\n\n◦ two\n\n• three",
        "- one\n\n    - two\n\n- three",
    ),
    "numbers in Word's way": ("1) one\n2) two", "1. one\n2. two"),
    "numbers in brackets": ("(1) one\n(2) two", "1. one\n2. two"),
    "columns with tabs": (
        "These:\n\nCity\tMoney \nAlba\t1,250\n\nText.",
        "These:\n\n::: table\n| City | Money |\n| --- | --- |\n| Alba | 1,250 |\n:::\n\nText.",
    ),
    "columns with tabs in a block": (
        "::: table Costs\nCity\tMoney\nAlba\t5\n:::",
        "::: table Costs\n| City | Money |\n| --- | --- |\n| Alba | 5 |\n:::",
    ),
    "an empty corner": (
        "\t2019\t2020\nAlba\t1\t2",
        "::: table\n|  | 2019 | 2020 |\n| --- | --- | --- |\n| Alba | 1 | 2 |\n:::",
    ),
    "a table without a block": (
        "| City | Money |\n|---|---|\n| Alba | 5 |",
        "::: table\n| City | Money |\n|---|---|\n| Alba | 5 |\n:::",
    ),
    "a no-break space behind ##": ("###\u00a0One", "### One"),
    "a no-break space behind a hyphen": ("-\u00a0one\n-\u202ftwo", "- one\n- two"),
}
YAML = {
    "a no-break space behind a colon": (
        "title:\u00a0Alba\nplaces: [alba]",
        "title: Alba\nplaces: [alba]",
    ),
    "no-break spaces for indentation": (
        "grant:\n\u00a0\u00a0amount:\u00a05",
        "grant:\n  amount: 5",
    ),
    "a no-break space behind a hyphen": ("also:\n-\u00a0one\n- two", "also:\n- one\n- two"),
    "no-break spaces in brackets": ("countries: [IT,\u00a0BG\u00a0]", "countries: [IT, BG ]"),
    "an item with fields": ("a:\n  -\u00a0b:\u00a0c\n    d:\u202fe", "a:\n  - b: c\n    d: e"),
    "an entity": ("title: Caf&eacute;&nbsp;R&amp;D", "title: Café\u00a0R&D"),
    "a hidden character": ("title: Al\u200bba", "title: Alba"),
    "a vertical tab": ("title: one\vtwo", "title: one two"),
    "a line separator that begins a line": ("a: b\n\u2028c: d", "a: b\nc: d"),
    "trailing spaces": ("title: Alba  \nplaces: [alba]\t", "title: Alba\nplaces: [alba]"),
}
# What might be meant, or cannot be known.
KEPT = (
    "– yes, he said",
    "— Secretary general",
    "1) only one",
    "2) two\n3) three",
    "a) one\nb) two",
    "one  \ntwo breaks the line",
    "`&nbsp; •`",
    "-\u00a05 °C",
    "1.\u00a0January",
    "✓ done\n✓ too",
    "10\u00a0% and in\u00adte\u00adgra\u00adtion",
    "AT&amp;amp;T",
    "a letter lost: \ufffd, and one more \u200b\ufffd",
    "more than that …\x85",
    "in a wrong encoding: â€œLundâ€\x9d",
    "می\u200cخواهم",
)
KEPT_YAML = (
    "summary: Note\u00a0: one\n  Note:\u00a0two",
    "title: '&nbsp-'",
    'title: "a &quot; b"',
    "title: &amp;co",
    "# a remark &nbsp;\ntitle: x",
    "summary: |\n  one  \n  two",
    "title: “Alba”\u00a0!",
)


@pytest.mark.parametrize("name", MARKDOWN)
def test_what_has_one_cure_in_a_text_is_cured(name: str) -> None:
    before, after = MARKDOWN[name]
    assert tidy((FRONT + before).encode(), "x.md").decode() == FRONT + after


@pytest.mark.parametrize("name", YAML)
def test_what_has_one_cure_in_yaml_is_cured_in_front_matter_too(name: str) -> None:
    before, after = YAML[name]
    assert tidy(before.encode(), "x.yaml").decode() == after
    front = tidy(f"---\n{before}\n---\ntext".encode(), "x.md").decode()
    assert front == f"---\n{after}\n---\ntext"


@pytest.mark.parametrize("text", KEPT)
def test_what_is_ambiguous_in_a_text_stays(text: str) -> None:
    assert tidy((FRONT + text).encode(), "x.md").decode() == FRONT + text


@pytest.mark.parametrize("text", KEPT_YAML)
def test_what_is_ambiguous_in_yaml_stays(text: str) -> None:
    assert tidy(text.encode(), "x.yaml").decode() == text


def test_nothing_else_in_a_file_changes() -> None:
    text = "\ufeff---\r\ntitle: Cafe\u0301\r\n---\r\none \r\ntwo\rthree\vfour\n• a\r\n• b"
    assert tidy(text.encode(), "x.md").decode() == (
        "\ufeff---\r\ntitle: Cafe\u0301\r\n---\r\none\r\ntwo\rthree\nfour\n\r\n- a\r\n- b"
    )
    table = "---\r\ntitle: x\r\n---\r\nA\tB\r\n1\t2\r\n\r\nEnd.\r\n"
    assert tidy(table.encode(), "x.md").decode() == (
        "---\r\ntitle: x\r\n---\r\n::: table\r\n| A | B |\r\n| --- | --- |\r\n| 1 | 2 |\r\n"
        ":::\r\n\r\nEnd.\r\n"
    )
    assert tidy(b"---\ntitle: caf\xe9 \n---\n", "x.md") == b"---\ntitle: caf\xe9 \n---\n"


def test_doit_tidy_shows_a_diff_and_writes_with_an_option_what_doit_check_named(
    small: Publication,
) -> None:
    small.replace(ALBA, "title: Alba", "title:\u00a0Alba")
    small.replace(ALBA, "was closed.", "was clo\u200bsed.")
    small.replace(ALBA, "Take down", "Take&nbsp;down")
    small.replace("places.yaml", "name: Eger", "name:\u202fEger ")
    path = small.folder / "content" / ALBA
    os.chmod(path, 0o640)
    before = path.read_bytes()
    said = small.doit("check").fails().output
    for place in (f"{ALBA}:2:7", f"{ALBA}:18:25", f"{ALBA}:24:7", "places.yaml:15:8"):
        assert f"content/{place}: error: " in said
    assert said.count(TIDY) == said.count(": error: ") == 4, said
    shown = small.doit("tidy").succeeds().output
    assert "-title:\\xa0Alba\n+title: Alba\n" in shown
    assert "-The quay of Alba was clo\\u200bsed.\n+The quay of Alba was closed.\n" in shown
    assert "-  name:\\u202fEger\\x20\n+  name: Eger\n" in shown
    assert path.read_bytes() == before
    only = small.doit("tidy", "--write", "content/cities").succeeds().output
    assert "content/cities/alba.md" in only
    assert "places.yaml" not in only
    assert small.read(ALBA) == before.decode().replace(":\u00a0", ": ").replace(
        "\u200b", ""
    ).replace("&nbsp;", "\u00a0")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    small.doit("tidy", "--write").succeeds()
    small.doit("check").succeeds()
    assert "Nothing to tidy." in small.doit("tidy").succeeds().output
    assert "content/nothing.md" in small.doit("tidy", "content/nothing.md").fails().output


def checked(data: bytes, kind: str) -> list[Problem]:
    """What `doit check` says of one file."""
    problems: list[Problem] = []
    read_entry(kind, own_kinds(), "x", data, FILES[kind], problems)
    problems.extend(glyphs.missing(data, FILES[kind]))
    name_cures(data, FILES[kind], problems)
    return problems


def test_a_place_that_can_be_cured_is_told_once_with_this_cure_indented_or_not() -> None:
    text = "---\ntitle: x\nthemes: [a]\nsummary: Café &amp; b\n---\n\n## Description\n\n"
    problems = checked(f"{text}  – a\n  – b".encode(), "practice")
    assert [(one.line, one.column, TIDY in one.hint) for one in problems] == [
        (4, 10, True),
        (9, 3, True),
        (10, 3, True),
    ]


def test_a_table_that_was_pasted_is_cured_but_for_its_caption() -> None:
    head = "---\ntitle: x\nthemes: [a]\nsummary: B\n---\n\n## Description\n\n"
    for table in ("City\tMoney\nAlba\t5\n", "| City | Money |\n|---|---|\n| Alba | 5 |\n"):
        told = checked((head + table).encode(), "practice")
        assert [(one.line, TIDY in one.hint) for one in told] == [(9, True)]
        left = checked(tidy((head + table).encode(), "practices/x.md"), "practice")
        assert [(one.line, one.message) for one in left] == [(9, "this table has no title")]


PIECES = st.lists(
    st.sampled_from(
        [
            *[before for before, _ in MARKDOWN.values()],
            *KEPT,
            *("\n", "\n\n", "\u00a0", "\t", "\v", "\u200b", "&nbsp;", "&amp;", "&lt;", "&#42;"),
            *("•", "-", "1)", "##", ">", ":::", "`", "\\", "*", "#", "\x85", "\ufffd"),
            " ",
            "word",
        ]
    ),
    max_size=12,
)


@settings(max_examples=150)
@given(PIECES, st.sampled_from(["practice", "chapter", "about"]), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_reported_with_this_cure_is_cured_by_it(
    pieces: list[str], kind: str, line_end: str
) -> None:
    data = f"---\ntitle: {pieces[0] if pieces else ''}\n---\n{''.join(pieces)}".replace(
        "\n", line_end
    ).encode()
    after = tidy(data, FILES[kind])
    assert tidy(after, FILES[kind]) == after
    left = [problem for problem in checked(after, kind) if TIDY in problem.hint]
    assert left == [], after

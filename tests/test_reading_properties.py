"""Any front matter, text and name goes in; no entry raises, hides or lets through what it must not
(tests/properties.py)."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from citybook.content import letters, text, values
from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import read_entry
from citybook.problems import Problem
from citybook.visible import compose
from tests.properties import FILES, check

quick = settings(max_examples=100, derandomize=True)
TOKENS = [
    "\n",
    "\n\n",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2. ",
    "    ",
    "  ",
    "> ",
    "# ",
    "## ",
    "### ",
    "**",
    "*",
    "_",
    "`",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[a](city:paris)",
    "[a](https://a.eu)",
    "[a](javascript:x)",
    "[^1]",
    "<b>",
    "<script>",
    "<https://a.eu>",
    "https://a.eu/x_(y)",
    "www.a.eu",
    "• ",
    "1) ",
    "– ",
    "\t",
    "\\\n",
    "[é]{lang=nl}",
    "{lang=ar}",
    "^a^",
    "--",
    "&amp;",
    "&",
    "\\",
    "***\n",
    "---\n",
    "===\n",
    "|",
    "|---|\n",
    "::: table A\n| a | b |\n| --- | --- |\n| ",
    " | ",
    "\\|",
    "^^",
    "::: key\n",
    "![A](a.jpg)",
    '::: wide\n![A](a.jpg "B")\n:::\n',
    "::: beside\n![A](a.jpg)\n",
    "::: chart bars A\n- 1 | a\n:::\n",
    ":::\n",
    "— A\n",
    ":users: ",
    "a",
    "Bee",
    "é",
    "\u0301",
    "\u202e",
    "\u00a0",
    "\x02",
    "٣. ",
    ": ",
    " #",
    "'",
    '"',
    "{",
    "!",
    "%",
    "ß",
]
markdown = st.lists(st.sampled_from(TOKENS) | st.text(max_size=5), max_size=30).map("".join)
words = st.text(st.characters(codec="utf-8"), max_size=20)
HEADS = {
    "practice": "title: A\nthemes: [a]\nsummary: s",
    "profile": "title: A\ntype: city\nheadline: h\nsummary: s\nthemes: [a]",
    "term": "title: A",
    "chapter": "title: A\nsummary: s",
    "about": "title: A\nsummary: s",
    "card": "title: A\nplaces: [a]\ncommunities: [a]\nsummary: s",
}


@quick
@given(
    st.sampled_from(sorted(FILES)),
    st.binary(max_size=60) | words.map(str.encode) | markdown.map(str.encode),
)
def test_any_file_is_read_without_raising(kind: str, data: bytes) -> None:
    check(kind, data)


@settings(quick, max_examples=400)
@given(st.sampled_from(sorted(HEADS)), markdown)
def test_any_text_keeps_its_words_and_becomes_allowed_html_or_is_told(
    kind: str, written: str
) -> None:
    check(
        kind, f"---\n{HEADS[kind]}\n---\n\n## Description\n\n{written}\n".encode("utf-8", "replace")
    )


@settings(quick, max_examples=400)
@given(markdown)
def test_any_text_of_a_term_keeps_its_words(written: str) -> None:
    check("term", f"---\ntitle: A\n---\n\n{written}\n".encode("utf-8", "replace"))


@quick
@given(st.sampled_from(sorted(HEADS)), markdown | words)
def test_any_front_matter_is_read_without_raising(kind: str, written: str) -> None:
    check(
        kind,
        f"---\n{written}\n{HEADS[kind]}\n---\n\n## Description\n\nText\n".encode(
            "utf-8", "replace"
        ),
    )


@quick
@given(
    st.lists(words | st.sampled_from(sorted(own_kinds()["card"].headings)), min_size=1, max_size=6)
)
def test_any_names_of_sections_give_sections_or_problems(titles: list[str]) -> None:
    body = "".join(f"## {title}\n\nText\n\n" for title in titles)
    problems: list[Problem] = []
    found = read_entry(
        "profile",
        own_kinds(),
        "x",
        f"---\n{HEADS['profile']}\n---\n\n{body}".encode(),
        "content/profiles/x.md",
        problems,
    )
    if found and not problems:
        anchors = [section.anchor for section in found[1].sections]
        assert len(set(anchors)) == len(anchors)
        assert all(section.title.strip() for section in found[1].sections)
    check("profile", f"---\n{HEADS['profile']}\n---\n\n{body}".encode())
    check("card", f"---\n{HEADS['card']}\n---\n\n{body}".encode())


@settings(quick, max_examples=300)
@given(
    st.dictionaries(
        st.text("abcdefgh_", min_size=1, max_size=8),
        words
        | st.sampled_from(
            [
                "NO",
                "yes",
                "null",
                "~",
                "12:30",
                "0123",
                "1e3",
                "2024-04-19",
                "#",
                "&x",
                "*x",
                "a: b",
                "a #b",
                "- a",
                "[a",
                "'",
                '"',
                "\n",
                " a",
                "a\n\nb",
            ]
        ),
        min_size=1,
        max_size=5,
    )
)
def test_yaml_gives_back_the_plain_texts_that_were_written(fields: dict[str, str]) -> None:
    problems: list[Problem] = []
    written = text.decode(
        yaml.safe_dump(fields, allow_unicode=True, sort_keys=False).encode(), "x.yaml", problems
    )
    assert written is not None
    read = values.read(written, "x.yaml")
    if problems or read.problems:
        faults: list[Problem] = []
        for value in fields.values():
            letters.clean(value, "x.yaml", faults)
        assert faults, "what is refused holds what hides or breaks text"
    else:
        assert read.value == {key: compose(value) for key, value in fields.items()}


@quick
@given(
    st.lists(
        st.lists(st.lists(st.sampled_from(TOKENS), max_size=4), min_size=2, max_size=3),
        min_size=2,
        max_size=4,
    )
)
def test_no_cell_of_a_table_is_lost_in_silence(rows: list[list[list[str]]]) -> None:
    written = [
        "| " + " | ".join("".join(cell).replace("\n", "") for cell in row) + " |" for row in rows
    ]
    head = "---\ntitle: x\nthemes: [a]\nsummary: B\n---\n\n## Description\n\n"
    table = "\n".join([written[0], "| --- | --- |", *written[1:]])
    check("practice", f"{head}::: table A\n{table}\n:::\n".encode())

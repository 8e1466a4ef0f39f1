"""Hostile or unlucky texts go in; each is told with its place and a way out, in a moment, and
nothing is altered in silence."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest

from citybook.content.declarations import own_kinds
from citybook.content.entries import Entry, EntryText
from citybook.content.entry_reader import read_entry
from citybook.content.tree import targets, words
from citybook.models.web import fault, host_in_ascii
from citybook.problems import Problem
from tests.properties import check
from tests.publications import Publication

HEAD = "---\ntitle: A\nthemes: [work]\nsummary: S.\n---\n\n## Description\n\n"
ALBA = "cities/alba.md"


def read(body: str, head: str = HEAD) -> tuple[tuple[Entry[Any], EntryText] | None, list[Problem]]:
    problems: list[Problem] = []
    return read_entry(
        "practice",
        own_kinds(),
        "x",
        (head + body + "\n").encode(),
        "content/practices/x.md",
        problems,
    ), problems


def heads(body: str) -> list[str]:
    return [problem.head().removeprefix("content/practices/x.md:") for problem in read(body)[1]]


# What a text loses or changes on its way through Markdown, from line 9 on, and what is said of it.
LOSSES = {
    "a heading underlined with =": (
        "Title\n=====",
        "10:1: error: a line that makes the line above it a heading",
    ),
    "a heading underlined with -": (
        "Title\n---",
        "10:1: error: a line that makes the line above it a heading",
    ),
    "a line across of stars": ("A\n\n***\n\nB", "11:1: error: a line across: it would be lost"),
    "a line across with spaces": (
        "A\n\n- - -\n\nB",
        "11:1: error: a line across: it would be lost",
    ),
    "a line across in a quotation": ("> ___", "9:3: error: a line across: it would be lost"),
    "indented code": ("A\n\n    code", "11:5: error: indented by four spaces or more"),
    "indented code after a tab": ("\tcode", "9:2: error: indented by four spaces or more"),
    "indented code in a list": (
        "- A\n\n        code",
        "11:9: error: indented by four spaces or more",
    ),
    "a block of code": ("```\ncode\n```", "9:1: error: a block of code"),
    "code between backticks": ("Use `doit` now", "9:5: error: code between backticks"),
    "a list that begins at 3": (
        "3. Three",
        "9:1: error: an item numbered 3 that would be shown as 1",
    ),
    "a list that jumps": (
        "1. One\n5. Five",
        "10:1: error: an item numbered 5 that would be shown as 2",
    ),
    "a list that goes on after a paragraph": (
        "1. One\n\nText\n\n2. Two",
        "13:1: error: an item numbered 2 that would be shown as 1",
    ),
    "a list with a leading zero": (
        "01. One",
        "9:1: error: an item numbered 01 that would be shown as 1",
    ),
    "a year at the beginning of a paragraph": (
        "2024. That was it",
        "9:1: error: an item numbered 2024 that would be shown as 1",
    ),
    "a list in digits of another script": (
        "١. One\n٢. Two",
        "10:1: error: two lines that begin with marks, such as '٢.', would run together",
    ),
    "a list within a list by one space": (
        "- A\n - B",
        "10:2: error: a list item indented by one space more than another",
    ),
    "a list right below a paragraph": (
        "Text\n- A",
        "10:1: error: a list without a blank line before it",
    ),
    "numbers right below points": (
        "- A\n1. B",
        "10:1: error: two kinds of list without a blank line between them",
    ),
    "an item with a plus": (
        "+ 5 places",
        "9:1: error: a list item with a plus: the sign would be lost",
    ),
    "an item in an item": ("- - A", "9:1: error: an item within an item in one line"),
    "an item that is only an icon": ("- :users:", "9:3: error: an icon that is not shown here"),
    "an icon where none is shown": ("- :users: Text", "9:3: error: an icon that is not shown here"),
    "a title of a link": (
        '[A](https://a.eu "title")',
        "9:17: error: words behind an address would be lost",
    ),
    "an address with a space": (
        "[A](https://a.eu/x y)",
        "9:19: error: words behind an address would be lost",
    ),
    "a link over two lines": (
        "[A\nB](city:alba)",
        "10:2: error: a link that cannot be read as one",
    ),
    "a space between words and address": (
        "[A] (city:alba)",
        "9:3: error: a link that cannot be read as one",
    ),
    "a link that is not closed": ("[A](city:alba", "9:3: error: a link that cannot be read as one"),
    "a link in a link": (
        "[A [B](https://b.eu) C](https://c.eu)",
        "9:23: error: a link that cannot be read as one",
    ),
    "a link by reference": ("[A][1]", "9:3: error: a link by reference"),
    "an address by reference": ("[1]: https://a.eu", "9:1: error: an address by reference"),
    "a note below the text": ("A\n\n[^1]: A work", "11:1: error: a note below the text"),
    "a note that is no number": ("A[^a]", "9:2: error: a reference that is none"),
    "a note in digits of another script": ("A[^١]", "9:2: error: a reference that is none"),
    "a note of five thousand digits": (
        f"A[^{'9' * 4_900}]",
        "9:2: error: a reference that is none",
    ),
    "a picture by reference": ("![A][1]", "9:4: error: a link by reference"),
    "a table": ("| a | b |\n| --- | --- |\n| 1 | 2 |", "10:1: error: a table"),
    "a text struck through": ("~~No~~", "9:1: error: text that is struck through"),
    "an entity": ("A &copy; B", "9:3: error: '&copy;', a sign written as in HTML"),
    "an entity that turns the text": (
        "A &#x202e;B",
        "9:3: error: the character U+202E (RIGHT-TO-LEFT OVERRIDE)",
    ),
    "a heading in a list": ("- ### A", "9:1: error: a heading within a list"),
    "a number sign in a list": ("- #1 of all", "9:1: error: a heading within a list"),
    "a heading in a quotation": ("> ## A", "9:3: error: a heading within a list, a quotation"),
    "a heading that is indented": (
        "  ### A",
        "9:3: error: a heading within a list, a quotation or an indented text",
    ),
    "a heading of four": ("#### A", "9:1: error: a heading with 4 #"),
    "a heading that ends in a sharp": (
        "### Written in C#\n\nText",
        "9:17: error: the # at the end of a heading would be lost",
    ),
    "a heading without words": ("Text\n\n##\n\nText", "11:1: error: a heading without words"),
    "bold in a heading": (
        "Text\n\n## **Results**\n\nText",
        "11:4: error: in a heading, '**' would be printed as it is typed",
    ),
    "bold that is not closed": ("**Lead from the top.", "9:1: error: ** that begin or end no bold"),
    "bold with spaces inside": ("A ** B ** C", "9:1: error: ** that begin or end no bold"),
    "a block that is indented": (
        "A\n\n  ::: key",
        "11:3: error: a block that does not stand at the beginning",
    ),
    "a title that is a list": ("::: steps 1. A\n1. **B.** C\n:::", "error: a title that is a list"),
    "a control character": ("A\x02B", "9:2: error: the character U+0002: a control character"),
    "a null byte": ("A\x00B", "9:2: error: the character U+0000: a control character"),
    "text turned round": (
        "A \u202egnp.exe",
        "9:3: error: the character U+202E (RIGHT-TO-LEFT OVERRIDE): it changes the order",
    ),
    "a space without width": (
        "An\u200bkara",
        "9:3: error: the character U+200B (ZERO WIDTH SPACE): nobody sees it",
    ),
    "a word joined by what nobody sees": (
        "fire\u200dwall",
        "9:5: error: the character U+200D (ZERO WIDTH JOINER)",
    ),
    "letters of the tag alphabet": (
        "A\U000e0041",
        "9:2: error: the character U+E0041 (TAG LATIN CAPITAL LETTER A)",
    ),
    "a heap of marks": ("A" + "\u0301" * 40, "9:2: error: 29 marks on one letter"),
}
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#115;cript:x",
    "javascript&colon;x",
    "java%73cript:x",
    "&#106;avascript:x",
    "\\javascript:x",
    "vbscript:x",
    "data:text/html;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "//evil.example",
    "\\\\\\\\evil.example",
    "/\\\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "HTTP://a.eu",
    "https://bank.eu@evil.example",
    "https://bank.eu:pass@evil.example/",
    "https://bank.eu%2f@evil.example",
    "https://a.eu\\\\@b.eu",
    "https://xn--a.eu\u3002\u202eb",
    "https://раураl.com",
    "https://localhost",
    "https://-a.eu",
    "https://a..eu",
    "https://a.eu:port/",
    "mailto:a@b.eu",
    "note:1",
    "tel:+1",
    "blob:https://a.eu",
    "view-source:https://a.eu",
    "about:blank",
    "#top",
    "../x",
    "",
    'https://a.eu/"onclick=',
    "https://a.eu/<b>",
]


@pytest.mark.parametrize("loss", LOSSES)
def test_nothing_is_lost_in_silence(loss: str) -> None:
    body, message = LOSSES[loss]
    found = heads(body)
    assert any(message in head for head in found), found
    assert all(problem.hint or "expected" in problem.message for problem in read(body)[1])


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    assert read(f"[A]({address})")[1]
    assert read(f"[A](<{address}>)")[1]


@pytest.mark.parametrize(
    "address",
    [
        "javascript://a.eu/%0aalert(1)",
        "file:///etc/passwd",
        "ftp://a.eu",
        "https://bank.eu@evil.example",
    ],
)
def test_an_address_between_angle_brackets_is_refused_or_shown_as_typed(address: str) -> None:
    found, problems = read(f"See <{address}> now")
    assert problems or not targets(found[1].sections[0].body)  # type: ignore[index]


def test_addresses_as_people_write_them_are_taken() -> None:
    for address in (
        "https://a.eu",
        "http://a.eu:8080/x",
        "https://www.a.eu/x_(y)?a=1&b=%20#c",
        "https://münchen.de/straße",
        "https://中文.cn",
        "https://a.eu?x=@b",
    ):
        assert fault(address) == "", address
        assert read(f"[A]({address})")[1] == []


def test_an_address_in_letters_that_look_like_others_is_printed_as_it_is_registered() -> None:
    assert host_in_ascii("https://аррӏе.com/x") == "https://xn--80ak6aa92e.com/x"
    assert host_in_ascii("https://münchen.de/x") == "https://münchen.de/x"


def test_what_markdown_keeps_is_shown_without_a_problem() -> None:
    body = (
        "A **b** *c* _d_ ***e*** snake_case 5 * 3 \\*x\\* \\[y\\] \\<b>z AT&T & 100 %.  \n"
        "Next [Alba](city:alba) <https://a.eu/x>\n\n"
        "- One\n    - Two\n        1. Three\n        2. Four\n\n    More of one\n\n- Five\n"
        "  2024\\. Still five\n\n1. A\n1. B\n\n> Quoted\n> > Twice\n\n"
        "2\\. No list\n\n### Sub ###\n- C\n"
    )
    found, problems = read(body)
    assert problems == []
    assert "2024. Still five" in words(found[1].sections[0].body)  # type: ignore[index]


# What is written, and what pydantic would make of it.
VALUES = [
    ("amount: 1200", f"amount: {value}", "grant.amount: expected")
    for value in (
        "NaN",
        "Infinity",
        "1e3",
        "+5",
        "0123",
        "5_000",
        '" 5 "',
        '"٣"',
        '"５０００"',
        "0x10",
        "1,200",
        "1.200.000",
        "-5",
        "0",
        "1" * 400,
    )
]
EDITION = [
    ("kind: booklet", f"kind: booklet\ncover: {{date: {value}}}", "cover.date: expected a date")
    for value in (
        "0",
        "1714521600",
        "2024-4-9",
        "2024-02-30",
        '"2024-04-19T00:00"',
        "20240419",
        '"２０２４-04-19"',
    )
]


@pytest.mark.parametrize(("old", "new", "message"), [*VALUES])
def test_a_number_is_never_guessed(old: str, new: str, message: str) -> None:
    data = (
        f"---\ntitle: A\nplaces: [a]\ncommunities: [a]\nsummary: S\ngrant:\n  {old}\n"
        "  currency: EUR\n  funder: F\n---\n"
    ).replace(old, new)
    problems: list[Problem] = []
    read_entry("card", own_kinds(), "x", data.encode(), "content/cities/x.md", problems)
    assert any(message in problem.message and problem.line == 7 for problem in problems), problems


@pytest.mark.parametrize(("old", "new", "message"), EDITION)
def test_a_day_is_never_guessed(old: str, new: str, message: str) -> None:
    data = "kind: booklet\ntitle: A\nsubtitle: B\ntrim: A5\nparts: [cover]\n".replace(old, new)
    problems: list[Problem] = []
    read_entry("edition", own_kinds(), "x", data.encode(), "content/editions/x.yaml", problems)
    assert any(message in problem.message and problem.line == 2 for problem in problems), problems


@pytest.mark.parametrize("value", ["yes", "on", "1", "True", "TRUE", "t", "y", '" true"'])
def test_true_is_written_as_such(value: str) -> None:
    problems: list[Problem] = []
    read_entry(
        "chapter",
        own_kinds(),
        "g/x",
        f"---\ntitle: A\nsummary: B\nnumbered: {value}\n---\n\n## C\n\nD\n".encode(),
        "content/guides/g/x.md",
        problems,
    )
    assert [problem.message.partition(", got")[0] for problem in problems] == [
        "numbered: expected true or false"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title: A #1 city", "what stands behind ' #' is lost as a comment"),
        ('title: " "', "title: expected some text"),
        ('title: "A\\u202eB"', "it changes the order in which text is read"),
        ("title: A\n...\nsummary: S", "the fields end before this line"),
    ],
)
def test_a_value_is_not_cut_or_hidden(line: str, message: str) -> None:
    assert any(
        message in problem.message
        for problem in read("Text", f"---\n{line}\nthemes: [work]\n---\n\n## Description\n\n")[1]
    )


def test_null_stays_the_word_it_is() -> None:
    found, problems = read(
        "Text", "---\ntitle: Null\nthemes: [work]\nsummary: null\n---\n\n## Description\n\n"
    )
    assert problems == []
    assert (found[0].front.title, found[0].front.summary) == ("Null", "null")  # type: ignore[index]


def lines(unit: str, size: int, width: int = 4_900) -> str:
    """Paragraphs of `unit`, as long as they may be, `size` letters in all."""
    line = (unit * (width // len(unit) + 1))[:width]
    return "\n\n".join([line] * (size // (width + 2)))


BOMBS = {
    "a million brackets": "[" * 1_000_000,
    "brackets to the brim": lines("[", 190_000),
    "links that are not closed": lines("[a](", 190_000),
    "links in links": "[" * 2_000 + "a" + "](city:a)" * 2_000,
    "stars": lines("*a _b ", 190_000),
    "emphasis": lines("*_", 190_000, 990),
    "bold in bold": lines("**a *b ", 190_000),
    "a ladder of backticks": " ".join("`" * size for size in range(1, 90)),
    "backticks": lines("`` ` ", 190_000),
    "quotations in quotations": "> " * 60_000 + "a",
    "quotations one by one": "".join(">" * depth + " a\n" for depth in range(300)),
    "lists in lists in one line": "- " * 60_000 + "a",
    "lists in lists": "".join("    " * depth + "- a\n" for depth in range(200)),
    "quotations in a list": "- " + "> " * 300 + "a",
    "numbers in numbers": "1. " * 900 + "a",
    "a list of ten thousand": "- a\n" * 10_000,
    "a list of as many as there may be": "- a\n" * 2_900,
    "a loose list": "- a\n\n" * 1_400,
    "lines across": "---\n" * 2_900,
    "underlined headings": "a\n-\n" * 1_400,
    "number signs": "#" * 190_000,
    "spaced number signs": "## a" + " #" * 90_000 + "x",
    "a heading of number signs": "### " + "#" * 190_000 + "x",
    "a thousand headings": "## a\na\n" * 1_400,
    "spaces": "## a" + " " * 190_000 + "x",
    "spaces in a chart": "::: chart bars a\n- 1" + " " * 4_900 + "x\n:::\n" * 30,
    "figures in a chart": "::: chart bars a\n- " + "1" * 4_900 + " | a\n:::",
    "blocks": "::: \n" * 2_900,
    "icons that are none": "- :aaa: x\n" * 2_900,
    "links to nowhere": lines("[a](city:b) ", 190_000),
    "notes": lines("[^1]", 190_000),
    "addresses": lines("www.a.eu ", 190_000),
    "an address without end": "https://a.eu/" + "." * 4_900,
    "brackets behind addresses": lines("https://a.eu/(", 190_000),
    "words in another language": lines("[a]{lang=nl} ", 190_000),
    "links in words in another language": lines("[[a](b:c) ", 190_000) + " lang=",
    "a link in words in no language": "[ " + "[a](city:b) " * 400 + "{lang=nl}",
    "words in no language": lines("[a]{lang=", 190_000),
    "lists in lists by two spaces": "".join("  " * depth + "- a\n" for depth in range(200)),
    "lists of bullets": "• a\n" * 2_900,
    "columns": lines("a   .   ", 190_000),
    "braces": lines("{a=", 190_000),
    "tags": lines("<a ", 190_000),
    "hyphens": lines("a--", 190_000),
    "backslashes before nothing": lines("\\a", 190_000, 900),
    "carets": lines("^a", 190_000),
    "backslashes": lines("\\", 190_000),
    "ampersands": lines("&a;", 190_000),
    "angle brackets": lines("<http://", 190_000),
    "comments": lines("<!--", 190_000),
    "lines of digits": lines("1", 170_000, 60).replace("\n\n", "\n1. "),
    "spaces in an address": "[a](" + " " * 190_000 + "x",
    "brackets in an address": "[a](" + "(" * 190_000,
    "accents": lines("a\u0301", 90_000),
}
YAML_BOMBS = {
    "a million brackets": "title: " + "[" * 1_000_000,
    "brackets": "title: " + "[" * 150_000,
    "braces": "title: " + "{a: " * 40_000,
    "dashes": "title:\n  " + "- " * 90_000,
    "questions": "? " * 90_000,
    "colons": ": " * 90_000,
    "ten thousand fields": "".join(f"k{i}: a\n" for i in range(15_000)),
    "a list of thirty thousand": "places: [" + "a," * 30_000 + "]",
    "anchors": "&a " * 60_000,
    "billion laughs": "a: &a [x, x]\n"
    + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    ),
    "merge keys": "a: &a {b: c}\nd: {<<: *a}",
    "a text without end": 'title: "' + "a" * 150_000,
    "a field's name without end": "a" * 150_000 + ": b",
    "folded": "title: >\n" + "\n  a" * 40_000,
    "figures": "figures:\n" + "  - {value: a, label: b}\n" * 5_000,
    "themes that are none": "themes: [" + ", ".join(f"a{i}" for i in range(15_000)) + "]",
}


def told_at_once(data: str) -> None:
    started = time.process_time()
    check("practice", data.encode())
    assert time.process_time() - started < 2


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_the_text_is_read_in_less_than_two_seconds(bomb: str) -> None:
    told_at_once(HEAD + BOMBS[bomb] + "\n")


@pytest.mark.parametrize("bomb", YAML_BOMBS)
def test_a_bomb_in_the_front_matter_is_read_in_less_than_two_seconds(bomb: str) -> None:
    told_at_once(f"---\n{YAML_BOMBS[bomb]}\n---\n\n## Description\n\nText\n")


# What the fuzzer found, cut down by it.
FOUND = {
    "a carriage return before a broken letter": ("profile", b"\r\xde"),
    "a field named like a list": ("profile", b"---\n:[]:\n---"),
    "an item that is only an icon": (
        "card",
        b"---\ntitle: A\nplaces: [a]\ncommunities: [a]\nsummary: S\n---\n## Context\nT\n"
        b"## Action plan\nA\n"
        b"## Lessons learnt\nA\n## The road ahead\nA\n## Strengths\n- :anchor:",
    ),
    "an address of a scheme that is none": ("profile", b"---\n---\n##\n<p://>"),
    "a chart without a form as the last line": ("practice", b"---\n---\n##\n:::chart"),
    "a broken letter behind a byte-order mark": ("term", b"\xef\xbb\xbf-\x8b"),
    "a mistake below a heading that is none": ("card", b"---\n---\n##\n#\n- ::"),
    "a subheading without words": ("practice", HEAD.encode() + b"Text\n###\nMore\n"),
    "a mistake behind the last line": ("edition", b"d:\ni"),
    "a heading without words as the last line": ("practice", b"---\n\xe2\x80\x99\n---\n##"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_the_fuzzer_found_is_told_with_a_place_in_the_file(name: str) -> None:
    assert check(*FOUND[name])


def test_a_turkish_letter_does_not_stop_the_search_for_terms(small: Publication) -> None:
    small.replace("glossary/dry-dock.md", "also: [dry docks]", "also: [firm, dry   docks]")
    small.replace(ALBA, "People know what they want.", "Fırm and dry  docks.")
    small.doit("check").succeeds()


def test_a_foreword_is_read_as_strictly_as_an_entry(small: Publication) -> None:
    text = (
        small.read("editions/book.yaml")
        .replace(
            "parts:\n",
            "foreword: |\n  First.\n\n  ~~No~~ [A](city:nowhere)[^1]\nparts:\n  - cover\n"
            "  - foreword\n",
            1,
        )
        .replace("  - foreword\n  - cover\n", "  - foreword\n", 1)
    )
    small.write("editions/book.yaml", text)
    number = text[: text.index("~~No")].count("\n") + 1
    output = small.doit("check").fails().output
    assert f"editions/book.yaml:{number}:3: error: text that is struck through" in output
    assert f"editions/book.yaml:{number}:27: error: a reference to note 1" in output
    assert (
        f"editions/book.yaml:{number}:14: error: a link to 'city:nowhere', but there is no such "
        "place" in output
    )


def test_one_bad_card_leaves_the_rest_of_the_report_complete(small: Publication) -> None:
    small.write("practices/bomb.md", HEAD + "[" * 150_000)
    small.replace(ALBA, "city:dole", "city:dol")
    output = small.doit("check").fails().output
    assert "content/practices/bomb.md:9:5001: error: a line of more than 5,000 letters" in output
    assert "a link to 'city:dol', but there is no such place" in output


def test_of_a_file_full_of_mistakes_the_first_are_told(small: Publication) -> None:
    small.write("practices/flood.md", HEAD + "Use ~~this~~\n\n" * 200)
    output = small.doit("check").fails().output
    assert output.count("text that is struck through") == 50
    assert "150 more problems in this file" in output


def test_every_address_in_site_print_and_pdf_is_of_an_allowed_kind(small: Publication) -> None:
    small.replace(
        ALBA,
        "People know what they want.",
        "[Them](https://a.eu/?a=1&b=2) <https://b.eu/x> <javascript:alert(1)> <u@b.eu> "
        "javascript:x",
    )
    small.doit("pages", "html", "sheets:alba", "editions:book").succeeds()
    pages = [*small.site.rglob("*.html"), *(small.build / "html").rglob("*.html")]
    addresses = {
        address
        for page in pages
        for address in re.findall(
            r'\s(?:href|src|action|formaction|data|poster)="([^"]*)"',
            page.read_text(encoding="utf-8"),
        )
    }
    schemes = {urlsplit(unescape(address).strip()).scheme for address in addresses}
    assert schemes <= {"", "https", "http", "data"}
    assert not [address for address in addresses if address.startswith(("//", "\\"))]
    assert all(
        address.startswith("data:image/svg+xml")
        for address in addresses
        if address.startswith("data:")
    )
    assert "https://a.eu/?a=1&amp;b=2" in addresses
    for path in small.pdf.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            found = [
                str(note.A.URI)
                for page in pdf.pages
                for note in page.get("/Annots", [])
                if "/A" in note and "/URI" in note.A
            ]
        assert all(uri.startswith(("https://", "http://")) for uri in found), path
        assert path.stem != "alba" or any("https://a.eu/" in uri for uri in found)

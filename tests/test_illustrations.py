"""Lines with pictures go in; what a text shows of them comes out, and a problem with its place for
each that nobody could show."""

from __future__ import annotations

import pytest

from citybook.content.blocks import BlockSource, read_blocks
from citybook.content.illustrations import take_illustrations
from citybook.content.parsing import parse_text
from citybook.problems import Problem


def block(text: str) -> tuple[BlockSource, list[Problem]]:
    problems: list[Problem] = []
    found = read_blocks(text.split("\n"), 1, "a.md", problems)
    return found[0], problems


@pytest.mark.parametrize(
    ("line", "file", "alt", "caption"),
    [
        ("![A ferry](harbour.jpg)", "harbour.jpg", "A ferry", None),
        ('![A ferry](harbour.jpg "The quay")', "harbour.jpg", "A ferry", "The quay"),
        ("![A ferry](harbour.jpg “The quay”)", "harbour.jpg", "A ferry", "The quay"),
        ("![A ferry](harbour.jpg „Der Kai“)", "harbour.jpg", "A ferry", "Der Kai"),
        ("![A ferry](harbour.jpg 'The quay')", "harbour.jpg", "A ferry", "The quay"),
        ('![A](a.jpg "The quay (2021)")', "a.jpg", "A", "The quay (2021)"),
        (r'![A](a.jpg "The \"old\" quay")', "a.jpg", "A", 'The "old" quay'),
        ('![](a.jpg "")', "a.jpg", "", ""),
        ("![A](my harbour (1).jpg)", "my harbour (1).jpg", "A", None),
        ('![A](<my harbour.jpg> "B")', "my harbour.jpg", "A", "B"),
        (r"![A \[b\]](a\_b.jpg)", "a_b.jpg", "A [b]", None),
        ("![decorative](wave.jpg)", "wave.jpg", "decorative", None),
        ("  ![A](2021/quay.jpg)  ", "2021/quay.jpg", "A", None),
        ("![A](l'entrée.jpg)", "l'entrée.jpg", "A", None),
    ],
)
def test_a_paragraph_of_a_picture_shows_it(
    line: str, file: str, alt: str, caption: str | None
) -> None:
    found, problems = block(f"Above.\n\n{line}\n\nBelow.")
    assert not problems
    (illustration,) = found.illustrations
    (use,) = illustration.pictures
    assert (use.file, use.alt, use.caption) == (file, alt, caption)
    assert (use.line, use.place) == (3, "column")
    assert line[use.column - 1 :].startswith(line[line.index("](") + 2 :].lstrip("<"))
    assert [text for _, text in found.lines] == ["Above.", "", "", "", "Below."]


@pytest.mark.parametrize("between", [" ", "\n", "", "  \n"])
def test_two_pictures_in_a_paragraph_stand_side_by_side(between: str) -> None:
    found, problems = block(f"![A](a.jpg){between}![B](b.jpg)")
    assert not problems
    (illustration,) = found.illustrations
    assert [(one.file, one.place) for one in illustration.pictures] == [
        ("a.jpg", "half"),
        ("b.jpg", "half"),
    ]


def test_a_block_says_how_a_picture_stands() -> None:
    found, problems = block("::: wide\n![A](a.jpg)\n:::")
    assert not problems
    assert found.illustrations[0].pictures[0].place == "wide"
    found, problems = block("::: beside\n![A](a.jpg)\nIts text.\n\n- An item\n:::")
    assert not problems
    assert found.illustrations[0].pictures[0].place == "beside"
    assert [text for _, text in found.lines] == ["", "Its text.", "", "- An item"]


def test_pictures_stand_in_the_tree_where_they_are_written() -> None:
    body = parse_text("Above.\n\n![A](a.jpg)\n\n### Below\n\n1. One\n2. Two\n\n![B](b.jpg)")
    assert [one.tag for one in body] == ["p", "figure", "h3", "ol", "figure"]
    assert [one.get("src") for one in body.iter("img")] == ["a.jpg", "b.jpg"]


# A text of lines; the place, the message and the hint of the mistake in it.
MISTAKES = {
    "![A](https://a.eu/b.jpg)": (1, 6, "not an address on the web", "content/images/"),
    "![A](www.a.eu/b.jpg)": (1, 6, "not an address on the web", "content/images/"),
    "![A](data:image/png;base64,AAAA)": (1, 6, "not a data: address", "content/images/"),
    "![A](file:///home/b.jpg)": (1, 6, "not an address", "content/images/"),
    "![A](images/b.jpg)": (1, 6, "not a path", "write b.jpg"),
    "![A](../images/b.jpg)": (1, 6, "not a path", "write b.jpg"),
    r"![A](C:\images\b.jpg)": (1, 6, "not a path", "write b.jpg"),
    "![A](/b.jpg)": (1, 6, "not a path", "content/images/"),
    "![A](../about.md)": (1, 6, "not a path", "content/images/"),
    "![A]()": (1, 6, "a picture without a file", "content/images/"),
    "![A](b.jpg": (1, 1, "cannot be read as one", "write ![what it shows]"),
    "![A [b](c.jpg)": (1, 1, "cannot be read as one", "write ![what it shows]"),
    "![A](b.jpg){width=50%}": (1, 12, "signs in braces", "::: wide"),
    "![**A**](b.jpg)": (1, 3, "'**' would be printed", "plain words"),
    '![A](b.jpg "*B*")': (1, 13, "'*B*' would be printed", "plain words"),
    "![A](a.jpg)\n![B](b.jpg)\n![C](c.jpg)": (1, 1, "more than two", "a blank line"),
    "::: wide\n:::": (1, 1, "no picture in this block '::: wide'", "write ![what"),
    "::: wide\n![A](a.jpg)\n\nText\n:::": (4, 1, "text in a block '::: wide'", "below the block"),
    "::: wide\n![A](a.jpg) ![B](b.jpg)\n:::": (2, 1, "more than one picture", "outside"),
    "::: wide\n![A](a.jpg)\n\n![B](b.jpg)\n:::": (4, 1, "a second picture", "block of its own"),
    "::: wide Title\n![A](a.jpg)\n:::": (1, 5, "'::: wide' has no title", "the lines below"),
    "::: beside\n![A](a.jpg)\n:::": (1, 1, "no text beside this picture", "below the picture"),
    "::: beside\nText\n\n![A](a.jpg)\n:::": (
        2,
        1,
        "text above the picture",
        "put the picture first",
    ),
    "::: beside\nText\n:::": (1, 1, "no picture in this block '::: beside'", "write ![what"),
    "::: key\n![A](a.jpg)\n:::": (2, 1, "a picture in a block '::: key'", "above or below"),
    "::: steps\n![A](a.jpg)\n\n1. **A.** b\n:::": (2, 1, "'::: steps'", "above or below"),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.items(), ids=MISTAKES)
def test_a_picture_that_cannot_be_shown_so_is_told_with_its_place(
    text: str, expected: tuple[int, int, str, str]
) -> None:
    problems: list[Problem] = []
    read_blocks(text.split("\n"), 1, "a.md", problems)
    line, column, message, hint = expected
    assert [(one.line, one.column) for one in problems] == [(line, column)], problems
    assert message in problems[0].message
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    "line",
    [
        "See ![A](a.jpg) there.",
        "![A](a.jpg) is a ferry.",
        "- ![A](a.jpg)",
        "> ![A](a.jpg)",
        "Text\n![A](a.jpg)",
        "![A](a.jpg)\nText",
        "[![A](a.jpg)](https://a.eu)",
        "Text ![A](a.jpg) and ![B](b.jpg)",
    ],
)
def test_a_picture_within_other_text_is_none(line: str) -> None:
    lines = list(enumerate(line.split("\n"), 1))
    problems: list[Problem] = []
    assert take_illustrations(lines, "prose", "a.md", problems) == (lines, ())
    assert not problems, "links tell it, with the place"


def test_a_long_line_is_read_quickly() -> None:
    for hostile in ("![" * 2400, "![a](" * 900, "![a](b.jpg) " * 400, "![a](" + "(" * 4000):
        take_illustrations([(1, hostile)], "prose", "a.md", [])

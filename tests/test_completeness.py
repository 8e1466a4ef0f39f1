"""Lines and a tree that is not theirs go in; the line where something is lost comes out."""

from __future__ import annotations

import pytest

from citybook.content import markup
from citybook.content.completeness import find_loss
from citybook.content.links import find_links

LINES = [(3, "One [two](city:alba)"), (4, ""), (5, "- three"), (6, "2021. four"), (7, "1. five")]


@pytest.mark.parametrize(
    ("made_of", "line", "message"),
    [
        ("One [two](city:alba)\n\n- three four\n\n1. five", None, ""),
        ("One [two](city:alba)\n\n- three 2021 four 1. five", None, ""),
        ("[two](city:alba)\n\n- three 2021. four\n\n1. five", 3, "words that would be lost"),
        ("One [two](city:alba)\n\n- thre 2021. four\n\n1. five", 5, "words that would be lost"),
        ("One [two](city:alba)\n\nfour\n\n- three\n\nfive", 5, "words that would be lost"),
        ("One [two](city:alba)\n\n- three 2021. four five six", 7, "words that would be lost"),
        ("One [two](city:dole)\n\n- three 2021. four\n\n1. five", 3, "a link that cannot be read"),
        ("One two\n\n- three 2021. four\n\n1. five", 3, "a link that cannot be read"),
        ("One [two](city:alba)\n\n- ** three 2021. four five", None, ""),
    ],
)
def test_what_the_tree_lacks_is_told_with_its_line(
    made_of: str, line: int | None, message: str
) -> None:
    links = find_links(LINES, ("city", "term"), (0, 0), "a.md", [])
    lost = find_loss(LINES, links, markup.parse(made_of))
    assert (lost and lost[0]) == line
    assert not lost or lost[1].startswith(message)


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["a", "**b", "c"], 4),
        (["**a** b", "** c"], 4),
        (["a ** b ** c"], 3),
        ([r"a \*\* b"], None),
        (["[a](https://a.eu/**)"], None),
        (["**a**"], None),
    ],
)
def test_stars_that_make_no_bold_are_told_with_their_line(
    texts: list[str], line: int | None
) -> None:
    lines = list(enumerate(texts, 3))
    links = find_links(lines, ("city", "term"), (0, 0), "a.md", [])
    lost = find_loss(lines, links, markup.parse("\n".join(texts)))
    assert (lost and lost[0]) == line

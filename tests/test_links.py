"""Lines go in; the links in them come out with their places."""

from __future__ import annotations

import pytest

from citybook.content import markup, tree
from citybook.content.links import find_links, visible
from citybook.problems import Problem


def places(line: str) -> list[tuple[str, str, str, int]]:
    found = find_links([(7, line)], ("city", "term"), (0, 0), "a.md", [])
    return [(link.kind, link.slug, link.text, link.column) for link in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("In [Paris](city:paris).", [("city", "paris", "Paris", 12)]),
        ("[a](<city:b>) [c](term:d)", [("city", "b", "a", 6), ("term", "d", "c", 19)]),
        ("[a](https://a.eu/x_(y))", [("https", "//a.eu/x_(y)", "a", 5)]),
        ("See <https://a.eu>", [("https", "//a.eu", "https://a.eu", 6)]),
        ("See <HTTP://a.eu>", [("http", "//a.eu", "HTTP://a.eu", 6)]),
        ("See https://a.eu/x.", [("https", "//a.eu/x", "https://a.eu/x", 5)]),
        ("(www.a.eu/x_(y)).", [("https", "//www.a.eu/x_(y)", "www.a.eu/x_(y)", 2)]),
        (
            "“Www.a.eu”, **https://b.eu**",
            [
                ("https", "//Www.a.eu", "Www.a.eu", 2),
                ("https", "//b.eu", "https://b.eu", 15),
            ],
        ),
        (
            "www.a.eu’s, www.b.eu's",
            [
                ("https", "//www.a.eu", "www.a.eu", 1),
                ("https", "//www.b.eu", "www.b.eu", 13),
            ],
        ),
        (r"https://a.eu/b\_c", [("https", "//a.eu/b_c", r"https://a.eu/b\_c", 1)]),
        (r"[a](https://a.eu/b\_c)", [("https", "//a.eu/b_c", "a", 5)]),
        ("*www.a.eu/b*c*", [("https", "//www.a.eu/b*c", "www.a.eu/b*c", 2)]),
        (r"\*www.a.eu", [("https", "//www.a.eu", "www.a.eu", 3)]),
        (r"https\://a.eu www\.a.eu e.g.www.a.eu a@www.b.eu www.... https://", []),
        ("[www.a.eu](https://b.eu)", [("https", "//b.eu", "www.a.eu", 12)]),
        ("[Leven [a](city:b)]{lang=nl}", [("city", "b", "a", 12)]),
        (r"[a\_b](city:c)", [("city", "c", r"a\_b", 8)]),
        (r"[a\]](city:c)", [("city", "c", r"a\]", 7)]),
        (r"\[a](city:c)", []),
        ("A reference[^1]", []),
        ("[a] (city:b)", []),
    ],
)
def test_a_link_is_found_with_its_place(line: str, expected: list[object]) -> None:
    assert places(line) == expected
    shown = [to for to in tree.targets(markup.parse(line)) if not to.startswith("note:")]
    assert shown == [f"{kind}:{slug}" for kind, slug, *_ in places(line)]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("![a](https://a.eu)", 1, "a picture within a text"),
        ("[a](city:b c)", 11, "words behind an address would be lost"),
        ("[a](city:b )", 11, "words behind an address would be lost"),
        ("[a](town:b)", 5, "a link to 'town:b' leads nowhere"),
        ("[a](terms:b)", 5, "a link to 'terms:b' leads nowhere (did you mean 'term'?)"),
        ("[a]()", 5, "a link to '' leads nowhere"),
        ("See <ftp://a.eu>", 6, "a link to 'ftp://a.eu' leads nowhere"),
        ("See <city://a>", 6, "a link to 'city://a' leads nowhere"),
        ("See https://localhost/x", 5, "a link to 'https://localhost/x': expected"),
        ("See www.раураl.com", 5, "a link to 'https://www.раураl.com': expected"),
        ("See [](https://a.eu)", 5, "a link without words"),
        ("See [ ** ](city:b)", 5, "a link without words"),
        ("See <https://x@a.eu>", 6, "a link to 'https://x@a.eu': expected"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem_with_its_place(
    line: str, column: int, message: str
) -> None:
    problems: list[Problem] = []
    assert len(find_links([(7, line)], ("city", "term"), (0, 0), "a.md", problems)) == 1
    (problem,) = problems
    assert (problem.line, problem.column) == (7, column)
    assert problem.message.startswith(message)
    is_named = "begin with city, term, as in [Paris](city:paris), or https" in problem.hint
    assert is_named == (line in ("[a](town:b)", "[a](terms:b)", "See <city://a>"))


def test_a_line_shows_the_words_of_its_links_and_the_numbers_of_its_references() -> None:
    assert visible("In [Paris](city:paris)[^2], <https://a.eu>.") == "In Paris2, https://a.eu."

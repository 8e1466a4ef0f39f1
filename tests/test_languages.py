"""Words in another language and notes side by side go in; site, PDF and what is read aloud tell
them apart."""

from __future__ import annotations

import pickle

import pikepdf
import pytest

from citybook.models.languages import direction, is_known
from citybook.models.plain import MarkedText, plain_fault, read_plain
from citybook.views.html import divide_notes, mark_languages
from tests.publications import Publication

MARKED = "[Samenleven in één Stad]{lang=nl}: living together"
SPAN = '<span lang="nl" dir="ltr">Samenleven in één Stad</span>'
SCHOOL = "practices/welders-school.md"


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("nl", True),
        ("NL", True),
        ("pt-BR", True),
        ("zh-Hant-TW", True),
        ("es-419", True),
        ("prs", True),
        ("de-1996", True),
        ("xx", False),
        ("nl-XX", False),
        ("nl-Xxxx", False),
        ("dutch", False),
        ("nl_BE", False),
        ("", False),
    ],
)
def test_a_language_is_known_by_its_code_after_bcp_47(code: str, known: bool) -> None:
    assert is_known(code) is known


def test_a_language_is_written_from_its_own_side() -> None:
    assert [direction(code) for code in ("nl", "ar", "fa-AF", "az-Arab", "ku")] == [
        "ltr",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
    ]


def test_a_plain_text_keeps_which_of_its_words_are_in_another_language() -> None:
    title = read_plain(MARKED)
    assert title == "Samenleven in één Stad: living together"
    assert isinstance(title, MarkedText)
    assert mark_languages(title) == f"{SPAN}: living together"
    kept = pickle.loads(pickle.dumps(title, 5))
    assert (kept, kept.parts) == (title, title.parts)
    assert repr(title) != repr(read_plain(MARKED.replace("nl", "af")))
    assert mark_languages(read_plain("A < b")) == "A &lt; b"


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("A **bold** title", 3, "'**' would be printed as it is typed"),
        ("*Green* wave", 1, "'*Green*' would be printed as it is typed"),
        (r"It\'s", 3, "'\\' would be printed as it is typed"),
        ("A [link](https://a.eu)", 8, "'](' would be printed as it is typed"),
        ("One<br>two", 4, "'<br>' would be printed as it is typed"),
        ("Work &amp; life", 6, "'&amp;' would be printed as it is typed"),
        ("[A]{lang=xx}", 10, "no language has the code 'xx'"),
        ("[A]{.mark}", 3, "']{' would be printed as it is typed"),
        ("[A]{lang=nl} **b**", 14, "'**' would be printed as it is typed"),
    ],
)
def test_signs_that_a_plain_text_would_print_are_found(
    text: str, column: int, message: str
) -> None:
    found = plain_fault(text)
    assert found
    assert found[:2] == (column, message)


@pytest.mark.parametrize(
    "text", [MARKED, "5 * 3 * 2", "Prices* and terms*", "A < b & c", "Bürger*innen", "snake_case"]
)
def test_signs_that_are_meant_are_no_fault(text: str) -> None:
    assert plain_fault(text) is None


def test_signs_of_markdown_in_fields_headings_charts_and_speakers_are_told(
    small: Publication,
) -> None:
    small.replace(SCHOOL, "title: The welders’ school\nthemes", "title: The **welders**\nthemes")
    small.replace(SCHOOL, "## Results", "::: quote\nSo.\n— *Mayor* so\n:::\n\n## Results")
    small.replace(SCHOOL, "- 60% | Alba", "- 60% | **Alba**")
    output = small.doit("check").fails().output
    assert "welders-school.md:2:8: error: title: expected plain words: '**' would" in output
    assert ": error: '*Mayor*' would be printed as it is typed" in output
    assert ":9: error: '**' would be printed as it is typed" in output
    assert output.count("would be printed") == 3


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<sup class="note"><a>1</a></sup><sup class="note"><a>2</a></sup>',
            '<sup class="note"><a>1</a></sup><sup>,\N{NO-BREAK SPACE}</sup>'
            '<sup class="note"><a>2</a></sup>',
        ),
        (
            '<strong>a<sup class="note">1</sup></strong><sup class="note">2</sup>',
            '<strong>a<sup class="note">1</sup></strong><sup>,\N{NO-BREAK SPACE}</sup>'
            '<sup class="note">2</sup>',
        ),
        ('<sup class="note">1</sup>, a', '<sup class="note">1</sup>, a'),
    ],
)
def test_numbers_of_notes_side_by_side_are_divided(html: str, expected: str) -> None:
    assert divide_notes(html) == expected


def test_words_in_another_language_and_notes_side_by_side_are_told_apart_everywhere(
    small: Publication,
) -> None:
    small.replace(SCHOOL, "title: The welders’ school\nthemes", f'title: "{MARKED}"\nthemes')
    small.replace(SCHOOL, 'p. 12"\n', 'p. 12"\n  - title: A second work\n')
    small.replace(
        SCHOOL,
        "opened in 2018.[^1] See",
        "opened in 2018.[^1][^2] [Welkom in de haven]{lang=nl} is on www.alba.example/school. See",
    )
    small.doit("pages", "editions:harbour-reader").succeeds()
    page = (small.site / "practices/welders-school/index.html").read_text(encoding="utf-8")
    assert f">{SPAN}: living together</h1>" in page
    assert "<title>Samenleven in één Stad: living together – " in page
    assert '<span lang="nl" dir="ltr">Welkom in de haven</span> is on' in page
    assert (
        '<a class="address" href="https://www.alba.example/school">www.alba.example/school</a>. See'
        in page
    )
    assert '>1</a></sup><sup>,\N{NO-BREAK SPACE}</sup><sup class="note"><a' in page
    assert SPAN in (small.site / "practices/index.html").read_text(encoding="utf-8")
    aloud = (small.build / "aloud/harbour-reader.txt").read_text(encoding="utf-8")
    assert ": [nl: Samenleven in één Stad]: living together\n" in aloud
    assert "[nl: Welkom in de haven] is on [www.alba.example/school → " in aloud
    divided = [line for line in aloud.splitlines() if "opened in 2018." in line]
    assert divided
    assert "], [" in divided[0].replace("\N{NO-BREAK SPACE}", " ")
    with pikepdf.open(small.pdf / "harbour-reader.pdf") as pdf:
        languages = {str(one.Lang) for one in pdf.objects if _has_language(one)}
        assert "nl" in languages
        outline = pdf.open_outline().root
        titles = [item.title for root in outline for item in (root, *root.children)]
        assert not [title for title in titles if "lang=" in title]


def _has_language(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/Lang" in one and "/S" in one

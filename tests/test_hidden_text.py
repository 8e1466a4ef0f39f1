"""Text that hides, reorders or breaks goes in; an error with its place comes out, and nothing that
a terminal obeys."""

from __future__ import annotations

import os
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citybook.content import letters
from citybook.problems import Problem, report
from citybook.visible import compose, visible
from tests.publications import ROOT, Publication

ALBA = "cities/alba.md"
ARABIC, HEBREW, PERSIAN = "مدينة ترحب", "עיר מקבלת", "می\u200cخواهم خانه\u200cای"
FINE = {
    "Latin": "Ljubljana, Łódź, Šibenik, Århus: “42 %” – l’été… ½ m²",
    "Greek": "Θεσσαλονίκη, ᾠδή",
    "Cyrillic": "София, Ђаково, й",
    "Arabic": ARABIC,
    "vocalised Arabic": "مُحَمَّدٌ رَسُولُ",
    "Hebrew": HEBREW,
    "pointed Hebrew": "בְּרֵאשִׁ֖ית בָּרָ֣א",
    "Persian with a non-joiner": PERSIAN,
    "Hindi": "शहर क्षितिज",
    "Hindi with a joiner": "क्\u200dष",
    "Bengali": "র\u200d্যাব",
    "Sinhala": "ශ්\u200dරී ලංකා",
    "Tamil": "நகரம்",
    "Thai": "กรุงเทพฯ ที่นี่",
    "Tigrinya": "ከተማ",
    "Chinese": "城市",
    "Korean": "도시",
    "Vietnamese": "Thành phố Hồ Chí Minh, ễ",
    "an emoji with its variation": "❤️ 1️⃣ 😀",
    "a mark beside Hebrew": f"{HEBREW} C++\u200e!",
    "a mark beside Arabic": f"\u200f(2021) {ARABIC}",
    "a soft hyphen": "Integra\u00adtion",
    "spaces that do not break": "10\u00a0%\u202f–",
    "an entity that is seen": "R&amp;D, &euro; 5, &#150; &nbsp;",
    "a joiner as an entity": "می&zwnj;خواهم",
}
WRONG = {
    "an override": ("a\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "an embedding": ("a\u202ab", "U+202A"),
    "an isolate": (f"{HEBREW}\u2067{HEBREW}", "U+2067 (RIGHT-TO-LEFT ISOLATE)"),
    "a mark among Latin letters": ("a\u200fb", "U+200F"),
    "marks as code": (f"{HEBREW}\u200f\u200e\u200f", "U+200F"),
    "a mark beside Hebrew of another line": (f"a\u200e.\n{HEBREW}", "U+200E"),
    "a space of no width": ("a\u200bb", "U+200B (ZERO WIDTH SPACE)"),
    "a word joiner": ("a\u2060b", "U+2060"),
    "a byte-order mark inside": ("a\ufeffb", "U+FEFF"),
    "a Hangul filler": ("a\u3164b", "U+3164 (HANGUL FILLER)"),
    "a vowel separator": ("a\u180eb", "U+180E"),
    "tags": ("a\U000e0041\U000e0042b", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    "a variation of the supplement": ("a\U000e0100b", "U+E0100"),
    "a non-joiner among Latin letters": ("a\u200cb", "U+200C"),
    "a joiner at an end": ("ab\u200d", "U+200D"),
    "an escape": ("a\x1b[31mb", "U+001B"),
    "a null": ("a\0b", "U+0000"),
    "a form feed": ("a\x0cb", "U+000C"),
    "a control of C1": ("a\x9bb", "U+009B"),
    "a line separator": ("a\u2028b", "U+2028 (LINE SEPARATOR)"),
    "a next line": ("a\x85b", "U+0085"),
    "private use": ("a\ue001b", "U+E001"),
    "private use far away": ("a\U00100001b", "U+100001"),
    "no character": ("a\ufdd0b", "U+FDD0"),
    "no character in a far plane": ("a\U0002ffffb", "U+2FFFF"),
    "half a pair": ("a\ud800b", "U+D800"),
    "a lost letter": ("a\ufffdb", "U+FFFD (REPLACEMENT CHARACTER)"),
    "piled marks": ("a" + "\u0335\u0321\u034a\u0316" * 3 + "b", "12 marks on one letter"),
    "an entity for an override": ("a&#8238;b", "U+202E"),
    "a hexadecimal entity": ("a&#x202E;b", "U+202E"),
    "an entity with zeros": ("a&#000000000008238;b", "U+202E"),
    "an entity with a name": ("a&ZeroWidthSpace;b", "U+200B"),
    "an entity for a mark": ("a&#821;b", "U+0335"),
    "an entity for a control": ("a&#27;b", "U+001B"),
}


@pytest.mark.parametrize("script", FINE)
def test_letters_of_all_scripts_are_fine(script: str) -> None:
    problems: list[Problem] = []
    assert letters.clean(FINE[script], "a.md", problems) == unicodedata.normalize(
        "NFC", FINE[script]
    )
    assert problems == []


@pytest.mark.parametrize("attack", WRONG)
def test_what_hides_or_breaks_text_is_named_with_its_place(attack: str) -> None:
    text, name = WRONG[attack]
    problems: list[Problem] = []
    made = letters.clean(f"fine\né {text}", "a.md", problems)
    assert [(problem.line, problem.is_error) for problem in problems] == [(2, True)]
    assert name in problems[0].message
    assert problems[0].hint
    # The place counts in the text as it is read, composed; a pile may begin with a mark that was
    # composed.
    assert problems[0].column == 3 + min(
        at for at in range(len(text) + 1) if text[at : at + 1] not in compose(made)
    )
    assert letters.faults(made) == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash_and_ends_composed_and_shown(text: str) -> None:
    problems: list[Problem] = []
    made = letters.clean(text, "a.md", problems)
    assert made == unicodedata.normalize("NFC", made)
    assert problems or made == unicodedata.normalize("NFC", text)
    assert all(
        1 <= problem.line <= text.count("\n") + 1 and problem.column >= 1
        for problem in problems
        if problem.line
    )
    report(problems, ROOT, "").encode()


@given(
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm", "Sc")).filter(
            lambda character: not letters.SUSPICIOUS.match(character) and character != "&"
        )
    )
)
def test_letters_digits_and_punctuation_of_any_script_are_no_problem(text: str) -> None:
    assert letters.faults(compose(text)) == []


@given(st.lists(st.sampled_from(sorted(FINE.values()))))
def test_scripts_may_be_mixed(texts: list[str]) -> None:
    assert letters.faults(compose(" ".join(texts))) == []


@given(st.text(st.characters()))
def test_what_is_printed_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    printed = Problem(text, 1, 1, text, text).report(ROOT)
    assert all(
        character.isprintable() or unicodedata.category(character) == "Zs"
        for character in printed.replace("\n", "")
    )
    assert printed.count("\n") <= 2
    printed.encode()


SEARCHED = (
    (ALBA, "title: Alba", "title: Al\u200bba", "alba.md:2:10"),
    (ALBA, "title: Alba", "# No\u202ete\ntitle: Alba", "alba.md:2:5"),
    (ALBA, "## Context", "## Context\n\nA \u2066card", "alba.md:18:3"),
    (ALBA, "title: Alba", 'title: "Al\\u200bba"', "alba.md:2:8"),
    (ALBA, "title: Alba", '"tit\\u200ble": Alba', "alba.md:2:1"),
    (ALBA, "## Context", "## Context\n\nA &#x2066;card", "alba.md:18:3"),
    ("places.yaml", "alba:", "# \u202e\nalba:", "places.yaml:1:3"),
    ("publication.yaml", "title: ", "title: \u2060", "publication.yaml:1:8"),
    ("glossary/dry-dock.md", "---\n\n", "---\n\n\ufeff", "glossary/dry-dock.md:6:1"),
    ("guides/quays/guide.yaml", "title: ", "title: \u200d", "guide.yaml:1:8"),
    ("editions/book.yaml", "title: ", "title: \x07", "book.yaml:2:8"),
    ("about.md", "---\n\n", "---\n\n<!-- \u202e -->", "about.md"),
    ("themes.yaml", "name: ", "name: \U000e0041", "themes.yaml:2:9"),
)


def test_every_file_is_searched_its_comments_too(small: Publication) -> None:
    """Each row in a file of its own: the card's in copies of it."""
    expected = []
    for number, (name, old, new, place) in enumerate(SEARCHED):
        file, shown = (f"cities/{number}-alba.md", f"{number}-{place}")
        if name == ALBA:
            small.write(file, small.read(ALBA))
        small.replace(file if name == ALBA else name, old, new)
        expected.append(f"{shown if name == ALBA else place}:")
    output = small.doit("check").fails().output
    found = [line for line in output.splitlines() if "the character U+" in line]
    assert [one for one in expected if not any(one in line for line in found)] == []


def test_one_hidden_letter_is_one_problem_and_the_rest_of_the_file_is_checked(
    small: Publication,
) -> None:
    small.replace(ALBA, "places: [alba]", "places: [al\u200bba]")
    small.replace(ALBA, "[quays, ferries]", "[quays, feries]")
    output = small.doit("check").fails().output
    assert "al\\u200bba" in output
    assert "no community 'feries'" in output
    assert "2 problems and 1 warning" in output


def test_ten_places_are_named_and_the_rest_counted(small: Publication) -> None:
    small.replace(ALBA, "## Context\n", "## Context\n" + "\nA\u200b card." * 25 + "\n")
    output = small.doit("check").fails().output
    assert output.count("ZERO WIDTH SPACE") == 10
    assert "15 more such characters are in this file" in output


def test_letters_and_marks_written_apart_match_those_written_together(small: Publication) -> None:
    small.replace("places.yaml", "name: Alba", "name: Šibenik")
    small.replace(
        "practices/night-ferry.md",
        "## Description",
        unicodedata.normalize("NFD", "## Čćšžđ é ## Šibenik").replace("##", "###")
        + "\n\n## Description",
    )
    output = small.doit("check").fails().output
    assert unicodedata.is_normalized("NFC", output)
    small.write(
        "practices/night-ferry.md",
        unicodedata.normalize("NFD", small.read("practices/night-ferry.md")),
    )
    assert small.doit("check").output == output


def test_columns_count_letters_with_their_marks_as_one(small: Publication) -> None:
    small.replace(
        ALBA, "## Context\n", unicodedata.normalize("NFD", "## Context\n\nŠčćž [é](city:nowhere)\n")
    )
    output = small.doit("check").fails().output
    assert "alba.md:18:10: error: a link to 'city:nowhere'" in output
    line, caret = output.splitlines()[2:4]
    assert line[caret.index("^") :].startswith("city:nowhere")


def test_a_caret_stands_below_its_place_behind_an_escape(small: Publication) -> None:
    small.replace(ALBA, "## Context\n", "## Context\n\nA\u202eb\u202ec\n")
    output = small.doit("check").fails().output
    line, caret = output.splitlines()[5:7]
    assert line.index("\\u202ec") == caret.index("^")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {},
    ],
)
def test_reports_are_printed_where_the_terminal_knows_few_letters(
    small: Publication, environment: dict[str, str]
) -> None:
    small.replace(ALBA, "places: [alba]", "places: [Ščž\x1b]2;owned\x07]")
    small.replace("cities/brig-cres.md", "title: ", "titel: Θεσσαλονίκη ")
    output = small.doit("check", **environment).fails().output
    assert "Traceback" not in output
    assert "\x1b" not in output
    assert "U+001B" in output
    assert "no field of this name" in output


def test_a_file_name_cannot_steer_the_terminal_or_break_a_report(small: Publication) -> None:
    small.write("cities/\x1b[2Jal\nba\u202e.md", small.read(ALBA))
    output = small.doit("check").fails().output
    assert "content/cities/\\x1b[2Jal\\x0aba\\u{202e}.md: error: the file's name" in output
    assert "\x1b" not in output


def test_a_file_name_that_is_not_utf_8_is_reported(small: Publication) -> None:
    path = os.fsencode(small.folder) + b"/content/practices/caf\xe9.md"
    with open(path, "wb") as file:
        file.write(small.read("practices/night-ferry.md").encode())
    output = small.doit("check").fails().output
    assert "Traceback" not in output
    assert (
        "content/practices/caf\\xe9.md: error: the file's name 'caf\\xe9' cannot be an address"
        in output
    )


@pytest.mark.parametrize(
    "bomb",
    [
        "a" + "\u0301\u0323" * 200_000,
        "a\u202e" * 200_000,
        "\u200f " * 200_000,
        "\u0f73" * 200_000,
        "&#8238; " * 100_000,
        "&#" + "0" * 1_000_000,
    ],
)
def test_a_megabyte_of_marks_and_controls_ends_soon(bomb: str) -> None:
    began = time.process_time()
    letters.clean(bomb, "a.md", [])
    assert time.process_time() - began < 8


def test_a_thousand_cards_are_searched_in_a_fraction_of_a_second() -> None:
    cards = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    thousand = (cards * (1000 // len(cards) + 1))[:1000]
    began = time.process_time()
    for card in thousand:
        letters.clean(card, "a.md", [])
    assert time.process_time() - began < 0.6


def test_the_text_is_shown_as_it_is_where_nothing_is_hidden() -> None:
    for text in FINE.values():
        if not any(unicodedata.category(character) == "Cf" for character in text):
            assert visible(text) == text

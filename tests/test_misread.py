"""Words that were read in a wrong encoding, or that have letters of two alphabets, go in; a warning
with the place and the right word comes out, and none of what is written so on purpose."""

from __future__ import annotations

import pytest

from citybook.content import misread
from tests.publications import Publication

MISREAD = {
    "MalmÃ¶": "Malmö",
    "KrakÃ³w": "Kraków",
    "Malm√∂": "Malmö",  # by a Mac
    "Ĺ‚ĂłdĹş": "łódź",  # by a Windows of Central Europe
    "itâ€™s": "it’s",
    "MalmÃƒÂ¶": "Malmö",  # twice
}
# The column of the letter in the word, and the word.
MIXED = {
    "Zаgreb": (2, "Zagreb"),
    "Аlba": (1, "Alba"),
    "Мoсква": (2, "Москва"),
    "Αlba": (1, "Alba"),
    "Athenοs": (6, "Athenos"),
}
FINE = (
    "“MALMÖ” – “PORTUGUÊS” SÃO Â Ã naïve «Ã» 20 °C, Łódź, Ağrı, Việt",
    "Москва Zagreb, IT-компанія, kΩ µm SMSка 3D-модель, Αθήνα",
    "ČŠŽ Æ Œ ÿ ½ – “…”",
)


@pytest.mark.parametrize("word", MISREAD)
def test_a_word_read_in_a_wrong_encoding_is_warned_of_with_the_right_one(word: str) -> None:
    (found,) = misread.warnings(f"a: x\nb: in {word} now".encode(), "x.yaml")
    assert (found.line, found.column, found.severity) == (2, 7, "warning")
    assert found.message == f"'{word}' seems to be '{MISREAD[word]}', read in a wrong encoding"


@pytest.mark.parametrize("word", MIXED)
def test_a_word_of_two_alphabets_is_warned_of_at_its_letter(word: str) -> None:
    column, right = MIXED[word]
    (found,) = misread.warnings(f"a: {word}".encode(), "x.yaml")
    assert (found.line, found.column, found.severity) == (1, 3 + column, "warning")
    assert f"'{word}' mixes two alphabets" in found.message
    assert found.hint == f"type the word anew: {right}"


@pytest.mark.parametrize("text", FINE)
def test_what_is_written_so_on_purpose_is_fine(text: str) -> None:
    assert misread.warnings(text.encode(), "x.md") == []


def test_a_file_with_many_such_words_is_a_report_of_bounded_length(small: Publication) -> None:
    small.replace("cities/alba.md", "was closed", f"was closed {'MalmÃ¶ Zаgreb ' * 20}")
    said = small.doit("check").succeeds().output
    assert said.count("seems to be 'Malmö'") == 10
    assert "30 more such words are in this file" in said

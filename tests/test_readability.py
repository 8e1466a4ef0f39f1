"""Paragraphs go in; their words, sentences and reading ease come out."""

from __future__ import annotations

import sys

import pytest

from tests.publications import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import readability


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("city", 2),
        ("place", 1),
        ("places", 2),
        ("table", 2),
        ("whole", 1),
        ("degree", 2),
        ("planned", 1),
        ("wanted", 2),
        ("agreed", 2),
        ("agencies", 3),
        ("integration", 4),
        ("the", 1),
        ("85", 1),
    ],
)
def test_syllables_are_groups_of_vowels_that_are_spoken(word: str, syllables: int) -> None:
    assert readability.count_syllables(word) == syllables


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It began. It ended.", 2),
        ("Who pays? “The city does.” And then?", 3),
        ("There are c. 500 of them, as No. 1 says.", 1),
        ("A phrase without a full stop", 1),
        ("From 1.5 to 2.5 million, e.g. Paris", 1),
        ("…", 0),
    ],
)
def test_a_sentence_ends_before_a_capital(text: str, sentences: int) -> None:
    assert len(readability.split_sentences(text)) == sentences


def test_flesch_reading_ease_is_that_of_its_formula() -> None:
    found = readability.measure(["The cat sat on the mat. The dog ran."])
    assert found is not None
    assert (found.words, found.sentences, found.mean, found.spread) == (9, 2, 4.5, 1.5)
    assert found.ease == pytest.approx(206.835 - 1.015 * 4.5 - 84.6)


def test_nothing_is_measured_where_there_are_no_words() -> None:
    assert readability.measure([]) is None

"""An address goes in; its QR code comes out, as large as a telephone needs it."""

from __future__ import annotations

import re

import pytest

from citybook.typeset.codes import code
from citybook.views.notes import NARROW, Note

BASE = "https://citybook.example/"
# The column of codes in the notes of a book: styles/media/booklet.css.
COLUMN = 22


def side(address: str) -> tuple[float, int]:
    """The width of a code in mm, and how many modules it is wide with its quiet zone."""
    found = re.search(
        rb'width="([0-9.]+)mm" height="([0-9.]+)mm".* viewBox="0 0 (\d+) \d+"', code(address)
    )
    assert found
    assert found[1] == found[2]
    return float(found[1]), int(found[3])


@pytest.mark.parametrize("length", [30, 84, 106, 107, 122, 123, 316, 500, 1_000, 2_000])
def test_the_modules_of_a_code_are_large_enough_whatever_the_length_of_its_address(
    length: int,
) -> None:
    width, modules = side(BASE.ljust(length, "x"))
    assert width / modules == pytest.approx(0.4, abs=0.0001)


def test_a_note_is_wide_if_its_code_does_not_fit_the_column() -> None:
    for length in range(NARROW - 20, NARROW + 20):
        url = BASE.ljust(length, "x")
        note = Note(1, "A page", url, url, "")
        assert note.is_wide == (side(url)[0] > COLUMN), length
    # Letters beyond ASCII take two bytes or more.
    assert Note(1, "A page", "", BASE + "é" * 60, "").is_wide

"""An address goes in; its QR code comes out, as large as a telephone needs it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from citybook.typeset.codes import code
from citybook.views.code_sizes import code_size
from citybook.views.notes import Note, Notes

BASE = "https://citybook.example/"


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


def test_how_large_a_code_has_to_be_is_known_without_drawing_it() -> None:
    """Codes grow with their addresses: what holds on either side of each step holds in between."""
    urls = [BASE.ljust(length, "x") for length in range(26, 1_301)]
    steps = [pair for pair in pairwise(urls) if code_size(pair[0]) != code_size(pair[1])]
    assert len(steps) > 20
    for url in (urls[0], *(url for pair in steps for url in pair), urls[-1]):
        assert code_size(url) == pytest.approx(side(url)[0]), len(url)
    # Letters beyond those of western Europe take two bytes or more.
    for letter in "éж":
        assert code_size(BASE + letter * 60) == pytest.approx(side(BASE + letter * 60)[0])


def test_a_note_takes_two_places_if_its_code_leaves_no_room_for_words_beside_it() -> None:
    short, long = (note(1, BASE.ljust(length, "x")) for length in (251, 252))
    assert (short.span, long.span) == (1, 2)
    assert note(1, BASE).size == 20, "no code is smaller"


def note(number: int, url: str = "") -> Note:
    return Note(number, "", "A page", url, url, "code" if url else "")


@pytest.mark.parametrize(
    ("lengths", "rows", "works"),
    [
        ((), (), ()),
        ((30,), ((1,),), ()),
        ((30, 30, 30, 30), ((1, 2, 3), (4,)), ()),
        ((260, 30, 30), ((1, 2), (3,)), ()),
        ((30, 30, 260, 0, 0), ((1, 2), (3,)), (4, 5)),
        ((0,), (), (1,)),
    ],
)
def test_notes_stand_side_by_side_as_they_have_room_and_works_below(
    lengths: tuple[int, ...], rows: tuple[tuple[int, ...], ...], works: tuple[int, ...]
) -> None:
    urls = [BASE.ljust(length, "x") if length else "" for length in lengths]
    found = Notes(True, tuple(note(number, url) for number, url in enumerate(urls, 1))).lists(3)
    assert tuple(tuple(one.number for one in row) for row in found.lines) == rows
    assert tuple(one.number for one in found.works) == works
    assert bool(found) == bool(lengths)

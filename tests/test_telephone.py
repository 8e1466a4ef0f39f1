"""A telephone number as an office writes it goes in; the number that is dialled comes out."""

from __future__ import annotations

import pytest

from citybook.models.common import Office
from citybook.models.telephone import to_e164

DIALLED = {
    "+385 1 610 1111": "+38516101111",
    "+33384797979": "+33384797979",
    "+32.2.552.00.11": "+3225520011",
    "+421/2/5935 6111": "+421259356111",
    "+31 10–267 16 25": "+31102671625",
    "+33\u00a03\u202f84\u00a079 79 79": "+33384797979",
    # The 0 in brackets is dialled in Italy, and left out in France, Germany and Britain.
    "+39 (0)11 442 34 56": "+390114423456",
    "+39 (011) 442 34 56": "+390114423456",
    "+33 (0)3 84 79 79 79": "+33384797979",
    "+49 (0)30 1234-5678": "+493012345678",
    "+44 (0) 20 - 7946 0958": "+442079460958",
    # Trunk codes of two digits: Hungary; Lithuania, before 2024.
    "+36 (06) 1 234 5678": "+3612345678",
    "+370 (8 5) 211 2000": "+37052112000",
    # The code in brackets, or apart; the hyphen that does not break, as Word writes it.
    "(+39) 011 442 34 56": "+390114423456",
    "(+39)0114423456": "+390114423456",
    "+ 39 011 442 34 56": "+390114423456",
    "+39 [0]11 442 34 56": "+390114423456",
    "+39‑011‑442‑34‑56": "+390114423456",
    "+39·011·442·34·56": "+390114423456",
    "+49 (0) 30 / 90 26 - 0": "+493090260",
    "+32 (0)2/279.22.11": "+3222792211",
    "+800 1234 5678": "+80012345678",
    # Long enough, and in no series that the library knows: it may be too new.
    "+49 12 34 56": "+49123456",
}
NONE = (
    "",
    "+",
    "03 84 79 79 79",
    "0033 3 84 79 79 79",
    "+33 3 84",
    "+33 3 84 79 79 79 79",
    "+999 123 456 789",
    "+33 3 84;ext=1",
    "+33 3 84 79 79 79 ext. 12",
    "+33 3 84 79 79 79 / 80",
    "+33 3 84 79 79 79\n",
    "tel. +33 3 84 79 79 79",
    # Two numbers, which would be one that is long enough.
    "+39 011 442 34 56 / 57",
    "+1 800 FLOWERS",
    "+٣٣ ٣ ٨٤ ٧٩ ٧٩ ٧٩",
    "+" + "1" * 3_000,
    # No 0 is dialled within Czechia, nor from abroad.
    "+420 (0)212 345 678",
)


@pytest.mark.parametrize(("written", "dialled"), DIALLED.items())
def test_a_number_as_offices_write_it_is_dialled_from_anywhere(written: str, dialled: str) -> None:
    assert to_e164(written) == dialled


@pytest.mark.parametrize("written", NONE)
def test_what_nobody_can_dial_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"such as \+385 1 610 1111"):
        to_e164(written)


def test_an_office_keeps_the_number_as_it_is_written_beside_the_one_to_dial() -> None:
    office = Office(name="Harbour", telephone="+39 (0)11 442 34 56", consent="the head, 2026")
    assert (office.telephone, office.call) == ("+39 (0)11 442 34 56", "+390114423456")
    assert Office(name="Harbour").call == ""


@pytest.mark.parametrize(
    ("written", "hint"),
    {
        "0039 011 442 34 56": "write +39 011 442 34 56",
        "00 39 011 442 34 56": "write +39 011 442 34 56",
        "+39 011 442 34 56 / 57": "write one number, without a second and without an extension",
        "+39 011 1, +39 011 2": "write one number, without a second and without an extension",
        "tel. +39 011 442 34 56": "write digits and no words",
        "011 442 34 56": "",
    }.items(),
)
def test_what_to_do_with_a_number_that_is_none_is_said(written: str, hint: str) -> None:
    with pytest.raises(ValueError, match="a telephone number") as error:
        to_e164(written)
    assert error.value.args[1] == hint

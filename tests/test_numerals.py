"""Numbers as people write them go in; each way to read them comes out, and what an editor is
asked."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from citybook.models.numerals import NUMERAL, readings
from citybook.models.vocabulary import Latitude
from citybook.models.written import Amount, Whole

READ = {
    "5": ["5"],
    "007": ["7"],
    "1,5": ["1.5"],
    "0,125": ["0.125"],
    "0.125": ["0.125"],
    "1250.125": ["1250.125"],
    "1 250": ["1250"],
    "1\u202f250\u00a0000": [],
    "1\u00a0250\u00a0000": ["1250000"],
    "1'250": ["1250"],
    "1’250’000": ["1250000"],
    "1.250.000": ["1250000"],
    "1.234,56": ["1234.56"],
    "1,234,567.89": ["1234567.89"],
    "1 250,5": ["1250.5"],
    "1,250.500": ["1250.5"],
    "1.250": ["1250", "1.25"],
    "1.234": ["1234", "1.2340"],
    "50,000": ["50000", "50"],
    "1.000": ["1000", "1"],
    "1.2.3": [],
    "10 20": [],
    "1.23.456": [],
    "1,250,00": [],
    "2021 450": [],
    "1" * 31: [],
}
# What a field for money says of a text.
REFUSED = {
    "50.000": "write 50000 if the dot divides thousands, 50 if decimals follow it",
    "1.234": "write 1234 if the dot divides thousands, 1.2340 if decimals follow it",
    "50,000": "write 50000 if the comma divides thousands, 50 if decimals follow it",
    "€ 50.000": "write 50000 if the dot divides thousands, 50 if decimals follow it",
    "1,5": "write 1.5",
    "1 250": "write 1250",
    "1'250": "write 1250",
    "1.234,56": "write 1234.56",
    "1.250.000": "write 1250000",
    "€1200": "write 1200",
    "1200 EUR": "write 1200",
    "12 %": "write 12",
    "1200.-": "write 1200",
    "5.": "write 5",
    "-1,5": "write -1.5",
    "12 euro": "",
    "12k": "",
    "1.2 million": "",
    "ca. 12": "",
    ".5": "",
    "1_000": "",
    "1e3": "",
    "½": "",
    "2–3": "",
}


@pytest.mark.parametrize(("written", "read"), READ.items())
def test_a_number_is_read_in_each_way_that_it_can_be_meant(written: str, read: list[str]) -> None:
    assert readings(written) == read


def test_digits_within_a_word_are_no_number() -> None:
    assert [found.group() for found in NUMERAL.finditer("3 t of CO2, 25 m2")] == ["3", "25"]


@pytest.mark.parametrize(("written", "hint"), REFUSED.items())
def test_a_number_that_is_not_plain_is_offered_as_it_can_be_meant(written: str, hint: str) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Amount).validate_python(written)
    assert error.value.errors()[0]["ctx"]["hint"] == hint


def test_a_whole_number_and_one_below_a_thousand_can_be_meant_in_one_way_only() -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Whole).validate_python("1.250")
    assert error.value.errors()[0]["ctx"]["hint"] == "write 1250"
    assert TypeAdapter(Latitude).validate_python("44.703") == 44.703
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Latitude).validate_python("44,703")
    assert error.value.errors()[0]["ctx"]["hint"] == "write 44.7030"

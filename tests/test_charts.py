"""Rows of charts as they are written go in; the numbers that are drawn come out, or what an editor
is asked."""

from __future__ import annotations

import pytest

from citybook.content.blocks import read_blocks
from citybook.content.charts import NotARow, read_row
from citybook.problems import Problem

DRAWN = {
    "17%": 17,
    "17 %": 17,
    "31,647": 31647,
    "1,5 %": 1.5,
    "0.125": 0.125,
    "1 250 people": 1250,
    "1\u202f250": 1250,
    "1'250": 1250,
    "1.250.000": 1250000,
    "1.234,56": 1234.56,
    "1,250.50": 1250.5,
    "€ 3": 3,
    "about 5": 5,
    "+5%": 5,
    "17% of 60 towns": 17,
}
ASKED = {
    "1.250": "'1.250' can be read in two ways",
    "50.000 €": "'50.000' can be read in two ways",
    "1.250 million": "'1.250' can be read in two ways",
    "-5": "'-5' is below 0, and cannot be drawn",
    "−5%": "'−5%' is below 0, and cannot be drawn",
    "10–20": "it is not certain which number of '10–20' is to be drawn",
    "10:30": "it is not certain which number of '10:30' is to be drawn",
    "2020: 17%": "it is not certain which number of '2020: 17%' is to be drawn",
    "1.2.3": "it is not certain which number of '1.2.3' is to be drawn",
    "½": "this is no row of a chart",
    "CO2": "this is no row of a chart",
}


@pytest.mark.parametrize(("value", "number"), DRAWN.items())
def test_a_value_is_drawn_as_the_number_that_it_says(value: str, number: float) -> None:
    assert read_row("bars", value, "label").number == number


@pytest.mark.parametrize(("value", "message"), ASKED.items())
def test_a_value_that_can_be_drawn_in_several_ways_is_asked_for(value: str, message: str) -> None:
    with pytest.raises(NotARow) as error:
        read_row("bars", value, "label")
    assert error.value.args[0] == message
    assert error.value.args[1]


@pytest.mark.parametrize(
    ("value", "numbers"),
    {
        "8 of 10": (8, 10),
        "1,250 of 2 500": (1250, 2500),
        "1.000.000 of 2.000.000": (1e6, 2e6),
    }.items(),
)
def test_a_share_has_two_numbers(value: str, numbers: tuple[float, float]) -> None:
    row = read_row("share", value, "label")
    assert (row.number, row.whole) == numbers


def said(*values: str) -> list[str]:
    problems: list[Problem] = []
    rows = [f"- {value} | town" for value in values]
    read_blocks(["::: chart bars Money", *rows, ":::"], 1, "a.md", problems)
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in problems]


def test_values_of_a_chart_are_of_one_measure() -> None:
    assert said("€1.2 million", "€3 millions", "0.5 million") == []
    assert said("3 Mio.", "12 Mio") == []
    assert said("1.2 million", "800,000", "900,000") == [
        "1:1: '1.2 million' and '800,000' are not of one measure, and would be drawn wrong",
    ]
    assert len(said("5 miles", "3 km")) == 0
    assert len(said("5 mln", "3 mld")) == 1

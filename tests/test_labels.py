"""Titles, headings and figures go in; a warning comes out for each that would be shown badly."""

from __future__ import annotations

import pytest

from citybook.content.labels import warn_of_figures, warn_of_titles
from citybook.content.sections import Section
from citybook.content.values import read
from citybook.models import Figure

LONG = "x" * 201
# The label of a figure whose value is 500, and the value that is proposed; empty if all is well.
LABELS = {
    "or so Rotterdammers": "500 or so",
    "or more places": "500 or more",
    "Or Less": "500 Or Less",
    "and more": "500 and more",
    "of 1,000 mentors": "500 of 1,000",
    "out of 800": "500 out of 800",
    "% of pupils": "500%",
    "per cent of pupils": "500 per cent",
    "+ people": "500+",
    "€ a year": "500 €",
    "million euros": "500 million",
    "of the pupils found work": "",
    "millions were saved": "",
    "ordinary places": "",
    "orders of soup": "",
    "people": "",
}


@pytest.mark.parametrize(("label", "value"), LABELS.items())
def test_what_belongs_to_a_figure_does_not_stand_in_its_label(label: str, value: str) -> None:
    located = read(f'figures:\n  - value: "500"\n    label: "{label}"', "a.md")
    figures = [Figure(value="500", label=label)]
    told = list(warn_of_figures(figures, "figures", located, "a.md"))
    assert [one.hint for one in told] == (
        [f'write value: "{value}", and the label without it'] if value else []
    )
    assert all((one.line, one.column, one.severity) == (3, 12, "warning") for one in told)


@pytest.mark.parametrize(
    ("written", "name", "cure"),
    [
        ("figures:\n  - value: “50.000”\n", "figures.1.value", '"50.000"'),
        ("figures:\n  - value: „5“\n", "figures.1.value", '"5"'),
        ("figures:\n  - value: 5’\n", "", ""),
        ("a:\n  title: «Ein Dach»\n", "a.title", '"Ein Dach"'),
        ("a: 1\nsummary: ‘All of it.’\n", "summary", '"All of it."'),
        ("title: “Open doors” and “Open house”\n", "", ""),
        ("title: The “Open House”\n", "", ""),
        ('title: "“Open House”"\n', "", ""),
        ("title: ’s Hertogenbosch’\n", "", ""),
        ('title: “The 5" pipe”\n', "title", '"The 5\\" pipe"'),
        ("motto: “Together”\n", "", ""),
    ],
)
def test_what_stands_in_quotation_marks_of_word_is_warned_of(
    written: str, name: str, cure: str
) -> None:
    told = list(warn_of_titles(read(written, "a.md"), (), "a.md"))
    line = 1 + written[: written.rindex(": ")].count("\n")
    assert [(one.line, one.message, one.hint) for one in told] == (
        [
            (
                line,
                f"{name}: these quotation marks would be printed",
                f"write {cure}; to keep these, put straight ones around them",
            )
        ]
        if name
        else []
    )


def test_a_title_or_heading_of_more_than_200_letters_is_warned_of() -> None:
    text = f"title: {LONG}\nsummary: {LONG}\nnotes:\n  - title: {LONG}\noffice:\n  name: {LONG}"
    located = read(text, "a.md", first_line=2)
    found = [Section(LONG, (), 9), Section("x" * 200, (), 12)]
    told = [(one.line, one.column, one.message) for one in warn_of_titles(located, found, "a.md")]
    assert told == [
        (2, 8, "a title of 201 letters fills a page: more than 200"),
        (7, 9, "a name of 201 letters fills a page: more than 200"),
        (9, 4, "a heading of 201 letters fills a page: more than 200"),
    ]
    assert not list(warn_of_titles(read("", "a.md"), [], "a.md"))
    assert not list(warn_of_titles(read("title: [a", "a.md"), [], "a.md"))

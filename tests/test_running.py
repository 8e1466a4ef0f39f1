"""A document that is laid out goes in; what each of its pages goes on with comes out."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from citybook.typeset.running import running_titles

PAGE = "<style>@page { size: 60mm 60mm; margin: 5mm } p { margin: 0; line-height: 10mm }</style>"


def section(name: str, inside: str) -> str:
    return f'<div data-running="{name}">{inside}</div>'


# There is room for five lines on a page.
SHORT, LONG = "<p>Text.</p>", "<p>Text.</p>" * 8


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (SHORT, [""]),
        (LONG, ["", ""]),
        (section("One", LONG), ["", "One"]),
        (section("One", LONG + section("Box", LONG)), ["", "One", "Box", "Box"]),
        (section("One", LONG) + section("Two", SHORT), ["", "One"]),
        (section("One", section("Box", LONG) + LONG), ["", "Box", "One", "One"]),
        (section("One", SHORT) + f'<div style="break-before: page">{SHORT}</div>', ["", ""]),
    ],
)
def test_a_page_goes_on_with_the_innermost_of_what_began_before(body: str, said: list[str]) -> None:
    document = HTML(string=f"{PAGE}{body}").render()
    assert list(running_titles(document)) == said

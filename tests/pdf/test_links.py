"""Links say where they lead."""

from __future__ import annotations

import pytest

from citybook.pdf.about import LinkNames
from citybook.pdf.links import describe_address, describe_place

NAMES = LinkNames()


@pytest.mark.parametrize(
    ("text", "title", "number", "said"),
    [
        ("12", "Paris", 12, "page 12: Paris"),
        ("Paris", "Paris, a journey", 12, "page 12: Paris, a journey"),
        ("the journey of Paris", "Paris", 12, "page 12: the journey of Paris"),
        ("learnt there", "Paris", 12, "page 12: learnt there (Paris)"),
        ("learnt there", "", 12, "page 12: learnt there"),
        ("learnt there", "Paris", None, "learnt there (Paris)"),
    ],
)
def test_a_link_to_a_page_says_its_number_and_what_is_there(
    text: str, title: str, number: int | None, said: str
) -> None:
    assert describe_place(text, title, number, NAMES) == said


@pytest.mark.parametrize(
    ("text", "address", "said"),
    [
        ("Our site", "https://a.example/", "Our site: a.example (web)"),
        ("a.example", "https://www.a.example/", "www.a.example (web)"),
        ("https://a.exam ple/b", "https://a.example/b", "a.example/b (web)"),
        ("", "https://a.example", "a.example (web)"),
        ("me@a.example", "mailto:me@a.example", "me@a.example"),
        ("", "tel:+385", "+385"),
    ],
)
def test_a_link_to_the_web_says_its_address(text: str, address: str, said: str) -> None:
    assert describe_address(text, address, NAMES) == said

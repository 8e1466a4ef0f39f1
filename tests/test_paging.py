"""Lists that are divided into pages: their addresses, what each offers, and where letters lead."""

from __future__ import annotations

import pytest

from citybook.views.paging import Pages

LIST = "themes/work/practices/index.html"


def offered(count: int, number: int) -> str:
    """The numbers of pages that a page of a list offers, its own in brackets."""
    pages = Pages(LIST, count).page(number).pages
    return " ".join(
        "…" if one is None else f"[{one.name}]" if one.is_here else one.name for one in pages
    )


@pytest.mark.parametrize(
    ("count", "number", "wanted"),
    [
        (0, 1, ""),
        (50, 1, ""),
        (51, 1, "[1] 2"),
        (312, 1, "[1] 2 3 … 7"),
        (312, 2, "1 [2] 3 … 7"),
        (312, 4, "1 … 3 [4] 5 … 7"),
        (312, 7, "1 … 5 6 [7]"),
        (150, 3, "1 2 [3]"),
    ],
)
def test_a_page_offers_the_first_the_last_and_those_around_it(
    count: int, number: int, wanted: str
) -> None:
    assert offered(count, number) == wanted


def test_each_page_has_an_address_and_leads_to_its_neighbours() -> None:
    pages = Pages(LIST, 120)
    assert list(pages.paths()) == [
        (1, "themes/work/practices/index.html"),
        (2, "themes/work/practices/2/index.html"),
        (3, "themes/work/practices/3/index.html"),
    ]
    second = pages.page(2)
    assert (second.first, second.last, second.count) == (51, 100, 120)
    assert second.before == "../../../../themes/work/practices/index.html"
    assert second.after == "../../../../themes/work/practices/3/index.html"
    assert pages.page(3).shown == slice(100, 120)
    assert (pages.page(1).before, pages.page(3).after) == ("", "")


def test_a_letter_leads_to_where_it_begins_on_whichever_page() -> None:
    initials = ["A"] * 60 + ["B"] * 50 + ["C"]
    pages = Pages(LIST, len(initials), initials)
    first, second = pages.page(1), pages.page(2)
    assert [one.name for one in first.letters] == ["A", "B", "C"]
    assert first.letters[0].href == "#letter-1"
    assert first.letters[1].href == "../../../themes/work/practices/2/index.html#letter-2"
    assert first.anchors == {0: "letter-1"}
    assert second.anchors == {60: "letter-2"}
    assert pages.page(3).anchors == {110: "letter-3"}


def test_a_short_list_has_no_letters() -> None:
    assert Pages(LIST, 100, ["A"] * 100).page(1).letters == ()
    assert Pages(LIST, 101, ["A"] * 101).page(1).letters != ()

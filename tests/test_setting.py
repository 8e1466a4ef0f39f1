"""The springs of a layout go in; the values with which it fits its pages and fills them come out,
after few layouts."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

import pytest

from citybook.typeset.filling import GOAL
from citybook.typeset.outcome import SetPart, Setting
from citybook.typeset.setting import TRIALS, Reach, Room, Setter
from citybook.typeset.setting_report import setting_report
from citybook.typeset.springs import Spring, Springs

SIZE = Spring("size", 9, 0.25, 2, "pt", is_text=True)
FIELD = Spring("field", 40, 4, 15, "mm")
GAP = Spring("gap", 2, 1, 8, "mm", times=6)
PAGE = 170.0


def book(text: float, wrong: float = 1.0) -> Callable[[dict[str, str]], tuple[Any, Reach]]:
    """A book that is as high as its springs and its text, which needs `wrong` times what arithmetic
    says. It has the pages that it has at first."""
    allowed: list[int] = []

    def lay_out(values: dict[str, str]) -> tuple[Any, Reach]:
        size = float(values.get("size", "9pt").removesuffix("pt"))
        high = text * (1 + ((size / 9) ** 2 - 1) * wrong)
        high += float(values.get("field", "0mm").removesuffix("mm"))
        high += 6 * float(values.get("gap", "0mm").removesuffix("mm"))
        pages = ceil(high / PAGE)
        allowed.append(pages)
        over = max(high - allowed[0] * PAGE, 0.0)
        free = 0.0 if over else pages * PAGE - high
        return round(high / PAGE, 2), Reach(over, free, high, 1 - free / PAGE >= GOAL)

    return lay_out


@pytest.mark.parametrize(
    ("springs", "text", "wrong", "values", "layouts"),
    [
        ((), 100, 1, {}, 1),
        ((SIZE,), 100, 1, {"size": "9.5pt"}, 2),
        # A page that is full at once stays as it is.
        ((SIZE, FIELD), 120, 1, {"size": "9pt", "field": "40mm"}, 1),
        # What the more important one leaves goes to the next.
        ((SIZE, FIELD), 90, 1, {"size": "9.5pt", "field": "68mm"}, 2),
        ((FIELD, SIZE), 90, 1, {"field": "80mm", "size": "9pt"}, 2),
        ((SIZE, FIELD), 250, 1, {"size": "9.5pt", "field": "60mm"}, 2),
        # No spring goes beyond its end.
        ((SIZE, FIELD), 20, 1, {"size": "9.5pt", "field": "100mm"}, 2),
        ((SIZE, GAP), 100, 1, {"size": "9.5pt", "gap": "9mm"}, 2),
        # Where arithmetic is wrong, the layout that was tried says by how much.
        ((SIZE, FIELD), 90, 2, {"size": "9.5pt", "field": "56mm"}, 3),
        ((SIZE,), 160, 2, {"size": "9pt"}, 1),
        ((SIZE,), 130, 4, {"size": "9.25pt"}, 3),
    ],
)
def test_pages_are_filled_by_what_is_most_important_first(
    springs: tuple[Spring, ...], text: float, wrong: float, values: dict[str, str], layouts: int
) -> None:
    setter = Setter(Springs("", springs), book(text, wrong))
    trial, fits = setter.settle()
    assert fits
    assert setter.springs.values(trial.steps) == values
    assert len(setter.trials) == layouts


@pytest.mark.parametrize("wrong", [0.2, 0.5, 1, 1.5, 2, 3, 5])
@pytest.mark.parametrize("text", range(60, 900, 33))
def test_no_page_is_added_and_few_layouts_are_needed_however_wrong_arithmetic_is(
    text: float, wrong: float
) -> None:
    setter = Setter(Springs("", (SIZE, FIELD, GAP)), book(text, wrong))
    trial, fits = setter.settle()
    assert fits
    assert not trial.reach.over
    assert len(setter.trials) <= TRIALS
    assert ceil(trial.document) == ceil(setter.trials[0].document)


def test_a_sheet_begins_where_it_is_told_and_gets_smaller_until_it_fits() -> None:
    sizes: list[str] = []

    def sheet(fits: float) -> Setter:
        def lay_out(values: dict[str, str]) -> tuple[Any, Reach]:
            sizes.append(values["size"])
            return None, Reach(over=0.0 if float(values["size"][:-2]) <= fits else 4.3, used=200)

        return Setter(Springs("", (Spring("size", 8, 0.5, 6, "pt", is_text=True),)), lay_out)

    trial, fits = sheet(9.5).settle((5,))
    assert (trial.steps, fits, sizes) == ((3,), True, ["10.5pt", "10pt", "9.5pt"])
    trial, fits = sheet(7).settle((2,))
    assert (trial.steps, fits, sizes[3:]) == ((0,), False, ["9pt", "8.5pt", "8pt"])


def test_the_report_tells_what_was_chosen_and_which_pages_are_emptiest() -> None:
    report = setting_report(
        [
            SetPart("cover", Setting("", {}, 1, 1), (("page 1", None),)),
            SetPart(
                "essen",
                Setting("low", {"size": "9.5pt", "field": "68mm"}, 2, 3),
                (("page 2", 0.91), ("page 3", 0.52)),
            ),
        ]
    )
    assert [" ".join(line.split()) for line in report.splitlines()] == [
        "cover 1 layout",
        "page 1 full page",
        "essen low, size 9.5pt, field 68mm, 3 layouts",
        "page 2 91%",
        "page 3 52%",
        "",
        "on average 72% is used",
        "layouts 3, in the median 3",
        "emptiest: page 3, essen 52%",
        "emptiest: page 2, essen 91%",
    ]


HEAD = Spring("head", 60, 1, 40, "mm")
BESIDE = Spring("pitch", 4, 0.5, 12, "mm", times=8, column="side")
STOPS = Spring("stops", 4, 0.5, 10, "mm", times=3, column="route")


@pytest.mark.parametrize(
    ("route", "side", "first", "values"),
    [
        # The head takes what is free in both, and what the one has left its own spring.
        (120, 120, (0, 0, 0), {"head": "98mm", "stops": "9mm", "pitch": "4mm"}),
        (150, 100, (0, 0, 0), {"head": "88mm", "stops": "4mm", "pitch": "7.5mm"}),
        (100, 150, (0, 0, 0), {"head": "68mm", "stops": "9mm", "pitch": "4mm"}),
        # What is too long in one takes nothing from the other.
        (173, 100, (0, 10, 12), {"head": "60mm", "stops": "5.5mm", "pitch": "10mm"}),
    ],
)
def test_columns_of_a_page_are_filled_each_by_its_own_springs(
    route: float, side: float, first: tuple[int, ...], values: dict[str, str]
) -> None:
    def lay_out(chosen: dict[str, str]) -> tuple[Any, Reach]:
        mm = {name: float(value.removesuffix("mm")) for name, value in chosen.items()}
        high = {"route": route + 3 * mm["stops"], "side": side + 8 * mm["pitch"]}
        rooms = {name: Room(250 - mm["head"] - one, one) for name, one in high.items()}
        name, least = min(rooms.items(), key=lambda item: item[1].free)
        if least.free < 0:
            return None, Reach(-least.free, columns=rooms, column=name)
        return None, Reach(0.0, least.free, 0.0, False, rooms)

    setter = Setter(Springs("", (HEAD, STOPS, BESIDE)), lay_out)
    trial, fits = setter.settle(first)
    assert fits
    assert setter.springs.values(trial.steps) == values
    assert len(setter.trials) <= 4

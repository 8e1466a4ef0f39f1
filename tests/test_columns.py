"""A box of columns goes in; its columns come out, as even as what they hold can be parted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citybook.project import Project
from citybook.typeset.columns import Columns
from citybook.typeset.engine import LayoutBox, page_box
from citybook.typeset.faults import is_whole
from citybook.typeset.filling import find_foot
from citybook.typeset.fonts import PRINT
from citybook.typeset.renderer import Renderer
from tests.publications import Publication

# A page has room for 20 lines of 5 mm.
PAGE = (
    "@page { size: 100mm 120mm; margin: 10mm }"
    " body { margin: 0; font: 9pt/5mm var(--typeface) } p { margin: 0 }"
)
COLUMNS = "p { orphans: 1; widows: 1 } .box { columns: 2; column-gap: 4mm }"
LINE = 5 * 96 / 25.4


@pytest.fixture(scope="module")
def renderer(warm: Publication) -> Iterator[Renderer]:
    project = Project(warm.folder)
    css = (project.fonts / PRINT).read_text(encoding="utf-8")
    with Renderer(css, project.fonts, Path()) as found:
        yield found


def lay_out(renderer: Renderer, body: str, css: str = "", root: str = "") -> Any:
    html = f"<html lang=en {root}><title>A page</title><style>{PAGE} {COLUMNS} {css}</style>{body}"
    return renderer.layout(renderer.parse(html))


def lines(count: int, css: str = "") -> str:
    return "".join(f"<p style='{css}'>Line {number}</p>" for number in range(count))


def boxes(page: Any) -> Iterator[LayoutBox]:
    waiting = [page_box(page)]
    while waiting:
        yield (box := waiting.pop())
        waiting += box.children


def columns(page: Any) -> list[int]:
    """How many lines high each column of a page is, from the left."""
    found = sorted((box for box in boxes(page) if box.is_column), key=lambda b: b.border_box.left)
    tops = [column.border_box.top for column in found]
    return [round((find_foot(one, top) - top) / LINE) for one, top in zip(found, tops, strict=True)]


KEPT = "break-inside: avoid"
CASES = {
    "an even number of lines": (lines(12), [[6, 6]]),
    "an odd number of lines": (lines(13), [[7, 6]]),
    "a single line": (lines(1), [[1]]),
    "a paragraph that is parted": ("<p>" + "<br>".join("abcdefgh") + "</p>", [[4, 4]]),
    "what is kept whole first": (f"<div style='{KEPT}'>{lines(8)}</div>" + lines(2), [[8, 2]]),
    "what is kept whole last": (lines(2) + f"<div style='{KEPT}'>{lines(8)}</div>", [[2, 8]]),
    "what is kept whole alone": (f"<div style='{KEPT}'>{lines(9)}</div>", [[9]]),
    "lines that may not be parted": (lines(6, "break-after: avoid") + lines(1), [[7]]),
    "lines kept together in the middle": (
        lines(3) + lines(5, "break-after: avoid") + lines(4),
        [[9, 3]],
    ),
    "as much as two pages hold": (lines(44), [[20, 20], [2, 2]]),
    "what begins the second column itself": (
        lines(2) + "<p style='break-before: column'>Line</p>" + lines(3),
        [[2, 4]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_columns_are_even_where_they_can_be_parted(renderer: Renderer, name: str) -> None:
    held, expected = CASES[name]
    document = lay_out(renderer, f"<div class=box>{held}</div>")
    assert [columns(page) for page in document.pages] == expected
    assert is_whole(document)


def test_what_follows_stands_below_the_longest_column(renderer: Renderer) -> None:
    document = lay_out(renderer, f"<div class=box>{lines(5)}</div><p id=next>Next</p>")
    tops = {box.text: box.line_box.top for box in boxes(document.pages[0]) if box.text}
    assert round((tops["Next"] - tops["Line 0"]) / LINE) == 3


def test_a_box_of_columns_without_room_begins_overleaf(renderer: Renderer) -> None:
    kept = f"<div class=box><div style='{KEPT}'>{lines(4)}</div></div>"
    document = lay_out(renderer, lines(18) + kept)
    assert [columns(page) for page in document.pages] == [[], [4]]


def test_columns_begin_where_lines_do(renderer: Renderer) -> None:
    for direction in ("ltr", "rtl"):
        root = f"dir={direction}"
        page = lay_out(renderer, f"<div class=box>{lines(4)}</div>", root=root).pages[0]
        left = {box.text: box.line_box.left for box in boxes(page) if box.text}
        is_right = left["Line 0"] > left["Line 3"] + 100
        assert is_right == (direction == "rtl")
        assert abs(left["Line 0"] - left["Line 1"]) < LINE


def test_columns_that_are_as_high_as_they_are_told_are_filled_one_after_the_other(
    renderer: Renderer,
) -> None:
    for css, expected in (
        (".box { column-fill: auto }", [12]),
        (".box { column-fill: auto; height: 35mm }", [7, 5]),
        (".box > p:last-child { column-span: all }", [6, 5]),
    ):
        document = lay_out(renderer, f"<div class=box>{lines(12)}</div>", css)
        assert columns(document.pages[0]) == expected, css


def test_few_trials_suffice_where_nothing_can_be_parted(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    trials: list[float] = []
    attempt = Columns._try

    def count(self: Columns, height: float, **how: Any) -> Any:
        trials.append(height)
        return attempt(self, height, **how)

    monkeypatch.setattr(Columns, "_try", count)
    lay_out(renderer, f"<div class=box>{lines(18, 'break-after: avoid')}</div>")
    assert 1 < len(trials) < 7

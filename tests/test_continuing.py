"""A fragment of a book goes in; it comes out laid out, tables longer than a page under their
caption on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.continuing import layout_across_pages
from citybook.typeset.engine import LayoutBox, page_box, page_root
from citybook.typeset.renderer import Renderer
from tests.publications import Publication

A6 = "<style>@page { size: 105mm 148mm; margin: 12mm }</style>"
LABEL = "a label that is so long that it runs over at least three lines of its narrow cell"
ROWS = 16
WHOLE = '<tr class="chart-whole"><td colspan="2"><span style="width: 50%"></span></td></tr>'


@pytest.fixture(scope="module")
def renderer(warm: Publication) -> Iterator[Renderer]:
    project = Project(warm.folder)
    with Renderer(bundle(project, "booklet.css"), project.fonts, project.fonts) as found:
        yield found


def chart(rows: int, first: str = "", label: str = LABEL) -> str:
    listed = "".join(
        f'<tr><th scope="row">{number} {label}</th><td>{number}%</td></tr>'
        for number in range(1, rows + 1)
    )
    return (
        '<div class="chart" data-continued="(continued)"><table>'
        f'<caption>Who <em id="who">came</em></caption>{first}{listed}</table></div>'
    )


def texts(box: LayoutBox, tag: str) -> Iterator[str]:
    """The text of each element of this tag, as far as it stands in a box."""
    if getattr(box.element, "tag", "") == tag and box.kind.startswith("Table"):
        yield "".join(words(box))
    else:
        for child in box.children:
            yield from texts(child, tag)


def words(box: LayoutBox) -> Iterator[str]:
    if box.text is not None:
        yield box.text + " "
    for child in box.children:
        yield from words(child)


def pages(renderer: Renderer, body: str) -> list[dict[str, list[str]]]:
    """What stands on each page of captions, labels and values."""
    parsed: Any = renderer.parse(f"<html><head>{A6}</head><body>{body}</body></html>")
    document = layout_across_pages(renderer, parsed)
    assert not renderer.faults(document)
    return [
        {
            tag: [" ".join(text.split()) for text in texts(page_box(page), tag)]
            for tag in ("caption", "th", "td")
        }
        for page in document.pages
    ]


@pytest.mark.parametrize("first", ["", WHOLE], ids=["bars", "parts"])
@pytest.mark.parametrize("lines", range(0, 28, 4))
def test_a_table_longer_than_a_page_goes_on_under_its_caption_row_by_row(
    renderer: Renderer, lines: int, first: str
) -> None:
    found = pages(renderer, f"{'<p>Text.</p>' * lines}{chart(ROWS, first)}<p>Text.</p>")
    captions = [page["caption"] for page in found if page["caption"]]
    assert captions == [["Who came"], *[["Who came (continued)"]] * (len(captions) - 1)]
    assert len(captions) > 2
    told = []
    for page in found:
        values = [value for value in page["td"] if value]
        assert bool(page["th"]) == bool(page["caption"])
        assert [label.split()[0] + "%" for label in page["th"]] == values, "rows are whole"
        assert all(label.endswith(LABEL) for label in page["th"])
        told += values
    assert told == [f"{number}%" for number in range(1, ROWS + 1)]


HEAD = (
    '<thead><tr><th scope="col"><a id="kind" href="#who">Who</a></th>'
    '<th scope="col">Share</th></tr></thead>'
)


@pytest.mark.parametrize("lines", [0, 9, 15, 24])
def test_the_names_of_columns_stand_above_their_rows_on_every_page(
    renderer: Renderer, lines: int
) -> None:
    table = chart(ROWS, HEAD).replace('class="chart"', 'class="table"')
    found = pages(renderer, f"{'<p>Text.</p>' * lines}{table}<p>Text.</p>")
    told = []
    for page in found:
        assert page["th"][:2] == (["Who", "Share"] if page["caption"] else []), page
        assert len(page["th"]) - 2 == len(page["td"]) if page["caption"] else not page["td"]
        told += page["td"]
    assert told == [f"{number}%" for number in range(1, ROWS + 1)]


def wide(renderer: Renderer, *names: str) -> list[str]:
    """What is said of a table whose columns have these names."""
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    table = (
        '<div class="table" data-continued="x" data-at="a.md:7"><table><caption>Costs</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody><tr>{'<td>5</td>' * len(names)}</tr></tbody>"
        "</table></div>"
    )
    document = renderer.layout(
        renderer.parse(f"<html><head>{A6}</head><body>{table}</body></html>")
    )
    return [f"{one.at}: {one.message}; {one.hint}" for one in renderer.faults(document)]


def test_a_table_that_is_too_wide_names_the_column_to_shorten(renderer: Renderer) -> None:
    assert wide(renderer, "Year", "Money of the city", "Money of the state and of others") == []
    assert wide(
        renderer, "Year", "Donaudampfschifffahrtsgesellschaft", "Flussgebietskommissionen"
    ) == [
        "a.md:7: the table 'Costs' is 12.5 mm too wide; shorten the longest word of its widest "
        "column, 'Donaudampfschifffahrtsgesellschaft', or divide the table"
    ]


@pytest.mark.parametrize("lines", [0, 9, 18, 27])
def test_a_table_that_has_room_on_a_page_stays_whole(renderer: Renderer, lines: int) -> None:
    found = pages(renderer, "<p>Text.</p>" * lines + chart(6))
    assert [page["caption"] for page in found if page["th"]] == [["Who came"]]


def test_a_row_longer_than_a_page_stands_by_itself(renderer: Renderer) -> None:
    found = pages(renderer, chart(3, label=LABEL * 25))
    labels = [label for page in found for label in page["th"]]
    assert "".join(label.replace(" ", "") for label in labels).count(LABEL.replace(" ", "")) == 75


def test_several_tables_are_divided_each_by_itself(renderer: Renderer) -> None:
    other = chart(15).replace("who", "why")
    found = pages(renderer, f"{chart(15)}<p>Text.</p>{other}")
    captions = [caption for page in found for caption in page["caption"]]
    assert captions.count("Who came") == 2
    assert sum(len(page["th"]) for page in found) == 30


def test_a_divided_table_has_each_anchor_once(renderer: Renderer) -> None:
    parsed: Any = renderer.parse(f"<html><head>{A6}</head><body>{chart(20)}</body></html>")
    document = layout_across_pages(renderer, parsed)
    assert len(document.pages) > 2
    assert sum("who" in page.anchors for page in document.pages) == 1


@pytest.mark.parametrize("name", ["plan-box", "block", "entry-end", "facts"])
@pytest.mark.parametrize(("lines", "is_long"), [(12, False), (70, True)])
def test_what_is_longer_than_a_page_begins_below_its_heading(
    renderer: Renderer, name: str, lines: int, is_long: bool
) -> None:
    filler, text = "<p>Before.</p>" * 18, "<p>Within.</p>" * lines
    body = f'{filler}<article class="entry"><h3>Plan</h3><div class="{name}">{text}</div></article>'
    parsed: Any = renderer.parse(f"<html><head>{A6}</head><body>{body}</body></html>")
    document = layout_across_pages(renderer, parsed)
    told = [" ".join("".join(words(page_box(page))).split()) for page in document.pages]
    assert ("Plan Within." in told[0]) == is_long == (len(document.pages) > 2)
    assert "".join(told).count("Within.") == lines
    assert any("Plan Within." in page for page in told), "the heading is never left behind"


def laid_out(renderer: Renderer, body: str) -> Any:
    html = f'<html style="--size: 9pt"><head>{A6}</head><body>{body}</body></html>'
    return layout_across_pages(renderer, renderer.parse(html))


def side_by_side(main: int, beside: str) -> str:
    return (
        '<div class="chapter-wide"><div class="row has-margin">'
        f'<div class="row-main">{"<p>Main.</p>" * main}</div>'
        f'<div class="row-margin">{beside}</div></div></div>'
    )


@pytest.mark.parametrize("lines", range(18, 32))
@pytest.mark.parametrize("beside", ["<p>Beside.</p>", "<p>One<br>two<br>three<br>four.</p>"])
def test_blocks_side_by_side_begin_on_the_same_page(
    renderer: Renderer, lines: int, beside: str
) -> None:
    """Each has three lines there at least, or all that it has."""
    document = laid_out(renderer, "<p>Text.</p>" * lines + side_by_side(12, beside))
    told = ("".join(words(page_box(page))) for page in document.pages)
    first = next(text for text in told if "Main." in text)
    assert first.count("Main.") >= 3
    assert set(beside[3:-4].split("<br>")) <= set(first.split())


def test_blocks_side_by_side_that_are_longer_than_a_page_are_divided(renderer: Renderer) -> None:
    document = laid_out(renderer, "<p>Text.</p>" * 20 + side_by_side(80, "<p>Beside.</p>"))
    told = ["".join(words(page_box(page))).count("Main.") for page in document.pages]
    assert sum(told) == 80
    assert all(told[1:])


@pytest.mark.parametrize(("after", "is_alone"), [("", True), ("<p>Text.</p>", False)])
def test_what_has_a_page_to_itself_knows_it(renderer: Renderer, after: str, is_alone: bool) -> None:
    overleaf = '<p style="break-before: page">Overleaf.</p>'
    document = laid_out(renderer, f'<div data-alone="page"><p>Head.</p></div>{after}{overleaf}')
    held = page_root(document.pages[0]).find(".//*[@data-alone]")
    assert ("is-alone" in held.get("class", "")) is is_alone


def test_the_number_of_a_note_stands_on_the_line_of_its_word(renderer: Renderer) -> None:
    text = "Its office also offers training on how to run an organisation, and on access to funding"
    note = '<sup class="note"><a href="#one">6</a></sup>'
    widths = (f'<p style="width: {width}mm">{text}.{note}</p>' for width in range(30, 80))
    document = laid_out(renderer, f'<p id="one">One.</p>{"".join(widths)}')
    lines = [line for page in document.pages for line in lines_of(page_box(page))]
    found = [line.strip("\N{WORD JOINER} ") for line in lines]
    assert len([line for line in found if line.endswith("6")]) == 50
    assert "6" not in found


def lines_of(box: LayoutBox) -> Iterator[str]:
    if box.kind == "LineBox":
        yield "".join(words(box))
        return
    for child in box.children:
        yield from lines_of(child)

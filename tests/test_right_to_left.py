"""A small publication in a language that is written from the right: its books open from the other
side, and its pages are mirror images of those written from the left."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

from tests import browser, pdfs, verapdf
from tests.from_the_right import EDITIONS, SHEETS, more, typeset
from tests.publications import Publication

INNER, OUTER, WIDTH = 15, 13, 148
# Pages with a map, which is no mirror image; on some it has names.
NAMED = {("book", 4), ("book", 10)}
MAPS = {("brig-cres", 1), ("book", 8), *NAMED}
# Where small maps lie on pages whose other drawings are mirror images: left, top, right and bottom
# edge in mm where the text is written from the left.
WINDOWS = {
    ("steps", 3): (138.0, 130.0, 200.0, 172.0),
}
# For each track in a page, the names at its right and at its left end.
ENDS = """() => {
    const names = [...document.querySelectorAll(".network-figure li a")]
        .map(a => [a.innerText, a.getBoundingClientRect()]);
    const named = (x, y) => names.filter(([, box]) => box.top < y && y < box.bottom
        && Math.min(Math.abs(box.left - x), Math.abs(box.right - x)) < 20).map(([name]) => name);
    return [...document.querySelectorAll(".network-tracks path")]
        .map(path => [0, path.getTotalLength()]
        .map(at => path.getPointAtLength(at).matrixTransform(path.getScreenCTM()))
        .sort((one, other) => other.x - one.x).map(point => named(point.x, point.y))) }"""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The same in English, from the left."""
    return typeset(more(tmp_path_factory.mktemp("english") / "good", warm))


def pdf_of(publication: Publication, slug: str) -> Path:
    return publication.pdf / ("sheets" if slug in SHEETS else "") / f"{slug}.pdf"


def side(run: pdfs.Run) -> str:
    return "left" if run.right < WIDTH / 2 else "right"


def test_odd_pages_of_a_book_written_from_the_right_are_left_hand_pages(
    arabic: Publication,
) -> None:
    path = pdf_of(arabic, "book")
    odd, even = set(), set()
    for page in pdfs.pages(path):
        found = odd if page.number % 2 else even
        for run in page.loose:
            words = set(
                run.text.split()
            )  # pdfium turns Latin words over where the page is written from the right
            if words == {str(page.number)} and run.top > 190:
                found.add(("folio", side(run)))
            if words == {"The", "harbour", "book"} and run.top > 190:
                found.add(("title", side(run)))
            if words in ({"Alba"}, {"Open", "quays"}) and run.top < 15:
                found.add(("running", side(run)))
    assert odd == {("folio", "left"), ("title", "right"), ("running", "left")}
    assert even == {("folio", "right"), ("title", "left")}
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L", (
            "shown in pairs, page 2 stands right of page 3"
        )


def test_pages_written_from_the_right_pass_as_pdf_ua_1(arabic: Publication) -> None:
    paths = [pdf_of(arabic, slug) for slug in (*EDITIONS, *SHEETS)]
    assert verapdf.failures(paths) == {str(path): [] for path in paths}


def test_the_wider_margin_is_at_the_fold_on_both_sides_of_a_leaf(arabic: Publication) -> None:
    margins = {
        page.number: WIDTH - max(run.right for run in page.runs)
        for page in pdfs.pages(pdf_of(arabic, "book"))
        if page.number in (2, 3, 5, 12, 13)
    }
    assert {number: round(margin) for number, margin in margins.items()} == {
        2: OUTER,
        3: INNER,
        5: INNER,
        12: OUTER,
        13: INNER,
    }


def test_on_the_copiers_sheets_the_front_cover_is_left_of_the_back_and_a_spread_opens_on_the_right(
    arabic: Publication,
) -> None:
    opened = {name: page for _, name, page in pdfs.bookmarks(pdf_of(arabic, "book"))}
    assert opened["Alba"] == 6
    sheets = pdfs.pages(arabic.build / "press/book-office.pdf")
    (cover,) = [run for run in sheets[0].loose if run.text == "The harbour book"]
    assert cover.right < WIDTH
    (journey,) = [
        run for sheet in sheets for run in sheet.loose if run.text == "Alba" and run.size > 20
    ]
    assert journey.left > WIDTH


def test_tabs_are_at_the_fore_edge_of_pages_written_from_the_right(arabic: Publication) -> None:
    found = {
        page.number: (run.text.strip(), run.left, page.width - run.right)
        for page in pdfs.pages(pdf_of(arabic, "steps"))[1:]  # A cover has numbers of its own.
        for run in page.loose
        if run.size > 12 and 40 < run.top < page.height - 20
    }
    assert {number: tab for number, (tab, _, _) in found.items()} == {4: "1", 5: "2"}
    assert found[5][1] < 9 < found[5][2], "page 5 is a left-hand page"
    assert found[4][2] < 9 < found[4][1]


def test_nothing_of_a_page_written_from_the_right_is_off_the_page(arabic: Publication) -> None:
    for slug in ("book", "steps"):
        for page in pdfs.pages(pdf_of(arabic, slug)):
            for run in (*page.runs, *page.loose):
                assert 5 < run.left < run.right < page.width - 5 or run.text.strip() in (
                    "1",
                    "2",
                ), (slug, page.number, run)


@pytest.mark.parametrize("slug", [*SHEETS, *EDITIONS])
def test_pages_written_from_the_right_are_mirror_images_of_those_written_from_the_left(
    arabic: Publication, english: Publication, slug: str
) -> None:
    mirrored, plain = pdf_of(arabic, slug), pdf_of(english, slug)
    for page, other in zip(pdfs.pages(mirrored), pdfs.pages(plain), strict=True):
        # Full stops change sides, and letters do not fill their boxes alike on both, the less the
        # larger they are: texts are not mirrored to a hair.
        pairs = [(texts(page), texts(other), 1.6)] if (slug, page.number) not in NAMED else []
        # The cover's lines and maps are the same for all.
        if (slug, page.number) not in MAPS and (slug in SHEETS or page.number > 1):
            left, top, right, bottom = WINDOWS.get((slug, page.number), (0.0, 0.0, 0.0, 0.0))
            turned = (page.width - right, top, page.width - left, bottom)
            pairs.append(
                (
                    outside(pdfs.drawn(mirrored, page.number), turned),
                    outside(pdfs.drawn(plain, page.number), (left, top, right, bottom)),
                    0.8,
                )
            )
        for found, wanted, least in pairs:
            assert len(found) == len(wanted), page.number
            for one in wanted:
                most = max(least, bearing(one))
                assert (
                    min(
                        away(
                            two,
                            (page.width - one.right, one.top, page.width - one.left, one.bottom),
                        )
                        for two in found
                    )
                    < most
                ), (page.number, one)


def texts(page: pdfs.Page) -> list[pdfs.Run]:
    return [*page.runs, *page.loose]


def bearing(one: pdfs.Run | pdfs.Drawn) -> float:
    """The most, in mm, by which the first and the last letter of a text stay away from the edges of
    their boxes."""
    return 0.06 * one.size * 25.4 / 72 if isinstance(one, pdfs.Run) else 0.0


def outside(found: list[pdfs.Drawn], box: tuple[float, ...]) -> list[pdfs.Drawn]:
    """The drawings that do not lie within a box."""
    left, top, right, bottom = box
    return [
        one
        for one in found
        if not (left < one.left < one.right < right and top < one.top < one.bottom < bottom)
    ]


def away(one: pdfs.Run | pdfs.Drawn, box: tuple[float, ...]) -> float:
    """How far a text or a drawing is from a box, in mm: the most of its four edges."""
    return max(
        abs(a - b) for a, b in zip((one.left, one.top, one.right, one.bottom), box, strict=True)
    )


def test_lines_lead_from_cities_that_gave_to_those_that_took_up_where_both_columns_changed_sides(
    arabic: Publication,
) -> None:
    path = pdf_of(arabic, "book")
    number = next(page for _, name, page in pdfs.bookmarks(path) if name == "Who learnt from whom")
    page = pdfs.pages(path)[number - 1]
    tracks = [one for one in pdfs.drawn(path, number) if 40 < one.right - one.left < 100]
    names = [(" ".join(sorted(run.text.split())), run) for run in (*page.runs, *page.loose)]
    assert any("Ontherightthecitiesthatgave" in row for row in pdfs.seen(path, number))

    def name_at(x: float, y: float) -> list[str]:
        return [
            name
            for name, run in names
            if min(abs(run.left - x), abs(run.right - x)) < 6 and run.top - 1 < y < run.bottom + 1
        ]

    assert sorted(
        (name_at(*max(one.start, one.end)), name_at(*min(one.start, one.end))) for one in tracks
    ) == [(["Alba"], ["Brig Cres and"]), (["Dole"], ["Alba"]), (["Eger"], ["Alba"])], (
        "what is right gave to what is left"
    )


def test_on_the_site_the_same_lines_lead_from_right_to_left_and_the_page_is_as_wide_as_the_screen(
    arabic: Publication,
) -> None:
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto((arabic.site / "network/index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 1280
        assert page.locator(".lead").inner_text().startswith("On the right the cities that gave")
        assert page.evaluate(ENDS) == [
            [["Dole"], ["Alba"]],
            [["Eger"], ["Alba"]],
            [["Alba"], ["Brig and Cres"]],
        ]


def test_the_icons_of_strengths_stand_right_of_their_texts(arabic: Publication) -> None:
    path, found = pdf_of(arabic, "book"), 0
    for page in pdfs.pages(path):
        for run in (*page.runs, *page.loose):
            if {"A", "harbour", "master", "who"} <= set(run.text.split()):
                icons = [
                    one
                    for one in pdfs.drawn(path, page.number)
                    if one.right - one.left < 8
                    and min(one.bottom, run.bottom) > max(one.top, run.top)
                ]
                assert len(icons) == 1, "one on the line of its text"
                assert run.right < icons[0].left < icons[0].right < run.right + 10, (
                    page.number,
                    run,
                    icons,
                )
                found += 1
    assert found == 2


def test_addresses_and_telephone_numbers_are_written_from_the_left_over_two_lines_too(
    arabic: Publication,
) -> None:
    rows = pdfs.seen(pdf_of(arabic, "alba"))
    first = next(number for number, row in enumerate(rows) if "harbour-towns.example" in row)
    assert (
        "".join(rows[first : first + 2])
        == "harbour-towns.example/the-second-of-all-books/cities/alba"
    )
    steps = pdf_of(arabic, "steps")
    rows = [row for page in pdfs.pages(steps) for row in pdfs.seen(steps, page.number)]
    for written in ("+390114423456", "school@alba.example", "alba.example/school"):
        assert is_seen(written, rows), written


def is_seen(written: str, rows: list[str]) -> bool:
    """Whether a text is in a row from left to right; or begins so at the left end of one, where a
    line written from the right ends, and goes on so at the right end of the next."""
    return any(written in row for row in rows) or any(
        row.startswith(written[:end]) and following.endswith(written[end:])
        for row, following in pairwise(rows)
        for end in range(1, len(written))
    )


def test_a_printed_page_of_the_site_has_its_address_from_the_left_with_its_slash_at_the_end(
    arabic: Publication, tmp_path: Path
) -> None:
    path = tmp_path / "alba.pdf"
    with browser.chromium() as chromium:
        page = chromium.new_page()
        page.goto((arabic.site / "cities/alba/index.html").as_uri())
        page.pdf(path=path, format="A4")
    rows = [row for sheet in pdfs.pages(path) for row in pdfs.seen(path, sheet.number)]
    assert "https://harbour-towns.example/the-second-of-all-books/cities/alba/" in rows


def test_the_drawing_of_the_home_page_is_a_mirror_image(arabic: Publication) -> None:
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto((arabic.site / "index.html").as_uri())
        drawn, shown = page.evaluate(
            """() => { const stations = [...document.querySelectorAll(".hero-art circle")];
            return [stations.map(one => one.cx.baseVal.value),
                stations.map(one => one.getBoundingClientRect().x)] }"""
        )
    assert len(set(drawn)) > 2
    order = sorted(range(len(drawn)), key=lambda index: drawn[index])
    assert [shown[index] for index in order] == sorted(shown, reverse=True)


def test_dots_of_a_share_are_filled_from_where_lines_begin_on_site_on_paper_and_in_the_e_book(
    arabic: Publication, english: Publication
) -> None:
    with zipfile.ZipFile(arabic.build / "epub/steps.epub") as book:
        chapters = [book.read(name).decode() for name in book.namelist() if name.endswith("html")]
    page = (arabic.site / "practices/night-ferry/index.html").read_text(encoding="utf-8")
    assert fills(page) == [[False] * 2 + [True] * 8]
    assert fills("".join(chapters)) == [[False] * 2 + [True] * 8]
    assert fills(print_html(arabic)) == [[False] * 2 + [True] * 8]
    assert fills(print_html(english)) == [[True] * 8 + [False] * 2]


def print_html(publication: Publication) -> str:
    """What the A4 guide is typeset from."""
    files = sorted((publication.build / "html/editions/steps").rglob("*.html"))
    return "".join(file.read_text(encoding="utf-8") for file in files)


def fills(html: str) -> list[list[bool]]:
    """For each row of dots, whether each is filled, from the left."""
    drawings = re.findall(r"url\('(data:image/svg[^']*)'\)\" class=\"chart-dots\"", html)
    return [
        [colour != "#ffffff" for colour in re.findall(r'fill="([^"]*)"', unquote(drawing))]
        for drawing in drawings
    ]


def test_the_second_line_of_a_step_begins_below_the_first_and_not_below_its_number(
    english: Publication,
) -> None:
    lines = [
        run
        for run in texts(pdfs.pages(pdf_of(english, "steps"))[2])
        if run.text.startswith(("Build the quay and", "all that belongs"))
        or "to it all that belongs" in run.text
    ]
    first, second = sorted(lines, key=lambda run: run.top)[:2]
    assert second.left == pytest.approx(first.left, abs=0.6)

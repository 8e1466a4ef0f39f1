"""A small publication in a language that is written from the right: its books open from the other side."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from babel import Locale

from citybook import actions
from citybook.project import Project
from citybook.views import parts
from tests import pdfs, verapdf
from tests.publications import Publication

INNER, OUTER, WIDTH = 17, 13, 148
BY_THEME = """kind: booklet
title: The tabbed book
subtitle: By theme
trim: A5
parts:
  - cover
  - contents
  - title: What towns do
    practices: all
    divide: by theme
    tabs: true
  - back-cover
"""


def typeset(small: Publication, slug: str) -> Path:
    """An edition's PDF, with its files for the copier; names of countries are in English, since our font knows no Arabic."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_territories", lambda _: dict(Locale("en").territories))
        project = Project(small.folder)
        for failed in (actions.html(project, lambda: "now", lambda: False),
                       actions.pdf(project, lambda: "now", "editions", slug, list),
                       actions.press(project, lambda: "now", slug)):
            assert failed is None, failed.get_msg()
    return small.pdf / f"{slug}.pdf"


@pytest.fixture
def arabic(small: Publication) -> Publication:
    small.replace("publication.yaml", "language: en", "language: ar")
    small.write("editions/tabbed.yaml", BY_THEME)
    return small


def side(run: pdfs.Run) -> str:
    return "left" if run.right < WIDTH / 2 else "right"


def test_odd_pages_of_a_book_written_from_the_right_are_left_hand_pages(arabic: Publication) -> None:
    path = typeset(arabic, "book")
    odd, even = set(), set()
    for page in pdfs.pages(path):
        found = odd if page.number % 2 else even
        for run in page.loose:
            words = set(run.text.split())  # pdfium turns Latin words over where the page is written from the right
            if words == {str(page.number)} and run.top > 190:
                found.add(("folio", side(run)))
            if words == {"The", "harbour", "book"} and run.top > 190:
                found.add(("title", side(run)))
            if words in ({"Alba"}, {"Open", "quays"}) and run.top < 15:
                found.add(("running", side(run)))
    assert odd == {("folio", "left"), ("title", "right"), ("running", "left")}
    assert even == {("folio", "right"), ("title", "left")}
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L", "shown in pairs, page 2 stands right of page 3"
    assert verapdf.failures([path]) == {str(path): []}


def test_the_wider_margin_is_at_the_fold_on_both_sides_of_a_leaf(arabic: Publication) -> None:
    margins = {page.number: WIDTH - max(run.right for run in page.runs)
               for page in pdfs.pages(typeset(arabic, "book")) if page.number in (2, 3, 8, 12, 13)}
    assert {number: round(margin) for number, margin in margins.items()} == {2: OUTER, 3: INNER, 8: OUTER, 12: OUTER, 13: INNER}


def test_on_the_copiers_sheets_the_front_cover_is_left_of_the_back_cover_and_a_spread_opens_on_the_right(
        arabic: Publication) -> None:
    opened = {name: page for _, name, page in pdfs.bookmarks(typeset(arabic, "book"))}
    assert opened["Alba"] == 6
    sheets = pdfs.pages(arabic.build / "press/book-office.pdf")
    (cover,) = [run for run in sheets[0].loose if run.text == "The harbour book"]
    assert cover.right < WIDTH
    (journey,) = [run for sheet in sheets for run in sheet.loose if run.text == "Alba" and run.size > 20]
    assert journey.left > WIDTH


def test_tabs_are_at_the_fore_edge_of_pages_written_from_the_right(arabic: Publication) -> None:
    found = {page.number: (run.text.strip(), run.left, page.width - run.right)
             for page in pdfs.pages(typeset(arabic, "tabbed")) for run in page.loose
             if run.size > 12 and 40 < run.top < 190}
    assert {number: tab for number, (tab, _, _) in found.items()} == {3: "1", 4: "2"}
    assert found[3][1] < 9 < found[3][2], "page 3 is a left-hand page"
    assert found[4][2] < 9 < found[4][1]


def test_nothing_of_a_page_written_from_the_right_is_off_the_page(arabic: Publication) -> None:
    for slug in ("book", "tabbed", "harbour-reader"):
        for page in pdfs.pages(typeset(arabic, slug)):
            for run in (*page.runs, *page.loose):
                assert 5 < run.left < run.right < page.width - 5 or run.text.strip() in ("1", "2"), (slug, page.number, run)

"""The fragments of a book find their pages: how often each is set, in which order, and that it
always comes to an end."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.outcome import RenderedFragment, RenderError, Setting
from citybook.typeset.pagination import BookFragment, Pagination
from citybook.typeset.references import FragmentHtml

ID = re.compile(r'id="([^"]+)"')


def tells(*names: str) -> str:
    return "".join(f'<span class="page-ref" data-at="{name}"></span>' for name in names)


def entry(name: str, pages: int = 1, *told: str) -> str:
    return f'<p id="{name}" data-pages="{pages}">{tells(*told)}</p>'


class Jobs:
    """Stands for the jobs and the header pages of a book, and notes what it is handed. A fragment
    has the pages that its HTML says; its anchors are on its first."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.begun: list[int] = []
        self.settings: list[Setting | None] = []

    def submit_fragment(
        self,
        html: str,
        setting: Setting | None,
        *,
        first: bool = False,  # noqa: ARG002  # as BookJobs has it
    ) -> int:
        self.done.append(html)
        self.settings.append(setting)
        return len(self.done) - 1

    def fragment(self, ticket: int) -> RenderedFragment:
        html = self.done[ticket]
        found = re.search(r'data-pages="(\d+)"', html)
        pages = int(found.group(1)) if found else 1
        pages += "lengthens" in html and ">00<" not in html
        pages += "wavers" in html and ">2<" in html
        names = [name for name in ID.findall(html) if "unseen" not in name]
        return RenderedFragment(
            html.encode(),
            (False,) * pages,
            ({},) * pages,
            dict.fromkeys(names, 0),
            (),
            (),
            Setting("", {"size": "9pt"}, pages, 2),
        )

    def first_of(self, tickets: Collection[int]) -> int:
        return min(tickets)

    def submit(self, headers: list[Any]) -> None:
        self.begun.append(len(headers))

    def times(self, name: str) -> int:
        """How often the fragment with this anchor was set."""
        return sum(f'id="{name}"' in html for html in self.done)


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def settled(
    jobs: Jobs,
    folder: Path,
    *sources: str,
    opens: str = "any",
    pages: dict[str, int] | None = None,
    has_even_figures: bool = True,
) -> Pagination:
    fragments = [BookFragment(FragmentHtml(html), opens) for html in sources]
    blank = BookFragment(FragmentHtml("<p>blank</p>"))
    cache: Any = FragmentCache(folder, "")
    made: Any = jobs
    book = Pagination(made, cache, made, fragments, blank, pages or {}, has_even_figures)
    book.settle()
    return book


def numbers(book: Pagination) -> list[list[str]]:
    """The numbers that each fragment tells in the end."""
    assert all(fragment.rendered for fragment in book.fragments)
    return [
        re.findall(r">(\d+)</span>", fragment.rendered.data.decode())
        for fragment in book.fragments
        if fragment.rendered
    ]


def test_each_fragment_tells_the_pages_where_the_others_begin(jobs: Jobs, tmp_path: Path) -> None:
    book = settled(
        jobs,
        tmp_path,
        entry("contents", 1, "alba", "brod", "index"),
        entry("alba", 3),
        entry("brod", 2, "alba"),
        entry("index", 1, "alba", "brod"),
    )
    assert numbers(book) == [["2", "5", "7"], [], ["2"], ["2", "5"]]
    assert book.pages == {"contents": 1, "alba": 2, "brod": 5, "index": 7}


def test_what_only_looks_back_is_set_once(jobs: Jobs, tmp_path: Path) -> None:
    settled(
        jobs,
        tmp_path,
        entry("contents", 1, "alba", "index"),
        entry("alba", 3),
        entry("brod", 2, "alba"),
        entry("index", 1, "alba", "brod"),
    )
    assert {name: jobs.times(name) for name in ("contents", "alba", "brod", "index")} == {
        "contents": 2,
        "alba": 1,
        "brod": 1,
        "index": 1,
    }


def test_where_the_numbers_of_the_last_time_hold_each_fragment_is_set_once(
    jobs: Jobs, tmp_path: Path
) -> None:
    sources = [entry("contents", 1, "alba", "index"), entry("alba", 3), entry("index", 1, "alba")]
    book = settled(
        jobs, tmp_path, *sources, pages={"contents": 1, "alba": 2, "index": 5, "gone": 9}
    )
    assert [jobs.times(name) for name in ("contents", "alba", "index")] == [1, 1, 1]
    assert numbers(book) == [["2", "5"], [], ["2"]]
    assert "gone" not in book.pages


def test_a_longer_fragment_moves_all_that_is_behind_it(jobs: Jobs, tmp_path: Path) -> None:
    before = {"contents": 1, "alba": 2, "brod": 3, "index": 4}
    book = settled(
        jobs,
        tmp_path,
        entry("contents", 1, "alba", "brod", "index"),
        entry("alba", 2),
        entry("brod"),
        entry("index", 1, "alba", "brod"),
        pages=before,
    )
    assert numbers(book) == [["2", "4", "5"], [], [], ["2", "4"]]
    assert (jobs.times("contents"), jobs.times("alba"), jobs.times("brod")) == (
        2,
        1,
        1,
    )


def test_blank_pages_stand_where_a_fragment_opens_on_the_other_side(
    jobs: Jobs, tmp_path: Path
) -> None:
    book = settled(
        jobs, tmp_path, entry("alba", 2), entry("brod", 1), entry("cres", 1), opens="recto"
    )
    assert [fragment.start for fragment, _ in book.in_order()] == [1, 3, 4, 5]
    assert len(book.headers()) == 5


def test_an_anchor_that_is_on_no_page_holds_nothing_up(jobs: Jobs, tmp_path: Path) -> None:
    book = settled(
        jobs,
        tmp_path,
        entry("alba") + '<i id="unseen"></i>',
        entry("index", 1, "alba", "unseen"),
    )
    assert numbers(book) == [[], ["1", "00"]]


def test_a_text_that_is_as_long_as_its_numbers_make_it_is_refused(
    jobs: Jobs, tmp_path: Path
) -> None:
    wavers = entry("alba", 1, "brod").replace("<p ", '<p class="wavers" ')
    with pytest.raises(RenderError, match="do not settle"):
        settled(jobs, tmp_path, wavers, entry("brod"))


def test_many_that_get_longer_with_their_numbers_settle(jobs: Jobs, tmp_path: Path) -> None:
    longer = [
        entry(f"e{number}", 1, f"e{number + 1}").replace("<p ", '<p class="lengthens" ')
        for number in range(20)
    ]
    book = settled(
        jobs,
        tmp_path,
        entry("contents", 1, *(f"e{number}" for number in range(21))),
        *longer,
        entry("e20"),
    )
    assert numbers(book)[0] == [str(2 + 2 * number) for number in range(21)]
    assert jobs.times("contents") <= 3


def test_running_titles_are_begun_a_stretch_of_pages_at_a_time(jobs: Jobs, tmp_path: Path) -> None:
    settled(jobs, tmp_path, *(entry(f"e{number}", 5) for number in range(10)))
    assert jobs.begun == [16, 32, 50]


def test_what_was_found_for_a_fragment_holds_for_it_with_other_numbers_of_as_many_figures(
    tmp_path: Path,
) -> None:
    for has_even_figures, pages, settings in (
        (True, 9, [None, Setting("", {"size": "9pt"}, 9, 2)]),  # page 10, where no number was known
        (True, 8, [None, None]),  # page 9
        (False, 9, [None, None]),
    ):
        jobs, folder = Jobs(), tmp_path / f"{has_even_figures}{pages}"
        listed = entry("contents", pages, "alba"), entry("alba", 3)
        settled(jobs, folder, *listed, has_even_figures=has_even_figures)
        of_contents = [
            setting
            for html, setting in zip(jobs.done, jobs.settings, strict=True)
            if 'id="contents"' in html
        ]
        assert of_contents == settings, (has_even_figures, pages)

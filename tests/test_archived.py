"""A source with an archived copy goes in; the site shows both, and paper the copy of what is
dead."""

from __future__ import annotations

import pytest

from citybook.content import values
from citybook.content.checking import check
from citybook.models import Source
from citybook.problems import Problem
from tests.publications import Publication

FERRY, ALIVE = "practices/night-ferry.md", "https://ferries.example/night"
COPY = "https://web.archive.org/web/2022/ferries"


def printed(publication: Publication) -> str:
    folder = publication.build / "html/editions/harbour-reader"
    files = sorted((publication.build / "html/editions").glob("harbour-reader/*.html"))
    assert files, folder
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_a_copy_stands_beside_a_source_and_for_one_that_is_dead(small: Publication) -> None:
    small.replace(FERRY, f"url: {ALIVE}", f"url: {ALIVE}\n    archived: {COPY}")
    small.doit("html", "pages").succeeds()
    page = small.site / "practices/night-ferry/index.html"
    links = f'<a href="{ALIVE}">The night ferry</a> (<a href="{COPY}">archived copy</a>)'
    assert links in page.read_text(encoding="utf-8")
    assert ALIVE in printed(small)
    assert COPY not in printed(small)

    small.replace(FERRY, f"archived: {COPY}", f"archived: {COPY}\n    dead: 2026-11-28")
    small.doit("html", "pages").succeeds()
    text = page.read_text(encoding="utf-8")
    assert f'<a href="{COPY}">The night ferry</a> (archived copy)' in text
    assert ALIVE not in text
    assert COPY in printed(small)
    assert ALIVE not in printed(small)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{title: a, archived: 'https://a.org'}", "expected `url` beside `archived`"),
        (
            "{title: a, url: 'https://a.org', dead: 2026-01-01}",
            "expected `archived` beside `dead`: where a copy is",
        ),
        (
            "{title: a, url: 'https://a.org', archived: 'https://b.org', dead: yes}",
            "dead: expected a date, got 'yes'",
        ),
    ],
)
def test_a_copy_of_nothing_and_a_death_without_a_copy_are_mistakes(
    source: str, message: str
) -> None:
    problems: list[Problem] = []
    assert check(values.read(source, "a.yaml"), Source, "a.yaml", problems) is None
    assert len(problems) == 1
    assert message in problems[0].message

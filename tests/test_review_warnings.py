"""Days of reviews and a limit go in; what is too old comes out as warnings, and pages and sheets
say as of when they are right."""

from __future__ import annotations

import datetime

import pytest

from citybook.catalogue import load
from citybook.project import Project
from citybook.review_warnings import months_later, warn_of_reviews
from tests.publications import Publication

DAY = datetime.date(2026, 3, 1)
ENTRIES = ("cities/alba.md", "practices/night-ferry.md", "guides/quays/guide.yaml")


def review(small: Publication, day: str, *files: str) -> None:
    for file in files:
        small.replace(file, "title:", f"reviewed: {day}\ntitle:")


def limit(small: Publication, span: str) -> None:
    small.replace("publication.yaml", "language:", f"review_after: {span}\nlanguage:")


def warnings(small: Publication, today: datetime.date = DAY) -> list[str]:
    catalogue, _ = load(Project(small.folder), keep=False)
    found = list(warn_of_reviews(catalogue, today))
    assert not any(one.is_error for one in found)
    return [f"{one.file}:{one.line}:{one.column} {one.message} | {one.hint}" for one in found]


def test_an_entry_is_too_old_on_the_day_behind_the_limit(small: Publication) -> None:
    review(small, "2024-03-01", *ENTRIES)
    assert warnings(small) == [], "without a limit nothing is too old"
    limit(small, "2 years")
    assert [one for one in warnings(small) if "no day of a review" not in one] == []
    told = warnings(small, DAY + datetime.timedelta(days=1))
    hint = "look through it, and write the day on which you did: `reviewed: 2026-03-02`"
    message = "reviewed: 2024-03-01 is longer ago than 2 years"
    assert told[:3] == [
        f"content/guides/quays/guide.yaml:1:11 {message} | {hint}",
        f"content/cities/alba.md:2:11 {message} | {hint}",
        f"content/practices/night-ferry.md:2:11 {message} | {hint}",
    ]


def test_a_limit_in_months_is_one_of_months(small: Publication) -> None:
    limit(small, "18 months")
    review(small, "2024-08-31", "cities/alba.md")
    assert "2024-08-31 is longer ago than 18 months" in warnings(small)[0]
    assert "longer ago" not in str(warnings(small, datetime.date(2026, 2, 28)))


def test_all_that_were_never_reviewed_are_one_warning(small: Publication) -> None:
    assert warnings(small) == []
    limit(small, "1 year")
    (told,) = warnings(small)
    catalogue, _ = load(Project(small.folder), keep=False)
    others = sum(len(catalogue.of(kind)) for kind in catalogue.kinds) + len(catalogue.guides) - 1
    assert told.startswith(
        f"content/guides/quays/guide.yaml:1:1 no day of a review here, nor in {others} o"
    )


def test_a_day_to_come_is_told_without_a_limit_too(small: Publication) -> None:
    review(small, "2062-03-01", "profiles/dole.md")
    (told,) = warnings(small)
    assert told.startswith("content/profiles/dole.md:2:11 reviewed: 2062-03-01 is yet to come | ")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-08-31", 1, "2024-09-30"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-01-15", 24, "2026-01-15"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_its_month(
    day: str, months: int, later: str
) -> None:
    found = months_later(datetime.date.fromisoformat(day), months)
    assert found == datetime.date.fromisoformat(later)


def test_check_warns_with_the_day_of_a_reproducible_build(small: Publication) -> None:
    limit(small, "2 years")
    review(small, "2015-07-14", "cities/alba.md")
    # 2017-07-14 and the day after.
    said = small.doit("check", SOURCE_DATE_EPOCH="1499990400").succeeds().output
    assert "alba.md:2:11" not in said
    said = small.doit("check", SOURCE_DATE_EPOCH="1500076800").succeeds().output
    assert "content/cities/alba.md:2:11: warning: reviewed: 2015-07-14 is longer ago" in said


def test_pages_and_sheets_say_as_of_when(small: Publication) -> None:
    files = ("profiles/dole.md", "guides/quays/steps.md", *ENTRIES)
    review(small, "2026-03-01", *files)
    small.doit("pages", "html").succeeds()
    shown = {
        path.relative_to(small.build).as_posix()
        for path in (*small.site.rglob("index.html"), *(small.build / "html/sheets").glob("*.html"))
        if "1 March 2026" in path.read_text(encoding="utf-8")
    }
    assert shown == {
        "site/cities/alba/index.html",
        "site/practices/night-ferry/index.html",
        "site/profiles/dole/index.html",
        "site/guides/quays/index.html",
        "site/guides/quays/steps/index.html",
        # Each step of it says so where it is cited.
        "site/guides/quays/steps/look-at-the-bank/index.html",
        "site/guides/quays/steps/build-the-quay/index.html",
        "html/sheets/alba.html",
    }
    page = (small.site / "profiles/dole/index.html").read_text(encoding="utf-8")
    assert "<dt>As of</dt><dd>1 March 2026</dd>" in page
    sheet = (small.build / "html/sheets/alba.html").read_text(encoding="utf-8")
    assert "A journey by the sea · As of 1 March 2026" in sheet, "a full sheet has room for it"


def test_a_review_makes_the_page_of_its_entry_alone(small: Publication) -> None:
    review(small, "2026-02-01", "cities/alba.md")  # the first day of all makes the feed
    small.doit("pages").succeeds()
    before = {path: path.stat().st_mtime_ns for path in small.site.rglob("*.html")}
    catalogue, _ = load(Project(small.folder), keep=False)
    hashes = {one.file: one.public_hash for one in catalogue.entries}
    review(small, "2026-03-01", "practices/night-ferry.md")
    catalogue, _ = load(Project(small.folder), keep=False)
    assert {one.file: one.public_hash for one in catalogue.entries} == hashes
    small.doit("pages").succeeds()
    changed = {path for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed == {small.site / "practices/night-ferry/index.html"}

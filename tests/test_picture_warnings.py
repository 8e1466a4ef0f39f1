"""Pictures, the places that show them and a day go in; what an editor should know comes out."""

from __future__ import annotations

import datetime

import pytest

from citybook.catalogue import load
from citybook.picture_warnings import warn_of_pictures
from citybook.project import Project
from tests.photographs import harbour, jpeg
from tests.publications import Publication

DAY = datetime.date(2026, 3, 1)


def warnings(small: Publication, today: datetime.date = DAY) -> list[str]:
    catalogue, _ = load(Project(small.folder), keep=False)
    found = warn_of_pictures(catalogue, today)
    return [f"{one.file}:{one.line}:{one.column} {one.message} | {one.hint}" for one in found]


def test_rights_end_behind_their_last_day(small: Publication) -> None:
    yaml = "images/quay.yaml"
    small.write(yaml, small.read(yaml) + "rights_until: 2026-03-01\n")
    assert warnings(small) == []
    (told,) = warnings(small, DAY + datetime.timedelta(days=1))
    assert told.startswith(
        "content/images/quay.yaml:3:15 rights_until: 'quay.png' may not be shown since 2026-03-01 "
        "is over, and content/editions/book.yaml shows it | ask for more time"
    )
    small.replace("editions/book.yaml", "cards: all", "cards: [brig-cres]")
    (told,) = warnings(small, DAY + datetime.timedelta(days=1))
    assert "is over | ask for more time" in told, "a warning: it is on the site only"


@pytest.mark.parametrize(("epoch", "ends"), [("1500000000", True), ("1900000000", False)])
def test_the_day_is_that_of_a_reproducible_build(
    small: Publication, monkeypatch: pytest.MonkeyPatch, epoch: str, ends: bool
) -> None:
    yaml = "images/quay.yaml"
    small.write(yaml, small.read(yaml) + "rights_until: 2026-03-01\n")
    catalogue, _ = load(Project(small.folder), keep=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert (list(warn_of_pictures(catalogue)) == []) is ends


def test_a_picture_too_small_is_told_where_it_needs_most(small: Publication) -> None:
    """In a book of A5 with its bleed it is 154 mm wide: 1819 pixels at 300 dpi, and 1213 at 200."""
    small.write("images/quay.png", jpeg(harbour(900, 800)))
    (told,) = warnings(small)
    assert told == (
        "content/cities/alba.md:7:9 'quay.png' has 900 × 800 pixels, too few for the main picture "
        "in a book of A5 | use a picture that is 1819 pixels wide"
    )
    small.write("images/quay.png", jpeg(harbour(1240, 1100)))
    assert warnings(small) == []
    (small.folder / "content/editions/book.yaml").unlink()
    small.write("images/quay.png", jpeg(harbour(600, 400)))
    (told,) = warnings(small)
    assert "in a sheet | use a picture that is 1843 pixels wide" in told, "156 mm, in its window"


def test_a_picture_too_small_for_an_offprint_is_told(small: Publication) -> None:
    small.write("images/quay.png", jpeg(harbour(1240, 1100)))
    (small.folder / "content/editions/harbour-reader.yaml").unlink()
    picture = "picture: {file: quay.png, alt: A ferry}\n"
    small.replace("practices/night-ferry.md", "themes: [work]", f"{picture}themes: [work]")
    (told,) = warnings(small)
    assert told == (
        "content/practices/night-ferry.md:3:17 'quay.png' has 1240 × 1100 pixels, too few for the "
        "main picture in an offprint of A4 | use a picture that is 2551 pixels wide"
    )


def test_a_high_picture_needs_fewer_pixels_since_it_is_shown_narrower(small: Publication) -> None:
    small.write("images/tall.jpg", jpeg(harbour(700, 1050)))
    small.write("images.yaml", "tall.jpg: {credit: A, alt: The quay}\n")
    small.replace("practices/night-ferry.md", "Dockers asked", "\n\n![](tall.jpg)\n\nDockers asked")
    assert warnings(small) == []


def test_a_description_of_what_nobody_shows_is_told(small: Publication) -> None:
    small.write("images/pier.jpg", jpeg(harbour(60, 40)))
    small.write("images/pier.yaml", "credit: A\n")
    assert warnings(small) == [
        "content/images/pier.yaml:1:1 nothing shows 'pier.jpg' | show it, or take the file out"
    ]

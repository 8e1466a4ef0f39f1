"""The parts of an edition go in; what its back cover tells of what is inside comes out."""

from __future__ import annotations

from typing import Any

import pytest

from citybook.catalogue import Catalogue, load
from citybook.models import TRIMS
from citybook.project import Project
from citybook.selection import select
from citybook.views.back_cover import BackCover, Inside, back_cover
from tests.publications import ROOT


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(Project(ROOT), keep=False)[0]


def back(catalogue: Catalogue, slug: str, **changes: Any) -> BackCover:
    edition = catalogue.editions[slug].front.model_copy(update=changes)
    chosen = [(choice, select(catalogue, choice)) for choice in edition.choices]
    imprint = edition.imprint.fill_from(catalogue.publication)
    return back_cover(catalogue, edition, imprint, chosen, list(catalogue.communities), 14)


def groups(found: BackCover) -> list[Inside]:
    return [group for row in found.rows for group in row]


def test_themes_are_told_with_their_summary_and_lines_with_their_question(
    catalogue: Catalogue,
) -> None:
    themes = groups(back(catalogue, "integra"))
    assert [one.title for one in themes][:2] == ["Employment", "Education"]
    assert themes[1].text == catalogue.themes["education"].summary
    lines = groups(back(catalogue, "journeys"))
    assert [one.number for one in lines] == [1, 2, 3, 4]
    assert lines[0].text == catalogue.communities["strategies"].question


def test_parts_are_told_by_the_numbers_of_their_entries_side_by_side(catalogue: Catalogue) -> None:
    (row,) = back(catalogue, "mechelen-2024").rows
    cities, organisations = row
    assert cities.rows[0] == (1, "Amposta")
    assert [len(cities.rows), len(organisations.rows)] == [17, 8]
    assert [cities.columns, organisations.columns] == [2, 1]
    assert [len(column) for column in cities.split] == [9, 8]
    assert [name for column in cities.split for name in column] == list(cities.rows)


def test_a_guide_is_told_by_its_steps_and_what_has_no_room_is_left_out_from_the_end(
    catalogue: Catalogue,
) -> None:
    large, small = (
        back(catalogue, "strategies-guide"),
        back(catalogue, "strategies-guide", trim="A5"),
    )
    assert [one.title for one in groups(large)] == [
        "How to get started",
        "What works?",
        "Good practices",
    ]
    assert [one.title for one in groups(small)] == ["How to get started", "What works?"]
    assert groups(small)[0].rows[0] == (1, "Before you start")


@pytest.mark.parametrize("trim", TRIMS)
def test_whoever_is_missing_in_the_strip_leaves_more_room(catalogue: Catalogue, trim: str) -> None:
    empty = catalogue.editions["mechelen-2024"].front.imprint
    full, bare = (
        back(catalogue, "journeys", trim=trim),
        back(catalogue, "journeys", trim=trim, imprint=empty),
    )
    assert bare.end > full.end + 20
    assert full.end > TRIMS[trim][1] / 2

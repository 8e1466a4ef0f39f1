"""An edition goes in; its cover comes out, with a drawing made of what the edition holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from citybook.catalogue import Catalogue, load
from citybook.content.entries import Entry
from citybook.models import TRIMS, Edition
from citybook.project import Project
from citybook.selection import select
from citybook.views.cover_art.drawing import OUT, Drawing, TextLines
from citybook.views.covers import FULL, CoverArt, cover_art
from citybook.views.look import in_colour
from citybook.views.map_labels import overlap
from tests.publications import ROOT

SAFE = 4.0  # mm from the edges of the paper
ARTS = ("map", "themes", "stations", "steps", "lines")
LONG = "Good practices for the integration of everyone who comes to live in any of our many cities"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(Project(ROOT), keep=False)[0]


def cover(catalogue: Catalogue, slug: str, **changes: Any) -> CoverArt:
    """The cover of an edition of ours; `changes` are other values of its fields."""
    entry: Entry[Edition] = catalogue.editions[slug]
    named = ("art", "event", "place")
    of_cover: dict[str, Any] = {name: changes.pop(name) for name in named if name in changes}
    front = entry.front.model_copy(update=changes)
    front = front.model_copy(update={"cover": front.cover.model_copy(update=of_cover)})
    shown = in_colour(catalogue, front.colour)
    held = [(choice, select(shown, choice)) for choice in front.choices]
    panel = (100.0, 210.0) if front.kind == "leaflet" else None
    return cover_art(shown, replace(entry, front=front), None, held, panel)


def drawing(catalogue: Catalogue, slug: str, **changes: Any) -> Drawing:
    found = cover(catalogue, slug, **changes).drawing
    assert found
    return found


def texts(found: Drawing) -> list[str]:
    return [" ".join(words.lines) for words in found.words]


@pytest.mark.parametrize(
    ("slug", "art"),
    [
        ("mechelen-2024", "map"),
        ("integra", "themes"),
        ("journeys", "stations"),
        ("strategies-guide", "steps"),
        ("connection-leaflet", "lines"),
    ],
)
def test_without_a_wish_the_drawing_is_that_which_the_parts_suggest(
    catalogue: Catalogue, slug: str, art: str
) -> None:
    assert cover(catalogue, slug, art=None).art == art
    assert catalogue.editions[slug].front.cover.art == art, "what the edition says itself"


def test_a_drawing_that_cannot_be_made_is_another_and_none_is_none(catalogue: Catalogue) -> None:
    assert cover(catalogue, "integra", art="steps").art == "themes"
    assert cover(catalogue, "mechelen-2024", art="stations").art == "map"
    nothing = cover(catalogue, "integra", art="none")
    assert (nothing.art, nothing.drawing) == ("none", None)


@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("slug", ["mechelen-2024", "integra", "journeys", "strategies-guide"])
@pytest.mark.parametrize("event", [None, "A forum of all cities of Europe"])
def test_words_on_a_drawing_are_disjoint_and_within_the_paper_in_every_trim(
    catalogue: Catalogue, slug: str, trim: str, event: str | None
) -> None:
    width, height = TRIMS[trim]
    for art in ARTS:
        found = cover(catalogue, slug, trim=trim, art=art, event=event)
        assert found.drawing
        boxes = [_ink(words) for words in found.drawing.words]
        for number, box in enumerate(boxes):
            words = found.drawing.words[number].lines
            assert box[0] >= SAFE, words
            assert box[1] >= found.setting.top - 1, words
            assert box[2] <= width - SAFE, words
            assert box[3] <= height - SAFE, words
            assert not any(overlap(box, other) for other in boxes[number + 1 :]), words
        assert all(words.size >= 7 for words in found.drawing.words)


def _ink(words: TextLines) -> tuple[float, float, float, float]:
    """The box of the letters themselves, as high as they are."""
    left, top, right, bottom = words.box
    return left, top + words.leading * 0.12, right, bottom - words.leading * 0.12


def test_a_line_leads_from_each_place_to_the_meeting(catalogue: Catalogue) -> None:
    met = drawing(catalogue, "mechelen-2024")
    places = {
        slug
        for choice in catalogue.editions["mechelen-2024"].front.choices
        for entry in select(catalogue, choice)
        for slug in entry.front.places
        if catalogue.places[slug].coordinates
    }
    rays = [shape for shape in met.shapes if shape.fill == "none"]
    assert len(rays) == len(places) - 1
    ends = {tuple(ray.path.partition("L")[2].split()) for ray in rays}
    assert len(ends) == 1, "all of them end at one point"
    assert {"Mechelen", "Vilnius", "Samokov", "Glasgow"} <= set(texts(met))
    assert met.title == "meeting"
    apart = drawing(catalogue, "mechelen-2024", place=None)
    assert not [shape for shape in apart.shapes if shape.fill == "none"]
    assert apart.title == "map"


def test_a_field_is_as_high_as_its_theme_has_practices_with_a_ring_for_each(
    catalogue: Catalogue,
) -> None:
    found = drawing(catalogue, "integra")
    counts = [int(text) for text in texts(found) if text.isdigit()]
    assert sum(counts) == 25
    fields = [shape for shape in found.shapes if shape.stroke == "none"]
    rings = [shape for shape in found.shapes if shape.fill != "none" and shape.stroke != "none"]
    assert len(fields) == len(counts)
    assert len(rings) == sum(counts)
    heights = [_height(shape.path) for shape in fields[:-1]]
    order = sorted(range(len(heights)), key=lambda n: counts[n])
    assert sorted(heights) == [heights[n] for n in order]
    assert _bottom(fields[-1].path) == TRIMS["A5"][1] + OUT, "the last field bleeds"


def _height(path: str) -> float:
    top, bottom = path.split("H")[0].split()[1], path.split("V")[1].split("H")[0]
    return float(bottom) - float(top)


def _bottom(path: str) -> float:
    return float(path.split("V")[1].split("H")[0])


def test_stations_with_a_card_in_the_edition_are_filled_and_lines_have_their_numbers(
    catalogue: Catalogue,
) -> None:
    found = drawing(catalogue, "journeys")
    bold = {" ".join(words.lines) for words in found.words if words.is_bold}
    assert {"Zagreb", "Delta", "Warsaw", "Madrid", "Sofia", "Dortmund"} <= bold
    assert {"1", "2", "3", "4"} <= bold
    assert {"Paris", "Athens", "Antwerp"} <= set(texts(found)) - bold
    assert texts(found).count("Sofia") == 1, "the interchange is one station of two lines"
    dotted = [shape for shape in found.shapes if shape.dots]
    assert len(dotted) == 3, "the line that turns off to another has nothing ahead"


def test_steps_are_those_of_the_guides_chapter(catalogue: Catalogue) -> None:
    found = drawing(catalogue, "strategies-guide")
    steps = next(
        one
        for choice in catalogue.editions["strategies-guide"].front.choices
        for one in select(catalogue, choice)
        if one.front.numbered
    )
    titles = [head.title for head in steps.heads]
    assert [text for text in texts(found) if not text.isdigit()] == titles
    assert [text for text in texts(found) if text.isdigit()] == list("12345678")


@pytest.mark.parametrize("trim", TRIMS)
def test_a_long_title_is_smaller_or_the_drawing_begins_lower(
    catalogue: Catalogue, trim: str
) -> None:
    usual, long = (
        cover(catalogue, "journeys", trim=trim),
        cover(catalogue, "journeys", trim=trim, title=LONG, subtitle=LONG),
    )
    assert long.setting.titles < usual.setting.titles
    assert long.setting.top >= usual.setting.top
    assert long.drawing
    assert min(words.y for words in long.drawing.words) >= long.setting.top - 1


def test_no_two_editions_of_ours_look_alike_and_full_drawings_leave_the_publisher_out(
    catalogue: Catalogue,
) -> None:
    covers = [cover(catalogue, slug) for slug in catalogue.editions]
    assert len({found.art for found in covers}) == len(covers)
    for found in covers:
        assert found.names_publisher == (found.art not in FULL)
    assert cover(catalogue, "integra").network == "INTEGRA"
    assert cover(catalogue, "journeys").network == "CONNECTION"
    assert not cover(catalogue, "journeys", title="CONNECTION").network

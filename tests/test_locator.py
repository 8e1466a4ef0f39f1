"""A place, or several, and a room go in; the map of them comes out, on paper and on screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from citybook.colours import contrast
from citybook.project import DEFAULTS
from citybook.typeface import DEFAULT, text_width
from citybook.views.locator import PAPER, SCREEN, Pin, locator, pin_map
from citybook.views.map_labels import Around, MapName, crosses, overlap, place
from citybook.views.map_window import Window, around, over
from citybook.views.outlines import clip, draw, read
from citybook.views.projection import FRAME, HEIGHT, WIDTH, project

GIRONA, VILNIUS, ATLANTIC = (41.98, 2.82), (54.69, 25.28), (40.0, -60.0)
WHOLE = FRAME[2] - FRAME[0]
PURPLE = "#6b3fa0"


def catalogue(places: Any = None, direction: str = "ltr") -> Any:
    return SimpleNamespace(
        places={name: SimpleNamespace(coordinates=found) for name, found in (places or {}).items()},
        publication=SimpleNamespace(direction=direction),
        typeface=DEFAULT,
    )


def test_a_path_is_read_as_it_was_written() -> None:
    rings = [[(3.0, 4.0), (10.0, 4.0), (10.0, -2.0)], [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)]]
    assert read(draw(rings, close=True)) == rings
    assert set(clip(rings[1], (1, 1, 9, 9))) == {(5.0, 1.0), (5.0, 5.0), (1.0, 1.0)}


@pytest.mark.parametrize("coordinates", [GIRONA, VILNIUS, (35.0, -10.0), (71.0, 25.0)])
@pytest.mark.parametrize("room", [(148, 210), (210, 297), (210, 210), (215.9, 279.4), (60, 40)])
def test_a_window_never_leaves_the_map(
    coordinates: tuple[float, float], room: tuple[float, float]
) -> None:
    point = project(*coordinates)
    for window in (around(point, room, (0.64, 0.36)), over([point], room, (9, 9, 9, 9))):
        assert window.left >= 0
        assert window.top >= 0
        assert window.left + window.width <= WIDTH
        assert window.top + window.height <= HEIGHT


def test_the_place_is_where_the_window_wants_it_unless_the_map_ends() -> None:
    window = around(project(*GIRONA), (148, 100), (0.64, 0.36))
    assert window.at(project(*GIRONA)) == pytest.approx((0.64 * 148, 0.36 * 100))
    window = around((995, 10), (148, 100), (0.64, 0.36))
    assert window.at((995, 10)) == pytest.approx((148 - 5 / 2.3, 10 / 2.3))


def test_a_window_over_several_places_has_all_of_them_within() -> None:
    points = [project(*one) for one in (GIRONA, VILNIUS, (55.86, -4.26))]
    window = over(points, (148, 142), (14, 8, 22, 14))
    for x, y in map(window.at, points):
        assert 0 < x < 148
        assert 0 < y < 142


def test_what_is_drawn_goes_on_into_the_bleed_and_no_further() -> None:
    window = Window(300, 300, 230, 230, 2.3)
    left, top, width, height = window.drawn
    for x, y in (point for ring in read(window.land) for point in ring):
        assert left - 1 <= x <= left + width + 1
        assert top - 1 <= y <= top + height + 1
    assert (300 - left) / 2.3 >= 3
    assert len(window.land) + len(window.borders) < 8000


def test_names_try_right_left_below_and_above_and_are_never_over_one_another() -> None:
    room = Around((0, 0, 100, 100))
    assert [one.align for one in place([MapName((20, 50), 10, 3, 2)], room) if one] == ["left"]
    assert [one.align for one in place([MapName((97, 50), 10, 3, 2)], room) if one] == ["right"]
    crowd = [MapName((50 + n % 4 * 3, 50 + n // 4 * 2), 14, 3, 2) for n in range(16)]
    found = place(crowd, Around((0, 0, 100, 100), [(one.point, 1.5) for one in crowd]))
    boxes = [
        (
            one.point[0] + label.left,
            one.point[1] + label.top,
            one.point[0] + label.left + label.width,
            one.point[1] + label.top + one.height,
        )
        for one, label in zip(crowd, found, strict=True)
        if label
    ]
    assert len(boxes) > 5
    for number, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[number + 1 :])
        assert all(box[n] >= 0 and box[n + 2] <= 100 for n in (0, 1))


def test_a_name_goes_out_of_the_way_of_a_line_and_of_what_is_kept_clear() -> None:
    name = MapName((50, 50), 10, 3, 2)
    line, box = ((50, 50), (90, 50)), (38.0, 45.0, 44.0, 55.0)
    (label,) = place([name], Around((0, 0, 100, 100), lines=[line], boxes=[box]))
    assert label
    assert label.align == "center"
    assert crosses((60, 49, 70, 51), *line)
    assert not crosses((60, 51, 70, 53), *line)


def test_the_place_of_a_locator_is_mirrored_where_lines_run_from_the_right() -> None:
    places = {"girona": GIRONA, "vilnius": VILNIUS}
    found = locator(catalogue(places), "girona", (148, 100), PURPLE)
    other = locator(catalogue(places, "rtl"), "girona", (148, 100), PURPLE)
    assert found
    assert other
    assert found.x == pytest.approx(0.64 * 148)
    assert other.x == pytest.approx(0.36 * 148)


def test_a_place_that_is_not_on_the_map_has_no_locator() -> None:
    there = catalogue({"nowhere": None, "afar": ATLANTIC})
    assert locator(there, "nowhere", (148, 100), PURPLE) is None
    assert locator(there, "afar", (148, 100), PURPLE) is None
    assert pin_map(there, [Pin("Afar", ATLANTIC)], (148, 100), PURPLE) is None


def test_white_text_is_read_on_sea_and_land() -> None:
    found = locator(catalogue({"girona": GIRONA}), "girona", (148, 100), PURPLE)
    assert found
    assert contrast(found.land, "#ffffff") > contrast(found.colour, "#ffffff") > 4.5


def test_no_dot_lies_under_text_however_high_the_field_becomes() -> None:
    near = {f"p{n}": (41.98 + n / 4, 2.82 + n / 2) for n in range(-12, 13) if n}
    there = catalogue({"girona": GIRONA, **near})
    free = locator(there, "girona", (148, 150), PURPLE, others=near)
    kept = locator(there, "girona", (148, 150), PURPLE, others=near, least=68, clear=(18, 35))
    assert free
    assert kept
    assert len(kept.dots) < len(free.dots)
    for height in range(68, 151):
        top = min(0.0, max(height - kept.height, 0.36 * height - kept.y))
        for _, y in kept.dots:
            assert 18 < y + top < height - 35 or not 0 < y + top < height


def test_a_map_of_places_says_the_crop_of_the_whole_map_for_screens() -> None:
    pins = [Pin("Girona", GIRONA, is_here=True), Pin("Vilnius", VILNIUS), Pin("Afar", ATLANTIC)]
    found = pin_map(catalogue(), pins, (306, 230), PURPLE, lettering=SCREEN, least=1.0)
    assert found
    assert [pin.name for pin in found.pins] == ["Vilnius", "Girona"]
    width, left, top = found.crop
    for pin, coordinates in zip(found.pins, (VILNIUS, GIRONA), strict=True):
        x, y = project(*coordinates)
        across, down = (x - FRAME[0]) / WHOLE, (y - FRAME[1]) / WHOLE
        assert pin.x == pytest.approx(width * across - left, abs=0.1)
        assert pin.y == pytest.approx(width * (306 / 230) * down - top, abs=0.1)


def test_a_bold_name_is_wider_and_a_letter_the_typeface_lacks_has_a_width() -> None:
    assert text_width(DEFAULT, "Girona", bold=True) > text_width(DEFAULT, "Girona") > 2
    assert text_width(DEFAULT, "ﷺ") > 0.5


def test_maps_are_not_read_aloud() -> None:
    layouts = Environment(loader=FileSystemLoader(DEFAULTS / "layouts"), autoescape=True)
    made: Any = layouts.get_template("components/locator.html").module
    there = catalogue({"girona": GIRONA})
    around_one = str(made.locator(locator(there, "girona", (148, 100), PURPLE), route=True))
    several = str(made.pin_map(pin_map(there, [Pin("Girona", GIRONA)], (148, 100), PURPLE)))
    for html in (around_one, several):
        assert html.strip().startswith("<div")
        assert 'aria-hidden="true"' in html.partition(">")[0]
    assert "locator-route" in around_one
    assert PAPER.unit in several
    assert "Girona" in several

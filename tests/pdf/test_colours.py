"""Colours are read from the operators that set them."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from citybook.pdf.colours import BLACK, ColourTracker, PaintColour, read_colour, space_name

RESOURCES = Dictionary(
    ColorSpace=Dictionary(Lab0=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])),
    Pattern=Dictionary(P0=Dictionary(PatternType=2)),
)


@pytest.mark.parametrize(
    ("operator", "values", "colour"),
    [
        ("g", [0.5], PaintColour("DeviceGray", (0.5,))),
        ("RG", [1, 0, 0], PaintColour("DeviceRGB", (1, 0, 0))),
        ("k", [0, 0, 0, 1], PaintColour("DeviceCMYK", (0, 0, 0, 1))),
        ("cs", [Name.Lab0], PaintColour("Lab")),
        ("CS", [Name.DeviceGray], BLACK),
    ],
)
def test_operators_set_colours(operator: str, values: list[object], colour: PaintColour) -> None:
    assert read_colour(operator, values, BLACK, RESOURCES) == colour


def test_numbers_are_of_the_space_that_was_set_before() -> None:
    lab = PaintColour("Lab")
    assert read_colour("scn", [50, 1, 2], lab, RESOURCES) == PaintColour("Lab", (50, 1, 2))


def test_a_pattern_is_found_in_the_resources() -> None:
    colour = read_colour("scn", [Name.P0], PaintColour("Pattern"), RESOURCES)
    assert colour.pattern.PatternType == 2


def test_inks_are_known_of_what_is_given_in_inks_only() -> None:
    assert PaintColour("DeviceGray", (0.25,)).ink == (0, 0, 0, 0.75)
    assert PaintColour("DeviceCMYK", (0.1, 0, 0, 1)).ink == (0.1, 0, 0, 1)
    assert PaintColour("DeviceRGB", (1, 0, 0)).ink is None


def test_spaces_are_named_by_what_their_numbers_mean() -> None:
    pdf = pikepdf.new()
    icc = Array([Name.ICCBased, pdf.make_stream(b"", {"/N": 4})])
    assert space_name(icc) == "ICCBased with 4 components"
    assert space_name(Array([Name.Indexed, icc, 1, b""])) == "ICCBased with 4 components"
    assert space_name(Array([Name.Pattern])) == "Pattern"
    assert space_name(Name.Lab0, RESOURCES) == "Lab"
    assert space_name(None) == ""


def test_colours_are_followed_and_restored() -> None:
    tracker = ColourTracker()
    tracker.follow("rg", [1, 0, 0])
    tracker.follow("q", [])
    tracker.follow("g", [0.5])
    tracker.follow("G", [0.25])
    tracker.follow("re", [0, 0, 1, 1])
    assert (tracker.fill, tracker.stroke) == (tracker.get("sc"), tracker.get("SC"))
    assert tracker.stroke == PaintColour("DeviceGray", (0.25,))
    tracker.follow("Q", [])
    tracker.follow("Q", [])
    assert (tracker.fill, tracker.stroke) == (PaintColour("DeviceRGB", (1, 0, 0)), BLACK)

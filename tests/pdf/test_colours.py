"""Colours are read from the operators that set them."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from citybook.pdf.colours import BLACK, Colour, ColourTracker, read_colour, space_name

RESOURCES = Dictionary(
    ColorSpace=Dictionary(Lab0=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])),
    Pattern=Dictionary(P0=Dictionary(PatternType=2)),
)


@pytest.mark.parametrize(
    ("operator", "values", "colour"),
    [
        ("g", [0.5], Colour("DeviceGray", (0.5,))),
        ("RG", [1, 0, 0], Colour("DeviceRGB", (1, 0, 0))),
        ("k", [0, 0, 0, 1], Colour("DeviceCMYK", (0, 0, 0, 1))),
        ("cs", [Name.Lab0], Colour("Lab")),
        ("CS", [Name.DeviceGray], BLACK),
    ],
)
def test_operators_set_colours(operator: str, values: list[object], colour: Colour) -> None:
    assert read_colour(operator, values, BLACK, RESOURCES) == colour


def test_numbers_are_of_the_space_that_was_set_before() -> None:
    lab = Colour("Lab")
    assert read_colour("scn", [50, 1, 2], lab, RESOURCES) == Colour("Lab", (50, 1, 2))


def test_a_pattern_is_found_in_the_resources() -> None:
    colour = read_colour("scn", [Name.P0], Colour("Pattern"), RESOURCES)
    assert colour.pattern.PatternType == 2


def test_inks_are_known_of_what_is_given_in_inks_only() -> None:
    assert Colour("DeviceGray", (0.25,)).ink == (0, 0, 0, 0.75)
    assert Colour("DeviceCMYK", (0.1, 0, 0, 1)).ink == (0.1, 0, 0, 1)
    assert Colour("DeviceRGB", (1, 0, 0)).ink is None


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
    assert tracker.stroke == Colour("DeviceGray", (0.25,))
    tracker.follow("Q", [])
    tracker.follow("Q", [])
    assert (tracker.fill, tracker.stroke) == (Colour("DeviceRGB", (1, 0, 0)), BLACK)

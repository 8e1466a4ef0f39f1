"""Colours in content streams, set in one device space."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from citybook.pdf.colour_conversion import convert_content
from citybook.pdf.colours import PaintColour
from citybook.pdf.content import write_content

LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])


def converted(content: bytes, *, kept: str = "", values: tuple[float, ...] = (0.5,)) -> str:
    """The content with every colour, but those in a space that is `kept`, set to `values`."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Resources = Dictionary(
        ColorSpace=Dictionary(L=LAB),
        Pattern=Dictionary(P=pdf.make_stream(b"", PatternType=1)),
    )
    page.obj.Contents = pdf.make_stream(content)
    found = convert_content(page, lambda space: space == kept, lambda _: values)
    return write_content(found).decode().replace("\n", " ")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"1 0 0 rg", "0.5 g"),
        (b"1 0 0 RG", "0.5 G"),
        (b"0.2 g 0 0 0 1 K", "0.5 g 0.5 G"),
        (b"/L cs 50 0 0 scn 1 0 0 SC", "0.5 g 0.5 G"),
        (b"/Pattern cs /P scn", "/P scn"),
        (b"q 0 0 9 9 re f Q", "q 0 0 9 9 re f Q"),
    ],
)
def test_every_operator_that_sets_a_colour_becomes_one(content: bytes, expected: str) -> None:
    assert converted(content).replace("/Pattern cs ", "") == expected


def test_four_numbers_are_inks() -> None:
    assert converted(b"1 0 0 rg 0 G", values=(0, 0.5, 1, 0)) == "0 0.5 1 0 k 0 0.5 1 0 K"


def test_a_space_that_is_kept_stays_with_its_colours_until_the_state_is_restored() -> None:
    content = b"q /L cs 50 0 0 sc Q 1 0 0 rg"
    assert converted(content, kept="Lab") == "q /L cs 50 0 0 sc Q 0.5 g"


def test_the_colour_that_is_converted_is_told_with_its_space() -> None:
    pdf, found = pikepdf.new(), list[PaintColour]()
    page = pdf.add_blank_page()
    page.obj.Resources = Dictionary(ColorSpace=Dictionary(L=LAB))
    page.obj.Contents = pdf.make_stream(b"/L cs 50 10 20 sc 0 1 0 RG")

    def convert(colour: PaintColour) -> tuple[float]:
        found.append(colour)
        return (1.0,)

    list(convert_content(page, lambda _: False, convert))
    assert found == [PaintColour("Lab", (50, 10, 20)), PaintColour("DeviceRGB", (0, 1, 0))]

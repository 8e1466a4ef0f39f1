"""Gradients of a page go in; the same between greys or inks come out, and others as they were."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.pdf.gradients import convert_gradients


def between(start: list[float], end: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=Array(start), C1=Array(end))


def shading(space: Name, function: Any) -> Dictionary:
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 1, 0], Function=function)


def page(gradient: Dictionary, *, is_pattern: bool = False) -> Dictionary:
    pattern = Dictionary(Pattern=Dictionary(P1=Dictionary(PatternType=2, Shading=gradient)))
    return Dictionary(Resources=pattern if is_pattern else Dictionary(Shading={"/S1": gradient}))


def joined() -> Dictionary:
    """Red, green and blue, one after the other."""
    return Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Bounds=[0.5],
        Encode=[0, 1, 0, 1],
        Functions=[between([1, 0, 0], [0, 1, 0]), between([0, 1, 0], [0, 0, 1])],
    )


def test_each_colour_of_a_gradient_becomes_four_inks() -> None:
    for is_pattern in (False, True):
        with pikepdf.new() as pdf:
            gradient = pdf.make_indirect(shading(Name.DeviceRGB, joined()))
            item = page(gradient, is_pattern=is_pattern)
            for _ in range(2):  # a gradient that two pages share is converted once
                convert_gradients(item, ("/DeviceRGB",), lambda shares: [*shares, 0.5])
            assert gradient.ColorSpace == Name.DeviceCMYK
            colours = [
                [float(one) for one in function[name]]
                for function in gradient.Function.Functions
                for name in ("/C0", "/C1")
            ]
            assert colours == [[1, 0, 0, 0.5], [0, 1, 0, 0.5], [0, 1, 0, 0.5], [0, 0, 1, 0.5]]


def test_what_is_grey_already_stays() -> None:
    gradient = shading(Name.DeviceGray, between([0], [1]))
    convert_gradients(page(gradient), ("/DeviceRGB", "/DeviceCMYK"), lambda _: [0.5])
    assert gradient.ColorSpace == Name.DeviceGray
    assert [float(one) for one in gradient.Function.C1] == [1]

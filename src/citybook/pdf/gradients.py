"""Objects of a PDF that fill with gradients go in; their gradients between other colours come out
(ISO 32000-1, 8.7.4.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pikepdf import Array, Name

from citybook.pdf.content import number
from citybook.pdf.resources import list_resources

# Functions of a gradient: one between two colours, one that joins others (7.10.3 and 7.10.4).
BETWEEN, JOINING = 2, 3
SPACES = {1: Name.DeviceGray, 4: Name.DeviceCMYK}


def convert_gradients(
    item: Any, spaces: Sequence[str], convert: Callable[[list[float]], Sequence[float]]
) -> None:
    """Convert, in place, the gradients in one of `spaces` that an object fills with; `convert`
    gives one number of grey or four of inks for a colour."""
    for shading in _shadings(item):
        if shading.get("/ColorSpace") in spaces:
            shading.ColorSpace = SPACES[_convert(shading.Function, convert)]


def _convert(function: Any, convert: Callable[[list[float]], Sequence[float]]) -> int:
    """Convert a function's colours, and return how many numbers each has now."""
    if function.FunctionType == JOINING:
        return max(_convert(part, convert) for part in function.Functions)
    assert function.FunctionType == BETWEEN
    for name in ("/C0", "/C1"):
        values = convert([float(share) for share in function[name]])
        function[name] = Array([number(value) for value in values])
    return len(values)


def _shadings(item: Any) -> Iterator[Any]:
    """Yield the gradients that an object fills with, by itself or through a pattern."""
    yield from list_resources(item, "/Shading")
    yield from (
        pattern.Shading for pattern in list_resources(item, "/Pattern") if "/Shading" in pattern
    )

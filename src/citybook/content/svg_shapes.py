"""A shape of an SVG file goes in; where it runs, written anew, comes out."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from citybook.content.svg_reading import SvgElement
from citybook.content.svg_values import (
    read_length,
    read_numbers,
    rewrite_path,
    rewrite_transform,
    write_number,
    write_numbers,
)

# Width and height of a drawing.
Sides = tuple[float, float]
# How much longer one side of a drawing may be than the other.
LONGEST = 20.0
# The lengths of each shape, and what a percentage of each is of: the drawing's width, its height or
# both (SVG 1.1, 7.10).
SHAPES: dict[str, dict[str, int]] = {
    "path": {},
    "polygon": {},
    "polyline": {},
    "rect": {"x": 0, "y": 1, "width": 0, "height": 1, "rx": 0, "ry": 1},
    "circle": {"cx": 0, "cy": 1, "r": 2},
    "ellipse": {"cx": 0, "cy": 1, "rx": 0, "ry": 1},
    "line": {"x1": 0, "y1": 1, "x2": 0, "y2": 1},
}
WRITERS: dict[str, Callable[[str], str]] = {
    "d": rewrite_path,
    "transform": rewrite_transform,
    "points": lambda value: write_numbers(read_numbers(value)),
}


def view_box(element: SvgElement) -> tuple[float, float, float, float]:
    """Return where a drawing begins, its width and height. Raises SvgError."""
    try:
        box = read_numbers(element.get("viewBox", ""))
        if len(box) != 4:
            box = [0.0, 0.0, *(read_length(element.get(name, "")) for name in ("width", "height"))]
    except ValueError:
        raise element.error("it says neither `viewBox` nor width and height") from None
    left, top, width, height = box
    if not (0 < width <= 1e5 and 0 < height <= 1e5 and 1 / LONGEST <= width / height <= LONGEST):
        raise element.error(f"it is {width:g} wide and {height:g} high, which no logo is")
    return left, top, width, height


def geometry(element: SvgElement, said: dict[str, str], sides: Sides) -> dict[str, str]:
    """Return where a shape runs in a drawing of these sides. Raises SvgError."""
    found = {
        name: write_number(read_side(element, said, name, sides, side))
        for name, side in SHAPES[element.tag].items()
        if said.get(name, "auto") != "auto"
    }
    for name in ("d", "points"):
        if name in said and (name == "d") == (element.tag == "path"):
            found[name] = rewrite(element, name, said[name])
    return found


def move_of_use(
    element: SvgElement,
    target: SvgElement,
    said: dict[str, str],
    box: tuple[float, float, float, float],
) -> str:
    """Return the transform to the place of a use (SVG 1.1, 5.6); of a symbol with a view box, to
    its size, too. `box` is the drawing's. Raises SvgError."""
    x, y, width, height = (
        read_side(element, said, name, box[2:], side)
        for name, side in (("x", 0), ("y", 1), ("width", 0), ("height", 1))
    )
    if target.tag != "symbol" or "viewBox" not in target.attrib:
        return f"translate({write_numbers([x, y])})"
    left, top, wide, high = view_box(target)
    width, height = width or box[2], height or box[3]
    scale = min(width / wide, height / high)
    x, y = x + (width - wide * scale) / 2, y + (height - high * scale) / 2
    return (
        f"translate({write_numbers([x, y])}) scale({write_number(scale)}) "
        f"translate({write_numbers([-left, -top])})"
    )


def rewrite(element: SvgElement, name: str, value: str) -> str:
    """Write a path, points or a transform anew. Raises SvgError."""
    try:
        return WRITERS[name](value)
    except ValueError as error:
        raise element.error(f"{name}: expected {error}, got '{value[:60]}'") from None


def read_side(
    element: SvgElement, said: dict[str, str], name: str, sides: Sides, side: int
) -> float:
    """Read a length, 0 where there is none. Raises SvgError."""
    whole = (*sides, hypot(*sides) / 2**0.5)[side]
    try:
        return read_length(said.get(name, "0"), whole)
    except ValueError as error:
        raise element.error(f"{name}: expected {error}, got '{said[name][:60]}'") from None

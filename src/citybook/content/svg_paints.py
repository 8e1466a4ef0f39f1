"""A gradient of an SVG file, and those that it takes over from, go in; one that stands by itself
comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import quoteattr

from citybook.content.svg_reading import SvgElement
from citybook.content.svg_values import (
    read_colour,
    read_length,
    read_share,
    rewrite_transform,
    write_number,
)

ENDS = {
    "linearGradient": ("x1", "y1", "x2", "y2"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr"),
}
CHOICES = {
    "gradientUnits": ("userSpaceOnUse", "objectBoundingBox"),
    "spreadMethod": ("pad", "reflect", "repeat"),
}


def write_gradient(
    chain: Sequence[SvgElement], say: Callable[[SvgElement], dict[str, str]], name: str
) -> str:
    """Write a gradient called `name`. Of each attribute the first in the chain counts, and the
    stops of the first that has some. Raises SvgError."""
    gradient = chain[0]
    said: dict[str, str] = {}
    for one in reversed(chain):
        own = say(one)
        said.update({key: value for key, value in own.items() if key != "id"})
    stops = next((found for one in chain if (found := _stops(one))), [])
    if not stops:
        raise gradient.error("it is painted with a gradient without colours")
    try:
        attributes = {"id": name, **_attributes(gradient.tag, said)}
        inside = "".join(_stop(say(stop)) for stop in stops)
    except ValueError as error:
        raise gradient.error(f"in a gradient: expected {error}") from None
    listed = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{gradient.tag}{listed}>{inside}</{gradient.tag}>"


def _stops(gradient: SvgElement) -> list[SvgElement]:
    return [one for one in gradient if isinstance(one, SvgElement) and one.tag == "stop"]


def _attributes(tag: str, said: dict[str, str]) -> dict[str, str]:
    found = {}
    for key, choices in CHOICES.items():
        if said.get(key) in choices:
            found[key] = said[key]
    for key in ENDS[tag]:
        if key in said:
            is_share = said[key].endswith("%")
            end = f"{write_number(float(said[key][:-1]))}%" if is_share else ""
            found[key] = end or write_number(read_length(said[key]))
    if said.get("gradientTransform"):
        found["gradientTransform"] = rewrite_transform(said["gradientTransform"])
    return found


def _stop(said: dict[str, str]) -> str:
    current = read_colour(said.get("color", "#000"), "#000000")[0]
    colour, alpha = read_colour(said.get("stop-color", "#000"), current)
    alpha *= read_share(said.get("stop-opacity", "1"))
    opacity = f' stop-opacity="{write_number(alpha)}"' if alpha < 1 else ""
    offset = write_number(read_share(said.get("offset", "0")))
    return f'<stop offset="{offset}" stop-color="{colour}"{opacity}/>'

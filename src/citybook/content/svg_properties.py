"""What is said of an SVG element goes in; the attributes that may be written of it come out.

What browsers pass over is passed over; what would change the look and is not known here is an
error.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citybook.content.svg_reading import PLAIN, SvgElement
from citybook.content.svg_values import (
    read_colour,
    read_length,
    read_numbers,
    read_share,
    write_number,
    write_numbers,
)

EXPAND = "flatten it: in Illustrator Object › Expand Appearance, in Inkscape Path › Object to Path"
FLATTEN = "flatten effects and blending in the drawing program, then export it again"
# What would change the look, and is in neither every browser nor in print: by property, the values
# that change nothing.
CHANGING = {
    "filter": ("none",),
    "backdrop-filter": ("none",),
    "mix-blend-mode": ("normal",),
    "background-blend-mode": ("normal",),
    "vector-effect": ("none",),
    "paint-order": ("normal",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "animation": ("none",),
    "animation-name": ("none",),
    "transition": ("none",),
    "translate": ("none",),
    "rotate": ("none",),
    "scale": ("none",),
    "offset-path": ("none",),
    "zoom": ("1", "normal"),
    "transform-origin": ("0", "0 0", "0px 0px", "center", "50% 50%"),
}
CHOICES = {
    "fill-rule": ("nonzero", "evenodd"),
    "clip-rule": ("nonzero", "evenodd"),
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "round", "bevel"),
    "visibility": ("visible", "hidden", "collapse"),
}
SHARES = ("opacity", "fill-opacity", "stroke-opacity")
LENGTHS = ("stroke-width", "stroke-dashoffset")
PAINTS = ("fill", "stroke")
URL = re.compile(r"""url\(\s*["']?#([^"')\s]+)["']?\s*\)\s*(.*)""", re.DOTALL)
INHERITED = ("inherit", "unset", "")


def require_known(element: SvgElement, said: dict[str, str]) -> None:
    """Raise SvgError for what changes the look otherwise, for handlers and for variables."""
    for name, value in said.items():
        plain = value.casefold()
        if name.startswith("on"):
            raise element.error(f"it has a script ({name})")
        if name in CHANGING and plain not in (*CHANGING[name], *INHERITED, "initial"):
            raise element.error(f"it is drawn with '{name}'", FLATTEN)
        if "var(" in plain or "calc(" in plain:
            raise element.error(f"'{name}' is worked out by a style sheet ({value[:40]})", EXPAND)


def rewrite_properties(
    element: SvgElement, said: dict[str, str], current: str, refer: Callable[[SvgElement, str], str]
) -> dict[str, str]:
    """Return the properties of painting, written anew. `refer` returns the new name of a gradient,
    written for this element. Raises SvgError."""
    found: dict[str, str] = {}
    for name, value in said.items():
        if value.casefold() in INHERITED:
            continue
        try:
            found.update(_rewrite(element, name, value, current, refer))
        except ValueError as error:
            got = value if len(value) < 60 else f"{value[:60]}…"
            raise element.error(f"{name}: expected {error}, got '{got}'", PLAIN) from None
    for name in PAINTS:
        if (alpha := found.pop(f"{name}-alpha", None)) is not None:
            opacity = float(alpha) * float(found.get(f"{name}-opacity", 1))
            found[f"{name}-opacity"] = write_number(opacity)
    return found


def _rewrite(
    element: SvgElement,
    name: str,
    value: str,
    current: str,
    refer: Callable[[SvgElement, str], str],
) -> dict[str, str]:
    if name in PAINTS:
        return _paint(element, name, value, current, refer)
    if name in SHARES:
        return {name: write_number(read_share(value))}
    if name in LENGTHS:
        return {name: write_number(read_length(value))}
    if name == "stroke-miterlimit":
        return {name: write_numbers(read_numbers(value)[:1])}
    if name == "stroke-dasharray":
        parts = value.replace(",", " ").split()
        dashes = [] if value == "none" else [read_length(part) for part in parts]
        return {name: write_numbers(dashes) or "none"}
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise ValueError(" or ".join(CHOICES[name]))
        return {name: value}
    return {}


def _paint(
    element: SvgElement,
    name: str,
    value: str,
    current: str,
    refer: Callable[[SvgElement, str], str],
) -> dict[str, str]:
    """Write a paint: none, a colour, or a gradient of this file."""
    if value == "none":
        return {name: value}
    if found := URL.fullmatch(value):
        return {name: f"url(#{refer(element, found[1])})"}
    if value.startswith("url("):
        raise element.error(f"'{name}' refers to something outside of the file")
    colour, alpha = read_colour(value.split("icc-color(")[0], current)
    return {name: colour, **({f"{name}-alpha": str(alpha)} if alpha < 1 else {})}

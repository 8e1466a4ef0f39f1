"""A style and the name of a property go in; its computed value comes out (CSS Cascade 4).

Layout asks for some hundred properties of each box, most of which no stylesheet sets. WeasyPrint
sends each through all that could have been set. Here what is inherited or initial is told at once;
all else is left to WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

compute = ComputedStyle.__missing__
# What depends on other properties, or on the parent's value without being inherited, or is noted
# as it was specified.
DEPENDENT = {"display", "float", "page", "position", *INITIAL_NOT_COMPUTED} | {
    name for name in INITIAL_VALUES if name.startswith("text_decoration_")
}
# What may set a side, a size or a corner of a box as that of a line or a block (CSS Logical
# Properties 1).
LOGICAL = {
    name: {function(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for name, function in PHYSICAL_FUNCTIONS.items()
}
NONE: frozenset[str] = frozenset()


def computed_value(style: Any, name: str) -> Any:
    """Return a value that was not asked for before and keep it, in place of the method of
    WeasyPrint's `ComputedStyle`. Custom properties begin with two underscores."""
    cascaded, parent = style.cascaded, style.parent_style
    is_set = name in cascaded or not LOGICAL.get(name, NONE).isdisjoint(cascaded)
    if is_set or name in DEPENDENT:
        return compute(style, name)
    if name in INHERITED or name[:2] == "__":
        if parent is None:
            return compute(style, name)
        value = style[name] = parent[name]
    else:
        value = style[name] = INITIAL_VALUES[name]
    return value

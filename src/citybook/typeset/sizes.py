"""A parsed HTML document goes in; the sizes that its text may have come out, and it gets another.

The root element says its size as `style="font-size: 9pt"`, and in `data-steps` all that it may
have, the largest first.
"""

from __future__ import annotations

from typing import Any

STYLE = "font-size: {}pt"


def size_steps(html: Any) -> list[float]:
    """List the sizes in pt, if there is a choice."""
    return [float(step) for step in html.etree_element.get("data-steps", "").split()]


def get_size(html: Any) -> float:
    """The size in pt that the document has now."""
    return float(html.etree_element.get("style", "").removeprefix("font-size: ").removesuffix("pt"))


def set_size(html: Any, size: float) -> None:
    """Give the document another size, in pt."""
    html.etree_element.set("style", STYLE.format(size))

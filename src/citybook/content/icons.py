"""Icons by name: a name of the Lucide set goes in, its drawing comes out (ISC licence)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from zipfile import ZipFile


@cache
def _archive() -> ZipFile:
    return ZipFile(files("lucide").joinpath("lucide.zip").open("rb"))


@cache
def names() -> frozenset[str]:
    """The names of all icons, such as 'users'."""
    return frozenset(
        name.removesuffix(".svg") for name in _archive().namelist() if name.endswith(".svg")
    )


@cache
def shapes(name: str) -> str:
    """The drawing inside the icon's `<svg>`, on a ground of 24 by 24, to be stroked. Raises
    KeyError."""
    svg = _archive().read(f"{name}.svg").decode()
    inside = re.sub(r".*?<svg[^>]*>|</svg>.*", "", svg, flags=re.DOTALL)
    return re.sub(r"\s+", " ", inside).strip()

"""Icons by name: a name of the Lucide set goes in, its drawing comes out (ISC licence)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

SVG = "{http://www.w3.org/2000/svg}"


@cache
def _archive() -> ZipFile:
    # In memory: processes that share an open file share where each of them reads.
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@cache
def names() -> frozenset[str]:
    """Return the names of all icons, such as 'users'."""
    return frozenset(
        name.removesuffix(".svg") for name in _archive().namelist() if name.endswith(".svg")
    )


@cache
def shapes(name: str) -> str:
    """Return the drawing inside the icon's `<svg>`, on a ground of 24 by 24, to be stroked. Raises
    KeyError."""
    svg = ElementTree.fromstring(_archive().read(f"{name}.svg"))
    for node in svg.iter():
        node.tag = node.tag.removeprefix(SVG)  # it is in the namespace of the SVG it is put into
    return " ".join("".join(ElementTree.tostring(one, "unicode") for one in svg).split())

"""A file that holds the same picture several times goes in; it comes out with each of them once."""

from __future__ import annotations

import hashlib
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from citybook.pdf.content import content_holders


def share_pictures(pdf: pikepdf.Pdf) -> None:
    """Replace all copies of a picture by the first. One with a mask of its own stays: masks are
    not compared."""
    first: dict[bytes, Any] = {}
    replaced: dict[tuple[int, int], Any] = {}
    for holder in content_holders(pdf):
        objects = holder.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        for name, item in sorted(dict(objects).items()):
            if item.get("/Subtype") != Name.Image or "/SMask" in item:
                continue
            if item.objgen not in replaced:
                replaced[item.objgen] = first.setdefault(_describe(item), item)
            objects[name] = replaced[item.objgen]


def _describe(image: Any) -> bytes:
    """Hash the bytes of a picture and what is said of them."""
    said = repr(sorted((key, str(image[key])) for key in image.keys()))  # noqa: SIM118
    return hashlib.sha256(said.encode() + image.read_raw_bytes()).digest()

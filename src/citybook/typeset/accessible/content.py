"""The content of a page that is drawn and not yet saved goes in; its marks say what is read and what is an artifact.

WeasyPrint's stream is a list of operators with their operands, so nothing has to be parsed (ISO 32000-1, 14.6 and 14.8.2.2).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import pydyf  # type: ignore[import-untyped]

from citybook.typeset.accessible.breaks import is_reversed
from citybook.typeset.accessible.pieces import Piece

LOG = logging.getLogger("weasyprint")


class Fonts:
    """The glyph of a space in each font, by the name that content uses."""

    def __init__(self, fonts: Iterable[Any]) -> None:
        self.spaces: dict[bytes, bytes] = {}
        for font in fonts:
            glyph = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
            if glyph is not None and not font.bitmap:
                self.spaces[font.hash.encode()] = b"<%04x>" % glyph


def marked(items: list[Any], pieces: dict[int, Piece], artifacts: set[Piece], said: dict[Piece, str], fonts: Fonts) -> None:
    """Change the marks in a stream's `items`; `pieces` are the page's by number, `said` is what they are to be read as.

    What is drawn elsewhere, since it is translucent, cannot be tagged and is complained of.
    """
    piece: Piece | None = None
    opened = shown = 0
    font = b""
    nested: list[int] = []
    dropped: set[int] = set()
    unseen = dict(pieces)
    for number, item in enumerate(items):
        if item == b"BDC" and "MCID" in items[number - 1]:
            piece, opened, shown = unseen.pop(items[number - 1]["MCID"], None), number - 1, 0
        elif item == b"BMC" and piece:
            nested.append(number)
        elif item == b"EMC" and nested:
            # What underlines a text belongs to it: an artifact must not stand in a tagged piece (ISO 14289-1, 7.1).
            begun = nested.pop()
            dropped.update((begun - 1, begun, number))
        elif item == b"EMC" and piece:
            if piece in artifacts:
                items[opened - 1], items[opened] = "/Artifact", _artifact(piece)
            elif piece in said:
                _say(items, opened, shown, piece, said[piece], fonts.spaces.get(font, b""))
            piece = None
        elif isinstance(item, bytes) and item.endswith(b" Tf"):
            font = item[1:].split()[0]
        elif isinstance(item, bytes) and item.endswith(b"] TJ"):
            shown = number
    items[:] = [item for number, item in enumerate(items) if number not in dropped]
    for piece in unseen.values():
        LOG.error("translucent text cannot be read aloud: %r", piece.text or "a picture")


def _artifact(piece: Piece) -> Any:
    """What kind of artifact something is: running text of the page's head or foot, or decoration."""
    if piece.at.margin:
        return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{piece.at.margin}"})
    return pydyf.Dictionary({"Type": "/Pagination" if piece.at.repeated is not None else "/Layout"})


def _say(items: list[Any], opened: int, shown: int, piece: Piece, text: str, space: bytes) -> None:
    """Add the space where that is all and the font has one, else give the text in words."""
    if text == f"{piece.text} " and space and shown > opened and not is_reversed(text):
        items[shown] = items[shown].removesuffix(b"] TJ") + space + b"] TJ"
    else:
        items[opened]["ActualText"] = f"<feff{text.encode('utf-16-be').hex()}>"

"""The content of a page that is drawn and not yet saved goes in; its marks say what is read and
what is an artifact.

WeasyPrint's stream is a list of operators with their operands, so nothing has to be parsed (ISO
32000-1, 14.6 and 14.8.2.2).
"""

from __future__ import annotations

import logging
from typing import Any

import pydyf  # type: ignore[import-untyped]

from citybook.typeset.accessible.breaks import is_reversed
from citybook.typeset.accessible.pieces import Piece

LOG = logging.getLogger("weasyprint")


class Marker:
    """Changes the marks of pages. `artifacts` are not read, `said` is what pieces are read as, and
    `spaces` how each font writes a space."""

    def __init__(
        self, artifacts: set[Piece], said: dict[Piece, str], spaces: dict[bytes, bytes]
    ) -> None:
        self.artifacts, self.said, self.spaces = artifacts, said, spaces

    def mark(self, items: list[Any], pieces: dict[int, Piece]) -> None:
        """Change the `items` of a page's stream; `pieces` are the page's by number.

        What is drawn elsewhere, since it is translucent, cannot be tagged and is complained of.
        """
        unseen, dropped, nested = dict(pieces), set(), []
        piece, opened = None, 0
        for number, item in enumerate(items):
            if item == b"BDC" and "MCID" in items[number - 1]:
                piece, opened = unseen.pop(items[number - 1]["MCID"], None), number - 1
            elif item == b"BMC" and piece:
                nested.append(number)
            elif item == b"EMC" and nested:
                # What underlines a text belongs to it: an artifact must not stand in a tagged piece
                # (ISO 14289-1, 7.1).
                begun = nested.pop()
                dropped |= {begun - 1, begun, number}
            elif item == b"EMC" and piece:
                self._close(items, opened, number, piece)
                piece = None
        items[:] = [item for number, item in enumerate(items) if number not in dropped]
        for one in unseen.values():
            LOG.error("translucent text cannot be read aloud: %r", one.text or "a picture")

    def _close(self, items: list[Any], opened: int, closed: int, piece: Piece) -> None:
        """Say of a whole piece what it is; its property list stands at `opened`."""
        if piece in self.artifacts:
            items[opened - 1], items[opened] = "/Artifact", _artifact(piece)
        elif piece in self.said and not self._add_space(items, opened, closed, piece):
            items[opened]["ActualText"] = f"<feff{self.said[piece].encode('utf-16-be').hex()}>"

    def _add_space(self, items: list[Any], opened: int, closed: int, piece: Piece) -> bool:
        """Add a space to a piece that lacks nothing else, if its font has one; whether that was
        done."""
        steps = [
            (number, items[number])
            for number in range(opened, closed)
            if isinstance(items[number], bytes)
        ]
        fonts = [item[1:].split()[0] for _, item in steps if item.endswith(b" Tf")]
        shown = [number for number, item in steps if item.endswith(b"] TJ")]
        space = self.spaces.get(fonts[-1]) if fonts else None
        if (
            self.said[piece] != f"{piece.text} "
            or is_reversed(piece.text or "")
            or not (space and shown)
        ):
            return False
        items[shown[-1]] = items[shown[-1]].removesuffix(b"] TJ") + space + b"] TJ"
        return True


def _artifact(piece: Piece) -> Any:
    """What kind of artifact something is: running text of the page's head or foot, or
    decoration."""
    if piece.at.margin:
        return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{piece.at.margin}"})
    return pydyf.Dictionary({"Type": "/Pagination" if piece.at.repeated is not None else "/Layout"})

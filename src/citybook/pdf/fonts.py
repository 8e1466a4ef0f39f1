"""A font of a PDF goes in; the text that its codes stand for comes out (ISO 32000-1, 9.7 and
9.10)."""

from __future__ import annotations

import re
import struct
from typing import Any

import pikepdf

from citybook.pdf.to_unicode import parse_to_unicode

HEX = re.compile(rb"<([^>]*)>")
UNKNOWN = "\ufffd"


class Font:
    """A font whose codes have two bytes: its `name` without the tag of a subset (9.6.4), and the
    text of each code."""

    def __init__(self, font: Any) -> None:
        self.name = self.name_of(font)
        cmap = font.get("/ToUnicode")
        self.texts = parse_to_unicode(cmap.read_bytes()) if cmap is not None else {}

    @staticmethod
    def name_of(font: Any) -> str:
        """The name of a font without the tag of its subset."""
        return str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]

    def decode(self, codes: bytes, unknown: str = UNKNOWN) -> str:
        """Decode a string; `unknown` stands for a code without text, its `{code}` if that is
        asked for."""
        count = len(codes) // 2
        return "".join(
            [
                text if (text := self.texts.get(code)) is not None else unknown.format(code=code)
                for code in struct.unpack(f">{count}H", codes[: 2 * count])
            ]
        )

    def text(self, operand: Any) -> str:
        """Decode all that an operand of Tj or TJ shows."""
        written = operand.unparse()
        if b"(" not in written:
            # To ask for each of a page's thousands of strings takes three times as long.
            return self.decode(bytes.fromhex(b"".join(HEX.findall(written)).decode()))
        strings = operand if isinstance(operand, pikepdf.Array) else [operand]
        return self.decode(
            b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
        )


class FontCache:
    """The fonts of one file, each read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Font] = {}

    def get(self, font: Any) -> Font:
        """Read a font of the file, unless that was done."""
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = Font(font)
        return self._fonts[font.objgen]

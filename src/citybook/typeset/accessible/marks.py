"""A page of a PDF goes in; the text of each of its marks comes out (ISO 32000-1, 14.6 and 9.10)."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
HEX = re.compile(rb"<([^>]*)>")
OPERATORS = "BDC BMC EMC Tf TJ Tj"
# The words of each mark of a page by its number.
Marks = dict[int, str]


def read_marks(data: bytes) -> tuple[Marks, ...]:
    """The marks of each page of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reader = Reader()
        return tuple(reader.marks(page) for page in pdf.pages)


class Reader:
    """Reads pages of one file; the tables of its fonts are read once."""

    def __init__(self) -> None:
        self._tables: dict[tuple[int, int], dict[bytes, str]] = {}

    def marks(self, page: pikepdf.Page) -> Marks:
        """The text of each piece of content that is marked by a number, none for artifacts."""
        found: Marks = {}
        # Of each mark that is open, the number that its text belongs to, and what it says in place
        # of its glyphs.
        opened: list[tuple[int | None, str | None]] = []
        font: dict[bytes, str] = {}
        fonts = page.resources.get("/Font", pikepdf.Dictionary())
        for step in pikepdf.parse_content_stream(page, OPERATORS):
            name, operands = str(step.operator), step.operands
            if name in ("BDC", "BMC"):
                opened.append(_opened(operands, opened[-1] if opened else (None, None)))
                number, said = opened[-1]
                if number is not None and number not in found:
                    found[number] = said or ""
            elif name == "EMC":
                opened.pop()
            elif name == "Tf":
                font = self._table(fonts[str(operands[0])])
            elif (
                opened
                and opened[-1][0] is not None
                and opened[-1][1] is None
                and name in ("TJ", "Tj")
            ):
                found[opened[-1][0]] += _shown(operands[0], font)
        return found

    def _table(self, font: Any) -> dict[bytes, str]:
        if font.objgen not in self._tables:
            pairs = PAIR.findall(font.ToUnicode.read_bytes().partition(b"beginbfchar")[2])
            self._tables[font.objgen] = {
                code.lower(): bytes.fromhex(text.decode()).decode("utf-16-be")
                for code, text in pairs
            }
        return self._tables[font.objgen]


def _opened(operands: Any, outer: tuple[int | None, str | None]) -> tuple[int | None, str | None]:
    given = operands[1] if len(operands) > 1 else None
    properties = given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()
    if str(operands[0]) == "/Artifact":
        return None, None
    said = str(properties["/ActualText"]) if "/ActualText" in properties else outer[1]
    return (int(properties["/MCID"]), said) if "/MCID" in properties else (outer[0], said)


def _shown(operand: Any, font: dict[bytes, str]) -> str:
    """The text of glyphs, each of two bytes; `font` has them as four hexadecimal digits."""
    written = operand.unparse()
    if b"(" in written:
        strings = operand if isinstance(operand, pikepdf.Array) else [operand]
        shown = (
            b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
            .hex()
            .encode()
        )
    else:  # as nearly always; to ask for each of a page's thousands of strings takes three times as long
        shown = b"".join(HEX.findall(written))
    return "".join([font.get(shown[at : at + 4], "\ufffd") for at in range(0, len(shown), 4)])

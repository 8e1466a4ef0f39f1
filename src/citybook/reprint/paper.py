"""A typeset PDF goes in; what each of its pages says, shows and looks like comes out, in
fingerprints that can be compared.

Content streams are read as they are drawn (ISO 32000-1, 7.8.2). Names of fonts and pictures are
replaced by what they stand for, and tags are left out: neither is printed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

# Hexadecimal digits of a fingerprint: pages are only compared with the page that stood in the same
# place.
DIGITS = 10
MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf(?:char|range)", re.DOTALL)
CODES = re.compile(rb"<([0-9a-fA-F\s]+)>")
FIGURE, PAGINATION = "/Figure", "/Pagination"
SHOWN = {"Tj", "TJ", "'", '"'}
TAGGED = {"BDC", "BMC"}
# What makes a drawing: paths that are stroked or filled (ISO 32000-1, 8.5). Its colours are a
# matter of looks.
DRAWN = {"m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}
# A word is divided where a line ends, so hyphens and spaces tell nothing of what a page says.
UNSAID = re.compile(r"[\s\u00ad\u2010-]+")


@dataclass(frozen=True)
class Page:
    """A page. `letters` are all its letters and digits, in small letters and as they are set.
    `says` is the fingerprint of its text, `shows` that of its pictures, codes and drawings wherever
    they stand, `look` that of all that is drawn and where."""

    letters: str
    says: str
    shows: str
    look: str


def pages(path: Path) -> list[Page]:
    """Every page of a PDF. Raises pikepdf.PdfError if it is none."""
    with pikepdf.open(path) as pdf:
        reader = _Reader()
        return [reader.page(page) for page in pdf.pages]


def letters(text: str) -> str:
    """A text as it can be found on a page: letters and digits alone, ligatures undone (Unicode's
    NFKC), in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


class _Reader:
    """Reads pages that share fonts and pictures."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int], tuple[str, dict[int, str]]] = {}
        self.pictures: dict[tuple[int, int], bytes] = {}

    def page(self, page: pikepdf.Page) -> Page:
        drawn = _Drawn()
        self._read(page, page.obj.get("/Resources"), drawn, is_figure=False)
        text = "".join(drawn.text)
        return Page(
            letters(text),
            _digest(UNSAID.sub("", text).encode()),
            _digest(*drawn.shows),
            _digest(*drawn.look),
        )

    def _read(self, stream: Any, resources: Any, drawn: _Drawn, *, is_figure: bool) -> None:
        codes: dict[int, str] = {}
        tags = [FIGURE if is_figure else ""]
        for instruction in pikepdf.parse_content_stream(stream):
            operands, name = instruction.operands, str(instruction.operator)
            if name in TAGGED:
                tags.append(_tag(operands) or tags[-1])
            elif name == "EMC":
                tags = tags[:-1] or tags
            elif name == "Do":
                self._draw(
                    resources["/XObject"][str(operands[0])],
                    resources,
                    drawn,
                    is_figure=tags[-1] != PAGINATION,
                )
            elif name == "Tf":
                font, codes = self._font(resources["/Font"][str(operands[0])])
                drawn.look.append(f"{font} {operands[1]} Tf".encode())
            elif name in SHOWN:
                drawn.say(list(_shown(operands, codes)))
            else:
                drawn.draw(
                    self._shape(name, operands, resources),
                    is_shown=tags[-1] == FIGURE and name in DRAWN,
                )

    def _shape(self, name: str, operands: Any, resources: Any) -> bytes:
        """Lines, colours and places; a pattern by what it draws, since its name may be another one
        in the next build."""
        if name in ("scn", "SCN") and operands and isinstance(operands[-1], pikepdf.Name):
            pattern = resources["/Pattern"][str(operands[-1])]
            return self._picture(pattern) if isinstance(pattern, pikepdf.Stream) else name.encode()
        return " ".join([*(_written(one) for one in operands), name]).encode()

    def _draw(self, form: Any, resources: Any, drawn: _Drawn, *, is_figure: bool) -> None:
        """A picture, or what is drawn apart, such as an icon: that has coordinates of its own,
        wherever it is placed."""
        if form.get("/Subtype") == pikepdf.Name.Form:
            self._read(form, form.get("/Resources", resources), drawn, is_figure=is_figure)
        else:
            drawn.draw(self._picture(form), is_shown=True)

    def _picture(self, stream: pikepdf.Stream) -> bytes:
        if stream.objgen not in self.pictures:
            self.pictures[stream.objgen] = hashlib.sha256(stream.read_raw_bytes()).digest()
        return self.pictures[stream.objgen]

    def _font(self, font: Any) -> tuple[str, dict[int, str]]:
        """A font's name without the tag of its subset (ISO 32000-1, 9.6.4), and the text of its
        codes."""
        if font.objgen not in self.fonts:
            name = str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]
            mapped = font.get("/ToUnicode")
            self.fonts[font.objgen] = (
                name,
                _codes(mapped.read_bytes()) if mapped is not None else {},
            )
        return self.fonts[font.objgen]


class _Drawn:
    """What was drawn so far."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.shows: list[bytes] = []
        self.look: list[bytes] = []

    def say(self, said: list[str | float]) -> None:
        """Text, and what it moves between."""
        self.text.extend(one for one in said if isinstance(one, str))
        self.look.append(repr(said).encode())

    def draw(self, shape: bytes, *, is_shown: bool) -> None:
        """Part of a drawing; `is_shown` if it is more than a line or a ground."""
        self.look.append(shape)
        if is_shown:
            self.shows.append(shape)


def _tag(operands: Any) -> str:
    """Whether marked content is a figure, or a page's running head and number (ISO 32000-1,
    14.8.2.2)."""
    kind = (
        operands[1].get("/Type")
        if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
        else None
    )
    return (
        PAGINATION
        if kind == pikepdf.Name.Pagination
        else FIGURE
        if str(operands[0]) == FIGURE
        else ""
    )


def _shown(operands: Any, codes: dict[int, str]) -> Iterator[str | float]:
    """What a text operator shows, with what it moves between: codes of two bytes, as all our fonts
    have them."""
    for one in operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]:
        if isinstance(one, pikepdf.String):
            data = bytes(one)
            yield "".join(
                codes.get(code, f"\ue000{code:04x}")
                for code in (int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
            )
        else:
            yield float(one)


def _codes(cmap: bytes) -> dict[int, str]:
    """The text of each code: a ToUnicode CMap's `bfchar` and `bfrange` (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in MAPPED.findall(cmap):
        given = [bytes.fromhex(code.decode()) for code in CODES.findall(body)]
        step = 2 if kind == b"char" else 3
        for at in range(0, len(given) - step + 1, step):
            first, last, text = (
                int.from_bytes(given[at]),
                int.from_bytes(given[at + step - 2]),
                given[at + step - 1],
            )
            for code in range(first, last + 1):
                counted = (int.from_bytes(text[-2:]) + code - first).to_bytes(2)
                found[code] = (text[:-2] + counted).decode("utf-16-be", "replace")
    return found


def _written(operand: Any) -> str:
    return (
        operand.unparse().decode("latin-1") if isinstance(operand, pikepdf.Object) else str(operand)
    )


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:DIGITS] if parts else ""

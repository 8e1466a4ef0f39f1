"""A typeset PDF goes in; what each of its pages says, shows and looks like comes out, in
fingerprints that can be compared.

Content streams are read as they are drawn (ISO 32000-1, 7.8.2). Names of fonts and pictures are
replaced by what they stand for, and tags are left out: neither is printed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from citybook.pdf.content import TEXT_OPERATORS, read_content
from citybook.pdf.fonts import Font, FontCache
from citybook.pdf.marked_content import MARKING_OPERATORS, ContentMark, MarkedContent

# Hexadecimal digits of a fingerprint: pages are only compared with the page that stood in the same
# place.
DIGITS = 10
# What makes a drawing: paths that are stroked or filled (ISO 32000-1, 8.5). Its colours are a
# matter of looks.
DRAWN = {"m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}
# A word is divided where a line ends, so hyphens and spaces tell nothing of what a page says.
UNSAID = re.compile(r"[\s\u00ad\u2010-]+")
# What stands for a code whose text is not known.
UNKNOWN = "\ue000{code:04x}"


@dataclass(frozen=True)
class PageFingerprint:
    """A page. `letters` are all its letters and digits, in small letters and as they are set, and
    `text` all that it says. `says` is the fingerprint of this, `shows` that of its pictures, codes
    and drawings wherever they stand, `look` that of all that is drawn and where."""

    letters: str
    text: str
    says: str
    shows: str
    look: str


def read_pages(pdf: pikepdf.Pdf) -> list[PageFingerprint]:
    """Read every page of a PDF."""
    fonts, streams = FontCache(), dict[tuple[int, int], bytes]()
    return [_PageReader(fonts, streams).read(page) for page in pdf.pages]


def fingerprint_text(text: str, replacements: Mapping[str, str] | None = None) -> str:
    """Return the fingerprint of what a page says, with `replacements` as if it said these."""
    said = UNSAID.sub("", text)
    for now, then in (replacements or {}).items():
        said = said.replace(UNSAID.sub("", now), UNSAID.sub("", then))
    return _digest([said.encode()])


def letters(text: str) -> str:
    """Write a text as it can be found on a page: letters and digits alone, ligatures undone
    (Unicode's NFKC), in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


class _PageReader:
    """Collects what a page draws. `fonts` and the hashes of `streams` are those of the file."""

    def __init__(self, fonts: FontCache, streams: dict[tuple[int, int], bytes]) -> None:
        self.fonts, self.streams = fonts, streams
        self.text: list[str] = []
        self.shows: list[bytes] = []
        self.look: list[bytes] = []

    def read(self, page: pikepdf.Page) -> PageFingerprint:
        self._follow(page, page.obj.get("/Resources"), is_figure=False)
        text = "".join(self.text)
        shows, look = _digest(self.shows), _digest(self.look)
        return PageFingerprint(letters(text), text, fingerprint_text(text), shows, look)

    def _follow(self, holder: Any, resources: Any, *, is_figure: bool) -> None:
        content, font = MarkedContent(ContentMark(is_figure=is_figure)), Font({})
        for name, operands, _ in read_content(holder):
            if name in MARKING_OPERATORS:
                content.follow(name, operands)
            elif name == "Do":
                drawn = resources.XObject[operands[0]]
                self._draw(drawn, resources, is_figure=not content.current.is_pagination)
            elif name == "Tf":
                font = self.fonts.get(resources.Font[operands[0]])
                self.look.append(f"{font.name} {operands[1]} Tf".encode())
            elif name in TEXT_OPERATORS:
                self._show(operands[-1], font)
            else:
                is_shown = content.current.is_figure and name in DRAWN
                self._add(self._shape(name, operands, resources), is_shown=is_shown)

    def _show(self, operand: Any, font: Font) -> None:
        """Add text, and what it moves between."""
        shown = [
            font.decode(bytes(one), UNKNOWN) if isinstance(one, pikepdf.String) else float(one)
            for one in (operand if isinstance(operand, pikepdf.Array) else [operand])
        ]
        self.text.extend(one for one in shown if isinstance(one, str))
        self.look.append(repr(shown).encode())

    def _shape(self, name: str, operands: list[Any], resources: Any) -> bytes:
        """Lines, colours and places; a pattern by what it draws, since its name may be another one
        in the next build."""
        if name in ("scn", "SCN") and operands and isinstance(operands[-1], pikepdf.Name):
            pattern = resources.Pattern[operands[-1]]
            return self._hash(pattern) if isinstance(pattern, pikepdf.Stream) else name.encode()
        return " ".join([*map(_write, operands), name]).encode()

    def _draw(self, form: Any, resources: Any, *, is_figure: bool) -> None:
        """Add a picture, or what is drawn apart, such as an icon: that has coordinates of its own,
        wherever it is placed."""
        if form.get("/Subtype") == pikepdf.Name.Form:
            self._follow(form, form.get("/Resources", resources), is_figure=is_figure)
        else:
            self._add(self._hash(form), is_shown=True)

    def _add(self, shape: bytes, *, is_shown: bool) -> None:
        """Add part of a drawing; `is_shown` if it is more than a line or a ground."""
        self.look.append(shape)
        if is_shown:
            self.shows.append(shape)

    def _hash(self, stream: pikepdf.Stream) -> bytes:
        if stream.objgen not in self.streams:
            self.streams[stream.objgen] = hashlib.sha256(stream.read_raw_bytes()).digest()
        return self.streams[stream.objgen]


def _write(operand: Any) -> str:
    return (
        operand.unparse().decode("latin-1") if isinstance(operand, pikepdf.Object) else str(operand)
    )


def _digest(parts: list[bytes]) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:DIGITS] if parts else ""

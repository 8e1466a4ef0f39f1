"""The typefaces: the files that their packages ship, and the letters that can be printed with them.

The second typeface steps in where the identity's has no letter. It is cut down to those letters, so
that it never sets others.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

# Spaces and marks that are set without a glyph: HarfBuzz makes their width or leaves them out.
UNSEEN = frozenset(
    map(
        chr,
        (
            0xAD,
            0x61C,
            0x180E,
            *range(0x2000, 0x2010),
            *range(0x2029, 0x2030),
            *range(0x205F, 0x2070),
            0x3000,
            *range(0xFE00, 0xFE10),
            0xFEFF,
        ),
    )
)


class Typeface(NamedTuple):
    """A family of variable fonts, upright and italic, and the package that ships them (SIL Open
    Font Licence)."""

    family: str
    package: str
    upright: str
    italic: str

    def source(self, name: str) -> Path:
        """Return the variable font `name` as the package ships it."""
        spec = find_spec(self.package.replace("-", "_"))
        assert spec
        assert spec.origin
        return Path(spec.origin).parent / "files" / name


IDENTITY = Typeface(
    "Sofia Sans", "fontpkg-sofia-sans", "SofiaSans[wght].ttf", "SofiaSans-Italic[wght].ttf"
)
SECOND = Typeface(
    "Source Sans",  # Pango would take a number at its end for a size
    "fontpkg-source-sans-3",
    "SourceSans3[wght].ttf",
    "SourceSans3-Italic[wght].ttf",
)
TYPEFACES = (IDENTITY, SECOND)


@cache
def covered() -> frozenset[str]:
    """The letters that the identity's typeface has."""
    return _letters(IDENTITY)


@cache
def added() -> frozenset[str]:
    """The letters that the second typeface adds; its marks too, which stand on these only."""
    marks = {letter for letter in _letters(SECOND) if unicodedata.category(letter)[0] == "M"}
    return _letters(SECOND) - UNSEEN - (covered() - marks)


def lacking(letters: str) -> set[str]:
    """The letters that cannot be printed, of a letter with the marks that follow it, composed: one
    typeface must have all, as a mark of another would not stand where it belongs."""
    wanted = {letter for letter in letters if letter > "\x7f"} - UNSEEN
    if letters[:1] not in covered() and wanted <= added():
        return set()
    missing = wanted - covered()
    return missing if len(letters) > 1 else missing - added()


def _letters(typeface: Typeface) -> frozenset[str]:
    """The letters that both faces have: any text may be set in italics (OpenType 1.9, cmap)."""
    from uharfbuzz import Blob, Face

    upright, italic = (
        frozenset(map(chr, Face(Blob.from_file_path(typeface.source(name))).unicodes))
        for name in (typeface.upright, typeface.italic)
    )
    return upright & italic

"""The typefaces: the files that they are read from, and the letters that can be printed with them.

The second typeface steps in where the publication's has no letter. It is cut down to those letters,
so that it never sets others.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

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
# Units in an em where the width of a text is measured, and how wide a letter of the second typeface
# may be there.
EM, UNKNOWN = 1000, 650


class Typeface(NamedTuple):
    """A family of fonts as stylesheets name it, and its files: TrueType, with one weight each or
    variable. They are those of a `package`, or lie in a `folder`, and then it is said under which
    `licence`, and in which file that stands. Without an `italic`, the regular is set instead."""

    family: str
    regular: str
    bold: str
    italic: str = ""
    package: str = ""
    folder: str = ""
    licence: str = ""
    licence_file: str = ""

    @property
    def is_variable(self) -> bool:
        """Whether one file has all weights."""
        return self.regular == self.bold

    def source(self, name: str) -> Path:
        """Return the path of one of its files."""
        return (Path(self.folder) if self.folder else package_folder(self.package)) / name


def package_folder(package: str) -> Path:
    """Return the folder with the fonts of an installed package. Raises ModuleNotFoundError."""
    spec = find_spec(package.replace("-", "_"))
    if not spec or not spec.origin:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent / "files"


DEFAULT = Typeface(
    "Sofia Sans",
    "SofiaSans[wght].ttf",
    "SofiaSans[wght].ttf",
    "SofiaSans-Italic[wght].ttf",
    "fontpkg-sofia-sans",
)
SECOND = Typeface(
    "Source Sans",  # Pango would take a number at its end for a size
    "SourceSans3[wght].ttf",
    "SourceSans3[wght].ttf",
    "SourceSans3-Italic[wght].ttf",
    "fontpkg-source-sans-3",
)


class Letters(NamedTuple):
    """The letters that a publication's typeface has, and those that the second adds; its marks too,
    which stand on these only."""

    own: frozenset[str]
    added: frozenset[str]

    def lacking(self, cluster: str) -> set[str]:
        """Return the letters that cannot be printed, of a letter with the marks that follow it,
        composed: one typeface must have all, as a mark of another would not stand where it
        belongs."""
        wanted = {letter for letter in cluster if letter > "\x7f"} - UNSEEN
        if cluster[:1] not in self.own and wanted <= self.added:
            return set()
        missing = wanted - self.own
        return missing if len(cluster) > 1 else missing - self.added


@cache
def letters_of(typeface: Typeface) -> Letters:
    """Return the letters that can be printed where this is the publication's typeface."""
    own, second = _letters(typeface), _letters(SECOND)
    marks = {letter for letter in second if unicodedata.category(letter)[0] == "M"}
    return Letters(own, second - UNSEEN - (own - marks))


def _letters(typeface: Typeface) -> frozenset[str]:
    """The letters that all its faces have: any text may be set bold or in italics (OpenType 1.9,
    cmap)."""
    from uharfbuzz import Blob, Face

    names = {typeface.regular, typeface.bold, typeface.italic} - {""}
    faces = [
        frozenset(map(chr, Face(Blob.from_file_path(typeface.source(name))).unicodes))
        for name in sorted(names)
    ]
    return frozenset.intersection(*faces)


@cache
def digest_of(typeface: Typeface) -> str:
    """Return a hash of a typeface and of what its files hold. Raises OSError."""
    digest = hashlib.sha256(repr(typeface).encode())
    for name in dict.fromkeys((typeface.regular, typeface.bold, typeface.italic)):
        digest.update(typeface.source(name).read_bytes() if name else b"")
    return digest.hexdigest()


@lru_cache(100_000)  # the same words come again and again
def text_width(typeface: Typeface, text: str, *, bold: bool = False) -> float:
    """Return how wide a text is in one line, in em."""
    glyphs = _shape(typeface, text, bold=bold) if text else ()
    return (
        float(sum(place.x_advance if glyph.codepoint else UNKNOWN for glyph, place in glyphs)) / EM
    )


def outline_text(typeface: Typeface, text: str, size: float) -> tuple[str, float]:
    """Return the outlines of a bold text in one line as an SVG path, upwards from its baseline, and
    how wide it is; `size` is that of an em in units of the drawing."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    path, font = SVGPathPen(None, "{:.1f}".format), _font(typeface, bold=True)
    scale, at = size / EM, 0.0
    for glyph, place in _shape(typeface, text, bold=True):
        moved = (scale, 0, 0, scale, (at + place.x_offset) * scale, place.y_offset * scale)
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(path, moved))
        at += place.x_advance
    return path.getCommands(), at * scale


def _shape(typeface: Typeface, text: str, *, bold: bool) -> Iterator[tuple[Any, Any]]:
    """Yield each glyph of a line with its place, in thousandths of an em."""
    from uharfbuzz import Buffer, shape

    buffer = Buffer()
    buffer.add_str(str(text))
    buffer.guess_segment_properties()
    shape(_font(typeface, bold=bold), buffer)
    yield from zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)


@cache
def _font(typeface: Typeface, *, bold: bool) -> Any:
    from uharfbuzz import Blob, Face, Font

    name = typeface.bold if bold else typeface.regular
    font = Font(Face(Blob.from_file_path(typeface.source(name))))
    font.scale = (EM, EM)
    font.set_variations({"wght": 700 if bold else 400})
    return font

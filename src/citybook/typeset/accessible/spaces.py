"""The fonts of a document go in; each one's space comes out, since the ends of lines need one that
no line shows."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any


def give_spaces(fonts: Iterable[Any]) -> None:
    """Keep a space in every font that has one, before its unused glyphs are taken out."""
    for font in fonts:
        space = (
            _space(font.file_content, font.index)
            if " " not in font.to_unicode.values() and not font.bitmap
            else None
        )
        if space:
            glyph, width = space
            font.to_unicode[glyph], font.widths[glyph] = " ", width


def spaces(fonts: Iterable[Any]) -> dict[bytes, bytes]:
    """How a space is written in each font that has one, by the name that content uses."""
    found = {}
    for font in fonts:
        glyph = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
        if glyph is not None and not font.bitmap:
            found[font.hash.encode()] = b"<%04x>" % glyph
    return found


@lru_cache(maxsize=32)
def _space(file: bytes, index: int) -> tuple[int, int] | None:
    """The number of a font's space and its width in thousandths of the font's size; None if it has
    none."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(file), fontNumber=index, lazy=True)
    name = (font.getBestCmap() or {}).get(ord(" "))
    return (
        (font.getGlyphID(name), round(font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm))
        if name
        else None
    )

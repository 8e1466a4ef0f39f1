"""The identity's typeface: the files that its package ships, and the letters that all of them
have."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Sofia Sans"
UPRIGHT, ITALIC = "SofiaSans[wght].ttf", "SofiaSans-Italic[wght].ttf"


def source(name: str) -> Path:
    """The variable font as its package ships it (SIL Open Font Licence)."""
    spec = find_spec("fontpkg_sofia_sans")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "files" / name


@cache
def covered() -> frozenset[str]:
    """The letters that both faces have: any text may be set in italics (OpenType 1.9, cmap)."""
    from fontTools.ttLib import TTFont

    upright, italic = (
        frozenset(map(chr, TTFont(source(name), lazy=True).getBestCmap()))
        for name in (UPRIGHT, ITALIC)
    )
    return upright & italic

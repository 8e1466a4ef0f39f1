"""The identity's variable fonts go in; one static file for each weight that print needs comes out.

WeasyPrint sets static fonts a fifth faster than a variable one. Cutting one takes seconds, so each is a task of its own.
"""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Sofia Sans"
CUTS = {
    "SofiaSans-400": ("SofiaSans[wght].ttf", 400),
    "SofiaSans-700": ("SofiaSans[wght].ttf", 700),
    "SofiaSans-Italic-400": ("SofiaSans-Italic[wght].ttf", 400),
}
WEB = {"SofiaSans": "SofiaSans[wght].ttf", "SofiaSans-Italic": "SofiaSans-Italic[wght].ttf"}


def source(name: str) -> Path:
    """The variable font as its package ships it (SIL Open Font Licence)."""
    spec = find_spec("fontpkg_sofia_sans")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "files" / name


def cut(name: str) -> bytes:
    """The static TrueType file `name` of CUTS."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    file, weight = CUTS[name]
    font = TTFont(source(file), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
    return _saved(font)


def web(name: str) -> bytes:
    """The variable font `name` of WEB as WOFF 2 for browsers."""
    from fontTools.ttLib import TTFont

    font = TTFont(source(WEB[name]), recalcTimestamp=False)
    font.flavor = "woff2"
    return _saved(font)


def _saved(font) -> bytes:  # type: ignore[no-untyped-def]  # fontTools has no types, and is imported only when needed
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

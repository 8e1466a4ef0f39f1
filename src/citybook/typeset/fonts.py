"""The identity's variable fonts go in; one static file for each weight that print needs comes out.

WeasyPrint sets static fonts a fifth faster than a variable one. Cutting one takes seconds, so each
is a task of its own.
"""

from __future__ import annotations

import io
from pathlib import Path

from citybook.typeface import ITALIC, UPRIGHT, source

CUTS = {
    "SofiaSans-400": (UPRIGHT, 400),
    "SofiaSans-700": (UPRIGHT, 700),
    "SofiaSans-Italic-400": (ITALIC, 400),
}
# What PDFs call them: Pango's description of each, without a size.
PDF_NAMES = {
    "Sofia-Sans": "SofiaSans-400",
    "Sofia-Sans-Bold": "SofiaSans-700",
    "Sofia-Sans-Italic": "SofiaSans-Italic-400",
}
WEB = {"SofiaSans": UPRIGHT, "SofiaSans-Italic": ITALIC}


def cut(name: str) -> bytes:
    """The static TrueType file `name` of CUTS."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    file, weight = CUTS[name]
    font = TTFont(source(file), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
    return _saved(font)


def read_cuts(folder: Path) -> dict[str, bytes]:
    """Read the files of all cuts, by the names that PDFs call them by."""
    return {name: (folder / f"{cut}.ttf").read_bytes() for name, cut in PDF_NAMES.items()}


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

"""The typefaces' variable fonts go in; one static file for each weight that print needs, and one
for browsers, comes out.

WeasyPrint sets static fonts a fifth faster than a variable one. HarfBuzz cuts one in 10 ms, where
fontTools needs three seconds; names and style bits, which HarfBuzz leaves as they were, are
fontTools' part. Of the second typeface only the letters are left that the identity's lacks.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from citybook.typeface import IDENTITY, SECOND, added

CUTS = {
    "SofiaSans-400": (IDENTITY, IDENTITY.upright, 400),
    "SofiaSans-700": (IDENTITY, IDENTITY.upright, 700),
    "SofiaSans-Italic-400": (IDENTITY, IDENTITY.italic, 400),
    "SourceSans-400": (SECOND, SECOND.upright, 400),
    "SourceSans-700": (SECOND, SECOND.upright, 700),
    "SourceSans-Italic-400": (SECOND, SECOND.italic, 400),
}
# Pango sets a space in the font of the letter before it.
SPACES = frozenset(" \u00a0")
# What PDFs call them: Pango's description of each, without a size.
PDF_NAMES = {
    "Sofia-Sans": "SofiaSans-400",
    "Sofia-Sans-Bold": "SofiaSans-700",
    "Sofia-Sans-Italic": "SofiaSans-Italic-400",
    "Source-Sans": "SourceSans-400",
    "Source-Sans-Bold": "SourceSans-700",
    "Source-Sans-Italic": "SourceSans-Italic-400",
}
WEB = {
    "SofiaSans": (IDENTITY, IDENTITY.upright),
    "SofiaSans-Italic": (IDENTITY, IDENTITY.italic),
    "SourceSans": (SECOND, SECOND.upright),
    "SourceSans-Italic": (SECOND, SECOND.italic),
}


def cut(name: str) -> bytes:
    """The static TrueType file `name` of CUTS."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import names, setRibbiBits

    typeface, file, weight = CUTS[name]
    font = TTFont(typeface.source(file), recalcTimestamp=False, lazy=True)
    names.updateNameTable(font, {"wght": weight})
    setRibbiBits(font)
    return _subset(_saved(font), is_second=typeface is SECOND, weight=weight)


def read_cuts(folder: Path) -> dict[str, bytes]:
    """Read the files of all cuts, by the names that PDFs call them by."""
    return {name: (folder / f"{cut}.ttf").read_bytes() for name, cut in PDF_NAMES.items()}


def web(name: str) -> bytes:
    """The variable font `name` of WEB as WOFF 2 for browsers."""
    from fontTools.ttLib import TTFont

    typeface, file = WEB[name]
    data = typeface.source(file).read_bytes()
    if typeface is SECOND:
        data = _subset(data, is_second=True)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = "woff2"
    return _saved(font)


def _subset(data: bytes, *, is_second: bool, weight: int = 0) -> bytes:
    """Pin a font to a weight, if one is given, and of the second typeface keep what it adds."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    wanted = uharfbuzz.SubsetInput()
    if is_second:
        wanted.unicode_set.update(map(ord, added() | SPACES))
    else:
        wanted.keep_everything()
    # Letters of a variable font are drawn from shapes that overlap, which are not to cancel out.
    wanted.flags |= uharfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
    if weight:
        wanted.pin_axis_location(face, "wght", weight)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _saved(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

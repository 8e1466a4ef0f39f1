"""The identity's variable fonts go in; one static file for each weight that print needs comes out.

WeasyPrint sets static fonts a fifth faster than a variable one. HarfBuzz cuts one in 10 ms, where
fontTools needs three seconds; names and style bits, which HarfBuzz leaves as they were, are
fontTools' part.
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
    import uharfbuzz
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import names, setRibbiBits

    file, weight = CUTS[name]
    font = TTFont(source(file), recalcTimestamp=False, lazy=True)
    names.updateNameTable(font, {"wght": weight})
    setRibbiBits(font)
    face = uharfbuzz.Face(uharfbuzz.Blob(_saved(font)))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    # Letters of a variable font are drawn from shapes that overlap, which are not to cancel out.
    wanted.flags |= uharfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
    wanted.pin_axis_location(face, "wght", weight)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


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

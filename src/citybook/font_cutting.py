"""The bytes of a font go in; one with a single weight, or with fewer letters, or for browsers comes
out.

WeasyPrint sets static fonts a fifth faster than a variable one. HarfBuzz cuts one in 10 ms, where
fontTools needs three seconds; names and style bits, which HarfBuzz leaves as they were, are
fontTools' part.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any

# Of fonts with several axes only the weight is chosen.
WEIGHT = "wght"


def cut(
    data: bytes,
    weight: int = 0,
    letters: Collection[str] | None = None,
    *,
    is_contributed: bool = False,
) -> bytes:
    """Return a font as a TrueType file, at a weight if one is given and it can be chosen, and with
    these letters only, if they are given. One that `is_contributed` loses what HarfBuzz does not
    know, and the programs that fit its letters to pixels."""
    font = _open(data)
    if weight and "fvar" in font and "STAT" in font:
        data = _name_weight(font, weight)
    return _subset(data, weight, letters, is_contributed=is_contributed)


def pack(data: bytes) -> bytes:
    """Return a font as WOFF 2 for browsers."""
    font = _open(data)
    font.flavor = "woff2"
    return _save(font)


def weights(data: bytes) -> tuple[float, float] | None:
    """Return from which weight to which a font can be set; None where it has one only."""
    font = _open(data)
    axes = font["fvar"].axes if "fvar" in font else ()
    return next(((one.minValue, one.maxValue) for one in axes if one.axisTag == WEIGHT), None)


def _open(data: bytes) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)


def _name_weight(font: Any, weight: int) -> bytes:
    from fontTools.varLib.instancer import names, setRibbiBits

    names.updateNameTable(font, {WEIGHT: weight})
    setRibbiBits(font)
    return _save(font)


def _subset(
    data: bytes, weight: int, letters: Collection[str] | None, *, is_contributed: bool
) -> bytes:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    wanted = uharfbuzz.SubsetInput()
    if letters is None:
        wanted.keep_everything()
    else:
        wanted.unicode_set.update(map(ord, letters))
    # Letters of a variable font are drawn from shapes that overlap, which are not to cancel out.
    wanted.flags |= uharfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
    if is_contributed:
        wanted.flags &= ~uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
        wanted.flags |= uharfbuzz.SubsetFlags.NO_HINTING
    for axis in face.axis_infos if weight else ():
        if axis.tag == WEIGHT:
            wanted.pin_axis_location(face, WEIGHT, weight)
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _save(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

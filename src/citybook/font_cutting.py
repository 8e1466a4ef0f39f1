"""The bytes of a font go in; one with a single weight, or with fewer letters, or for browsers comes
out.

WeasyPrint sets static fonts a fifth faster than a variable one. HarfBuzz cuts one in 10 ms, where
fontTools needs three seconds; names and style bits, which HarfBuzz leaves as they were, are
fontTools' part.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import Any, NamedTuple

# Of fonts with several axes only the weight is chosen.
WEIGHT = "wght"


def cut(
    data: bytes,
    weight: int = 0,
    letters: Collection[str] | None = None,
    *,
    weights: tuple[int, int] | None = None,
    is_contributed: bool = False,
) -> bytes:
    """Return a font as a TrueType file: at a weight, or with the `weights` from one to another, if
    they are given and can be chosen, and with these letters only, if they are given. One that
    `is_contributed` loses what HarfBuzz does not know, and the programs that fit its letters to
    pixels."""
    font = _open(data)
    if weight and "fvar" in font and "STAT" in font:
        data = _name_weight(font, weight)
    return _subset(data, weight, letters, weights, is_contributed=is_contributed)


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


class Metrics(NamedTuple):
    """How a font sets text, in em: the average width of its letters, and how far a line reaches
    above and below the baseline, with the gap to the next; and whether it has figures of one
    width."""

    width: float
    ascent: float
    descent: float
    gap: float
    has_even_figures: bool = True


# How often letters are in a hundred of English text, spaces among them (Norvig, English Letter
# Frequency Counts, 2012): that is near enough for other languages.
FREQUENT = {
    " ": 17.0, "e": 10.4, "t": 7.7, "a": 6.7, "o": 6.3, "i": 6.3, "n": 6.0, "s": 5.4, "r": 5.2,
    "h": 4.2, "l": 3.4, "d": 3.2, "c": 2.8, "u": 2.3, "m": 2.1, "f": 2.0, "p": 1.8, "g": 1.6,
    "w": 1.4, "y": 1.4, "b": 1.2, "v": 0.9, "k": 0.4,
}  # fmt: skip


def metrics(data: bytes, weight: int) -> Metrics:
    """Return how a font sets text at a weight."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    font = uharfbuzz.Font(face)
    font.set_variations({WEIGHT: weight})
    em, extents = face.upem, font.get_font_extents("ltr")
    widths = {
        letter: font.get_glyph_h_advance(glyph)
        for letter in FREQUENT
        if (glyph := font.get_nominal_glyph(ord(letter)))
    }
    share = sum(FREQUENT[letter] for letter in widths)
    wide = sum(FREQUENT[letter] * width for letter, width in widths.items()) / (share or 1)
    return Metrics(
        wide / em or 0.5,
        extents.ascender / em,
        -extents.descender / em,
        extents.line_gap / em,
        _has_even_figures(font),
    )


def _has_even_figures(font: Any) -> bool:
    """Whether all figures are of one width where that is asked for (OpenType, tnum)."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str("".join(f"{number:02}" for number in range(100)))
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"tnum": True})
    return len({place.x_advance for place in buffer.glyph_positions}) == 1


def _open(data: bytes) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)


def _name_weight(font: Any, weight: int) -> bytes:
    from fontTools.varLib.instancer import names, setRibbiBits

    names.updateNameTable(font, {WEIGHT: weight})
    setRibbiBits(font)
    return _save(font)


def _subset(
    data: bytes,
    weight: int,
    letters: Collection[str] | None,
    weights: tuple[int, int] | None,
    *,
    is_contributed: bool,
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
    for axis in face.axis_infos if weight or weights else ():
        if axis.tag == WEIGHT and weights:
            wanted.set_axis_range(face, WEIGHT, *weights)
        elif axis.tag == WEIGHT:
            wanted.pin_axis_location(face, WEIGHT, weight)
        else:
            wanted.pin_axis_to_default(face, axis.tag)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _save(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

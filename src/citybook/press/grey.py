"""A PDF in colour goes in; the same in black ink alone comes out, in which lines and tints can still be told apart.

A copier that prints colour as grey mixes 0.3 red, 0.59 green and 0.11 blue (ISO 32000-1, 10.3.2), and two lines of the same
strength become one grey. So the greys are chosen here: each line has one of its own, in the order of lightness, and
everything else keeps its luminance, and with it its contrast (WCAG 2.2, "relative luminance"). Nothing is turned into pixels,
and as all is DeviceGray, a colour copier counts the page as black and white.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

from citybook.problems import Problem
from citybook.views.parts import INK, tint

Colour = tuple[float, float, float]
# Lightness L* (CIE 15) by which areas must differ to be told apart side by side; eyes see 1, copiers waver by 2 or 3.
APART = 6.0
# The lightest tone that a copier prints without holes: about 7 % ink.
LIGHTEST = 0.93
CONTRAST = 4.5
# How many numbers a colour of each operator has (ISO 32000-1, 8.6.8), and what it becomes.
SET = {"rg": 3, "RG": 3, "k": 4, "K": 4}
QUALITY = 90


@dataclass(frozen=True)
class Palette:
    """The greys of a publication: those chosen for its lines, by colour in shares of 255; 0 is black and 1 white."""

    chosen: Mapping[tuple[int, ...], float]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Palette:
        """Greys for the colours of lines, `#rrggbb`, evenly between ink and the lightest that text on any tint may have."""
        colours = sorted(set(lines), key=lambda colour: luminance(rgb(colour)))
        darkest, ground = lightness(luminance(rgb(INK))), min((luminance(rgb(tint(colour))) for colour in colours), default=1.0)
        step = (lightness((ground + 0.05) / CONTRAST - 0.05) - darkest) / max(1, len(colours))
        return cls({bytes_of(rgb(colour)): _grey_of(darkest + step * number) for number, colour in enumerate(colours, 1)})

    def grey(self, colour: Colour) -> float:
        """The grey of a colour. White stays white; what is nearly white gets a tone that is printed."""
        chosen = self.chosen.get(bytes_of(colour))
        if chosen is not None:
            return chosen
        grey = _compressed(luminance(colour))
        return grey if min(colour) > 0.995 else round(min(grey, LIGHTEST), 4)


def rgb(colour: str) -> Colour:
    """`#rrggbb` as shares."""
    red, green, blue = (int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def bytes_of(colour: Colour) -> tuple[int, ...]:
    """Red, green and blue from 0 to 255: PDFs round shares to six digits."""
    return tuple(round(share * 255) for share in colour)


def luminance(colour: Colour) -> float:
    """0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(light: float) -> float:
    """L* of a luminance, 0 to 100 (CIE 15, 8.2.1)."""
    return float(116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light)


def copied(colour: Colour) -> float:
    """The grey that a copier makes of a colour by itself (ISO 32000-1, 10.3.2)."""
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def distance(one: float, other: float) -> float:
    """How far two greys are apart, in L*."""
    return abs(lightness(luminance((one,) * 3)) - lightness(luminance((other,) * 3)))


def check(lines: Mapping[str, str], file: str, places: Mapping[str, tuple[int, int]]) -> list[Problem]:
    """A warning for each two lines, of name and colour, that cannot be told apart in grey; `places` tells where in `file`
    each colour stands."""
    palette = Palette.of(lines.values())
    ordered = sorted(lines, key=lambda name: luminance(rgb(lines[name])))
    return [Problem(file, *places.get(second, (0, 0)), f"{second}.colour: in black and white, '{first}' and '{second}' look alike",
                    "leave it, since lines have numbers and names as well; or have fewer lines", "warning")
            for first, second in pairwise(ordered)
            if distance(palette.grey(rgb(lines[first])), palette.grey(rgb(lines[second]))) < APART]


def convert(data: bytes, palette: Palette) -> bytes:
    """The PDF in greys. Soft masks are kept: they are no colours. Same bytes for the same input."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        masks = {mask.G.objgen for item in pdf.objects if isinstance(item, pikepdf.Dictionary)
                 for mask in [item.get("/SMask")] if isinstance(mask, pikepdf.Dictionary)}
        for page in pdf.pages:
            page.contents_coalesce()
            page.obj.Contents = pdf.make_stream(_content(page, palette))
        for item in list(pdf.objects):
            if item.objgen not in masks:
                _convert(item, palette)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _convert(item: Any, palette: Palette) -> None:
    """A form, a pattern, a picture or a shading, in place."""
    if isinstance(item, pikepdf.Stream):
        if item.get("/Subtype") == "/Image":
            _picture(item)
        elif item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1:
            item.write(_content(item, palette))
        for holder in (item, item.get("/Group", {})):
            if holder.get("/CS") == "/DeviceRGB":
                holder["/CS"] = pikepdf.Name.DeviceGray
    for shading in _shadings(item):
        if shading.get("/ColorSpace") == "/DeviceRGB" and all(map(_function(palette), _functions(shading))):
            shading["/ColorSpace"] = pikepdf.Name.DeviceGray

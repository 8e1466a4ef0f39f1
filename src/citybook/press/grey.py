"""The colours of a publication's lines go in; greys in which they can still be told apart come out.

A copier that prints colour as grey mixes 0.3 red, 0.59 green and 0.11 blue (ISO 32000-1, 10.3.2),
and two lines of the same strength become one grey. So the greys are chosen here: each line has one
of its own, in the order of lightness, and all else keeps its luminance, and with it its contrast
(WCAG 2.2, "relative luminance" and "contrast ratio").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from citybook.colours import tint
from citybook.problems import Problem
from citybook.views.parts import INK

# Red, green and blue in shares of 0 to 1.
Colour = tuple[float, float, float]
# Lightness L* (CIE 15) by which areas must differ to be told apart side by side: eyes see 1,
# copiers waver by 2 or 3.
APART = 6.0
# The lightest tone that a copier prints without holes: 7 % ink.
LIGHTEST = 0.93
# What text must have on its ground (WCAG 2.2, 1.4.3).
CONTRAST = 4.5


@dataclass(frozen=True)
class Palette:
    """The greys of a publication: those chosen for its lines, by colour in shares of 255; 0 is
    black and 1 white."""

    chosen: Mapping[tuple[int, ...], float]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Palette:
        """Greys for lines of these colours, `#rrggbb`: in even steps from ink to the lightest that
        text on a tint may have."""
        colours = sorted(set(lines), key=lambda colour: luminance(rgb(colour)))
        ground = min(
            [luminance(rgb(tint(colour))) for colour in colours] + [luminance((LIGHTEST,) * 3)]
        )
        darkest, lightest = (
            lightness(luminance(rgb(INK))),
            lightness((ground + 0.05) / CONTRAST - 0.05),
        )
        step = (lightest - darkest) / max(1, len(colours))
        return cls(
            {
                _bytes(rgb(colour)): _grey(_light(darkest + step * number))
                for number, colour in enumerate(colours, 1)
            }
        )

    def grey(self, colour: Colour) -> float:
        """The grey of a colour. White stays white; what is nearly white gets a tone that is
        printed."""
        key = _bytes(colour)
        if min(key) == 255:
            return 1.0
        return self.chosen[key] if key in self.chosen else min(_grey(luminance(colour)), LIGHTEST)

    def of_lightness(self, lightness: float) -> float:
        """The grey of a colour of which only L* is known."""
        return 1.0 if lightness > 99.9 else min(_grey(_light(lightness)), LIGHTEST)


def rgb(colour: str) -> Colour:
    """`#rrggbb` as shares."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _bytes(colour: Colour) -> tuple[int, ...]:
    """From 0 to 255, since PDFs round shares to six digits."""
    return tuple(round(share * 255) for share in colour)


def luminance(colour: Colour) -> float:
    """0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(light: float) -> float:
    """L* of a luminance, 0 to 100 (CIE 15, 8.2.1)."""
    return float(116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light)


def _light(lightness: float) -> float:
    """The luminance of an L*."""
    return float(((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3)


def _grey(light: float) -> float:
    """The grey of a luminance, 0 to 1 (IEC 61966-2-1)."""
    return round(12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055, 4)


def copied(colour: Colour) -> float:
    """The grey that a copier makes of a colour by itself (ISO 32000-1, 10.3.2)."""
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def distance(one: float, other: float) -> float:
    """How far two greys are apart, in L*."""
    return abs(lightness(luminance((one,) * 3)) - lightness(luminance((other,) * 3)))


def check(
    lines: Mapping[str, str], file: str, places: Mapping[str, tuple[int, int]]
) -> list[Problem]:
    """Warnings of lines, by name and colour, whose greys cannot be told apart; `places` tells where
    in `file` each colour stands."""
    palette, ordered = (
        Palette.of(lines.values()),
        sorted(lines, key=lambda name: (luminance(rgb(lines[name])), name)),
    )
    greys = [palette.grey(rgb(lines[name])) for name in ordered]
    near = [
        (one, other)
        for (one, lighter), (other, darker) in pairwise(zip(ordered, greys, strict=True))
        if distance(lighter, darker) < APART
    ]
    return [
        Problem(
            file,
            *places.get(other, (0, 0)),
            f"{other}.colour: in black and white it looks the same as '{one}'",
            "nothing is lost, since lines have numbers and names too; to tell them apart, have no more than five "
            "lines, each of a colour of its own",
            "warning",
        )
        for one, other in near
    ]

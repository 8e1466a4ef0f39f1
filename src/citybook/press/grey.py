"""The colours of a publication's lines go in; greys in which they can still be told apart come out.

A copier that prints colour as grey mixes 0.3 red, 0.59 green and 0.11 blue (ISO 32000-1, 10.3.2),
and two lines of the same strength become one grey. So the greys are chosen here: each line has one
of its own, in the order of lightness, and all else keeps its luminance, and with it its contrast
(WCAG 2.2, "relative luminance" and "contrast ratio"). The emblem of the European Union has a form
of its own for black alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citybook import emblem
from citybook.colours import Shares, luminance, parse_hex, parse_shares, tint
from citybook.models.fields import LEAST_CONTRAST
from citybook.models.identity import DEFAULTS

# The lightest tone that a copier prints without holes: 7 % ink.
LIGHTEST = 0.93


@dataclass(frozen=True)
class GreyPalette:
    """The greys of a publication: those `chosen` for its lines, by colour in shares of 255; 0 is
    black and 1 white."""

    chosen: Mapping[tuple[int, ...], float]

    @classmethod
    def choose(cls, lines: Iterable[str], ink: str = DEFAULTS["ink"]) -> GreyPalette:
        """Choose greys for lines of these colours, `#rrggbb`: in even steps from `ink` to the
        lightest that text on a tint may have."""
        colours = sorted(set(lines), key=lambda colour: luminance(parse_shares(colour)))
        tints = [luminance(parse_shares(tint(colour))) for colour in colours]
        ground = min([*tints, luminance((LIGHTEST,) * 3)])
        darkest = lightness(luminance(parse_shares(ink)))
        lightest = lightness((ground + 0.05) / LEAST_CONTRAST - 0.05)
        step = (lightest - darkest) / max(1, len(colours))
        return cls(
            {
                parse_hex(colour): _grey(_light(darkest + step * number))
                for number, colour in enumerate(colours, 1)
            }
        )

    def grey(self, colour: Shares) -> float:
        """Find the grey of a colour. White stays white; what is nearly white gets a tone that is
        printed."""
        if (part := emblem.find_part(colour)) is not None:
            return emblem.GREYS[part]
        # PDFs round shares to six digits.
        key = tuple(round(share * 255) for share in colour)
        if min(key) == 255:
            return 1.0
        return self.chosen[key] if key in self.chosen else min(_grey(luminance(colour)), LIGHTEST)

    def grey_of_lightness(self, lightness: float) -> float:
        """Find the grey of a colour of which only L* is known."""
        return 1.0 if lightness > 99.9 else min(_grey(_light(lightness)), LIGHTEST)


def lightness(light: float) -> float:
    """Compute L* of a luminance, 0 to 100 (CIE 15, 8.2.1)."""
    return float(116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light)


def _light(lightness: float) -> float:
    """The luminance of an L*."""
    return float(((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3)


def _grey(light: float) -> float:
    """The grey of a luminance, 0 to 1 (IEC 61966-2-1)."""
    return round(12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055, 4)

"""Colours of the screen go in; shares of the four inks come out.

A colour of the publication, an edition or a line has the inks given beside it. One between it and
white is a tint: the same inks in the same share; one between it and black is a shade: the same inks
and more black. The emblem of the European Union has inks of its
own. Greys are black ink alone, so that fine black text never depends on four plates in register.
All others are converted with the print shop's profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from citybook import emblem
from citybook.pdf.colours import Cmyk
from citybook.press.profiles import Profile

# Red, green and blue, 0 to 255.
Rgb = tuple[int, int, int]
BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
PAPER: Cmyk = (0.0, 0.0, 0.0, 0.0)
# How far a rounded tint may be from the exact one, and a grey's channels from each other, of 255.
NEAR, GREY = 0.8, 2
# How much of a colour is in its darkest shade.
DARKEST = 0.5


def total_coverage(ink: Cmyk) -> float:
    """How much ink lies on the paper, in per cent."""
    return 100 * sum(ink)


@dataclass
class Palette:
    """What is printed for each colour. `limit` is the most ink that the paper takes, in per
    cent."""

    named: Mapping[Rgb, Cmyk]
    profile: Profile
    limit: float = 300.0
    known: dict[Rgb, Cmyk] = field(default_factory=dict)

    def ink(self, red: float, green: float, blue: float) -> Cmyk:
        """Find the inks of a colour given as three shares of 0 to 1 (ISO 32000-1, 8.6.4.3)."""
        if (part := emblem.find_part((red, green, blue))) is not None:
            return emblem.INKS[part]
        colour = round(red * 255), round(green * 255), round(blue * 255)
        if colour not in self.known:
            self.known[colour] = (
                self.named.get(colour)
                or self._match_tint(colour)
                or self._match_grey(colour)
                or self._match_shade(colour)
                or self._convert(colour)
            )
        return self.known[colour]

    def _match_tint(self, colour: Rgb) -> Cmyk | None:
        """The named colour that this one lies nearest to on its way to white, in the share of that
        way."""
        tried = [
            (*_measure_tint(colour, name), ink)
            for name, ink in self.named.items()
            if name != (255, 255, 255)
        ]
        off, share, ink = min(tried, default=(NEAR + 1, 0.0, PAPER))
        return _multiply(ink, share) if off <= NEAR and share > 0 else None

    def _match_grey(self, colour: Rgb) -> Cmyk | None:
        return (
            (0.0, 0.0, 0.0, round(1 - sum(colour) / 765, 3))
            if max(colour) - min(colour) <= GREY
            else None
        )

    def _match_shade(self, colour: Rgb) -> Cmyk | None:
        """The named colour that this one is a shade of, no darker than half, with as much black as
        makes it so."""
        for name, ink in self.named.items():
            share = max(colour) / max(1, *name)
            off = max(abs(part * share - value) for part, value in zip(name, colour, strict=True))
            if DARKEST <= share < 1 and off <= NEAR:
                cyan, magenta, yellow, black = ink
                darker = round(1 - (1 - black) * share, 3)
                return limit_ink((cyan, magenta, yellow, darker), self.limit)
        return None

    def _convert(self, colour: Rgb) -> Cmyk:
        cyan, magenta, yellow, black = (
            round(value / 255, 2)
            for value in self.profile.convert(Image.new("RGB", (1, 1), colour)).tobytes()
        )
        return limit_ink((cyan, magenta, yellow, black), self.limit)


def limit_ink(ink: Cmyk, limit: float) -> Cmyk:
    """Keep ink to `limit` per cent: black stays, as it draws, the colours are lessened evenly."""
    *colours, black = ink
    if total_coverage(ink) <= limit or not sum(colours):
        return ink
    share = max(0.0, limit / 100 - black) / sum(colours)
    cyan, magenta, yellow = (int(value * share * 1000) / 1000 for value in colours)
    return cyan, magenta, yellow, black


def _measure_tint(colour: Rgb, named: Rgb) -> tuple[float, float]:
    """How far `colour` is from a tint of `named` at most, of 255, and the tint's share."""
    way = [255 - value for value in named]
    share = sum((255 - value) * part for value, part in zip(colour, way, strict=True)) / sum(
        part * part for part in way
    )
    off = max(abs(255 - part * share - value) for value, part in zip(colour, way, strict=True))
    return (off, share) if share <= 1 else (255.0, share)


def _multiply(ink: Cmyk, share: float) -> Cmyk:
    cyan, magenta, yellow, black = (round(value * share, 3) for value in ink)
    return cyan, magenta, yellow, black

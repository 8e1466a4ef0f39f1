"""The words of the European Union's statement go in; its emblem, with the words beside it as
outlines, comes out as SVG.

The emblem is drawn after the graphical specification of the European flag: a rectangle of 2 to 3,
twelve upright stars like the hours of a clock on a circle of a third of its height, each star in a
circle of an eighteenth. Nothing of it is ever changed: black and white, and dark grounds, have the
forms that the specification has for them. The words are set in Garamond, of the typefaces that the
Commission allows the one that a package ships (EB Garamond, SIL Open Font Licence).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin
from typing import Literal

from citybook.typeface import Typeface, outline_text, text_width

FONT = "EBGaramond[wght].ttf"
GARAMOND = Typeface("EB Garamond", FONT, FONT, package="fontpkg-eb-garamond")
# `black` for one ink on white, `reversed` for dark grounds.
Form = Literal["colour", "black", "reversed"]
BLUE, YELLOW, BLACK, WHITE = "#003399", "#ffcc00", "#000000", "#ffffff"
# On paper the same colours differ by a ten-thousandth, which no screen shows and no plate, so that
# copies in grey and in inks find each part again.
MARKED = {
    "field": (0.0, 0.2004, 0.6),
    "outline": (0.0, 0.2008, 0.6),
    "words": (0.0, 0.2012, 0.6),
    "stars": (1.0, 0.8004, 0.0),
}
# In black alone the rectangle is outlined, and the stars are black on white.
GREYS = {"field": 1.0, "outline": 0.0, "words": 0.0, "stars": 0.0}
# Reflex Blue and Yellow in the four inks.
REFLEX_BLUE, PROCESS_YELLOW = (1.0, 0.8, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0)
INKS = {**dict.fromkeys(("field", "outline", "words"), REFLEX_BLUE), "stars": PROCESS_YELLOW}
# All below in units of the drawing: the flag's height and width. The white border of a flag on a
# coloured ground is a 25th of its height.
HIGH, WIDE = 90.0, 135.0
BORDER = HIGH / 25
OUTLINE = HIGH / 60
# Words in two lines: their size, the distance of the lines, and how far they stand from the flag.
SIZE, LINE, GAP = 39.0, 40.0, 22.0


@lru_cache(maxsize=32)
def draw_emblem(words: str, form: Form, *, is_marked: bool = False) -> tuple[str, float]:
    """Draw the emblem with its words; return the text of the file, and how many times its flag's
    height the whole is wide. With `is_marked`, colours can be found again in a PDF."""
    edge = BORDER if form == "reversed" else 0.0
    colours = _colours(form, is_marked=is_marked)
    lines = [outline_text(GARAMOND, line, SIZE) for line in divide(words)]
    width = edge + WIDE + GAP + max(right for _, right in lines) + edge
    inset = OUTLINE / 2
    border = f'<path d="M0 0H{WIDE + 2 * edge:g}V{HIGH + 2 * edge:g}H0z" fill="{WHITE}"/>'
    parts = [
        border if edge else "",
        f'<g transform="translate({edge:g} {edge:g})">',
        f'<rect width="{WIDE:g}" height="{HIGH:g}" fill="{colours["field"]}"/>',
        f'<rect x="{inset:g}" y="{inset:g}" width="{WIDE - OUTLINE:g}" height="{HIGH - OUTLINE:g}" '
        f'fill="none" stroke="{colours["outline"]}" stroke-width="{OUTLINE:g}"/>',
        f'<path d="{stars()}" fill="{colours["stars"]}"/>',
        f'<g fill="{colours["words"]}">',
        *(
            f'<path transform="translate({WIDE + GAP:g} {_baseline(number, len(lines)):g}) '
            f'scale(1 -1)" d="{path}"/>'
            for number, (path, _) in enumerate(lines)
        ),
        "</g></g>",
    ]
    height = HIGH + 2 * edge
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:g}" '
        f'width="{width:.2f}" height="{height:g}">{"".join(parts)}</svg>\n'
    )
    return text, width / height


def find_part(colour: Sequence[float]) -> str | None:
    """Find which part of the emblem a colour in a PDF is, three shares of 0 to 1; None for any
    other."""
    for part, marked in MARKED.items():
        if all(abs(one - two) < 0.0001 for one, two in zip(colour, marked, strict=True)):
            return part
    return None


def _colours(form: Form, *, is_marked: bool) -> dict[str, str]:
    if form == "black":
        return {"field": WHITE, "outline": BLACK, "stars": BLACK, "words": BLACK}
    plain = {"field": BLUE, "outline": BLUE, "stars": YELLOW, "words": BLUE}
    if is_marked:
        plain = {
            part: f"color(srgb {' '.join(f'{share:g}' for share in shares)})"
            for part, shares in MARKED.items()
        }
    return {**plain, "words": WHITE} if form == "reversed" else plain


def stars() -> str:
    """Return the path of the twelve stars."""
    middle = WIDE / 2, HIGH / 2
    path = ""
    for hour in range(12):
        angle = hour * pi / 6
        x = middle[0] + HIGH / 3 * sin(angle)
        y = middle[1] - HIGH / 3 * cos(angle)
        path += _star(x, y, HIGH / 18)
    return path


def _star(x: float, y: float, radius: float) -> str:
    """Return a star with five points on a circle, one of them upright."""
    inner = radius * sin(pi / 10) / cos(pi / 5)
    corners = [
        (
            x + (inner if number % 2 else radius) * sin(number * pi / 5),
            y - (inner if number % 2 else radius) * cos(number * pi / 5),
        )
        for number in range(10)
    ]
    return "M" + "L".join(f"{left:.4f} {top:.4f}" for left, top in corners) + "z"


def divide(words: str) -> tuple[str, ...]:
    """Divide a statement into two lines, where it says or so that the longer one is shortest."""
    if "\n" in words:
        return tuple(words.split("\n"))
    parts = words.split()
    tried = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    if not tried:
        return (words,)
    return min(tried, key=lambda lines: max(text_width(GARAMOND, one, bold=True) for one in lines))


def _baseline(number: int, count: int) -> float:
    """Return where a line stands, so that all of them are in the middle of the flag's height."""
    capital = 0.65 * SIZE
    block = capital + LINE * (count - 1)
    return (HIGH - block) / 2 + capital + LINE * number

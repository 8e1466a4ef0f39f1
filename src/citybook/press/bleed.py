"""A page goes in; the places come out where what runs to its edge does not run on into the bleed,
seen on a picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import groupby

import pypdfium2
from PIL import Image, ImageChops

from citybook.pdf.boxes import MM, Box

DPI = 100
# Lighter than this is bare paper, of 255.
BARE = 252
# It is looked just inside the trim and just inside the bleed's edge, so far from them; what runs
# out at an angle may be found as far aside as the bleed is wide, and this more. In mm.
INSIDE, LEEWAY = 0.4, 1.5
# Fewer pixels in a row than this are an edge's own blur.
FEWEST = 2
# Ink that is no wider, in mm, may be a line that comes back, such as a border on a map.
LINE = 1.5
SIDES = ("left", "bottom", "right", "top")


def find_unbled(
    page: pypdfium2.PdfPage, trim: Box, bleed: float
) -> Iterator[tuple[str, float, float]]:
    """Find each place with its side and where on it, from and to, in mm from the trim's left or
    bottom. `trim` is in pt, `bleed` in mm; the picture shows the page as far as its bleed."""
    picture = page.render(scale=DPI / 72, may_draw_forms=False).to_pil().convert("RGB")
    darkest, crop = reduce(ImageChops.darker, picture.split()), page.get_cropbox()
    reach = round((bleed + LEEWAY) / 25.4 * DPI)
    for number, side in enumerate(SIDES):
        inner, outer = (
            _read_line(darkest, crop, trim, number, mm) for mm in (-INSIDE, bleed - INSIDE)
        )
        ends = (
            has_ink and not any(outer[max(0, at - reach) : at + reach + 1])
            for at, has_ink in enumerate(inner)
        )
        for start, end in _find_runs(ends):
            if not _comes_back(_read_band(darkest, crop, trim, number, bleed), start, end):
                yield side, start / DPI * 25.4, end / DPI * 25.4


def _read_band(
    picture: Image.Image, crop: Box, trim: Box, number: int, bleed: float
) -> list[list[bool]]:
    """Read lines beside one of the trim's SIDES, from just inside it outwards, a pixel apart."""
    pixel = 25.4 / DPI
    return [
        _read_line(picture, crop, trim, number, at * pixel - INSIDE)
        for at in range(round(bleed / pixel))
    ]


def _comes_back(band: list[list[bool]], start: int, end: int) -> bool:
    """Whether what leaves the page between two pixels is a line that comes back elsewhere: nothing
    is missing beyond it."""
    while start and band[0][start - 1]:
        start -= 1
    while end < len(band[0]) and band[0][end]:
        end += 1
    if end - start > LINE / 25.4 * DPI:
        return False
    reached: set[tuple[int, int]] = set()
    following = {(0, at) for at in range(start, end)}
    while following:
        reached |= following
        beside = {
            (line + down, at + along)
            for line, at in following
            for down in (-1, 0, 1)
            for along in (-1, 0, 1)
        }
        following = {
            (line, at)
            for line, at in beside - reached
            if 0 <= line < len(band) and 0 <= at < len(band[line]) and band[line][at]
        }
    return any(line == 0 and not start <= at < end for line, at in reached)


def _read_line(picture: Image.Image, crop: Box, trim: Box, number: int, out: float) -> list[bool]:
    """Whether there is ink along a line beside one of the trim's SIDES, `out` mm from it, pixel by
    pixel from the left or bottom."""
    scale, at = DPI / 72, trim[number] + (out * MM if number > 1 else -out * MM)
    if number % 2 == 0:
        column = min(picture.width - 1, max(0, int((at - crop[0]) * scale)))
        top, bottom = (round((crop[3] - side) * scale) for side in (trim[3], trim[1]))
        data = picture.crop((column, top, column + 1, bottom)).tobytes()[::-1]
    else:
        row = min(picture.height - 1, max(0, int((crop[3] - at) * scale)))
        left, right = (round((side - crop[0]) * scale) for side in (trim[0], trim[2]))
        data = picture.crop((left, row, right, row + 1)).tobytes()
    return [value < BARE for value in data]


def _find_runs(marked: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where what is marked begins and ends, without what is too short to matter."""
    at = 0
    for is_marked, run in groupby(marked):
        start, at = at, at + len(list(run))
        if is_marked and at - start >= FEWEST:
            yield start, at

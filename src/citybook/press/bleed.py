"""A page goes in; the places come out where what runs to its edge does not run on into the bleed,
seen on a picture of it."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from citybook.pdf.boxes import MM, Box

DPI = 100
# Lighter than this is bare paper, of 255.
BARE = 252
# It is looked just inside the trim and just inside the bleed's edge, so far from them; what runs
# out at an angle may be found as far aside as the bleed is wide, and this more. In mm.
INSIDE, LEEWAY = 0.4, 1.5
# Fewer pixels in a row than this are an edge's own blur.
FEWEST = 2
SIDES = ("left", "bottom", "right", "top")


def find_unbled(
    page: pypdfium2.PdfPage, trim: Box, bleed: float
) -> Iterator[tuple[str, float, float]]:
    """Find each place with its side and where on it, from and to, in mm from the trim's left or bottom.
    `trim` is in pt, `bleed` in mm; the picture shows the page as far as its bleed."""
    picture = page.render(scale=DPI / 72, may_draw_forms=False).to_pil().convert("RGB")
    crop = page.get_cropbox()
    for side in SIDES:
        inner, outer = (_line(picture, crop, trim, side, mm) for mm in (-INSIDE, bleed - INSIDE))
        reach = round((bleed + LEEWAY) / 25.4 * DPI)
        ends = [
            has_ink and not any(outer[max(0, at - reach) : at + reach + 1])
            for at, has_ink in enumerate(inner)
        ]
        for start, end in _runs(ends):
            yield side, start / DPI * 25.4, end / DPI * 25.4


def _line(picture: Image.Image, crop: Box, trim: Box, side: str, out: float) -> list[bool]:
    """Whether there is ink along a line beside the trim's `side`, `out` mm from it, pixel by pixel
    from the left or bottom."""
    scale = DPI / 72
    number = SIDES.index(side)
    at = trim[number] + (out * MM if number > 1 else -out * MM)
    if number % 2 == 0:
        column = min(picture.width - 1, max(0, int((at - crop[0]) * scale)))
        top, bottom = (crop[3] - trim[3]) * scale, (crop[3] - trim[1]) * scale
        strip = picture.crop((column, round(top), column + 1, round(bottom))).transpose(
            Image.Transpose.FLIP_TOP_BOTTOM
        )
    else:
        row = min(picture.height - 1, max(0, int((crop[3] - at) * scale)))
        strip = picture.crop(
            (round((trim[0] - crop[0]) * scale), row, round((trim[2] - crop[0]) * scale), row + 1)
        )
    data = strip.tobytes()
    return [min(data[index : index + 3]) < BARE for index in range(0, len(data), 3)]


def _runs(marked: list[bool]) -> Iterator[tuple[int, int]]:
    """Where what is marked begins and ends, without what is too short to matter."""
    start = None
    for index, is_marked in enumerate([*marked, False]):
        if is_marked and start is None:
            start = index
        elif not is_marked and start is not None:
            if index - start >= FEWEST:
                yield start, index
            start = None

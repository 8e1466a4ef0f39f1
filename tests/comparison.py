"""Two small pictures of a page go in; the places where they show another page come out.

Compared are cells of two or three lines of text each, by two measures: their mean (ink), and the
mean of what text leaves free in them (ground). A cell may be found a line further up or down, or a
pixel aside, so that another rasteriser or a line that runs over makes no difference. A picture, a
field of colour or a column that is not where it was does.
"""

from __future__ import annotations

from itertools import product

from PIL import Image, ImageChops, ImageDraw, ImageFilter

# The width in px of a picture, and the side of a cell.
WIDTH, CELL = 160, 8
# How far in px a cell may have moved.
ASIDE, UPWARDS = 1, 6
# What differs by less, of 255, is the same. A line of text more or less darkens a cell by some 20;
# the lightest field of colour differs from paper by 14. Where it is darker than LIGHT, as in a
# photograph, a difference of the ground counts a third.
INK, GROUND, LIGHT = 22, 11, 200
GROUNDS = [value if value > LIGHT else LIGHT - (LIGHT - value) // 3 for value in range(256)]
# How many of a thousand cells may differ.
FEW = 20
# How many times larger a picture is shown to people.
LARGER = 3


def shrink(picture: Image.Image) -> Image.Image:
    """A picture of a page as it is compared: WIDTH px wide."""
    height = round(picture.height * WIDTH / picture.width)
    return picture.convert("RGB").resize((WIDTH, height), Image.Resampling.BOX)


def different_cells(reference: Image.Image, picture: Image.Image) -> list[tuple[int, int]]:
    """The column and row of each cell of one that is not in the other."""
    both = ((reference, picture), (picture, reference))
    return sorted({cell for old, new in both for cell in _not_in(old, new)})


def is_another(reference: Image.Image, picture: Image.Image) -> bool:
    """Whether too many cells differ, or the pages have other sizes."""
    if abs(reference.height - picture.height) > 1:
        return True
    columns, rows = _size(picture)
    return len(different_cells(reference, picture)) * 1000 > columns * rows * FEW


def side_by_side(reference: Image.Image, picture: Image.Image) -> Image.Image:
    """The reference, the picture, and the picture with what differs in frames, for people."""
    marked = _enlarge(picture)
    draw = ImageDraw.Draw(marked)
    for cell in different_cells(reference, picture):
        left, top = (at * CELL * LARGER for at in cell)
        far = CELL * LARGER
        draw.rectangle((left, top, left + far, top + far), outline="red", width=2)
    shown = [_enlarge(reference), _enlarge(picture), marked]
    step = WIDTH * LARGER + 10
    sheet = Image.new("RGB", (step * 3 - 10, max(one.height for one in shown)), "grey")
    for number, one in enumerate(shown):
        sheet.paste(one, (number * step, 0))
    return sheet


def _enlarge(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width * LARGER, picture.height * LARGER))


def _size(picture: Image.Image) -> tuple[int, int]:
    """The columns and rows that are compared: what is in the last row may have gone below it."""
    return picture.width // CELL, picture.height // CELL - 1


def _not_in(old: Image.Image, new: Image.Image) -> list[tuple[int, int]]:
    """The cells of `new` that are nowhere near in `old`."""
    columns, rows = _size(new)
    alike = Image.new("L", (columns, rows), 0)
    layers = [(_ground(old), _ground(new), GROUND), (old, new, INK)]
    for x, y in product(range(-ASIDE, ASIDE + 1), range(-UPWARDS, UPWARDS + 1)):
        same = [
            _within(_means(before, alike.size, x, y), _means(after, alike.size), most)
            for before, after, most in layers
        ]
        alike = ImageChops.lighter(alike, ImageChops.darker(*same))
    return [(x, y) for y in range(rows) for x in range(columns) if not alike.getpixel((x, y))]


def _ground(picture: Image.Image) -> Image.Image:
    """What text leaves free of a picture."""
    return picture.filter(ImageFilter.MaxFilter(5)).point(GROUNDS * 3)


def _means(picture: Image.Image, size: tuple[int, int], x: int = 0, y: int = 0) -> Image.Image:
    """The mean of each cell, of a picture that is moved by x and y px."""
    area = (x, y, x + size[0] * CELL, y + size[1] * CELL)
    return picture.crop(area).resize(size, Image.Resampling.BOX)


def _within(one: Image.Image, other: Image.Image, most: int) -> Image.Image:
    """White where two pictures differ by so much at most in each channel, black elsewhere."""
    red, green, blue = ImageChops.difference(one, other).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return largest.point([255 if value <= most else 0 for value in range(256)])

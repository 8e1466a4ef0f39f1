"""Sizes, colours and places come in; the skies, hills, water and light of drawn photographs go out.

Places are shares of the picture's width and height, so that no scene depends on its size. Chance
has a seed everywhere: what is drawn again is the same.
"""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Pen:
    """Draws on a picture, by shares of its width and height."""

    def __init__(self, picture: Image.Image) -> None:
        self.draw = ImageDraw.Draw(picture)
        self.width, self.height = picture.size

    def place(self, point: Point) -> Point:
        return point[0] * self.width, point[1] * self.height

    def shape(self, points: list[Point], colour: Colour) -> None:
        self.draw.polygon([self.place(point) for point in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.draw.rectangle((*self.place((left, top)), *self.place((right, bottom))), fill=colour)

    def line(self, start: Point, end: Point, colour: Colour, thickness: float) -> None:
        thick = max(1, round(thickness * self.width))
        self.draw.line((*self.place(start), *self.place(end)), fill=colour, width=thick)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Draw a disc; its radius is a share of the width."""
        x, y = self.place(centre)
        size = radius * self.width
        self.draw.ellipse((x - size, y - size, x + size, y + size), fill=colour)


def draw_on(picture: Image.Image) -> Pen:
    """Return a pen for a picture."""
    return Pen(picture)


def gradient(size: tuple[int, int], colours: list[Colour]) -> Image.Image:
    """Return colours that turn into each other from top to bottom."""
    column = Image.new("RGB", (1, len(colours)))
    column.putdata(colours)
    # Bicubic from so few pixels has steps at the ends: they are led beyond the picture.
    tall = column.resize(
        (1, size[1] * len(colours) // (len(colours) - 1)), Image.Resampling.BICUBIC
    )
    spare = (tall.height - size[1]) // 2
    return tall.crop((0, spare, 1, spare + size[1])).resize(size)


def noise(size: tuple[int, int], cells: tuple[int, int], seed: int) -> Image.Image:
    """Return grey of chance, in soft cells of which so many lie across and down."""
    grain = random.Random(seed).randbytes(cells[0] * cells[1])
    return Image.frombytes("L", cells, grain).resize(size, Image.Resampling.BICUBIC)


def clouds(size: tuple[int, int], seed: int) -> Image.Image:
    """Return a mask of long thin clouds: chance in four sizes, laid over each other."""
    mask = noise(size, (4, 9), seed)
    for step, share in ((2, 0.42), (4, 0.34), (8, 0.26)):
        mask = Image.blend(mask, noise(size, (4 * step, 9 * step), seed + step), share)
    return mask.point([max(0, min(255, (grey - 128) * 4)) for grey in range(256)])


def sky(size: tuple[int, int], colours: list[Colour], sun: Point | None) -> Image.Image:
    """Return a sky, with clouds that are lit from below and a glow around the sun."""
    made = gradient((size[0], round(size[1] * 0.66)), colours)
    whole = Image.new("RGB", size, colours[-1])
    whole.paste(made, (0, 0))
    light = Image.new("RGB", size, blend(colours[-1], (255, 240, 225), 0.35))
    fade = gradient(size, [(40, 40, 40), (120, 120, 120), (60, 60, 60), (0, 0, 0)]).convert("L")
    whole = Image.composite(light, whole, ImageChops.multiply(clouds(size, len(colours) * 7), fade))
    if sun is None:
        return whole
    glow = Image.radial_gradient("L").point([max(0, 255 - grey * 2) for grey in range(256)])
    reach = size[0] * 4 // 5
    spread = Image.new("L", size)
    spread.paste(
        glow.resize((reach * 2, reach)),
        (round(sun[0] * size[0]) - reach, round(sun[1] * size[1]) - reach // 2),
    )
    warm = Image.new("RGB", size, (255, 236, 196))
    return Image.composite(warm, whole, spread.point([grey * 3 // 5 for grey in range(256)]))


def crest(width: int, seed: int) -> list[float]:
    """Return the line of a ridge, from 0 to 1 at each of so many steps."""
    chance = random.Random(seed)
    waves = [(chance.uniform(0.6, 1.6) * 2**n, chance.uniform(0, 7), 0.55**n) for n in range(6)]
    heights = [
        sum(math.sin(x / width * rate * 6.3 + shift) * size for rate, shift, size in waves)
        for x in range(width + 1)
    ]
    low, high = min(heights), max(heights)
    return [(height - low) / (high - low) for height in heights]


def hills(
    picture: Image.Image, foot: float, heights: list[float], far: Colour, near: Colour, seed: int
) -> None:
    """Draw ridges behind each other, the far ones in the colour of the haze."""
    pen, steps = draw_on(picture), 300
    for number, height in enumerate(heights):
        line = crest(steps, seed + number)
        share = number / max(1, len(heights) - 1)
        points = [(x / steps, foot - height * (0.3 + 0.7 * up)) for x, up in enumerate(line)]
        pen.shape([(0.0, foot), *points, (1.0, foot)], blend(far, near, share))


def reflect(top: Image.Image, shore: float, water: Colour) -> Image.Image:
    """Return the picture with water below the shore: what stands above it, upside down, darker with
    each step and torn sideways by waves."""
    width, height = top.size
    line = round(height * shore)
    depth = height - line
    image = top.crop((0, 0, width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    image = image.filter(ImageFilter.GaussianBlur(3)).resize((width, max(depth, line)))
    made = top.copy()
    chance = random.Random(line)
    drift = [chance.uniform(0, 7) for _ in range(3)]
    for row in range(depth):
        share = row / depth
        shift = (
            (4 + 26 * share)
            * width
            / 1800
            * (
                math.sin(row / (3 + 8 * share) + drift[0]) * 0.7
                + math.sin(row / (1.7 + 4 * share) + drift[1]) * 0.5
            )
        )
        source = min(image.height - 1, round(row * (1 + 0.2 * share)))
        strip = ImageChops.offset(image.crop((0, source, width, source + 1)), round(shift), 0)
        tint = Image.new("RGB", strip.size, water)
        made.paste(Image.blend(strip, tint, 0.28 + 0.42 * share), (0, line + row))
    return _ripple(made, line, depth)


def _ripple(picture: Image.Image, line: int, depth: int) -> Image.Image:
    """Return the picture with small lights on its water, finer towards the shore."""
    size = (picture.width, depth)
    grain = noise(size, (48, 88), line).point([max(0, grey - 168) for grey in range(256)])
    fade = gradient(size, [(90, 90, 90), (255, 255, 255)]).convert("L")
    below = picture.crop((0, line, picture.width, line + depth))
    light = Image.new("RGB", size, (255, 236, 214))
    picture.paste(Image.composite(light, below, ImageChops.multiply(grain, fade)), (0, line))
    return picture


def add_lights(
    picture: Image.Image, lamps: list[Point], shore: float, colour: Colour, size: float = 4.0
) -> Image.Image:
    """Return the picture with lamps that glow, and with their long images in the water."""
    width, height = picture.size
    layer = Image.new("RGB", picture.size)
    draw, unit = ImageDraw.Draw(layer), size * width / 1800
    for x, y in lamps:
        middle, up = x * width, y * height
        draw.ellipse((middle - unit, up - unit, middle + unit, up + unit), fill=colour)
        below = shore * height + (shore - y) * height
        for row in range(7):
            sway = math.sin(row * 1.9 + x * 40) * unit * 1.2
            low = below + row * unit * 3
            wide = unit * (1.7 - row * 0.12)
            dim = blend(colour, (0, 0, 0), 0.35 + row * 0.08)
            draw.ellipse(
                (middle - wide + sway, low, middle + wide + sway, low + unit * 0.9), fill=dim
            )
    near = layer.filter(ImageFilter.GaussianBlur(unit * 0.5))
    wide_glow = layer.filter(ImageFilter.GaussianBlur(unit * 5)).point(
        [min(255, round(grey * 2.6)) for grey in range(256)] * 3
    )
    return ImageChops.screen(ImageChops.screen(picture, near), wide_glow)


def finish(picture: Image.Image) -> Image.Image:
    """Return the picture as a lens would give it: a little soft, with grain and darker corners."""
    soft = picture.filter(ImageFilter.GaussianBlur(picture.width / 1800))
    grain = noise(picture.size, (picture.width // 4, picture.height // 4), 1)
    grain = grain.point([round(128 + (grey - 128) * 0.022) for grey in range(256)])
    soft = ImageChops.overlay(soft, grain.convert("RGB"))
    corners = Image.radial_gradient("L").resize(picture.size)
    corners = corners.point([255 - round(max(0, grey - 110) * 0.45) for grey in range(256)])
    return ImageChops.multiply(soft, corners.convert("RGB"))

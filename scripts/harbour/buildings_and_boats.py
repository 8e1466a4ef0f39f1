"""A picture and places in it come in; the houses, ships and towers of a harbour are drawn on it."""

from __future__ import annotations

import math
import random

from PIL import Image
from scenery import Colour, Point, blend, draw_on


def houses(
    picture: Image.Image,
    span: Point,
    foot: float,
    colour: Colour,
    seed: int,
    church: float | None = None,
) -> list[Point]:
    """Draw a row of houses, and a church where one is asked for; return where their lamps are."""
    pen, chance, lamps = draw_on(picture), random.Random(seed), []
    x = span[0]
    while x < span[1]:
        width, height = chance.uniform(0.022, 0.04), chance.uniform(0.03, 0.065)
        shade = blend(colour, (120, 110, 120), chance.uniform(0, 0.12))
        pen.box(x, foot - height, x + width, foot, shade)
        roof = foot - height - chance.uniform(0.012, 0.026)
        pen.shape([(x, foot - height), (x + width / 2, roof), (x + width, foot - height)], shade)
        if chance.random() < 0.55:
            lamps.append((x + width * 0.5, foot - height * chance.uniform(0.3, 0.7)))
        x += width * chance.uniform(0.9, 1.25)
    if church is not None:
        pen.box(church, foot - 0.12, church + 0.022, foot, colour)
        top = foot - 0.2
        pen.shape(
            [(church, foot - 0.12), (church + 0.011, top), (church + 0.022, foot - 0.12)], colour
        )
    return lamps


def ferry(
    picture: Image.Image, bow: Point, length: float, colour: Colour, trim: Colour | None = None
) -> list[Point]:
    """Draw a ferry that begins at `bow`; return where its windows are lit."""
    pen, (x, y) = draw_on(picture), bow
    tall = length * 0.3
    hull = [(x, y - tall * 0.42), (x + length, y - tall * 0.36), (x + length * 0.97, y)]
    pen.shape([*hull, (x + length * 0.06, y)], trim or colour)
    for deck, (left, right) in enumerate(((0.14, 0.96), (0.2, 0.9), (0.24, 0.56))):
        low = y - tall * (0.38 + deck * 0.2)
        lighter = blend(colour, (255, 255, 255), 0.04 * deck)
        pen.box(x + length * left, low - tall * 0.22, x + length * right, low, lighter)
    pen.shape(
        [
            (x + length * 0.66, y - tall * 0.76),
            (x + length * 0.69, y - tall * 1.28),
            (x + length * 0.78, y - tall * 1.28),
            (x + length * 0.78, y - tall * 0.76),
        ],
        trim or colour,
    )
    pen.line((x + length * 0.3, y - tall), (x + length * 0.3, y - tall * 1.5), colour, 0.002)
    return [
        (x + length * (0.2 + 0.068 * n), y - tall * (0.48 + 0.2 * deck))
        for deck, count in enumerate((11, 10))
        for n in range(count)
    ]


def crane(picture: Image.Image, foot: Point, tall: float, colour: Colour) -> None:
    """Draw a crane of a container quay, with its arm over the water."""
    pen, (x, y) = draw_on(picture), foot
    ratio = picture.height / picture.width
    wide = tall * ratio * 0.22
    top = y - tall * 0.68
    for side in (-wide, wide):
        pen.line((x + side, y), (x + side * 0.85, top), colour, 0.0045)
    pen.line((x - wide, y - tall * 0.3), (x + wide, y - tall * 0.3), colour, 0.0035)
    pen.line((x - wide, y), (x + wide, y - tall * 0.3), colour, 0.002)
    pen.line((x - wide * 3.4, top), (x + wide * 2.4, top), colour, 0.0055)
    pen.line((x, top), (x, y - tall), colour, 0.004)
    pen.line((x, y - tall), (x - wide * 3.2, top), colour, 0.0016)
    pen.line((x, y - tall), (x + wide * 2.2, top), colour, 0.0016)
    pen.line((x - wide * 2, top), (x - wide * 2, top + tall * 0.2), colour, 0.001)
    pen.box(x + wide * 0.9, top - tall * 0.05, x + wide * 1.8, top, colour)


def lighthouse(
    picture: Image.Image, foot: Point, tall: float, colour: Colour, band: Colour
) -> None:
    """Draw a lighthouse with bands and a lamp room."""
    pen, (x, y) = draw_on(picture), foot
    wide = tall * picture.height / picture.width * 0.1
    for part in range(5):
        low, high = part / 5, (part + 1) / 5
        left, right = wide * (1 - low * 0.4), wide * (1 - high * 0.4)
        shade = band if part % 2 else colour
        corners = [(x - left, y - tall * 0.86 * low), (x + left, y - tall * 0.86 * low)]
        corners += [(x + right, y - tall * 0.86 * high), (x - right, y - tall * 0.86 * high)]
        pen.shape(corners, shade)
        dark = [(x + left * 0.3, corners[0][1]), corners[1], corners[2]]
        dark.append((x + right * 0.3, corners[2][1]))
        pen.shape(dark, blend(shade, (40, 40, 66), 0.3))
    pen.box(x - wide * 0.8, y - tall * 0.88, x + wide * 0.8, y - tall * 0.86, (40, 40, 50))
    pen.box(x - wide * 0.45, y - tall * 0.96, x + wide * 0.45, y - tall * 0.88, (250, 226, 160))
    pen.shape(
        [(x - wide * 0.6, y - tall * 0.955), (x + wide * 0.6, y - tall * 0.955), (x, y - tall)],
        band,
    )


def small_boat(
    picture: Image.Image, middle: Point, length: float, hull: Colour, sail: Colour
) -> None:
    """Draw a sailing boat and its broken image in the water."""
    pen, (x, y) = draw_on(picture), middle
    tall = length * picture.width / picture.height * 0.9
    low = y + length * 0.16
    for row in range(14):
        share = row / 14
        sway = math.sin(row * 2.3) * length * 0.06
        wide = length * (0.42 - 0.3 * share)
        pen.box(
            x - wide + sway,
            low + tall * share * 0.7,
            x + wide * 0.7 + sway,
            low + tall * (share * 0.7 + 0.018),
            blend(hull, sail, 0.25 + share * 0.3),
        )
    pen.shape(
        [
            (x - length / 2, y),
            (x + length / 2, y),
            (x + length * 0.36, low),
            (x - length * 0.38, low),
        ],
        hull,
    )
    pen.line((x, y), (x, y - tall), hull, 0.0022)
    pen.shape(
        [(x + 0.004, y - tall), (x + 0.004, y - tall * 0.1), (x + length * 0.42, y - tall * 0.12)],
        sail,
    )
    pen.shape(
        [
            (x - 0.004, y - tall * 0.9),
            (x - 0.004, y - tall * 0.1),
            (x - length * 0.3, y - tall * 0.08),
        ],
        blend(sail, hull, 0.25),
    )

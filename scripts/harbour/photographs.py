"""Draw the photographs of `examples/harbour`: nothing but chance of fixed seeds comes in, and JPEG
goes out.

    python scripts/harbour/photographs.py

writes them into the example's `content/images`, or those alone that it is given the names of. They
are committed, since whoever copies the example has no reason to run this.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from buildings_and_boats import crane, ferry, houses, lighthouse, small_boat
from PIL import Image
from scenery import Colour, add_lights, draw_on, finish, hills, reflect, sky

FOLDER = Path(__file__).parents[2] / "examples/harbour/content/images"
WARM: Colour = (255, 206, 130)


def grey_haven() -> Image.Image:
    """Draw a ferry that sleeps at the town quay at dusk."""
    size = (1800, 1200)
    top = sky(
        size, [(28, 44, 88), (96, 92, 134), (226, 140, 112), (250, 196, 140)], sun=(0.72, 0.6)
    )
    hills(top, 0.62, [0.24, 0.15, 0.09], (150, 110, 128), (36, 44, 68), seed=3)
    lights = houses(top, (0.0, 0.46), 0.62, (30, 36, 56), seed=5)
    lights += ferry(top, (0.36, 0.62), 0.46, (24, 30, 46))
    picture = reflect(top, 0.62, (30, 48, 80))
    return finish(add_lights(picture, lights, 0.62, WARM))


def long_quay() -> Image.Image:
    """Draw the cranes of a container quay against a yellow evening."""
    size = (2000, 900)
    top = sky(
        size, [(70, 96, 140), (196, 160, 140), (248, 190, 110), (255, 222, 150)], sun=(0.3, 0.58)
    )
    hills(top, 0.64, [0.1, 0.05], (206, 150, 110), (130, 92, 84), seed=11)
    draw = draw_on(top)
    chance = random.Random(7)
    colours = [(110, 40, 34), (40, 66, 86), (126, 92, 40), (58, 62, 66), (34, 78, 72)]
    for column in range(26):
        for row in range(chance.choice([1, 2, 2, 3, 4])):
            x, y = 0.34 + column * 0.026, 0.64 - 0.023 * (row + 1)
            draw.box(x, y, x + 0.0255, y + 0.022, chance.choice(colours))
    for x, scale in ((0.42, 1.0), (0.62, 1.06), (0.84, 0.94)):
        crane(top, (x, 0.64), 0.42 * scale, (40, 36, 44))
    picture = reflect(top, 0.64, (92, 82, 84))
    lights = [(0.42, 0.3), (0.62, 0.28), (0.84, 0.31), (0.5, 0.6), (0.7, 0.61), (0.94, 0.6)]
    return finish(add_lights(picture, lights, 0.64, WARM))


def saltmouth() -> Image.Image:
    """Draw a pier and a church on a pale morning, with two boats."""
    size = (1800, 1200)
    top = sky(
        size, [(150, 178, 196), (196, 206, 206), (232, 220, 204), (244, 230, 212)], sun=(0.2, 0.5)
    )
    hills(top, 0.56, [0.2, 0.12, 0.06], (200, 206, 204), (104, 128, 132), seed=23)
    lights = houses(top, (0.52, 0.86), 0.56, (86, 98, 102), seed=9, church=0.7)
    draw = draw_on(top)
    draw.box(0.0, 0.545, 0.42, 0.56, (78, 82, 84))
    picture = reflect(top, 0.56, (128, 156, 164))
    draw = draw_on(picture)
    for post in range(9):
        draw.box(0.03 + post * 0.045, 0.55, 0.037 + post * 0.045, 0.6, (66, 70, 72))
    small_boat(picture, (0.6, 0.7), 0.12, (54, 66, 78), (150, 58, 44))
    small_boat(picture, (0.32, 0.82), 0.18, (40, 50, 60), (226, 222, 210))
    return finish(add_lights(picture, lights[:2], 0.56, WARM))


def two_capes() -> Image.Image:
    """Draw a white ferry in the strait between two capes, at noon."""
    size = (1800, 1200)
    top = sky(
        size, [(58, 128, 186), (120, 178, 212), (190, 220, 226), (230, 236, 228)], sun=(0.5, 0.1)
    )
    draw = draw_on(top)
    hills(top, 0.54, [0.08], (158, 186, 196), (150, 178, 188), seed=31)
    draw.shape(
        [(0, 0.3), (0.1, 0.29), (0.2, 0.36), (0.27, 0.44), (0.33, 0.54), (0, 0.54)], (104, 112, 92)
    )
    draw.shape([(0, 0.38), (0.12, 0.4), (0.22, 0.47), (0.29, 0.54), (0, 0.54)], (84, 96, 78))
    draw.shape([(1, 0.26), (0.9, 0.31), (0.8, 0.43), (0.72, 0.54), (1, 0.54)], (122, 118, 94))
    draw.shape([(1, 0.36), (0.9, 0.41), (0.82, 0.5), (0.78, 0.54), (1, 0.54)], (96, 100, 80))
    lighthouse(top, (0.14, 0.33), 0.13, (240, 236, 226), (176, 58, 46))
    ferry(top, (0.4, 0.54), 0.26, (236, 236, 230), trim=(34, 82, 120))
    picture = reflect(top, 0.54, (26, 104, 138))
    return finish(picture)


def quay_lamp(green: bool) -> Callable[[], Image.Image]:
    """Return what draws the lamp over a berth at night: green, or dark."""

    def scene() -> Image.Image:
        size = (1800, 1350)
        top = sky(size, [(10, 18, 38), (20, 34, 60), (38, 58, 84), (64, 80, 96)], sun=None)
        hills(top, 0.66, [0.16, 0.08], (34, 50, 72), (16, 24, 40), seed=41)
        distant = houses(top, (0.0, 1.0), 0.66, (14, 20, 34), seed=43)
        ferry(top, (0.04, 0.66), 0.56, (12, 16, 28))
        picture = reflect(top, 0.66, (14, 30, 50))
        picture = add_lights(picture, distant, 0.66, WARM)
        draw = draw_on(picture)
        draw.box(0.0, 0.93, 1.0, 1.0, (18, 18, 22))
        draw.box(0.698, 0.4, 0.722, 0.95, (10, 10, 14))
        draw.shape([(0.62, 0.46), (0.8, 0.46), (0.775, 0.21), (0.645, 0.21)], (12, 12, 16))
        draw.shape([(0.595, 0.21), (0.825, 0.21), (0.71, 0.1)], (10, 10, 14))
        glass = (86, 214, 134) if green else (40, 46, 54)
        draw.shape([(0.642, 0.435), (0.778, 0.435), (0.76, 0.235), (0.66, 0.235)], glass)
        if green:
            picture = add_lights(picture, [(0.71, 0.34)], 0.66, (150, 255, 190), size=46.0)
        draw_on(picture).box(0.706, 0.235, 0.714, 0.435, (10, 10, 14))
        return finish(picture)

    return scene


def night_train() -> Image.Image:
    """Draw the train of containers below the moon."""
    size = (2400, 1000)
    top = sky(size, [(12, 22, 52), (28, 48, 86), (66, 84, 118), (130, 128, 142)], sun=(0.8, 0.2))
    draw = draw_on(top)
    draw.disc((0.8, 0.2), 0.028, (246, 240, 220))
    hills(top, 0.7, [0.36, 0.24, 0.12], (74, 92, 124), (22, 34, 56), seed=53)
    chance = random.Random(3)
    draw = draw_on(top)
    draw.box(0.0, 0.69, 1.0, 0.712, (14, 18, 28))
    draw.shape(
        [(0.06, 0.692), (0.06, 0.63), (0.075, 0.61), (0.13, 0.61), (0.13, 0.692)], (96, 34, 32)
    )
    for wagon in range(17):
        x = 0.135 + wagon * 0.048
        colour = chance.choice([(58, 46, 52), (38, 60, 74), (84, 52, 40), (46, 62, 58)])
        draw.box(x, 0.635, x + 0.045, 0.685, colour)
    picture = reflect(top, 0.712, (20, 34, 60))
    lamps = [(0.065, 0.65)] + [(x / 10, 0.6) for x in (2, 5, 8)]
    return finish(add_lights(picture, lamps, 0.712, WARM))


def pier_house() -> Image.Image:
    """Draw the lighthouse at the end of the pier, upright, in the last light."""
    size = (1120, 1680)
    top = sky(
        size, [(48, 70, 118), (128, 116, 146), (232, 160, 130), (250, 208, 160)], sun=(0.2, 0.62)
    )
    hills(top, 0.68, [0.09, 0.05], (176, 130, 136), (108, 92, 112), seed=61)
    draw = draw_on(top)
    draw.shape([(0.3, 0.68), (0.36, 0.63), (1.0, 0.61), (1.0, 0.68)], (44, 44, 58))
    lighthouse(top, (0.6, 0.635), 0.4, (238, 226, 212), (150, 48, 44))
    picture = reflect(top, 0.68, (56, 70, 104))
    return finish(add_lights(picture, [(0.6, 0.262)], 0.68, WARM, size=16.0))


def evening() -> Image.Image:
    """Draw the picture of the cover: a bay of many hills when the lamps come on."""
    size = (2000, 1640)
    top = sky(
        size, [(18, 38, 84), (66, 84, 132), (186, 130, 132), (250, 190, 136)], sun=(0.56, 0.55)
    )
    hills(top, 0.6, [0.2, 0.14, 0.09, 0.05], (170, 120, 132), (26, 36, 60), seed=71)
    lights = houses(top, (0.0, 0.36), 0.6, (20, 28, 48), seed=73, church=0.2)
    lights += houses(top, (0.7, 1.0), 0.6, (20, 28, 48), seed=75)
    for x, scale in ((0.42, 0.8), (0.5, 0.9)):
        crane(top, (x, 0.6), 0.16 * scale, (24, 30, 48))
    picture = reflect(top, 0.6, (26, 44, 78))
    small_boat(picture, (0.66, 0.74), 0.1, (16, 22, 38), (226, 170, 140))
    small_boat(picture, (0.3, 0.84), 0.15, (12, 18, 32), (150, 110, 110))
    return finish(add_lights(picture, lights, 0.6, WARM))


SCENES: dict[str, Callable[[], Image.Image]] = {
    "evening.jpg": evening,
    "grey-haven.jpg": grey_haven,
    "lamp-dark.jpg": quay_lamp(False),
    "lamp-green.jpg": quay_lamp(True),
    "long-quay.jpg": long_quay,
    "night-train.jpg": night_train,
    "pier-house.jpg": pier_house,
    "saltmouth.jpg": saltmouth,
    "two-capes.jpg": two_capes,
}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        scene().save(FOLDER / name, "JPEG", quality=33, optimize=True, progressive=True)
        print(f"{name}: {(FOLDER / name).stat().st_size // 1000} kB")

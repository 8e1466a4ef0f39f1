"""Photographs that a program draws: a harbour under an evening sky, to be shown in tests."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw, ImageFilter


def harbour(width: int, height: int, hue: int = 0) -> Image.Image:
    """Return a picture of sky, hills, water and boats; `hue` makes it another evening."""
    sky = Image.new("RGB", (1, height))
    for y in range(height):
        share = y / height
        warm = (235 - hue, 150 + int(60 * share), 110 + hue)
        cool = (30 + hue, 60, 110)
        mix = min(1.0, share * 1.7)
        sky.putpixel((0, y), tuple(int(c + (w - c) * mix) for c, w in zip(cool, warm, strict=True)))
    made = sky.resize((width, height))
    draw, horizon = ImageDraw.Draw(made), int(height * 0.58)
    for layer in range(3):
        crest = [
            (
                x,
                horizon
                - height * (0.16 - 0.04 * layer) * (1.2 + math.sin(x / width * 9 + layer * 2)),
            )
            for x in range(0, width + 8, 8)
        ]
        draw.polygon(
            [(0, horizon), *crest, (width, horizon)], fill=(38 + 20 * layer, 52, 78 + 12 * layer)
        )
    draw.rectangle((0, horizon, width, height), fill=(34, 78 + hue // 2, 108))
    for row in range(horizon, height, max(2, height // 90)):
        shift = int(math.sin(row) * width / 8)
        draw.line((width // 3 + shift, row, width * 2 // 3 + shift, row), fill=(236, 190, 140))
    for number in range(3):
        x, y, size = width * (2 + 3 * number) // 10, height * (66 + 8 * number) // 100, width // 14
        draw.polygon(
            [
                (x - size, y),
                (x + size, y),
                (x + size // 2, y + size // 2),
                (x - size // 2, y + size // 2),
            ],
            fill=(60, 30, 28),
        )
        draw.polygon([(x, y - size * 2), (x, y - 4), (x + size, y - 4)], fill=(246, 240, 228))
    return made.filter(ImageFilter.GaussianBlur(max(1, width // 900)))


def portrait(width: int, height: int) -> Image.Image:
    """Return a picture of a head and shoulders before a wall."""
    made = Image.new("RGB", (width, height), (196, 178, 150))
    draw = ImageDraw.Draw(made)
    draw.ellipse((width * 0.1, height * 0.62, width * 0.9, height * 1.4), fill=(36, 64, 92))
    draw.ellipse((width * 0.3, height * 0.18, width * 0.7, height * 0.66), fill=(206, 152, 118))
    draw.pieslice(
        (width * 0.28, height * 0.14, width * 0.72, height * 0.6), 180, 360, fill=(52, 34, 26)
    )
    return made.filter(ImageFilter.GaussianBlur(max(1, width // 400)))


def jpeg(picture: Image.Image) -> bytes:
    """Return a picture as a JPEG."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()

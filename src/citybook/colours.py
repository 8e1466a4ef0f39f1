"""A colour as it is written, `#rrggbb`, goes in; its shares of light, tints and shades of it, its
contrast or one near it with more contrast come out."""

from __future__ import annotations

from functools import lru_cache

# Red, green and blue, in shares of 0 to 1.
Shares = tuple[float, float, float]
# How much of a ground is in a field that is just seen on it, and which grounds have no darker one.
SET_OFF, NEARLY_BLACK = 0.8, 0.025


def parse_hex(colour: str) -> tuple[int, int, int]:
    """Read red, green and blue, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:7])
    return red, green, blue


def parse_shares(colour: str) -> Shares:
    """Read red, green and blue in shares of 0 to 1."""
    red, green, blue = (part / 255 for part in parse_hex(colour))
    return red, green, blue


@lru_cache(maxsize=256)
def tint(colour: str, share: float = 0.1) -> str:
    """Mix `share` of a colour with white."""
    return f"#{bytes(round(255 - (255 - part) * share) for part in parse_hex(colour)).hex()}"


def shade(colour: str, share: float) -> str:
    """Mix `share` of a colour with black."""
    return f"#{bytes(round(part * share) for part in parse_hex(colour)).hex()}"


def set_off(ground: str) -> str:
    """Find a colour for fields that are just seen on a ground: a shade of it, or a tint where it is
    nearly black."""
    is_black = luminance(parse_shares(ground)) < NEARLY_BLACK
    return tint(ground, SET_OFF) if is_black else shade(ground, SET_OFF)


def luminance(colour: Shares) -> float:
    """Compute the relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """Compute the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted(luminance(parse_shares(one)) for one in (colour, other))
    return (light + 0.05) / (dark + 0.05)


def find_darker(colour: str, ground: str, least: float) -> str:
    """Find the shade nearest to a colour that has a contrast of `least` with a ground; black where
    none has."""
    shades = (shade(colour, 1 - step / 100) for step in range(101))
    return next((one for one in shades if contrast(one, ground) >= least), "#000000")


def find_lighter(ground: str, colour: str, least: float) -> str:
    """Find the tint nearest to a ground on which a colour has a contrast of `least`; white where
    none has."""
    tints = (tint(ground, 1 - step / 100) for step in range(101))
    return next((one for one in tints if contrast(colour, one) >= least), "#ffffff")

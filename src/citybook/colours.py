"""A colour as it is written, `#rrggbb`, goes in; its shares of light, a tint of it or its contrast
come out."""

from __future__ import annotations

# Red, green and blue, in shares of 0 to 1.
Shares = tuple[float, float, float]


def parse_hex(colour: str) -> tuple[int, int, int]:
    """Read red, green and blue, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:7])
    return red, green, blue


def parse_shares(colour: str) -> Shares:
    """Read red, green and blue in shares of 0 to 1."""
    red, green, blue = (part / 255 for part in parse_hex(colour))
    return red, green, blue


def tint(colour: str, share: float = 0.1) -> str:
    """Mix `share` of a colour with white."""
    return f"#{bytes(round(255 - (255 - part) * share) for part in parse_hex(colour)).hex()}"


def luminance(colour: Shares) -> float:
    """Compute the relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_with_white(colour: str) -> float:
    """Compute the contrast ratio with white, 1 to 21 (WCAG 2.2)."""
    return 1.05 / (luminance(parse_shares(colour)) + 0.05)

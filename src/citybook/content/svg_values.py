"""A value as an SVG file has it goes in; the same, written anew, comes out, or a ValueError that
says what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tinycss2 import color5

# Larger numbers are no drawing's: they would make a reader's sums overflow.
LARGEST = 1e6
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
FLAG = re.compile("[01]")
GAP = re.compile(r"[\s,]*")
COMMAND = re.compile("[MmZzLlHhVvCcSsQqTtAa]")
# How many numbers follow each command of a path (SVG 1.1, 8.3); of an arc, the 4th and 5th are
# flags, and may stand together.
NUMBERS = {"m": 2, "z": 0, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7}
FLAGS = (3, 4)
# Units in user units (CSS Values 4, 6.2).
UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "q": 96 / 101.6,
    "in": 96.0,
}
LENGTH = re.compile(rf"({NUMBER.pattern})\s*(%|[a-zA-Z]*)")
TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*")
# How many numbers each function of a transform takes.
TAKES = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}


def write_number(value: float) -> str:
    """Write a number shortly, to six digits. Raises ValueError for one that no
    drawing has."""
    if not abs(value) <= LARGEST:
        raise ValueError("a smaller number")
    return f"{value:.6f}".rstrip("0").rstrip(".").removesuffix("-0") or "0"


def rewrite_path(data: str) -> str:
    """Write the commands of a path anew."""
    found: list[str] = []
    at, data = 0, data.strip()
    while at < len(data):
        command = COMMAND.match(data, at)
        if not command or (not found and command[0] not in "Mm"):
            raise ValueError("a path")
        at = command.end()
        values, at = _read_groups(data, at, NUMBERS[command[0].lower()])
        found.append(command[0] + " ".join(values))
    return "".join(found)


def _read_groups(data: str, at: int, size: int) -> tuple[list[str], int]:
    """Read the numbers behind a command, as many groups of `size` as follow."""
    values: list[str] = []
    is_arc = size == NUMBERS["a"]
    at = _skip(data, at)
    while size and at < len(data) and not data[at].isalpha():
        place = len(values) % size
        found = (FLAG if is_arc and place in FLAGS else NUMBER).match(data, at)
        if not found:
            raise ValueError("a path")
        values.append(write_number(float(found[0])))
        at = _skip(data, found.end())
    if size and (not values or len(values) % size):
        raise ValueError("a path")
    return values, at


def _skip(data: str, at: int) -> int:
    found = GAP.match(data, at)
    return found.end() if found else at


def read_numbers(text: str) -> list[float]:
    """Read numbers with commas or spaces between them."""
    values, at, text = [], 0, text.strip()
    while at < len(text):
        found = NUMBER.match(text, at)
        if not found:
            raise ValueError("numbers")
        values.append(float(found[0]))
        at = _skip(text, found.end())
    return values


def write_numbers(values: list[float]) -> str:
    """Write numbers with spaces between them."""
    return " ".join(map(write_number, values))


def read_length(text: str, whole: float | None = None) -> float:
    """Read a length in user units; `whole` is what a percentage is of, None where there may be
    none."""
    found = LENGTH.fullmatch(text.strip())
    number, unit = (float(found[1]), found[2].lower()) if found else (0.0, "?")
    if unit == "%" and whole is not None:
        return number * whole / 100
    if unit not in UNITS:
        raise ValueError("a length in px, mm, cm, in, pt or without a unit")
    return number * UNITS[unit]


def read_share(text: str) -> float:
    """Read a number from 0 to 1, or a percentage; what lies beyond is moved to the nearest."""
    found = LENGTH.fullmatch(text.strip())
    if not found or found[2] not in ("", "%"):
        raise ValueError("a number from 0 to 1")
    return min(1.0, max(0.0, float(found[1]) / (100 if found[2] else 1)))


def rewrite_transform(text: str) -> str:
    """Write a list of transforms anew."""
    return " ".join(_transforms(text.strip()))


def _transforms(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = TRANSFORM.match(text, at)
        values = read_numbers(found[2]) if found else []
        if not found or len(values) not in TAKES[found[1]]:
            raise ValueError("a transform, such as translate(10 20)")
        yield f"{found[1]}({write_numbers(values)})"
        at = found.end()


def read_colour(text: str, current: str) -> tuple[str, float]:
    """Read a colour: as `#rrggbb`, and how opaque it is. `current` is what `currentColor` means."""
    colour: Any = color5.parse_color(text.strip())  # its types know an earlier Color
    if colour == "currentcolor":
        return current, 1.0
    if colour is None or colour.space == "device-cmyk":
        raise ValueError("a colour")
    try:
        shares = [min(1.0, max(0.0, float(share or 0))) for share in colour.to("srgb").coordinates]
    except NotImplementedError:
        raise ValueError("a colour of the screen, such as #26418f") from None
    return "#" + "".join(f"{int(share * 255 + 0.5):02x}" for share in shares), float(colour.alpha)

"""The primaries and the curve of a colour space go in; a profile of it (ICC.1:2004-10) comes out,
for what converts colours by profiles only."""

from __future__ import annotations

import struct
from collections.abc import Sequence

Vector = Sequence[float]
Matrix = Sequence[Vector]
# The white of every profile, and what the eye's adaptation to another is reckoned in (ICC.1, E.2).
D50 = (0.9642, 1.0, 0.8249)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
HEADER = 128
# The type of a parametric curve, by the number of its parameters (ICC.1, 10.16).
CURVE_TYPES = {1: 0, 5: 3}


def matrix_profile(chromaticities: Vector, curve: Vector) -> bytes:
    """Return the profile of a screen with the chromaticities x and y of its white, red, green and
    blue; `curve` has the parameters g or g, a, b, c, d of what makes light of its samples. Raises
    ValueError where no such screen can be."""
    white, *colours = (_xyz(*chromaticities[at : at + 2]) for at in (0, 2, 4, 6))
    parts = _solve(list(zip(*colours, strict=True)), white)
    tags = {b"wtpt": _xyz_tag(D50), b"cprt": b"text\0\0\0\0\0", b"desc": b"desc" + bytes(91)}
    for name, colour, part in zip((b"r", b"g", b"b"), colours, parts, strict=True):
        tags[name + b"XYZ"] = _xyz_tag(_adapt([part * value for value in colour], white))
        tags[name + b"TRC"] = _curve(curve)
    return _profile(tags)


def _xyz(x: float, y: float) -> Vector:
    """Return X, Y and Z of a chromaticity whose Y is 1."""
    if y <= 0:
        raise ValueError("a colour without light")
    return x / y, 1.0, (1 - x - y) / y


def _adapt(colour: Vector, white: Vector) -> Vector:
    """Return what a colour seen under `white` looks like under D50."""
    seen = [
        value * wanted / given
        for value, wanted, given in zip(
            _times(BRADFORD, colour), _times(BRADFORD, D50), _times(BRADFORD, white), strict=True
        )
    ]
    return _solve(BRADFORD, seen)


def _times(matrix: Matrix, vector: Vector) -> Vector:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _solve(matrix: Matrix, vector: Vector) -> Vector:
    """Return by which vector the matrix of three rows gives `vector` (Cramer's rule)."""
    whole = _determinant(matrix)
    if not whole:
        raise ValueError("colours in one line")
    return [
        _determinant(
            [[*row[:at], value, *row[at + 1 :]] for row, value in zip(matrix, vector, strict=True)]
        )
        / whole
        for at in range(3)
    ]


def _determinant(matrix: Matrix) -> float:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _curve(parameters: Vector) -> bytes:
    return (
        b"para"
        + struct.pack(">IHH", 0, CURVE_TYPES[len(parameters)], 0)
        + _encode_fixed(parameters)
    )


def _xyz_tag(xyz: Vector) -> bytes:
    return b"XYZ \0\0\0\0" + _encode_fixed(xyz)


def _encode_fixed(values: Vector) -> bytes:
    """Return values as s15Fixed16Number."""
    try:
        return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
    except struct.error as error:
        raise ValueError("a number that no profile can hold") from error


def _profile(tags: dict[bytes, bytes]) -> bytes:
    """Return the header, the table of tags and the tags (ICC.1, 7)."""
    table, body = struct.pack(">I", len(tags)), b""
    first = HEADER + 4 + 12 * len(tags)
    for name, tag in tags.items():
        table += name + struct.pack(">II", first + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = struct.pack(">II", first + len(body), 0) + b"\x04\x20\0\0mntrRGB XYZ " + bytes(12)
    head += b"acsp" + bytes(28) + _encode_fixed(D50)
    return head + bytes(HEADER - len(head)) + table + body

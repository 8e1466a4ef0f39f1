"""Subsets of one TrueType font go in, whose glyphs kept their numbers; one font with the glyphs of
all comes out.

It has the tables that a PDF reader needs (ISO 32000-1, 9.9), as the OpenType specification 1.9
describes them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from itertools import accumulate, chain

# Tables that hold for all subsets; the rest is made anew.
KEPT = (b"cvt ", b"fpgm", b"head", b"hhea", b"maxp", b"prep")
# Of a glyph that is made of others: whether more parts follow, and how many bytes each flag adds to
# a part.
MORE = 0x20
SIZES = {0x01: 2, 0x08: 2, 0x40: 4, 0x80: 8}
# What the sum of a whole font is made to be (OpenType 1.9, "Calculating checksums").
WHOLE = 0xB1B0AFBA


class Subset:
    """A subset's tables, and from where to where in `glyf` each glyph is drawn."""

    def __init__(self, data: bytes) -> None:
        entries = struct.iter_unpack(
            ">4sIII", data[12 : 12 + 16 * int.from_bytes(data[4:6], "big")]
        )
        self.tables = {tag: data[start : start + length] for tag, _, start, length in entries}
        count = int.from_bytes(self.tables[b"maxp"][4:6], "big")
        is_long = int.from_bytes(self.tables[b"head"][50:52], "big")
        self.places = struct.unpack(f">{count + 1}{'I' if is_long else 'H'}", self.tables[b"loca"])
        self.unit = 1 if is_long else 2
        self.full = int.from_bytes(self.tables[b"hhea"][34:36], "big")

    def outline(self, glyph: int) -> bytes:
        """How a glyph is drawn, filled up to four bytes."""
        start, end = self.places[glyph : glyph + 2]
        return _filled(self.tables[b"glyf"][start * self.unit : end * self.unit])

    def metrics(self, glyph: int) -> bytes:
        """A glyph's advance and the bearing at its left: after the last advance, only bearings are
        written."""
        table = self.tables[b"hmtx"]
        if glyph < self.full:
            return table[4 * glyph : 4 * glyph + 4]
        at = 4 * self.full + 2 * (glyph - self.full)
        return table[4 * self.full - 4 : 4 * self.full - 2] + table[at : at + 2]


class Union:
    """The glyphs of several subsets under the numbers that texts know them by; `length` is how many
    numbers there are. What is only a part of glyphs comes after these."""

    def __init__(self, length: int) -> None:
        self.outlines, self.metrics = [b""] * length, [bytes(4)] * length
        self.taken: set[int] = set()
        self.parts: dict[tuple[bytes, bytes], int] = {}

    def add(self, subset: Subset, used: set[int]) -> None:
        """Take what is not there yet. Only numbers up to the last one used are those of the whole
        font: to what lies beyond, parts of other glyphs, HarfBuzz gives numbers of its own."""
        last = max(used)
        for glyph in used - self.taken:
            self._take(subset, glyph, last)

    def _take(self, subset: Subset, glyph: int, last: int) -> None:
        self.taken.add(glyph)
        self.outlines[glyph], self.metrics[glyph] = (
            self._outline(subset, glyph, last),
            subset.metrics(glyph),
        )

    def _outline(self, subset: Subset, glyph: int, last: int) -> bytes:
        """A glyph's outline; if it is made of others, with their numbers here (OpenType 1.9,
        `glyf`, "Composite glyphs")."""
        outline = bytearray(subset.outline(glyph))
        if outline[:1] < b"\x80":
            return bytes(outline)
        at, flags = 10, MORE
        while flags & MORE:
            flags, part = (int(value) for value in struct.unpack_from(">HH", outline, at))
            if part <= last and part not in self.taken:
                self._take(subset, part, last)
            if part > last:
                struct.pack_into(">H", outline, at + 2, self._part(subset, part, last))
            at += 4 + sum(size for flag, size in SIZES.items() if flags & flag) + 2
        return bytes(outline)

    def _part(self, subset: Subset, glyph: int, last: int) -> int:
        part = self._outline(subset, glyph, last), subset.metrics(glyph)
        if part not in self.parts:
            self.parts[part] = len(self.outlines)
            self.outlines.append(part[0])
            self.metrics.append(part[1])
        return self.parts[part]


def union(subsets: Sequence[tuple[Callable[[], bytes], set[int]]]) -> bytes:
    """One font of subsets, each with the numbers of the glyphs that its text uses. One that brings
    nothing new is not read."""
    made = Union(1 + max(max(used) for _, used in subsets))
    first: dict[bytes, bytes] = {}
    for read, used in subsets:
        if not used <= made.taken:
            subset = Subset(read())
            made.add(subset, used)
            first = first or subset.tables
    count = len(made.outlines)
    tables = {tag: first[tag] for tag in KEPT if tag in first}
    tables[b"head"] = _patched(_patched(tables[b"head"], 8, bytes(4)), 50, struct.pack(">H", 1))
    tables[b"hhea"] = _patched(tables[b"hhea"], 34, struct.pack(">H", count))
    tables[b"maxp"] = _patched(tables[b"maxp"], 4, struct.pack(">H", count))
    tables |= {
        b"glyf": b"".join(made.outlines),
        b"hmtx": b"".join(made.metrics),
        b"loca": struct.pack(f">{count + 1}I", *accumulate(map(len, made.outlines), initial=0)),
    }
    return _written(tables)


def _written(tables: dict[bytes, bytes]) -> bytes:
    """A font file of tables (OpenType 1.9, "Organization of an OpenType font")."""
    count = len(tables)
    power = count.bit_length() - 1
    names = sorted(tables)
    starts = accumulate((len(_filled(tables[name])) for name in names), initial=12 + 16 * count)
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    rows = [
        struct.pack(">4sIII", name, _sum(tables[name]), start, len(tables[name]))
        for name, start in zip(names, starts, strict=False)
    ]
    whole = b"".join(chain([head], rows, (_filled(tables[name]) for name in names)))
    at = int.from_bytes(rows[names.index(b"head")][8:12], "big") + 8
    return _patched(whole, at, struct.pack(">I", (WHOLE - _sum(whole)) % 2**32))


def _patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _filled(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _sum(data: bytes) -> int:
    filled = _filled(data)
    return int(sum(struct.unpack(f">{len(filled) // 4}I", filled)) % 2**32)

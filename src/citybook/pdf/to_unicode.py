"""A ToUnicode map goes in; the text of each code comes out, and the other way round (ISO 32000-1,
9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
STRING = re.compile(rb"<([0-9a-fA-F\s]*)>")
PAIR = re.compile(rb"<([^>]*)>\s*<([^>]*)>")
# The first and the last code, and the text of the first or, in brackets, that of each.
RANGE = re.compile(rb"<([^>]*)>\s*<([^>]*)>\s*(<[^>]*>|\[[^\]]*\])")
# No more pairs than these may stand in one section of a map (Adobe Technical Note 5014).
LONGEST = 100
HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def parse_to_unicode(cmap: bytes) -> dict[int, str]:
    """Read the text of each code."""
    found: dict[int, str] = {}
    for kind, body in SECTION.findall(cmap):
        if kind == b"char":
            found.update((int(code, 16), _decode(text)) for code, text in PAIR.findall(body))
        else:
            for first, last, texts in RANGE.findall(body):
                codes = range(int(first, 16), int(last, 16) + 1)
                found.update(zip(codes, _texts(texts, len(codes)), strict=False))
    return found


def write_to_unicode(texts: Mapping[int, str]) -> bytes:
    """Write a map for codes of two bytes."""
    pairs = [
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in sorted(texts.items())
    ]
    sections = (pairs[at : at + LONGEST] for at in range(0, len(pairs), LONGEST))
    body = (f"{len(some)} beginbfchar\n{''.join(some)}endbfchar\n" for some in sections)
    return "".join([HEAD, *body, FOOT]).encode()


def _texts(given: bytes, count: int) -> Iterator[str]:
    """The texts of a range: listed in brackets, or counted on from the first."""
    if given.startswith(b"["):
        yield from map(_decode, STRING.findall(given))
        return
    first = bytes.fromhex(given.decode().strip("<>"))
    for step in range(count):
        last = (int.from_bytes(first[-2:]) + step) % 0x10000
        yield (first[:-2] + last.to_bytes(2)).decode("utf-16-be", "replace")


def _decode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")

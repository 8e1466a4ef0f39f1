"""A joined book goes in, each piece of which carries its own cut of every font; it comes out with
one of each.

WeasyPrint's subsets keep the numbers of glyphs (`HB_SUBSET_FLAGS_RETAIN_GIDS`), so no text has to
be written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.typeset.truetype import union

# The widths of glyphs that follow each other, after the number of the first (ISO 32000-1, 9.7.4.3).
WIDTHS = re.compile(rb"(\d+) \[ ([^\]]*)\]")
PAIR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
# No more pairs than these may stand in one stretch of a map (Adobe Technical Note 5014).
STRETCH = 100


@dataclass(frozen=True)
class Cut:
    """A font of one piece: its dictionary, the width of each glyph it has, and the text that each
    stands for."""

    font: Any
    widths: dict[int, bytes]
    texts: dict[bytes, bytes]

    @classmethod
    def of(cls, font: Any) -> Cut:
        """What a font's dictionary says (9.7)."""
        widths = {
            int(first) + at: width
            for first, listed in WIDTHS.findall(font.DescendantFonts[0].W.unparse())
            for at, width in enumerate(listed.split())
        }
        return cls(
            font,
            widths,
            dict(PAIR.findall(font.ToUnicode.read_bytes().partition(b"beginbfchar")[2])),
        )

    @property
    def glyphs(self) -> set[int]:
        """The numbers of the glyphs used, the last one of all with them."""
        return {*self.widths, int(max(self.texts), 16)}

    @property
    def descriptor(self) -> Any:
        return self.font.DescendantFonts[0].FontDescriptor


def share_fonts(pdf: pikepdf.Pdf) -> None:
    """Give all pages one font of each name, with the glyphs that any of them uses."""
    holders = list(_font_lists(pdf))
    faces: dict[str, dict[tuple[int, int], Cut]] = {}
    for fonts in holders:
        for _, font in fonts.items():
            if (
                font.get("/Subtype") == Name.Type0
                and "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            ):
                cuts = faces.setdefault(str(font.BaseFont), {})
                if font.objgen not in cuts:
                    cuts[font.objgen] = Cut.of(font)
    shared = {
        known: font for cuts in faces.values() for known, font in _merged(pdf, list(cuts.values()))
    }
    for fonts in holders:
        for name, font in fonts.items():
            if font.objgen in shared:
                fonts[name] = shared[font.objgen]


def _font_lists(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """What names fonts in the resources of pages, and of what is drawn on them (7.8.3); each
    once."""
    due: list[Any] = [page.obj for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    while due:
        resources = due.pop().get("/Resources", Dictionary())
        if resources.is_indirect and resources.objgen in seen:
            continue
        seen.add(resources.objgen)
        if "/Font" in resources:
            yield resources.Font
        due += [
            drawn
            for kind in ("/XObject", "/Pattern")
            for _, drawn in resources.get(kind, Dictionary()).items()
            if isinstance(drawn, pikepdf.Stream)
        ]


def _merged(pdf: pikepdf.Pdf, cuts: list[Cut]) -> Iterator[tuple[tuple[int, int], Any]]:
    """For each cut of a face the font that takes its place: one, unless a glyph stands for other
    text in some cuts."""
    if len(cuts) < 2:
        return
    descendant = _descendant(pdf, cuts)
    groups: list[tuple[dict[bytes, bytes], list[Cut]]] = []
    for cut in cuts:
        texts, members = next((group for group in groups if _agree(group[0], cut.texts)), ({}, []))
        if not members:
            groups.append((texts, members))
        texts.update(cut.texts)
        members.append(cut)
    for texts, members in groups:
        font = pdf.make_indirect(Dictionary(members[0].font))
        font.DescendantFonts = Array([descendant])
        font.ToUnicode = pdf.make_stream(_map(members[0].font.ToUnicode.read_bytes(), texts))
        for cut in members:
            yield cut.font.objgen, font


def _agree(one: dict[bytes, bytes], other: dict[bytes, bytes]) -> bool:
    return all(one.get(glyph, text) == text for glyph, text in other.items())


def _descendant(pdf: pikepdf.Pdf, cuts: list[Cut]) -> Any:
    """The font's file, its measures and the widths of all its glyphs."""
    data = union([(cut.descriptor.FontFile2.read_bytes, cut.glyphs) for cut in cuts])
    boxes = [[float(side) for side in cut.descriptor.FontBBox] for cut in cuts]
    descriptor = pdf.make_indirect(Dictionary(cuts[0].descriptor))
    descriptor.FontBBox = Array(
        [
            *(min(sides) for sides in list(zip(*boxes, strict=True))[:2]),
            *(max(sides) for sides in list(zip(*boxes, strict=True))[2:]),
        ]
    )
    descriptor.FontFile2 = pdf.make_stream(data, {"/Length1": len(data)})
    made = pdf.make_indirect(Dictionary(cuts[0].font.DescendantFonts[0]))
    made.FontDescriptor = descriptor
    widths = {glyph: width for cut in cuts for glyph, width in cut.widths.items()}
    made.W = pikepdf.Object.parse(
        b"[" + b" ".join(b"%d [ %s ]" % one for one in sorted(widths.items())) + b"]"
    )
    return made


def _map(like: bytes, texts: dict[bytes, bytes]) -> bytes:
    """A map from glyphs to text with the head and foot of another (9.10.3)."""
    pairs = sorted(texts.items())
    stretches = [pairs[at : at + STRETCH] for at in range(0, len(pairs), STRETCH)]
    body = b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar"
        % (len(one), b"\n".join(b"<%s> <%s>" % pair for pair in one))
        for one in stretches
    )
    head = like.partition(b"endcodespacerange")[0] + b"endcodespacerange\n"
    return head + body + b"\nendcmap" + like.rpartition(b"endcmap")[2]

"""A file that holds many subsets of the same fonts, and the whole fonts, go in; the file comes out
with one subset of each.

The subsets must have kept the glyph numbers of the whole fonts, as WeasyPrint's have (HarfBuzz's
`HB_SUBSET_FLAGS_RETAIN_GIDS`): so no text has to be written anew.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from citybook.pdf.content import content_holders
from citybook.pdf.fonts import Font
from citybook.pdf.to_unicode import write_to_unicode

# The widths of glyphs that follow each other, after the number of the first (ISO 32000-1, 9.7.4.3).
WIDTHS = re.compile(rb"(\d+) \[ ([^\]]*)\]")
# What a reader needs of a TrueType font in a PDF (9.9).
TABLES = ("GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf")
ObjectId = tuple[int, int]


def share_fonts(pdf: pikepdf.Pdf, whole: Mapping[str, bytes]) -> None:
    """Replace all subsets of each font by one, with the glyphs that any of them has. `whole` are
    the fonts' files, by the names that PDFs call them by."""
    lists = [
        resources.Font
        for holder in content_holders(pdf)
        if "/Font" in (resources := holder.get("/Resources", Dictionary()))
    ]
    subsets: dict[str, dict[ObjectId, Any]] = {}
    for fonts in lists:
        for _, font in sorted(fonts.items()):  # pikepdf lists them in another order in each process
            subsets.setdefault(Font.name_of(font), {})[font.objgen] = font
    shared = {
        old: font
        for name, found in subsets.items()
        if name in whole and len(found) > 1
        for old, font in _share(pdf, list(found.values()), whole[name])
    }
    for fonts in lists:
        for key, font in dict(fonts).items():
            if font.objgen in shared:
                fonts[key] = shared[font.objgen]


def subset_font(data: bytes, glyphs: Collection[int]) -> bytes:
    """Cut a TrueType font down to some glyphs, which keep their numbers."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False)
    options = subset.Options(retain_gids=True, hinting=False, notdef_glyph=False)
    options.drop_tables = [tag for tag in font.keys() if tag not in TABLES]  # noqa: SIM118
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _share(pdf: pikepdf.Pdf, fonts: list[Any], whole: bytes) -> Iterator[tuple[ObjectId, Any]]:
    """For each font the one that takes its place: the same for all, unless a glyph stands for
    another text in some of them."""
    descendant = _descendant(pdf, fonts, whole)
    groups: list[tuple[dict[int, str], list[Any]]] = []
    for font in fonts:
        texts = Font(font).texts
        known, members = next((one for one in groups if _agree(one[0], texts)), ({}, []))
        if not members:
            groups.append((known, members))
        known.update(texts)
        members.append(font)
    for texts, members in groups:
        shared = pdf.make_indirect(Dictionary(members[0]))
        shared.DescendantFonts = Array([descendant])
        shared.ToUnicode = pdf.make_stream(write_to_unicode(texts))
        yield from ((font.objgen, shared) for font in members)


def _agree(one: dict[int, str], other: dict[int, str]) -> bool:
    return all(one.get(glyph, text) == text for glyph, text in other.items())


def _descendant(pdf: pikepdf.Pdf, fonts: list[Any], whole: bytes) -> Any:
    """The font's file and the widths of all its glyphs (9.7.4)."""
    descendant: Any = pdf.make_indirect(Dictionary(fonts[0].DescendantFonts[0]))
    widths = {glyph: width for font in fonts for glyph, width in _widths(font)}
    data = subset_font(whole, widths)
    descriptor: Any = pdf.make_indirect(Dictionary(descendant.FontDescriptor))
    descriptor.FontFile2 = pdf.make_stream(data, {"/Length1": len(data)})
    widest = max(float(width) for width in widths.values())
    descriptor.FontBBox = Array([0, descriptor.Descent, widest, descriptor.Ascent])
    descendant.FontDescriptor = descriptor
    descendant.W = pikepdf.Object.parse(
        b"[" + b" ".join(b"%d [ %s ]" % one for one in sorted(widths.items())) + b"]"
    )
    return descendant


def _widths(font: Any) -> Iterator[tuple[int, bytes]]:
    for first, listed in WIDTHS.findall(font.DescendantFonts[0].W.unparse()):
        yield from enumerate(listed.split(), int(first))

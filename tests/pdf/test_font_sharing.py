"""Subsets of the same font become one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from citybook.font_cutting import cut
from citybook.pdf.files import save_pdf
from citybook.pdf.font_sharing import share_fonts, subset_font
from citybook.pdf.fonts import Font
from citybook.pdf.to_unicode import write_to_unicode
from citybook.typeface import DEFAULT


@pytest.fixture(scope="module")
def whole() -> bytes:
    return cut(DEFAULT.source(DEFAULT.regular).read_bytes(), 400)


def add_page(pdf: pikepdf.Pdf, texts: dict[int, str], tag: str = "AAAAAA") -> None:
    """A page with a font of its own."""
    descriptor = Dictionary(Ascent=900, Descent=-300, FontFile2=pdf.make_stream(b"a subset"))
    widths = Array([one for glyph in texts for one in (glyph, Array([glyph * 10]))])
    descendant = Dictionary(FontDescriptor=pdf.make_indirect(descriptor), W=widths)
    font = Dictionary(
        BaseFont=Name(f"/{tag}+Sofia-Sans"),
        Subtype=Name.Type0,
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(write_to_unicode(texts)),
    )
    page = pdf.add_blank_page()
    page.obj.Resources = Dictionary(Font=Dictionary(F0=pdf.make_indirect(font)))


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [page.resources.Font.F0 for page in pdf.pages]


def glyphs(data: bytes) -> set[int]:
    """The numbers of the glyphs of a font that are drawn."""
    font = TTFont(io.BytesIO(data))
    order: Sequence[str] = font.getGlyphOrder()
    return {number for number, name in enumerate(order) if font["glyf"][name].numberOfContours}


def test_glyphs_of_a_subset_keep_their_numbers(whole: bytes) -> None:
    assert glyphs(subset_font(whole, {12, 55})) == {12, 55}


def test_a_glyph_comes_with_the_parts_that_it_is_made_of(whole: bytes) -> None:
    font = TTFont(io.BytesIO(whole))
    table = font["glyf"]
    parts = table[font.getGlyphName(40)].getComponentNames(table)
    assert parts
    assert glyphs(subset_font(whole, {40})) == {40, *map(font.getGlyphID, parts)}


def test_pages_share_one_font_with_the_glyphs_of_all(whole: bytes) -> None:
    pdf = pikepdf.new()
    add_page(pdf, {12: "a", 40: "b"})
    add_page(pdf, {12: "a", 55: "c"}, "BBBBBB")
    share_fonts(pdf, {"Sofia-Sans": whole})
    one, other = fonts(pdf)
    assert one.objgen == other.objgen
    assert Font(one).texts == {12: "a", 40: "b", 55: "c"}
    descendant = one.DescendantFonts[0]
    assert {12, 40, 55} <= glyphs(descendant.FontDescriptor.FontFile2.read_bytes())
    assert descendant.W.unparse() == b"[ 12 [ 120 ] 40 [ 400 ] 55 [ 550 ] ]"
    assert [int(side) for side in descendant.FontDescriptor.FontBBox] == [0, -300, 550, 900]


def test_a_glyph_that_stands_for_two_texts_is_read_as_each(whole: bytes) -> None:
    pdf = pikepdf.new()
    add_page(pdf, {12: "a", 40: "b"})
    add_page(pdf, {12: "q"})
    share_fonts(pdf, {"Sofia-Sans": whole})
    one, other = fonts(pdf)
    assert (Font(one).texts[12], Font(other).texts[12]) == ("a", "q")
    assert one.DescendantFonts[0].objgen == other.DescendantFonts[0].objgen


def test_fonts_whose_file_is_not_known_stay_as_they_are() -> None:
    pdf = pikepdf.new()
    add_page(pdf, {12: "a"})
    add_page(pdf, {12: "a"})
    share_fonts(pdf, {})
    assert len({font.objgen for font in fonts(pdf)}) == 2


def test_fonts_are_shared_in_the_same_order_in_every_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.pdf.test_font_sharing import many_fonts;"
        "Path(sys.argv[1]).write_bytes(many_fonts())"
    )
    written = set()
    for seed in "123":
        path = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(path)], env=environment, check=True)
        written.add(path.read_bytes())
    assert len(written) == 1


def many_fonts() -> bytes:
    """A file with fonts of several names on each page, shared."""
    pdf, data = pikepdf.new(), cut(DEFAULT.source(DEFAULT.regular).read_bytes(), 400)
    for number in range(6):
        add_page(pdf, {12: "a", 40: "b"})
        fonts(pdf)[-1].BaseFont = Name(f"/AAAAAA+F{number % 3}")
    for page in list(pdf.pages):
        others = [(f"/F{at}", font) for at, font in enumerate(fonts(pdf), 1)]
        page.obj.Resources.Font = Dictionary(dict([("/F0", page.resources.Font.F0), *others]))
    share_fonts(pdf, {f"F{number}": data for number in range(3)})
    return save_pdf(pdf)

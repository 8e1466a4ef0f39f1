"""Content streams are read and written instruction by instruction."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from citybook.pdf.content import (
    Instruction,
    content_holders,
    number,
    read_content,
    replace_content,
    shows_nothing,
    write_content,
)

INLINE = b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    made = pikepdf.new()
    made.add_blank_page()
    return made


def draw(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> pikepdf.Page:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content)
    for name, value in entries.items():
        page.obj[f"/{name}"] = value
    return page


def test_instructions_have_their_operands(pdf: pikepdf.Pdf) -> None:
    found = [one[:2] for one in read_content(draw(pdf, b"q 1 0 0 rg 2 3 4 5 re f Q"))]
    assert [name for name, _ in found] == ["q", "rg", "re", "f", "Q"]
    assert [float(value) for value in found[2][1]] == [2, 3, 4, 5]


def test_only_the_operators_asked_for_are_read(pdf: pikepdf.Pdf) -> None:
    page = draw(pdf, b"q 1 0 0 rg 2 3 4 5 re f Q")
    assert [one.name for one in read_content(page, "q Q")] == ["q", "Q"]


def test_what_is_written_as_it_was_read_is_the_same_inline_pictures_too(pdf: pikepdf.Pdf) -> None:
    written = write_content(read_content(draw(pdf, INLINE)))
    assert b"/CS /G" in written
    assert [one.name for one in read_content(draw(pdf, written))] == ["q", "INLINE IMAGE", "Q"]


def test_new_instructions_are_written() -> None:
    assert write_content([Instruction("g", [number(0.5)]), Instruction("f", [])]) == b"0.5 g\nf"


def test_numbers_are_whole_or_rounded() -> None:
    assert [number(1.0), number(0.123456), number(0.123456, 3)] == [1, 0.1235, 0.123]
    assert isinstance(number(1.0), int)


def test_pages_forms_and_patterns_have_content_of_their_own(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    tile = pdf.make_stream(b"f", PatternType=1)
    pdf.Root.Kept = pikepdf.Array([form, tile, pdf.make_stream(b"no content")])
    holders = list(content_holders(pdf))
    assert [type(one) for one in holders[:1]] == [pikepdf.Page]
    assert {one.objgen for one in holders[1:]} == {form.objgen, tile.objgen}


def test_content_is_replaced_on_pages_and_in_forms(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"f", Subtype=pikepdf.Name.Form)
    replace_content(pdf, form, b"S")
    replace_content(pdf, draw(pdf, b"f"), b"n")
    assert form.read_bytes() == b"S"
    assert [one.name for one in read_content(pdf.pages[0])] == ["n"]


@pytest.mark.parametrize(
    ("content", "is_empty"),
    [(b"0 0 9 9 re f", True), (b"BT (a) Tj ET", False), (b"/X Do", False), (b"", True)],
)
def test_a_page_with_neither_text_nor_pictures_shows_nothing(
    pdf: pikepdf.Pdf, content: bytes, *, is_empty: bool
) -> None:
    assert shows_nothing(draw(pdf, content)) is is_empty

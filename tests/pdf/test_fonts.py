"""The codes of a font become text."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from citybook.pdf.fonts import Font, FontCache
from citybook.pdf.to_unicode import write_to_unicode

TEXTS = {1: "a", 2: "ffi", 40: "b", 41: "c"}


PDF = pikepdf.new()


@pytest.fixture
def font() -> pikepdf.Object:
    stream = PDF.make_stream(write_to_unicode(TEXTS))
    return PDF.make_indirect(Dictionary(BaseFont=Name("/ABCDEF+Sofia-Sans"), ToUnicode=stream))


def test_a_font_is_called_as_without_the_tag_of_its_subset(font: pikepdf.Object) -> None:
    assert Font(font).name == "Sofia-Sans"
    assert Font(Dictionary(BaseFont=Name.Courier)).name == "Courier"


def test_strings_are_decoded_two_bytes_at_a_time(font: pikepdf.Object) -> None:
    found = Font(font)
    assert found.decode(b"\x00\x01\x00\x02\x00\x01") == "affia"
    assert found.decode(b"\x00\x01\x00\x09") == "a\ufffd"
    assert found.decode(b"\x00\x09", "<{code:04x}>") == "<0009>"


def test_operands_of_text_operators_are_decoded_without_their_spacing(font: pikepdf.Object) -> None:
    found = Font(font)
    assert found.text(pikepdf.Object.parse(b"[<0001> -20.5 <00020001>]")) == "affia"
    assert found.text(Array([String(b"\x00\x28"), 5, String(b"\x00\x29")])) == "bc"
    assert found.text(String(b"\x00\x28")) == "b"


def test_each_font_of_a_file_is_read_once(font: pikepdf.Object) -> None:
    cache = FontCache()
    assert cache.get(font) is cache.get(font)

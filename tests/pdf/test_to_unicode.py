"""ToUnicode maps say which text a code stands for."""

from __future__ import annotations

from citybook.pdf.to_unicode import parse_to_unicode, write_to_unicode


def test_what_is_written_is_read_again() -> None:
    texts = {0: " ", 7: "ffi", 300: "é", 65535: "\U0001f6b2"}
    texts |= {code: chr(0x4E00 + code) for code in range(1000, 1250)}
    assert parse_to_unicode(write_to_unicode(texts)) == texts


def test_no_section_of_what_is_written_has_more_than_a_hundred_pairs() -> None:
    written = write_to_unicode(dict.fromkeys(range(250), "a"))
    assert [int(part.split()[-1]) for part in written.split(b" beginbfchar")[:-1]] == [100, 100, 50]


def test_single_codes_are_read_however_they_are_spaced() -> None:
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001><0041>\n"
    assert parse_to_unicode(cmap + b"<00FF> <00660069> endbfchar") == {1: "A", 255: "fi"}


def test_ranges_count_on_from_their_first_text() -> None:
    assert parse_to_unicode(b"1 beginbfrange\n<0010> <0012> <0041>\nendbfrange") == {
        16: "A",
        17: "B",
        18: "C",
    }


def test_the_texts_of_a_range_may_be_listed() -> None:
    cmap = b"beginbfrange <0001> <0002> [<0041> <00420043>] <0005> <0005> <0044> endbfrange"
    assert parse_to_unicode(cmap) == {1: "A", 2: "BC", 5: "D"}

"""Words as search compares them: the same in Python and in the browser."""

from __future__ import annotations

import unicodedata

import pytest

from citybook.content.folding import FOLDING, fold, words
from tests import browser as browsing
from tests.publications import ROOT

SCRIPT = f"const FOLDING = {FOLDING.read_text(encoding='utf-8')};\n" + (
    ROOT / "layouts/site/search/folding.js"
).read_text(encoding="utf-8")
# These are many and have no case, accents or forms.
ALIKE = ((0x3400, 0xA48F), (0xAC00, 0xD7A3), (0x17000, 0x18CFF), (0x1B170, 0x1B2FF))
TEXTS = (
    ("Łódź Tromsø Đakovo", ["lodz", "tromso", "dakovo"]),
    ("ΑΘΗΝΑ Αθήνα", ["αθηνα", "αθηνα"]),
    ("Straße GROẞ ŒUVRE", ["strasse", "gross", "oeuvre"]),
    ("İzmir Diyarbakır", ["izmir", "diyarbakir"]),
    ("l’été s\u00adoft", ["l", "ete", "soft"]),
    ("Ґалаґан Ёлка Київ", ["галаган", "елка", "киів"]),
    ("المدينة", ["المدينه", "مدينه"]),
    ("أُمّ إلى", ["ام", "الي"]),
    ("בירושלים", ["בירושלימ", "ירושלימ"]),
    ("한국 中文 ไทย", [unicodedata.normalize("NFD", "한국"), "中文", "ไทย"]),
    ("२०२४ ٢٠٢٤ ½", ["२०२४", "2024", "1", "2"]),
    ("e-mail: a_b/c", ["e", "mail", "a", "b", "c"]),
    ("", []),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_text_is_folded_to_these_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_every_letter_is_folded_the_same_in_the_browser() -> None:
    codes = [
        code
        for code in range(0x20000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
        and not any(first < code < last for first, last in ALIKE)
    ]
    texts = [text for text, _ in TEXTS]
    with browsing.chromium() as browser:
        page = browser.new_page()
        run = f"([codes, texts]) => {{ {SCRIPT}; return ["
        run += "codes.map((code) => fold(String.fromCodePoint(code))),"
        run += "texts.map((text) => split(text).flatMap(forms))] }"
        letters, found = page.evaluate(run, [codes, texts])
    assert len(codes) > 20000
    assert [
        (hex(code), seen)
        for code, seen in zip(codes, letters, strict=True)
        if seen != fold(chr(code))
    ] == []
    assert found == [words(text) for text in texts]

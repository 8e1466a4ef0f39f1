"""Titles with soft hyphens and spaces that do not break go in; where lines are set they count, and
where a text is only named nobody meets them."""

from __future__ import annotations

import re

import pikepdf

from tests import pdfs, verapdf
from tests.publications import Publication

CARD = "cities/alba.md"
SIGNS = re.compile("[\u00ad\u200b\u2007\u2011\u202f\u2060]")


def test_soft_hyphens_divide_words_on_paper_and_are_in_no_name(small: Publication) -> None:
    word = "Ver wal tungs zu stän dig kei ten kon fe renz".replace(" ", "\u00ad")
    title = f"{word}\u202fin Alba"
    small.replace(CARD, "title: Alba", f"title: {title}")
    small.replace(CARD, "alt: ", "alt: Ha\u00adfen ")
    small.replace(CARD, "summary: ", "summary: Ha\u00adfen\u00a0")
    small.replace(CARD, "A quay for everyone", "A qu\u00aday for every\u00adone")
    small.doit("sheets", "pages", "data").succeeds()
    sheet = small.pdf / "sheets/alba.pdf"
    lines = pdfs.seen(sheet)
    assert any("-" in line for line in lines[:4]), "the title is broken, with a plain hyphen"
    assert {name.split("-")[0] for name in pdfs.fonts(sheet)} == {"Sofia"}
    assert "Verwaltungszuständigkeitenkonferenz in Alba" in [
        name for _, name, _ in pdfs.bookmarks(sheet)
    ]
    assert SIGNS.search((small.build / "aloud/sheets/alba.txt").read_text(encoding="utf-8")) is None
    for name in ("alba", "brig-cres"):
        with pikepdf.open(small.pdf / f"sheets/{name}.pdf") as pdf:
            said = [
                str(value)
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary)
                for value in item.values()
                if isinstance(value, pikepdf.String)
            ]
        assert [text for text in said if SIGNS.search(text)] == []
    assert verapdf.failures([sheet])[str(sheet)] == []
    data = [path.read_text(encoding="utf-8") for path in (small.build / "data").iterdir()]
    assert any("A quay for everyone" in text for text in data)
    assert [text for text in data if "\u00ad" in text] == []
    for page in small.site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        named = re.findall(r"<title>[^<]*|<[a-z][^<>]*>", html)
        assert [one for one in named if SIGNS.search(one)] == [], page
    card = (small.site / "cities/alba/index.html").read_text(encoding="utf-8")
    assert "<title>Verwaltungszuständigkeitenkonferenz in Alba" in card
    assert 'alt="Hafen ' in card
    assert title in card, "a browser may break the heading there"

"""Letters that the identity's typeface lacks: a second one prints them, and what neither has is an
error at its place in its file, before anything is built."""

from __future__ import annotations

import re
import unicodedata

import pytest

from citybook.content import glyphs
from citybook.font_cutting import metrics
from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeface import DEFAULT, letters_of
from citybook.typeset.documents import render_document
from citybook.typeset.outcome import RenderError
from citybook.typeset.screen_fonts import STAND_INS, letters_in, measure, screen_rules
from tests import pdfs, verapdf
from tests.publications import Publication

CARD = "cities/alba.md"
# What offices, price lists and names of migrants bring.
SIGNS = "✓ ● ■ ► ⇒ 5′ 3″ ♀ ♂ ₴ ₺ ₽ co\u2010op ▪ ◆ ☐ ☑ ✔ ✗ ♥ ▲ ▼ ◀ ▶ ⁄ ₁ ⅔ №"
NAMES = (
    "Hà Nội, Thành phố Hồ Chí Minh, Nguyễn Ưng Ơn, Bakı, Əliyev, Gəncə, Ḥasan, ʿAlī, Ṣanʿāʾ, "
    "ṭarīqa, Ẓāhir, Ḍiyāʾ, Ọyọ́, Ẹ̀kó, Ɗan, Ɛʋɛ, Қазақстан, Әлия"
)


def test_a_letter_that_no_font_has_is_named_at_its_place(small: Publication) -> None:
    letters = {
        "🎉": "U+1F389 PARTY POPPER",
        "港": "U+6E2F CJK UNIFIED IDEOGRAPH-6E2F",
        "م": "U+0645 ARABIC LETTER MEEM",
        "\u2604": "U+2604 COMET",
    }
    texts = [f"The quay of Al{letter}ba was closed." for letter in letters]
    small.replace(CARD, "The quay of Alba was closed.", "\n\n".join(texts))
    said = small.check()
    for line, (letter, told) in zip((18, 20, 22, 24), letters.items(), strict=True):
        assert f"content/{CARD}:{line}:15: error: the fonts have no '{letter}' ({told}" in said
    assert said.count(": error: ") == len(letters)


def test_letters_that_are_lacking_are_found_in_every_file_in_one_report_and_nothing_is_built(
    small: Publication,
) -> None:
    small.replace("cities/alba.md", "Take down", "Take 港 down")
    small.replace("places.yaml", "name: Eger", "name: Eğer ☃")
    small.replace("publication.yaml", "Funded by", "★ Funded by")
    small.replace("editions/book.yaml", "Two journeys", "Two journeys ➔")
    small.replace("guides/quays/steps.md", "oak went", "➔ak went")
    said = small.doit().fails().output
    for place in (
        "cities/alba.md:24:8",
        "places.yaml:15:14",
        "publication.yaml:12:14",
        "editions/book.yaml:3:24",
        "guides/quays/steps.md:12:10",
    ):
        assert f"content/{place}: error: the fonts have no " in said
    assert said.count(": error: ") == 5
    assert not small.pdf.exists()
    assert not small.site.exists()


def test_what_was_found_lacking_is_said_again_when_the_file_is_not_read_again(
    small: Publication,
) -> None:
    small.replace(CARD, "closed", "closed ☂")
    first, second = (small.doit("html").fails().output for _ in range(2))
    assert "U+2602 UMBRELLA" in first
    assert first.split("Done")[0] == second.split("Done")[0]


def test_a_comment_is_never_printed_so_any_letter_may_stand_in_it(small: Publication) -> None:
    small.replace("places.yaml", "  country: IT", "  # ★ 已核对\n  country: IT")
    small.replace(CARD, "title: Alba", "# ★ read by Ana\ntitle: Alba")
    assert "error" not in small.check()
    small.replace(CARD, "# ★ read by Ana\ntitle: Alba", 'title: "Alba # ★"')
    assert f"content/{CARD}:2:16: error: the fonts have no '★'" in small.check()


def test_a_letter_written_as_base_and_mark_counts_as_composed() -> None:
    assert (
        glyphs.missing(
            unicodedata.normalize("NFD", "Žižkov, Łódź, Málaga, Ζωγράφου, Жовті Води").encode(),
            "x.yaml",
        )
        == []
    )
    (found,) = glyphs.missing(unicodedata.normalize("NFD", "a: é한").encode(), "x.yaml")
    assert (found.line, found.column) == (1, 5)
    assert "U+D55C" in found.message


def test_a_mark_of_the_second_typeface_cannot_stand_on_a_letter_of_the_first() -> None:
    (found,) = glyphs.missing("a: pl\u032aace".encode(), "x.yaml")
    assert (found.line, found.column) == (1, 5)
    assert "U+032A COMBINING BRIDGE BELOW" in found.message
    assert glyphs.missing("a: ọ́, ɓ̀, ḥ́, r̥".encode(), "x.yaml") == []


def test_a_text_in_another_script_is_one_report_of_bounded_length() -> None:
    long = "\n".join(["港口城市对所有人开放，" * 20] * 500)
    found = glyphs.missing(f"---\ntitle: x\n---\n{long}".encode(), "x.md")
    assert len(found) == 21
    assert "480 more places" in found[-1].message
    assert all(len(problem.message) < 300 for problem in found)


def test_the_fonts_have_the_letters_of_the_languages_of_the_union() -> None:
    alphabets = (
        "ÀÂÇÈÉÊËÎÏÔŒÙÛÜŸ ÄÖÜẞß ÁÍÑÓÚ ĄĆĘŁŃŚŹŻ ČĎĚŇŘŠŤŮÝŽ ĐĆ ŐŰ ĂÂÎȘȚ ĀĒĢĪĶĻŅŠŪ ĖĮŲ ÅÄÖØÆ ĊĠĦŻ ĹĽŔÔ "
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫΐΰς АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ ҐЄІЇ „“”‚‘’«»–—…€•"
    )
    assert set(alphabets + alphabets.lower()) <= letters_of(DEFAULT).own


def test_a_letter_of_a_layout_that_no_font_has_fails_instead_of_printing_a_box(
    good: Publication,
) -> None:
    project = Project(good.folder)
    html = (project.html / "sheets/alba.html").read_text(encoding="utf-8")
    wrong = html.replace("was closed.", "was 話 closed.")
    assert wrong != html
    with pytest.raises(RenderError) as error:
        render_document(wrong, bundle(project, "sheet.css"), project.fonts, project.html / "images")
    assert "this cannot be typeset faithfully" in error.value.faults[0].message


def test_a_word_of_ours_that_the_fonts_cannot_write_is_named_with_its_page_and_letters(
    small: Publication,
) -> None:
    small.replace("publication.yaml", "language: en", "language: he")
    book = "kind: booklet\ntitle: Short\nsubtitle: A book\ntrim: A5\n"
    small.write("editions/book.yaml", f"{book}parts: [cover, {{cards: [alba]}}]\n")
    output = small.doit("editions:book").fails().output
    assert re.search(
        r"content/cities/alba\.md(:\d+:1)?: error: page \d+ of 'book': the fonts have no '.' "
        r"\(U\+05[0-9A-F]{2} HEBREW LETTER [A-Z ]+\)",
        output,
    ), output
    assert "is none of ours" not in output


def test_spaces_and_marks_without_a_glyph_are_no_mistake_and_carry_no_second_typeface(
    small: Publication,
) -> None:
    small.replace(CARD, "was closed", "was\u202fclosed\u2009\u00a0– cl\u00adosed…")
    small.doit("html").succeeds()
    project = Project(small.folder)
    html = (project.html / "sheets/alba.html").read_text(encoding="utf-8")
    assert "was\u202fclosed\u2009\u00a0– cl\u00adosed…" in html
    css = bundle(project, "sheet.css")
    sheet = small.folder / "sheet.pdf"
    sheet.write_bytes(render_document(html, css, project.fonts, project.html / "images").data)
    assert {name.split("-")[0] for name in pdfs.fonts(sheet)} == {"Sofia"}


def test_letters_of_a_second_typeface_print_where_the_first_has_none(small: Publication) -> None:
    small.replace(CARD, "was closed.", f"was closed. {SIGNS} **{NAMES}** *{NAMES}*")
    small.replace(CARD, "title: Alba", "title: Alba Nội ✓")
    head = small.read("editions/book.yaml").partition("parts:")[0]
    small.write("editions/book.yaml", f"{head}parts: [cover, {{cards: [alba]}}]\n")
    small.doit("sheets:alba", "editions:book").succeeds()
    sheet, book = small.pdf / "sheets/alba.pdf", small.pdf / "book.pdf"
    second = {"Source-Sans", "Source-Sans-Bold", "Source-Sans-Italic"}
    for path in (sheet, book):
        assert second <= pdfs.fonts(path).keys()
        assert all(pdfs.fonts(path).values()), "all are embedded"
    assert verapdf.failures([sheet, book], "ua1", "3a") == {str(sheet): [], str(book): []}
    text = pdfs.text(sheet)
    for word in (*SIGNS.split(), *NAMES.split(", ")):
        assert word in text
    before = sheet.read_bytes()
    sheet.unlink()
    small.doit("sheets:alba").succeeds()
    assert sheet.read_bytes() == before, "and the bytes are the same each time"


def test_a_browser_is_told_one_file_for_each_letter() -> None:
    known = letters_of(DEFAULT)
    told: dict[str, set[str]] = {}
    rules = "".join(screen_rules(DEFAULT, known, measure(DEFAULT)))
    pattern = r'family: "([^"]*)".*?url\("fonts/([^"]*)"\).*?unicode-range: (\S+)'
    upright = [row for row in re.findall(pattern, rules) if "-Italic" not in row[1]]
    for family, _, stretches in upright:
        told.setdefault(family, set())
        for stretch in stretches.split(","):
            first, _, last = stretch.removeprefix("U+").partition("-")
            letters = set(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
            marks = {one for one in letters if unicodedata.category(one)[0] == "M"}
            letters &= (known.own | known.added) - marks
            assert not letters & told[family], "each letter is in one file"
            told[family] |= letters
    marks = {one for one in known.own | known.added if unicodedata.category(one)[0] == "M"}
    assert told == {"Sofia Sans": known.own - marks, "Source Sans": known.added - known.own - marks}


def test_a_mark_is_in_the_file_of_the_letter_that_it_stands_on() -> None:
    known = letters_of(DEFAULT)
    for script, letter in (("latin", "a"), ("cyrillic", "а")):
        found = letters_in(DEFAULT, known, script)
        assert {letter, "\u0301"} <= found
        assert ("ж" in found) == (script == "cyrillic")


def test_what_stands_in_for_a_typeface_is_as_high_and_as_wide() -> None:
    rules = list(screen_rules(DEFAULT, letters_of(DEFAULT), measure(DEFAULT)))
    local = [rule for rule in rules if "local(" in rule]
    assert len(local) == 2 * len(STAND_INS)
    for rule, (weight, width) in zip(
        local, (row for _, widths in STAND_INS for row in widths.items()), strict=True
    ):
        told = re.findall(r"(?:size-adjust|ascent-override|descent-override): ([\d.]+)", rule)
        size, ascent, descent = (float(found) / 100 for found in told)
        found = metrics(DEFAULT.source(DEFAULT.regular).read_bytes(), weight)
        assert size * width == pytest.approx(found.width, abs=0.002)
        assert size * ascent == pytest.approx(found.ascent, abs=0.002)
        assert size * descent == pytest.approx(found.descent, abs=0.002)
        assert (" Bold" in rule) == (weight == 700)

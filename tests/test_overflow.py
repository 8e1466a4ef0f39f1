"""Text that does not fit: long words break, and what still leaves its page or lies over something
is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from citybook.press.cover import spine_html
from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.documents import render_document
from citybook.typeset.outcome import RenderError
from tests import pdfs
from tests.browser import chromium
from tests.publications import ROOT, Publication

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
ADDRESS = "https://long.example/" + "a0b1c2d3e4" * 48
TITLE = "A title that goes on about newcomers and the cities that they come to, " * 4
BOOK, READER = "editions/book.yaml", "editions/harbour-reader.yaml"
FERRY, ALBA, DOLE = "practices/night-ferry.md", "cities/alba.md", "profiles/dole.md"
BLOCKS = f"""
- list {WORD}
    - deeper {WORD}
        - deeper {WORD}

::: key
{WORD}
:::

::: quote
{WORD}
— {WORD}
:::

::: chart bars {WORD}
- 120 | {WORD}
- 185 | 2021
:::

::: steps {WORD}
1. **{WORD}.** {WORD}
:::

::: timeline {WORD}
- **{WORD}** {WORD}
:::

::: challenge {WORD}
{WORD}

### Ways out

- {WORD}
:::

### {WORD}

{ADDRESS} [an address]({ADDRESS})
"""


def with_long_words(small: Publication) -> Publication:
    """Words of 240 letters and an address of 500 wherever there is room to break them."""
    small.replace(FERRY, "Dockers asked for it.", f"Dockers asked.\n{BLOCKS}")
    small.replace(
        FERRY,
        "  - title: The night ferry\n    url: https://ferries.example/night",
        f"  - title: The {WORD} ferry\n    url: {ADDRESS}",
    )
    small.replace(FERRY, "label: passengers", f"label: {WORD}")
    small.replace(DOLE, "title: Dole", f"title: {WORD}")
    small.replace(DOLE, "headline: A", f"headline: {WORD}")
    small.replace(DOLE, "## What is left", f"## {WORD}")
    small.replace(ALBA, "closed.", f"closed. {WORD}")
    small.replace(ALBA, "A harbour master", WORD)
    small.replace("communities.yaml", "until 2023", WORD)
    small.replace("places.yaml", "name: Eger", f"name: {WORD}")
    small.replace("themes.yaml", "name: Learning", f"name: {WORD}")
    small.replace(
        "glossary/dry-dock.md", "title: Dry dock\nalso: [", f"title: {WORD}\nalso: [dry dock, "
    )
    small.replace("guides/quays/steps.md", "title: Two steps", f"title: {WORD}")
    return small


def printed_edges(pdf: Path) -> Iterator[tuple[float, float]]:
    """Of each page the mm that its text stays clear of the left and the right edge of the paper."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text, width = page.get_textpage(), page.get_width()
        boxes = [text.get_charbox(number) for number in range(text.count_chars())]
        seen = [(left, right) for left, _, right, _ in boxes if right > left]
        if seen:
            yield (
                min(left for left, _ in seen) * 25.4 / 72,
                (width - max(right for _, right in seen)) * 25.4 / 72,
            )


def test_long_words_and_addresses_break_and_stay_on_their_pages(small: Publication) -> None:
    with_long_words(small).doit("editions", "sheets:brig-cres").succeeds()
    for name in ("book", "harbour-reader"):
        for number, (left, right) in enumerate(printed_edges(small.pdf / f"{name}.pdf"), 1):
            assert min(left, right) > 5, f"page {number} of {name}"


def test_no_page_of_the_site_scrolls_sideways_for_a_long_word(small: Publication) -> None:
    small.replace("publication.yaml", "title: Harbour Towns", f"title: {WORD}")
    with_long_words(small).doit("pages").succeeds()
    with chromium() as browser:
        for width in (320, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            for path in sorted(small.site.rglob("*.html")):
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                    f"{path} at {width} px"
                )


def test_a_long_title_of_a_book_ends_in_dots_at_the_foot_and_leaves_the_folio_free(
    built: Publication,
) -> None:
    built.replace(READER, "title: The harbour reader", f"title: {TITLE[:75]}")
    built.doit("editions:harbour-reader").succeeds()
    page = (
        pypdfium2.PdfDocument(built.pdf / "harbour-reader.pdf")[1]
        .get_textpage()
        .get_text_bounded(0, 0, 600, 45)
    )
    assert "A title that goes on about" in page
    built.replace(READER, TITLE[:75], WORD[:100])
    built.doit("editions:harbour-reader").succeeds()
    edges = list(printed_edges(built.pdf / "harbour-reader.pdf"))
    assert min(min(edge) for edge in edges) > 5


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            BOOK,
            "title: The harbour book",
            f"title: {TITLE * 3}",
            "editions/book.yaml: error: page 1 of 'book': 'title' is ",
        ),
        (
            BOOK,
            "trim: A5",
            f'trim: A5\ncover: {{event: "{TITLE * 10}"}}',
            "editions/book.yaml: error: page 1 of 'book': 'A title that goes on about ",
        ),
        (
            BOOK,
            "imprint: {",
            f'imprint: {{note: "{TITLE * 12}", ',
            "editions/book.yaml: error: page 2 of 'book': 'Imprint' is ",
        ),
        (
            BOOK,
            "trim: A5",
            f'trim: A5\nsummary: "{TITLE * 8}"',
            "editions/book.yaml: error: page 14 of 'book': 'summary' is ",
        ),
        (
            "communities.yaml",
            "question: How to open",
            f"question: {TITLE * 8}",
            "communities.yaml: error: page 4 of 'book': 'Open quays' is ",
        ),
        (
            "cities/brig-cres.md",
            "title: Brig and Cres",
            f"title: {TITLE}",
            "editions/book.yaml: error: page ",
        ),
        (
            FERRY,
            '"1,250"',
            f'"{"1,250" * 40}"',
            f"{FERRY}:1:1: error: page 5 of 'harbour-reader': '1,2501,250",
        ),
    ],
)
def test_what_does_not_fit_names_its_file_its_page_and_the_measure(
    built: Publication, file: str, old: str, new: str, told: str
) -> None:
    built.replace(file, old, new)
    said = built.doit("editions").fails().output
    assert f"content/{told}" in said
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if f"content/{told}" in line]
    assert any(" mm" in line or " too long for its page" in line for line in lines)


def test_a_title_and_an_event_of_some_lines_make_room_for_themselves_on_a_cover(
    built: Publication,
) -> None:
    """What is drawn stands lower for a long title and ends higher for a long event."""
    for text in (
        built.read(BOOK).replace("title: The harbour book", f"title: {TITLE}"),
        built.read(BOOK).replace("trim: A5", f'trim: A5\ncover: {{event: "{TITLE * 2}"}}'),
    ):
        built.write(BOOK, text)
        built.doit("editions:book").succeeds()
        cover = pdfs.pages(built.pdf / "book.pdf")[0]
        (long,) = [part for part in cover.find("H1", "P") if "newcomers" in part.text]
        drawn = [
            run for run in cover.loose if run.text.strip() in ("Alba", "Brig and Cres", "Dole")
        ]
        assert len(drawn) == 3
        for run in drawn:
            assert all(one.bottom < run.top or one.top > run.bottom for one in long.runs), run


def test_all_that_does_not_fit_in_a_book_is_told_at_once_and_its_last_good_pdf_stays(
    built: Publication,
) -> None:
    good = (built.pdf / "book.pdf").read_bytes()
    built.replace(BOOK, "trim: A5", f'trim: A5\nsummary: "{TITLE * 8}"')
    built.replace(BOOK, "imprint: {", f'imprint: {{note: "{TITLE * 12}", ')
    built.replace("communities.yaml", "question: How to run", f"question: {TITLE * 8}")
    said = built.doit("editions:book").fails().output
    for what in ("'Imprint' is ", "'summary' is ", "'Ferries for all' is "):
        assert f"{what}" in said
    assert "3 problems in 2 files" in said
    assert (built.pdf / "book.pdf").read_bytes() == good


def test_a_quotation_of_four_pages_and_a_box_of_three_are_printed_whole(small: Publication) -> None:
    said = "We have the same aim and we say so whenever somebody asks. "
    small.replace(
        FERRY,
        "Dockers asked for it.",
        f"Asked.\n\n::: quote\n{said * 75}\n\n{said * 75}\n— Who spoke\n:::\n\n::: challenge Long\n"
        f"{said * 50}\n\n{said * 50}\n\n### Ways out\n\n- None\n:::\n",
    )
    small.doit("editions:harbour-reader").succeeds()
    text = "".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(small.pdf / "harbour-reader.pdf")
    )
    assert text.count("whenever") == 250


def test_a_title_turned_on_a_spine_keeps_to_its_height(small: Publication) -> None:
    small.doit("html").succeeds()
    project = Project(small.folder)
    blank = (project.html / "editions/book/blank.html").read_text(encoding="utf-8")

    def spine(title: str) -> None:
        render_document(
            spine_html(blank, title, 8, 210),
            bundle(project, "booklet.css"),
            project.fonts,
            project.html / "images",
        )

    spine("The harbour book")
    with pytest.raises(RenderError, match=r"'A title .*' runs \d+\.\d mm over the right edge"):
        spine(TITLE)


def own(small: Publication, name: str, text: str) -> None:
    """A layout or a style of the publication's own."""
    path = small.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


SHEET = (
    '{{% extends "citybook:sheet/card.html" %}}{{% block body %}}{{{{ super() }}}}{}{{% '
    "endblock %}}"
)
FOOT = '<p style="position: absolute; left: 30mm; top: 100mm; {}">{}</p>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FOOT.format("left: 195mm; width: 30mm", "Out of it"), "'Out of it' runs "),
        (FOOT.format("top: 294mm", "Below"), "'Below' runs "),
        (
            '<p style="position: absolute; left: 150mm; top: 282.2mm">Over the foot</p>'
            '<p style="position: absolute; left: 150mm; top: 282.2mm">Over it, too</p>',
            " lie over each other by ",
        ),
        (
            '<div style="position: absolute; top: 60mm; left: 20mm; width: 9mm; height: 9mm" '
            "data-clear></div>"
            '<p style="position: absolute; left: 20mm; top: 60mm">Hi</p>',
            "'Hi' runs ",
        ),
    ],
)
def test_text_that_leaves_the_page_or_lies_over_something_is_seen_in_any_layout(
    built: Publication, text: str, told: str
) -> None:
    own(built, "layouts/sheet/card.html", SHEET.format(text))
    said = built.doit("sheets:alba").fails().output
    assert "content/cities/alba.md: error: page 1 of 'alba': " in said
    assert told in said


def test_what_weasyprint_drops_of_a_float_is_told_as_lost(built: Publication) -> None:
    words = "<br>".join(f"row {number}" for number in range(90))
    own(
        built,
        "layouts/booklet/network.html",
        f'<section id="{{{{ fragment.anchor }}}}" style="height: 100mm">'
        f'<div style="float: left">{words}</div></section>',
    )
    said = built.doit("editions:book").fails().output
    assert "content/editions/book.yaml: error: page " in said
    assert "letters are lost" in said


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "layouts/sheet/card.html",
            SHEET.format('<img src="images/none.jpg" alt="none">'),
            "images/none.jpg is not a file of",
        ),
        (
            "layouts/sheet/card.html",
            SHEET.format('<img src="https://elsewhere.example/x.png" alt="x">'),
            "is not part of this",
        ),
        (
            "layouts/sheet/card.html",
            SHEET.format("{{ sheet.nonsense }}"),
            "has no attribute 'nonsense'",
        ),
        (
            "layouts/sheet/card.html",
            '{% extends "citybook:sheet/card.html" %}{% block title %}{{ nonsense }}{% endblock %}',
            "'nonsense' is undefined",
        ),
        (
            "styles/components/qr-code.css",
            ".qr-code { colour: red; width: 100% }",
            "unknown property",
        ),
        (
            "styles/components/qr-code.css",
            ".qr-code { width: var(--nonsense) }",
            "cannot be typeset faithfully: Ignored `width",
        ),
        (
            "styles/components/qr-code.css",
            ".qr-code { background: url(images/none.jpg) }",
            "images/none.jpg is not a file of",
        ),
    ],
)
def test_a_picture_a_name_or_a_style_that_is_not_there_is_an_error(
    small: Publication, name: str, text: str, told: str
) -> None:
    own(small, name, text)
    assert told in small.doit("sheets:alba").fails().output
    assert not (small.pdf / "sheets/alba.pdf").exists()


def test_a_font_that_is_not_ours_is_an_error(built: Publication) -> None:
    base = (ROOT / "styles/base/print.css").read_text(encoding="utf-8")
    own(built, "styles/base/print.css", base.replace("var(--typeface)", '"Sofia Snas"'))
    said = built.doit("sheets:alba").fails().output
    assert "content/cities/alba.md: error: this cannot be typeset faithfully: the font " in said


@pytest.fixture
def leaflet(tmp_path: Path, warm: Publication) -> Publication:
    """The real content, for a test to change its leaflet."""
    return Publication.copy_of(ROOT, tmp_path / "citybook", warm)


def test_a_leaflet_on_american_paper_is_set_as_small_as_it_takes_to_lose_nothing(
    leaflet: Publication,
) -> None:
    leaflet.replace("editions/connection-leaflet.yaml", "trim: A4", "trim: US letter")
    leaflet.doit("editions:connection-leaflet").succeeds()
    assert len(pypdfium2.PdfDocument(leaflet.pdf / "connection-leaflet.pdf")) == 2


def test_a_panel_that_is_too_long_is_named_with_its_page_and_the_number_of_lines_to_take_out(
    leaflet: Publication,
) -> None:
    about, heading = leaflet.read("about.md"), "## What is CONNECTION?\n"
    assert heading in about
    told = []
    for count in (20, 60):
        leaflet.write("about.md", about.replace(heading, heading + "\nOne line.\n" * count))
        output = leaflet.doit("editions:connection-leaflet").fails().output
        found = re.search(
            r"content/about\.md:\d+:1: error: page 2 of 'connection-leaflet': "
            r"the left panel is (\d+) lines too long, even at 8 pt",
            output,
        )
        assert found, output
        assert f"shorten 'What is CONNECTION?', its longest section, by {found[1]} lines" in output
        told.append(int(found[1]))
    assert 10 < told[0] < 30
    assert 40 <= told[1] - told[0] < 60, (
        "a paragraph of a line takes a line and the space before it"
    )


def test_a_title_that_is_too_long_for_a_sheet_is_named_as_its_editor_knows_it(
    small: Publication,
) -> None:
    """A title that fills the head; a portrait is cropped to its window in it."""
    file = small.folder / "content/images/quay.png"
    Image.new("RGB", (560, 1600), "navy").save(file)
    small.replace(ALBA, "title: Alba", "title: " + "Alba " * 36)
    output = small.doit("sheets:alba").fails().output
    assert "content/cities/alba.md:1:1: error: the sheet of 'alba' is" in output
    assert re.search(r"shorten the title by \d+ lines?\n", output), output
    small.replace(ALBA, "title: " + "Alba " * 36, "title: Alba")
    small.doit("sheets:alba").succeeds()

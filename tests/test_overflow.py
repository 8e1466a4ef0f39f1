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
from citybook.typeset.fragments import render_fragment
from citybook.typeset.outcome import RenderError
from citybook.typeset.renderer import Renderer
from tests import pdfs
from tests.browser import chromium
from tests.publications import GOOD, LEAFLET, Publication

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


SAID = "We have the same aim and we say so whenever somebody asks. "
LONG = f"""
::: quote
{SAID * 40}

{SAID * 40}
— Who spoke
:::

::: challenge Long
{SAID * 35}

{SAID * 35}

### Ways out

- None
:::
"""


def fill_with_long_words(small: Publication) -> None:
    """Words of 240 letters and an address of 500 wherever there is room to break them, a quotation
    and a box longer than a page, and long titles of books."""
    small.replace(BOOK, "cards: all", "cards: [alba]")
    small.replace(READER, "practices: all", "practices: [night-ferry]")
    small.replace(BOOK, "title: The harbour book", f"title: {TITLE[:150]}")
    small.replace(READER, "title: The harbour reader", f"title: {WORD[:100]}")
    small.replace(FERRY, "Dockers asked for it.", f"Dockers asked.\n{BLOCKS}{LONG}")
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


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with long words, and of what it makes its books, a sheet and its
    pages. Tests must not change it."""
    small = Publication.copy_of(GOOD, tmp_path_factory.mktemp("long") / "good", warm)
    fill_with_long_words(small)
    small.doit("editions", "sheets:brig-cres").succeeds()
    small.replace("publication.yaml", "title: Harbour Towns", f"title: {WORD}")
    small.doit("pages").succeeds()
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


def test_long_words_and_addresses_break_and_stay_on_their_pages(long: Publication) -> None:
    for name in ("book", "harbour-reader", "sheets/brig-cres"):
        for number, (left, right) in enumerate(printed_edges(long.pdf / f"{name}.pdf"), 1):
            assert min(left, right) > 5, f"page {number} of {name}"


def test_no_page_of_the_site_scrolls_sideways_for_a_long_word(
    long: Publication, tmp_path: Path
) -> None:
    """All pages are shown at once, each in a frame that is as wide as a screen."""
    paths = sorted(long.site.rglob("*.html"))
    frames = "".join(f'<iframe src="{path.as_uri()}"></iframe>' for path in paths)
    (tmp_path / "all.html").write_text(f"<!DOCTYPE html>{frames}")
    with chromium() as browser:
        page = browser.new_page()
        page.goto((tmp_path / "all.html").as_uri())
        shown = page.frames[1:]
        assert len(shown) == len(paths) > 50
        for width in (320, 1280):
            page.add_style_tag(content=f"iframe {{ width: {width}px; height: 800px }}")
            for frame in shown:
                widths = frame.evaluate("[innerWidth, document.documentElement.scrollWidth]")
                assert widths == [width, width], f"{frame.url} at {width} px"


def test_a_long_title_of_a_book_ends_in_dots_at_the_foot_and_leaves_the_folio_free(
    long: Publication,
) -> None:
    page = pypdfium2.PdfDocument(long.pdf / "book.pdf")[4]
    foot = page.get_textpage().get_text_bounded(0, 0, 600, 45)
    assert "A title that goes on about" in foot
    assert re.search(r"\b5\b", foot)


def test_a_quotation_and_a_box_that_are_longer_than_a_page_are_printed_whole(
    long: Publication,
) -> None:
    pages = [page.text.count("whenever") for page in pdfs.pages(long.pdf / "harbour-reader.pdf")]
    assert sum(pages) == 150
    assert max(pages) < 70, "neither of them has room on one page"


# What is done to the small publication, and what must follow of it, in a line that also says by how
# many mm, or that it is too long for its page.
TOO_LONG = {
    "a title": (
        READER,
        "title: The harbour reader",
        f"title: {TITLE * 3}",
        r"editions/harbour-reader\.yaml: error: page 1 of 'harbour-reader': 'title' is ",
    ),
    "the event on a cover": (
        BOOK,
        "trim: A5",
        f'trim: A5\ncover: {{event: "{TITLE * 10}"}}',
        r"editions/book\.yaml: error: page 1 of 'book': 'A title that goes on about ",
    ),
    "a note in the imprint": (
        BOOK,
        "imprint: {",
        f'imprint: {{note: "{TITLE * 12}", ',
        r"editions/book\.yaml: error: page 2 of 'book': 'Imprint' is ",
    ),
    "a summary": (
        BOOK,
        "trim: A5",
        f'trim: A5\nsummary: "{TITLE * 8}"',
        r"editions/book\.yaml: error: page 18 of 'book': 'summary' is ",
    ),
    "the question of a community": (
        "communities.yaml",
        "question: How to open",
        f"question: {TITLE * 8}",
        r"communities\.yaml: error: page 6 of 'book': 'Open quays' is ",
    ),
    "the title of a card": (
        "cities/brig-cres.md",
        "title: Brig and Cres",
        f"title: {TITLE}",
        r"editions/book\.yaml: error: page \d+ of 'book': ",
    ),
    "a figure": (
        FERRY,
        '"1,250"',
        f'"{"1,250" * 40}"',
        rf"{FERRY}:1:1: error: page 4 of 'harbour-reader': '1,2501,250",
    ),
}


def test_all_that_does_not_fit_is_told_at_once_with_file_page_and_measure_and_the_last_pdfs_stay(
    built: Publication,
) -> None:
    before = built.files()
    head, _, parts = built.read(READER).partition("parts:\n")
    practices = parts[parts.index("  - title: What towns do") : parts.index("  - profiles")]
    built.write(READER, f"{head}parts:\n  - cover\n{practices}  - notes\n")
    built.replace(BOOK, "  - contents\n", "")
    built.replace(BOOK, "  - index\n", "")
    for file, old, new, _ in TOO_LONG.values():
        built.replace(file, old, new)
    said = built.doit("editions").fails().output
    assert "Traceback" not in said
    lines = [
        line for line in said.splitlines() if " mm" in line or " too long for its page" in line
    ]
    missing = [
        name
        for name, (*_, told) in TOO_LONG.items()
        if not any(re.match(f"content/{told}", line) for line in lines)
    ]
    assert missing == []
    assert "6 problems in 3 files" in said
    for name in ("book", "harbour-reader"):
        assert (built.pdf / f"{name}.pdf").read_bytes() == before[f"pdf/{name}.pdf"]


def test_a_title_and_an_event_of_some_lines_make_room_for_themselves_on_a_cover(
    small: Publication,
) -> None:
    """What is drawn stands lower for a long title and ends higher for a long event."""
    small.replace(BOOK, "title: The harbour book", f"title: {TITLE}")
    small.write("editions/other.yaml", small.read(BOOK))
    small.replace("editions/other.yaml", TITLE, "The harbour book")
    small.replace("editions/other.yaml", "trim: A5", f'trim: A5\ncover: {{event: "{TITLE * 2}"}}')
    small.doit("html").succeeds()
    project = Project(small.folder)
    css = bundle(project, "booklet.css")
    for name in ("book", "other"):
        [cover] = (project.html / "editions" / name).glob("001-*.html")
        html = cover.read_text(encoding="utf-8")
        path = small.folder / f"{name}.pdf"
        with Renderer(css, project.fonts, project.html / "images") as renderer:
            path.write_bytes(render_fragment(renderer, html).data)
        [page] = pdfs.pages(path)
        (long,) = [part for part in page.find("H1", "P") if "newcomers" in part.text]
        drawn = [run for run in page.loose if run.text.strip() in ("Alba", "Brig and Cres", "Dole")]
        assert len(drawn) == 3
        for run in drawn:
            assert all(one.bottom < run.top or one.top > run.bottom for one in long.runs), run


def test_a_title_turned_on_a_spine_keeps_to_its_height(good: Publication) -> None:
    project = Project(good.folder)
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


def render_sheet(good: Publication, element: str, style: str = "") -> None:
    """Typeset a sheet with an element more, and with more of style."""
    project = Project(good.folder)
    html = (project.html / "sheets/alba.html").read_text(encoding="utf-8")
    assert html.count("</body>") == 1
    render_document(
        html.replace("</body>", f"{element}</body>"),
        bundle(project, "sheet.css") + style,
        project.fonts,
        project.html / "images",
    )


IN_THE_WAY = {
    FOOT.format("left: 195mm; width: 30mm", "Out of it"): "'Out of it' runs ",
    (
        '<p style="position: absolute; left: 150mm; top: 282.2mm">Over the foot</p>'
        '<p style="position: absolute; left: 150mm; top: 282.2mm">Over it, too</p>'
    ): "'Over it, too' lie over each other by ",
    (
        '<div style="position: absolute; top: 60mm; left: 20mm; width: 9mm; height: 9mm" '
        "data-clear></div>"
        '<p style="position: absolute; left: 20mm; top: 60mm">Hi</p>'
    ): "'Hi' runs ",
}


BELOW = FOOT.format("top: 294mm", "Below")


def test_what_leaves_the_page_or_lies_over_something_is_seen_in_any_layout(
    good: Publication,
) -> None:
    with pytest.raises(RenderError) as error:
        render_sheet(good, "".join(IN_THE_WAY))
    found = [fault.message for fault in error.value.faults]
    assert [told for told in IN_THE_WAY.values() if sum(told in one for one in found) != 1] == []
    assert len(found) == len(IN_THE_WAY), found
    with pytest.raises(RenderError, match="'Below' runs "):
        render_sheet(good, BELOW)


def test_what_a_layout_or_a_style_loses_or_asks_for_in_vain_is_told_with_its_entry(
    small: Publication,
) -> None:
    """Also what WeasyPrint drops of a float."""
    own(small, "layouts/sheet/card.html", SHEET.format(next(iter(IN_THE_WAY))))
    own(small, "styles/components/grant.css", ".grant { colour: red; width: 100% }")
    words = "<br>".join(f"row {number}" for number in range(90))
    own(
        small,
        "layouts/booklet/network.html",
        f'<section id="{{{{ fragment.anchor }}}}" style="height: 100mm">'
        f'<div style="float: left">{words}</div></section>',
    )
    said = small.doit("sheets:alba", "editions:book").fails().output
    assert "content/cities/alba.md: error: page 1 of 'alba': 'Out of it' runs " in said
    assert "content/cities/alba.md: error: this cannot be typeset faithfully: " in said
    assert re.search(r"content/editions/book\.yaml: error: page .* letters are lost", said)
    assert not list(small.build.rglob("*.pdf"))


# What a sheet's layout or style asks for that is not there.
UNFAITHFUL = {
    ('<img src="images/none.jpg" alt="none">', ""): ["images/none.jpg is not a file of"],
    ('<img src="https://elsewhere.example/x.png" alt="x">', ""): ["is not part of this"],
    ('<p style="background: url(images/none.jpg)">', ""): ["images/none.jpg is not a file of"],
    (
        "",
        ".qr-code { colour: red; width: 100% } .qr-code { width: var(--nonsense) } "
        'body { font-family: "Sofia Snas" }',
    ): ["`colour: red` at ", "unknown property", "Ignored `width", "the font "],
}


def test_a_picture_a_style_or_a_font_that_is_not_there_is_an_error(good: Publication) -> None:
    render_sheet(good, "")
    for (element, style), told in UNFAITHFUL.items():
        with pytest.raises(RenderError) as error:
            render_sheet(good, element, style)
        (message,) = [
            fault.message for fault in error.value.faults if "faithfully" in fault.message
        ]
        assert message.startswith("this cannot be typeset faithfully: ")
        assert [one for one in told if one not in message] == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
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
    ],
)
def test_a_name_that_is_not_there_is_an_error_and_nothing_is_printed(
    small: Publication, name: str, text: str, told: str
) -> None:
    own(small, name, text)
    assert told in small.doit("sheets:alba").fails().output
    assert not (small.pdf / "sheets/alba.pdf").exists()


# Sections of about.md, each with as many paragraphs of a line.
SECTIONS = {"Full": 20, "Twenty": 43, "Sixty": 83}
LEAFLETS = {
    "full-a4": ("Full", "A4"),
    "full-letter": ("Full", "US letter"),
    "twenty": ("Twenty", "A4"),
    "sixty": ("Sixty", "A4"),
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> tuple[Publication, str]:
    """The small publication with leaflets whose panels are full or too long, and a title that is
    too long for a sheet: a portrait is cropped to its window beside it; and what doit says."""
    small = Publication.copy_of(GOOD, tmp_path_factory.mktemp("crowded") / "good", warm)
    about = small.read("about.md")
    for heading, count in SECTIONS.items():
        about += f"\n## {heading}\n\n{SAID * 5}\n" + "\nOne line.\n" * count
    small.write("about.md", about)
    for name, (heading, trim) in LEAFLETS.items():
        text = LEAFLET.replace("[What it is]", f"[{heading}]").replace("trim: A4", f"trim: {trim}")
        small.write(f"editions/{name}.yaml", text)
    file = small.folder / "content/images/quay.png"
    Image.new("RGB", (560, 1600), "navy").save(file)
    small.replace(ALBA, "title: Alba", "title: " + "Alba " * 36)
    picture = "picture: {file: quay.png, alt: A quay}\n"
    small.replace("cities/brig-cres.md", "grant:", f"{picture}grant:")
    tasks = [f"editions:{name}" for name in LEAFLETS]
    return small, small.doit(*tasks, "sheets").fails().output


def test_a_leaflet_is_set_as_small_as_it_takes_and_of_a_panel_too_long_lines_are_counted(
    crowded: tuple[Publication, str],
) -> None:
    small, output = crowded
    sizes = []
    for name in ("full-a4", "full-letter"):
        text = pdfs.text(small.pdf / f"{name}.pdf")
        assert (text.count("One line."), text.count("somebody")) == (SECTIONS["Full"], 5)
        assert len(pypdfium2.PdfDocument(small.pdf / f"{name}.pdf")) == 2
        setting = (small.build / f"setting/{name}.txt").read_text()
        sizes += [float(size) for size in re.findall(r"\bsize ([\d.]+)pt", setting)]
    assert len(sizes) == 2
    assert max(sizes) < 10
    told = []
    for name, heading in (("twenty", "Twenty"), ("sixty", "Sixty")):
        found = re.search(
            rf"content/about\.md:\d+:1: error: page 2 of '{name}': "
            r"the left panel is (\d+) lines too long, even at 8 pt",
            output,
        )
        assert found, output
        assert f"shorten '{heading}', its longest section, by {found[1]} lines" in output
        told.append(int(found[1]))
    assert 10 < told[0] < 30
    assert 40 <= told[1] - told[0] < 60, (
        "a paragraph of a line takes a line and the space before it"
    )


def test_a_title_that_is_too_long_for_a_sheet_is_named_as_its_editor_knows_it(
    crowded: tuple[Publication, str],
) -> None:
    small, output = crowded
    assert "content/cities/alba.md:1:1: error: the sheet of 'alba' is" in output
    assert re.search(r"shorten the title by \d+ lines?\n", output), output
    assert (small.pdf / "sheets/brig-cres.pdf").exists()

"""Editions of few texts, long ones and odd ones: what of a book is there, and how it is printed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests import pdfs, verapdf
from tests.publications import Publication, made_once

BOOK = """kind: booklet
title: {title}
subtitle: A book of its own
trim: A5
parts:
{parts}
"""
# A practice without links, notes and places: no list has anything to say of it.
PLAIN = """---
title: A ferry by day
themes: [work]
countries: [NO]
summary: A ferry that runs by day.
budget: ten thousand kroner
duration: two years
people: forty dockers
---

## Description

{text}

## Results

{text}
"""
CHART = """---
title: The long chart
themes: [work]
countries: [NO]
summary: A chart that is longer than a page.
sources:
  - title: A long address
    url: {long}
  - title: A short address
    url: https://ferries.example/night
---

## Description

It runs by day.

::: chart bars How many came
{rows}
:::
"""
TOWNS = range(10, 42)
# What has a map: a cover, the head of a card, contents or a divider.
MAP = 'class="(map-art|meeting-art|locator|pin-map)["\\s]'
LONG = f"https://ferries.example/{'a-folder-with-a-name/' * 14}"[:316]
EDITIONS = {
    "alone": [
        "  - cover",
        "  - contents",
        "  - network",
        "  - practices: [plain]",
        "  - practices: all",
        "    title: From Sweden",
        "    where: {countries: [SE]}",
        "  - notes",
        "  - glossary",
        "  - index",
        "  - imprint",
        "  - back-cover",
    ],
    # An entry whose place is on the map in the field that opens it, and nowhere else.
    "opened": ["  - cover", "  - practices: [welders-school]", "  - imprint", "  - back-cover"],
    "nothing": ["  - cover", "  - contents", "  - notes", "  - index", "  - back-cover"],
    "long": ["  - cover", "  - practices: [long]", "  - notes", "  - back-cover"],
    "shared": [
        "  - cover",
        f"  - practices: [{', '.join(f'plain-{number}' for number in range(12))}]",
        "    pages: shared",
        "  - back-cover",
    ],
    "network": ["  - cover", "  - cards: [alba]", "  - network", "  - back-cover"],
    "network-a4": [
        "  - cover",
        "  - cards: [alba]",
        "  - network",
        "  - imprint",
        "  - back-cover",
    ],
    # A part under a theme, one without a title, and one with a title but no divider.
    "mixed": [
        "  - cover",
        "  - practices: [night-ferry, welders-school]",
        "    where: {themes: [learning]}",
        "    divide: by theme",
        "  - practices: [plain]",
        "  - profiles: [dole]",
        "    title: Towns",
        "  - imprint",
        "  - back-cover",
    ],
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with odd editions and no glossary, built."""

    def make(folder: Path) -> None:
        made = Publication.copy_of(Path(warm.folder), folder, warm)
        (folder / "content/glossary/dry-dock.md").unlink()
        made.write(
            "kinds/practice.yaml",
            "fields:\n"
            + "".join(
                f"  {name}: {{type: text, label: {name.title()}, help: a fact}}\n"
                for name in ("budget", "duration", "people")
            ),
        )
        made.write("practices/plain.md", PLAIN.format(text="It runs by day."))
        for number in range(12):
            text = " ".join(["Words that fill a page up to its foot."] * (3 + number % 7))
            made.write(f"practices/plain-{number}.md", PLAIN.format(text=text))
        rows = [f"- {number} | Row {number} has a label of two lines or three in its cell"
                for number in range(1, 61)]  # fmt: skip
        made.write("practices/long.md", CHART.format(long=LONG, rows="\n".join(rows)))
        places = "".join(f"town-{one}:\n  name: Town {one}\n  country: IT\n" for one in TOWNS)
        made.write("places.yaml", made.read("places.yaml") + places)
        towns = ", ".join(f"[Town {one}](city:town-{one})" for one in TOWNS)
        made.replace("cities/alba.md", "An idea from", f"Learnt from {towns} and")
        for slug, parts in EDITIONS.items():
            book = BOOK.format(title=slug, parts="\n".join(parts))
            if slug == "opened":
                book = book.replace("trim:", "cover: {art: none}\ntrim:")
            if slug.endswith("-a4"):
                book = book.replace("A5", "A4")
            made.write(f"editions/{slug}.yaml", book)
        made.doit(*(f"editions:{slug}" for slug in EDITIONS), "pages").succeeds()

    return Publication(made_once(tmp_path_factory, "odd", make))


def outline(publication: Publication, slug: str) -> list[tuple[int, str]]:
    path = publication.pdf / f"{slug}.pdf"
    return [(level, name) for level, name, _ in pdfs.bookmarks(path)]


def test_the_imprint_credits_the_outlines_of_maps_where_the_book_has_a_map(
    odd: Publication,
) -> None:
    told = {}
    for slug in EDITIONS:
        pages = {
            path.stem.partition("-")[2]: path.read_text(encoding="utf-8")
            for path in (odd.build / "html/editions" / slug).glob("0*.html")
        }
        if imprint := pages.pop("imprint", ""):
            shown = any(re.search(MAP, page) for page in pages.values())
            assert ("Natural Earth" in imprint) == shown, slug
            told[slug] = shown
    assert set(told.values()) == {True, False}


def test_lists_without_rows_are_left_out_of_book_bookmarks_and_contents(odd: Publication) -> None:
    assert outline(odd, "alone") == [
        (0, "alone"),
        (0, "Contents"),
        (0, "A ferry by day"),
        (1, "Description"),
        (1, "Results"),
        (0, "Imprint"),
    ]
    path = odd.pdf / "alone.pdf"
    assert pdfs.rows(path, 2) == [
        "Contents",
        "A ferry by day Norway Work on the water 3",
        "2 alone",
    ]
    heads = [part.text for page in pdfs.pages(path) for part in page.headings]
    assert not {"Notes", "Index", "Glossary", "Who learnt from whom", "From Sweden"} & set(heads)
    page = (odd.site / "editions/alone/index.html").read_text(encoding="utf-8")
    assert not re.search("Notes|Index|From Sweden", page.partition("<main")[2])


def test_contents_that_list_nothing_are_left_out(odd: Publication) -> None:
    assert outline(odd, "nothing") == [(0, "nothing")]
    assert len(pypdfium2.PdfDocument(odd.pdf / "nothing.pdf")) == 2


def test_entries_of_a_part_without_a_title_have_bookmarks_of_their_own(odd: Publication) -> None:
    assert outline(odd, "mixed") == [
        (0, "mixed"),
        (0, "Learning"),
        (1, "The welders’ school"),
        (2, "Description"),
        (2, "Results"),
        (2, "Works cited"),
        (0, "A ferry by day"),
        (1, "Description"),
        (1, "Results"),
        (0, "Towns"),
        (1, "Dole"),
        (2, "What is left"),
        (0, "Imprint"),
    ]


def test_entries_of_several_lines_that_share_pages_have_the_look_of_none(
    small: Publication,
) -> None:
    def shared() -> tuple[str, str]:
        small.doit("html").succeeds()
        folder = small.build / "html/editions/harbour-reader"
        (one,) = [
            one
            for one in json.loads((folder / "book.json").read_bytes())["fragments"]
            if one["source"] == "content/practices/night-ferry.md"
        ]
        colour = re.search(r"--line: (#\w+)", (folder / one["file"]).read_text())
        return colour[1] if colour else "", one["running"]

    assert shared() == ("#26418f", "What towns do")
    small.replace("practices/night-ferry.md", "summary:", "communities: [ferries]\nsummary:")
    assert shared() == ("#1a1d26", "What towns do")


def test_a_chart_longer_than_a_page_is_read_as_tables_under_its_caption(odd: Publication) -> None:
    aloud = (odd.build / "aloud/long.txt").read_text(encoding="utf-8")
    assert aloud.count("How many came") == 1 + aloud.count("How many came (continued)") > 2
    path, told = odd.pdf / "long.pdf", []
    assert verapdf.failures([path]) == {str(path): []}
    for page in pdfs.pages(path):
        for row in page.find("TR"):
            (label,), (value,) = row.find("TH"), row.find("TD")
            assert label.text.startswith(f"Row {value.text} ")
            told.append(value.text)
    assert told == [str(number) for number in range(1, 61)]


def test_a_note_with_a_long_address_has_a_code_that_a_telephone_reads(odd: Publication) -> None:
    path = odd.pdf / "long.pdf"
    *_, page = read = [page for page in pdfs.pages(path)[:-1] if page.runs]
    assert page.text.startswith("Notes")
    assert not any(other.text.startswith("Notes") for other in read[:-1])
    picture = pypdfium2.PdfDocument(path)[page.number - 1].render(scale=300 / 72).to_pil()
    codes = {found.text: found.position for found in zxingcpp.read_barcodes(picture)}
    assert set(codes) == {LONG, "https://ferries.example/night"}
    corners = codes[LONG]
    # 69 modules, without the quiet zone.
    assert (corners.top_right.x - corners.top_left.x) * 25.4 / 300 >= 69 * 0.4 - 0.2


def test_a_title_of_a_shared_entry_stands_on_one_page_with_its_facts_and_text(
    odd: Publication,
) -> None:
    pages = [page.text for page in pdfs.pages(odd.pdf / "shared.pdf")]
    heads = [re.findall("A ferry by day A ferry that", page) for page in pages]
    whole = re.compile(
        "A ferry by day A ferry that runs by day. Budget ten thousand kroner Duration two years "
        "People forty dockers Description Words that fill a page"
    )
    assert sum(map(len, heads)) == 12
    assert any(len(found) > 1 for found in heads), "they share pages"
    assert [len(whole.findall(page)) for page in pages] == [len(found) for found in heads]


def test_the_drawing_of_who_learnt_from_whom_stands_on_one_page_or_is_left_out(
    odd: Publication,
) -> None:
    drawn = {}
    for slug in ("network", "network-a4"):
        path = odd.pdf / f"{slug}.pdf"
        first = next(page for page in pdfs.pages(path) if "Who learnt from whom" in page.text)
        assert f"Alba from Town {TOWNS[-1]}" in pdfs.text(path).partition("Who learnt")[2]
        drawn[slug] = any("Lines lead from each" in words for words in pdfs.alternatives(path))
        if drawn[slug]:
            assert all(f"Town {one}" in first.text for one in TOWNS)
    assert drawn == {"network": False, "network-a4": True}


def test_codes_of_a_long_base_address_grow_where_there_is_room_else_it_is_to_be_shortened(
    small: Publication,
) -> None:
    base = f"https://harbour-towns.eu/{'a-long-folder/' * 18}"
    old = re.search("base_url: .*", small.read("publication.yaml"))
    assert old
    small.replace("publication.yaml", old[0], f"base_url: {base}")
    parts = "  - cover\n  - cards: [alba]\n  - back-cover"
    small.write("editions/book.yaml", BOOK.format(title="Codes", parts=parts))
    small.doit("editions:book", "sheets:alba").succeeds()
    found: list[str] = []
    sheet, document = (
        pypdfium2.PdfDocument(small.pdf / name) for name in ("sheets/alba.pdf", "book.pdf")
    )
    for page in (*sheet, *document):
        picture = page.render(scale=300 / 72, grayscale=True).to_pil()
        for code in zxingcpp.read_barcodes(picture):
            # 277 letters take 65 modules, more of them 69.
            modules = 65 if code.text == base else 69
            wide = (code.position.top_right.x - code.position.top_left.x) * 25.4 / 300
            assert wide >= 0.4 * modules - 0.2, code.text
            found.append(code.text)
    assert found == [f"{base}cities/alba/", f"{base}cities/alba/", base]
    small.replace("publication.yaml", base, f"{base}{'a-long-folder/' * 40}")
    said = small.doit("sheets:alba").fails().output
    assert "content/publication.yaml:1:1: error: the sheet of 'alba' is " in said
    assert "shorten the base_url by " in said

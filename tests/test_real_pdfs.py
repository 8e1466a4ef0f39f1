"""The real sheets and the real booklet, as PDF: valid, whole, in order, and right in every
number."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mode

import pikepdf
import pypdfium2
import pytest
import yaml
import zxingcpp

from tests import pdfs
from tests.publications import ROOT, Publication

CARDS = sorted(path.stem for path in (ROOT / "content/cities").glob("*.md"))
EDITIONS = sorted(path.stem for path in (ROOT / "content/editions").glob("*.yaml"))
SECTIONS = (
    "Context",
    "Action plan",
    "Use of grant",
    "Lessons learnt",
    "The road ahead",
    "Strengths",
)
LINES = {
    "Integration strategies": 4,
    "Gender in integration": 12,
    "Pathways to employment": 16,
    "One-stop-shops": 22,
}


@pytest.fixture(scope="module")
def booklet(real: Publication) -> Path:
    return real.pdf / "journeys.pdf"


@pytest.fixture(scope="module")
def pages(booklet: Path) -> dict[int, str]:
    """The text of each page of the booklet, by its number."""
    with pikepdf.open(booklet) as pdf:
        return {number: pdfs.text(booklet, number) for number in range(1, len(pdf.pages) + 1)}


def sheet(real: Publication, slug: str) -> Path:
    return real.pdf / "sheets" / f"{slug}.pdf"


def content(slug: str) -> str:
    return (ROOT / "content/cities" / f"{slug}.md").read_text(encoding="utf-8")


def title(slug: str) -> str:
    found = re.search(r"^title: (.*)$", content(slug), re.MULTILINE)
    assert found
    return found.group(1)


def words(markdown: str) -> str:
    """Markdown as the words in it."""
    plain = re.sub(
        r"\[([^\]]*)\]\([^)]*\)",
        r"\1",
        re.sub(r"^- (:[\w-]+: )?", "", markdown, flags=re.MULTILINE),
    )
    return " ".join(plain.replace("*", "").split())


def paragraphs(slug: str) -> list[str]:
    """The words of each paragraph and list item of a card, in the order of the sections of every
    output."""
    body = content(slug).split("---\n", 2)[2]
    parts = [part.partition("\n") for part in re.split(r"^## ", body, flags=re.MULTILINE)]
    sections = {name.strip(): text for name, _, text in parts}
    found = []
    for name in SECTIONS:
        if name in sections:
            found.append(name)
            found.extend(
                words(block)
                for block in re.split(r"\n\s*\n|\n(?=- )", sections[name])
                if block.strip()
            )
    return found


def unspaced(text: str) -> str:
    return "".join(text.split())


def in_order(parts: list[str], text: str) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is missing after {text[max(0, at - 60) : at]!r}"
        at = found + len(part)


@pytest.mark.parametrize("slug", CARDS)
def test_a_sheet_is_one_a4_page(real: Publication, slug: str) -> None:
    with pikepdf.open(sheet(real, slug)) as pdf:
        assert len(pdf.pages) == 1
    assert pdfs.sizes(sheet(real, slug)) == {(210, 297)}


@pytest.mark.parametrize("slug", CARDS)
def test_a_sheet_reads_its_card_aloud_in_order(real: Publication, slug: str) -> None:
    aloud = unspaced(pdfs.read_aloud(sheet(real, slug)))
    html = (real.build / "html/sheets" / f"{slug}.html").read_text(encoding="utf-8")
    found, grant = [title(slug), *paragraphs(slug)], []
    if 'class="grant"' in html:  # it stands beside the route, below the strengths
        first, last = found.index("Use of grant"), found.index("Lessons learnt")
        found, grant = found[:first] + found[last:], found[first:last]
    in_order([unspaced(part) for part in (*found, *grant)], aloud)


@pytest.mark.parametrize("slug", CARDS)
def test_a_sheet_holds_every_figure_of_its_card(real: Publication, slug: str) -> None:
    text = pdfs.text(sheet(real, slug))
    figures = re.findall(r"\d[\d,.]*\d|\d", content(slug).split("---\n", 2)[2])
    assert [figure for figure in figures if figure not in text] == []
    if "amount: 50000" in content(slug):
        assert "€50,000 grant" in text


@pytest.mark.parametrize("slug", CARDS)
def test_the_code_on_a_sheet_leads_to_the_page_of_its_city(real: Publication, slug: str) -> None:
    page = pypdfium2.PdfDocument(sheet(real, slug))[0]
    read = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    assert [code.text for code in read] == [f"https://citybook.example/cities/{slug}/"]
    corners = read[0].position
    assert (corners.top_right.x - corners.top_left.x) / 300 * 25.4 >= 18, (
        "20 mm with the quiet zone"
    )
    assert (real.site / "cities" / slug / "index.html").is_file()
    assert f"citybook.example/cities/{slug}" in pdfs.text(sheet(real, slug)).replace(
        " ", ""
    ).replace("-\n", "-")


@pytest.mark.parametrize("slug", CARDS)
def test_nothing_that_matters_is_within_5_mm_of_the_edge_or_too_small(
    real: Publication, slug: str
) -> None:
    found = pdfs.letters(sheet(real, slug))
    assert len(found) > 1500
    assert [letter for letter, _, box in found if min(box) < 5] == []
    assert [letter for letter, size, _ in found if size < 6.99] == []


@pytest.mark.parametrize("slug", CARDS)
def test_the_text_of_a_sheet_is_at_least_8_pt_and_fills_the_page(
    real: Publication, slug: str
) -> None:
    found = [(size, box) for _, size, box in pdfs.letters(sheet(real, slug)) if box[1] > 33]
    route = [(size, box) for size, box in found if 30 < box[0] < 138]
    assert mode(round(size, 1) for size, _ in route) >= 8
    for column in (route, [one for one in found if one[1][0] > 148]):
        assert min(box[1] for _, box in column) < 45, "it ends at most 12 mm above the foot"


def test_sofia_shows_both_its_lines(real: Publication) -> None:
    parts = [
        "Sofia",
        "How to build pathways to employment for migrants?",
        "3",
        "Employment",
        "4",
        "One-stop-shops",
        "Building pathways to employment",
        "Setting up a one-stop-shop",
    ]
    aloud = unspaced(pdfs.read_aloud(sheet(real, "sofia")))
    in_order([unspaced(part) for part in parts], aloud)


def test_every_pdf_has_our_fonts_only_and_all_embedded(real: Publication) -> None:
    for path in real.pdf.rglob("*.pdf"):
        found = pdfs.fonts(path)
        assert found
        assert {name for name in found if not name.startswith("Sofia-Sans")} == set(), path.name
        assert all(found.values()), path.name


def test_every_pdf_has_language_title_and_alternatives(real: Publication) -> None:
    for path in real.pdf.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.docinfo["/Title"])
        assert pdfs.alternatives(path)
        assert all(pdfs.alternatives(path)), path.name


def test_no_pdf_says_where_it_was_made(real: Publication) -> None:
    for path in real.build.rglob("*"):
        if path.is_file() and ".state" not in path.parts:
            data = path.read_bytes()
            assert str(real.folder).encode() not in data, path.name
            assert str(ROOT).encode() not in data, path.name


def test_the_booklet_is_a5_and_can_be_folded(booklet: Path, pages: dict[int, str]) -> None:
    assert pdfs.sizes(booklet) == {(148, 210)}
    assert len(pages) % 4 == 0


def test_no_page_of_the_booklet_is_empty(pages: dict[int, str]) -> None:
    assert [number for number, text in pages.items() if len(text) < 20] == []


def test_every_journey_is_a_spread_that_opens_on_the_left(
    pages: dict[int, str], booklet: Path
) -> None:
    opened = {name: page for level, name, page in pdfs.bookmarks(booklet) if level == 1}
    assert sorted(opened) == sorted(title(slug) for slug in CARDS)
    assert all(page % 2 == 0 for page in opened.values())
    for slug in CARDS:
        first, second = pages[opened[title(slug)]], pages[opened[title(slug)] + 1]
        assert title(slug) in first
        assert pdfs.rows(booklet, opened[title(slug)] + 1)[0] == title(slug), "the running header"
        assert "Strengths" in second


def test_the_booklet_reads_every_card_aloud_in_order(booklet: Path) -> None:
    aloud = re.sub(r"\(p\.\d+\)", "", pdfs.read_aloud(booklet))
    for slug in CARDS:
        start = aloud.index(unspaced(f"{title(slug)} How to"))
        in_order([unspaced(part) for part in paragraphs(slug)], aloud[start:])


def test_the_contents_tell_the_real_pages(pages: dict[int, str], booklet: Path) -> None:
    numbers = {name: page for _, name, page in pdfs.bookmarks(booklet)}
    wanted = [*LINES, *(title(slug) for slug in CARDS), "Who learnt from whom", "Index"]
    rows = pdfs.rows(booklet, 3)
    for name in wanted:
        row = next(row for row in rows if re.search(rf"^(\d )?{re.escape(name)}\b", row))
        assert row.split()[-1] == str(numbers[name]), row
        assert name.split()[0] in pages[numbers[name]]


def test_the_field_that_opens_a_theme_says_what_it_counts(real: Publication) -> None:
    said = (real.build / "aloud/integra.txt").read_text(encoding="utf-8")
    for count, theme in ((9, "Employment"), (3, "Education"), (7, "City governance")):
        assert re.search(rf"paragraph: {count} practices\n +heading 2: {theme}\n", said), theme


def test_the_folio_of_every_page_is_its_number(pages: dict[int, str]) -> None:
    bare = {1, 2, len(pages), *LINES.values()}  # page 2 is the map of the contents
    for number, text in pages.items():
        folio = re.search(rf"(^| ){number}( Journeys in integrating cities)?$", text)
        assert bool(folio) == (number not in bare), f"page {number}: {text[-60:]}"


def test_page_references_lead_to_a_page_that_names_the_place(pages: dict[int, str]) -> None:
    names = [title(slug) for slug in CARDS] + re.findall(
        r"^  name: (.*)$", (ROOT / "content/places.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    found = 0
    for text in pages.values():
        for name in names:
            for number in re.findall(rf"{re.escape(name)} (?:· |\()p\. (\d+)", text):
                assert name in pages[int(number)], f"{name} (p. {number})"
                found += 1
    assert found >= 15


def test_the_index_tells_every_page_that_names_a_place(pages: dict[int, str]) -> None:
    index = pages[max(pages) - 1].partition(" Places ")[2]
    vocabulary = yaml.load(
        (ROOT / "content/places.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    named = set(re.findall(r"city:([a-z-]+)", " ".join(content(slug) for slug in CARDS)))
    for line in yaml.load(
        (ROOT / "content/communities.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    ).values():
        named.update(
            place
            for partner in line["partners"]
            for place in partner.get("places", [partner.get("place")])
        )
    for slug, place in vocabulary.items():
        row = re.search(
            rf"(?:^|\d ){re.escape(place['name'])} (?:[A-Z]\w+ )+((?:\d+(?:, )?)+)", index
        )
        assert bool(row) == (slug in named), place["name"]
        for number in row.group(1).split(", ") if row else ():
            assert place["name"] in pages[int(number)], f"{place['name']} on {number}"


def test_sofia_is_printed_once_and_listed_under_both_lines(
    pages: dict[int, str], booklet: Path
) -> None:
    assert [name for _, name, _ in pdfs.bookmarks(booklet)].count("Sofia") == 1
    page = next(page for _, name, page in pdfs.bookmarks(booklet) if name == "Sofia")
    for number in (LINES["Pathways to employment"] + 1, LINES["One-stop-shops"] + 1):
        assert f"Sofia · p. {page}" in pages[number]


def test_every_link_in_the_booklet_has_a_destination(booklet: Path) -> None:
    with pikepdf.open(booklet) as pdf:
        names = pdf.Root.Names.Dests
        known = {str(name) for name in list(names.Names)[::2]}
        wanted = [
            str(link.Dest)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link
        ]
    assert len(wanted) > 40
    assert set(wanted) <= known


def test_the_network_is_drawn_and_told_in_words(pages: dict[int, str], booklet: Path) -> None:
    told = next(text for text in pages.values() if text.startswith("Who learnt from whom"))
    for learner, teacher in (
        ("Zagreb", "Paris"),
        ("Zagreb", "Prague"),
        ("Warsaw", "Stockholm"),
        ("Sofia", "Tampere"),
        ("Dortmund", "Athens"),
        ("Dortmund", "Stockholm"),
    ):
        assert f"{learner} from {teacher}" in told
    assert any("Lines lead from each city" in words for words in pdfs.alternatives(booklet))

"""Finished PDFs as they are read: what they pass, what a screen reader says of them, and what they
carry."""

from __future__ import annotations

import io
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import tinyhtml5
from weasyprint import HTML

from citybook.catalogue import load
from citybook.naming import attached_name
from citybook.pdf.about import Attachment, DocumentInfo, LinkNames
from citybook.pdf.archival import finish
from citybook.pdf.structure import Element, Structure, read_structure
from citybook.project import Project
from citybook.publish.sources import pack_sources, source_json
from citybook.selection import entries_of
from citybook.typeset import aloud
from citybook.typeset.accessible.structure_writer import write_tagged_pdf
from tests import pdfs, verapdf
from tests.publications import ROOT, Publication

BOOKS = ("integra", "journeys", "mechelen-2024", "strategies-guide")
ONE_PAGE = "sheets/zagreb"
# What an element of each role may hold: ISO 32000-1, 14.8.4.3.
HOLDS = {
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"
    "=="
)


@pytest.fixture(scope="module")
def finished(real: Publication) -> dict[str, Path]:
    """Every PDF of the real content, by its name below build/pdf/."""
    return {
        path.relative_to(real.pdf).with_suffix("").as_posix(): path
        for path in sorted(real.pdf.rglob("*.pdf"))
    }


def metadata(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return bytes(pdf.Root.Metadata.read_bytes())


@pytest.fixture(scope="module")
def structures(finished: dict[str, Path]) -> dict[str, Structure]:
    found = {}
    for name, path in finished.items():
        with pikepdf.open(path) as pdf:
            found[name] = read_structure(pdf)
    return found


@pytest.fixture(scope="module")
def heard(finished: dict[str, Path]) -> dict[str, str]:
    """What of each PDF is read aloud."""
    return {name: aloud.read(path.read_bytes()) for name, path in finished.items()}


@pytest.fixture(scope="module")
def spoken(heard: dict[str, str]) -> dict[str, list[str]]:
    """The lines of each PDF as it is read aloud, from the margin."""
    return {name: [line.strip() for line in text.splitlines()] for name, text in heard.items()}


def set_as(html: str, about: DocumentInfo | None = None) -> bytes:
    """A small document of its own, finished."""
    style = (
        "<style>@page { size: 105mm 90mm; margin: 12mm; @top-left { content: string(head) } "
        "@bottom-right { content: "
        "'Running title ' counter(page) } } h2 { string-set: head content() }</style>"
    )
    page = HTML(
        string=f'<html lang="en"><head><title>A test</title>{style}</head><body>'
        f"<h1>Test</h1>{html}</body></html>"
    )
    return finish(write_tagged_pdf(page.render()), about or DocumentInfo())


def read(html: str) -> list[str]:
    """The lines of a small document after its heading, as they are indented below the document."""
    lines = aloud.read(set_as(html)).splitlines()
    assert lines[:3] == ["document (en): A test", "--- page 1", "  heading 1: Test"]
    return [line.removeprefix("  ") for line in lines[3:]]


def flat(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if not line.startswith("--- page")]


# What every PDF of the real content passes


def test_every_pdf_passes_as_pdf_ua_1_and_as_pdf_a_3a(finished: dict[str, Path]) -> None:
    found = verapdf.failures(finished.values(), "ua1", "3a")
    assert len(found) == len(finished) >= 12
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_what_is_no_pdf_a_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(HTML(string="<p>Plain").write_pdf())
    broken = verapdf.failures([path], "ua1", "3a")[str(path)]
    for profile in ("ua1", "3a"):
        alone = verapdf.failures([path], profile)[str(path)]
        assert len(alone) > 2
        assert alone == [one for one in broken if one.startswith(f"{profile} ")]


def test_all_that_is_marked_is_read_and_by_the_element_that_the_page_names(
    finished: dict[str, Path], structures: dict[str, Structure]
) -> None:
    for name, path in finished.items():
        with pikepdf.open(path) as pdf:
            assert wrong_owners(pdf) == [], name
        assert structures[name].untagged == [], name


def wrong_owners(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """The pieces of pages, by page and number, that the parent tree gives to another element than
    the one that holds them."""
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    keys = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}
    held = {
        (keys[page], number): element
        for element, page, number in holdings(pdf.Root.StructTreeRoot.K[0])
    }
    named = {
        (key, number): owner.objgen
        for key, listed in owners.items()
        if isinstance(listed, pikepdf.Array)
        for number, owner in enumerate(listed)
        if owner is not None
    }
    return sorted(
        place for place in held.keys() | named.keys() if held.get(place) != named.get(place)
    )


def holdings(element: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary):
            yield from holdings(kid) if "/S" in kid else ()
        else:
            yield element.objgen, element.Pg.objgen, int(kid)


def test_lists_tables_and_headings_are_built_as_the_standard_asks(
    structures: dict[str, Structure],
) -> None:
    for name, found in structures.items():
        for element in found.document.find(*HOLDS):
            assert {kid.role for kid in element.elements} <= HOLDS[element.role], (
                name,
                element.role,
            )
            assert element.elements, (name, element.role)
            assert len(element.elements) == len(element.kids), (
                f"text that is in no part of a {element.role}"
            )
        levels = [
            int(heading.role[1])
            for heading in found.document.find(*(f"H{level}" for level in range(1, 7)))
        ]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
    assert sum(1 for found in structures.values() for _ in found.document.find("L")) > 300


def test_every_list_says_how_its_items_are_labelled_and_every_header_which_cells_are_its(
    structures: dict[str, Structure],
) -> None:
    tables = 0
    for found in structures.values():
        for element in found.document.find("L"):
            labelled = any(item.elements[0].role == "Lbl" for item in element.elements)
            assert labelled or str(element.attributes["ListNumbering"]) == "/None"
        for table in found.document.find("Table"):
            tables += 1
            assert [str(header.attributes["Scope"]) for header in table.find("TH")]
            assert table.elements[0].role == "Caption"
    assert tables >= 5


def test_every_figure_says_what_it_shows_and_where_it_is(finished: dict[str, Path]) -> None:
    for name, path in finished.items():
        with pikepdf.open(path) as pdf:
            figures = [
                item
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
            ]
            assert figures, name
            for figure in figures:
                assert str(figure.Alt)
                left, bottom, right, top = (float(side) for side in figure.A.BBox)
                page = pikepdf.Page(figure.Pg).mediabox
                assert float(page[0]) - 1 <= left < right <= float(page[2]) + 1, name
                assert float(page[1]) - 1 <= bottom < top <= float(page[3]) + 1, name


def test_a_figure_is_where_its_box_says(finished: dict[str, Path]) -> None:
    """A code stands in a white square: its box is as wide as it is high, and dark within."""
    with pikepdf.open(finished[ONE_PAGE]) as pdf:
        figure = next(
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        )
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
    picture = pypdfium2.PdfDocument(finished[ONE_PAGE])[0].render(scale=8).to_pil().convert("L")
    shown = picture.crop(
        (
            round(left * 8),
            round(picture.height - top * 8),
            round(right * 8),
            round(picture.height - bottom * 8),
        )
    )
    assert abs(shown.width - shown.height) <= 1
    dark = shown.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark
    quiet = (
        shown.width * 4 / 33
    )  # at least; four modules of the smallest code that holds such an address
    assert abs(dark[0] - (shown.width - dark[2])) <= 4
    assert 4 < dark[0] < quiet * 1.5


@pytest.mark.parametrize("name", BOOKS)
def test_what_stands_on_a_page_and_is_not_read_is_its_running_text(
    name: str, finished: dict[str, Path], structures: dict[str, Structure], real: Publication
) -> None:
    folder = real.build / "html/editions" / name
    drawn = [Counter[str](), *drawn_words(folder)]
    heads = [Counter[str](), *map(letters, running_heads(folder))]
    with pikepdf.open(finished[name]) as pdf:
        title = str(pdf.docinfo.Title)
    furnished = 0
    for number in range(len(structures[name].labels)):
        read_here = "".join(
            said.text for said in structures[name].document.words() if said.page == number
        )
        printed, silent = letters(pdfs.text(finished[name], number + 1)), letters(read_here)
        assert not silent - printed, number + 1
        unread = printed - silent
        # Besides title and folio, what the page goes on with and the number of its tab; and words
        # in a drawing, whose text alternative says what it shows.
        assert any(
            (head + art) <= beside
            and re.fullmatch(r"\d{0,2}", "".join((beside - head - art).elements()))
            for beside in (unread, unread - letters(f"{title}{number + 1}"))
            for head in heads
            for art in drawn
        ), number + 1
        furnished += bool(unread)
    assert furnished > len(structures[name].labels) / 2


def running_heads(folder: Path) -> set[str]:
    """What pages of a book can say that they go on with: an entry, and what of it."""
    titles = {one["running"] for one in json.loads((folder / "book.json").read_text())["fragments"]}
    parts = {
        unescape(found)
        for path in folder.glob("0*.html")
        for found in re.findall(r'data-running="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    return titles | parts


def drawn_words(folder: Path) -> list[Counter[str]]:
    """What is written in the drawings of each fragment of a book."""
    found = []
    for path in sorted(folder.glob("0*.html")):
        tree = tinyhtml5.parse(path.read_text(encoding="utf-8"), namespace_html_elements=False)
        hidden = tree.iterfind(".//*[@aria-hidden='true']")
        found.append(letters("".join("".join(element.itertext()) for element in hidden)))
    return [one for one in found if one]


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text.replace("\u00ad", "") if not letter.isspace())


def words(element: Element) -> str:
    return " ".join("".join(said.text for said in element.words()).split())


# Links, labels, bookmarks


def test_every_link_says_in_words_where_it_leads(finished: dict[str, Path]) -> None:
    inward = outward = 0
    for name, path in finished.items():
        with pikepdf.open(path) as pdf:
            names = (
                pikepdf.NameTree(pdf.Root.Names.Dests)
                if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names
                else {}
            )
            labels = {page.obj.objgen: page.label for page in pdf.pages}
            for page in pdf.pages:
                for link in page.obj.get("/Annots", ()):
                    said = str(link.Contents)
                    if "/Dest" in link:
                        target = names[str(link.Dest)]
                        assert re.fullmatch(rf"page {labels[target[0].objgen]}: \S.+", said), (
                            name,
                            said,
                        )
                        assert str(link.Dest) not in said
                        inward += 1
                    else:
                        assert said.endswith(" (web)"), (name, said)
                        assert "://" not in said
                        assert str(link.A.URI).partition("://")[2].rstrip("/") in said
                        outward += 1
    assert inward > 300
    assert outward > 50


def test_a_link_in_the_contents_names_the_page_and_title_that_it_leads_to(
    spoken: dict[str, list[str]],
) -> None:
    row = next(line for line in spoken["mechelen-2024"] if "[Vantaa →" in line)
    number = row.split()[-1]
    assert f"[Vantaa → page {number}: Vantaa]" in row
    at = spoken["mechelen-2024"].index(f"--- page {number}")
    assert "heading 2: Vantaa" in spoken["mechelen-2024"][at : at + 6]


def test_a_number_in_the_index_names_what_is_on_its_page(spoken: dict[str, list[str]]) -> None:
    lines = spoken["integra"][spoken["integra"].index("heading 2: Index") :]
    leads = [
        found for line in lines for found in re.findall(r"\[(\d+) → page (\d+): (\S[^\]]*)\]", line)
    ]
    assert len(leads) > 40
    for number, page, place in leads:
        assert number == page
        assert not place.isdecimal()


@pytest.mark.parametrize("name", BOOKS)
def test_the_label_of_a_page_is_its_printed_folio(name: str, finished: dict[str, Path]) -> None:
    with pikepdf.open(finished[name]) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    folios = {label: foot for label, foot in zip(labels, feet(finished[name]), strict=True) if foot}
    assert len(folios) > len(labels) * 0.7
    assert {label: foot for label, foot in folios.items() if label != foot} == {}


def feet(path: Path) -> list[str]:
    """The number that stands alone in the outer corner at the foot of each page, empty where there
    is none."""
    document, found = pypdfium2.PdfDocument(path), []
    for number, page in enumerate(document, 1):
        width = page.get_size()[0]
        left, right = (width - 30 * pdfs.MM, width) if number % 2 else (0, 30 * pdfs.MM)
        corner = page.get_textpage().get_text_bounded(left, 0, right, 20 * pdfs.MM)
        alone = re.findall(r"^\s*(\d+)\s*$", corner, re.MULTILINE)
        found.append(alone[-1] if alone else "")
    return found


def test_pages_whose_folios_begin_elsewhere_are_labelled_so() -> None:
    pages = (
        "<style>@page :first { counter-reset: page 6 } p { break-before: page }</style><p>two</p>"
        "<p>three</p>"
    )
    with pikepdf.open(io.BytesIO(set_as(pages))) as pdf:
        assert [page.label for page in pdf.pages] == ["1", "2", "3"], (
            "the folio is not alone in its margin"
        )
    alone = pages.replace("</style>", " @page { @bottom-right { content: counter(page) } }</style>")
    with pikepdf.open(io.BytesIO(set_as(alone))) as pdf:
        assert [page.label for page in pdf.pages] == ["6", "7", "8"]


def test_bookmarks_title_and_language_are_kept(
    finished: dict[str, Path], real: Publication
) -> None:
    for name, path in finished.items():
        assert pdfs.bookmarks(path) == pdfs.bookmarks(real.pdf / f"{name}.pdf")
        assert pdfs.bookmarks(path), name
        with pikepdf.open(path) as pdf, pikepdf.open(real.pdf / f"{name}.pdf") as other:
            assert str(pdf.docinfo.Title) == str(other.docinfo.Title)
            assert str(pdf.Root.Lang) == "en"
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            told = pdf.Root.Metadata.read_bytes().decode()
            assert f">{str(pdf.docinfo.Title).replace('&', '&amp;')}<" in told


# Sources, bytes, speed


def attached(path: Path) -> dict[str, bytes]:
    """The files in a PDF, by name."""
    with pikepdf.open(path) as pdf:
        return {name: bytes(file.get_file().read_bytes()) for name, file in pdf.attachments.items()}


def test_every_pdf_carries_the_source_of_each_entry_it_holds_byte_for_byte(
    real: Publication, finished: dict[str, Path]
) -> None:
    catalogue = load(Project(real.folder), keep=False)[0]
    for slug, card in catalogue.sheets.items():
        assert attached(finished[f"sheets/{slug}"]) == {
            f"cities_{slug}.md": (ROOT / card.file).read_bytes(),
            f"cities_{slug}.json": source_json(card),
        }
    about = (ROOT / "content/about.md").read_bytes()
    assert attached(finished["connection-leaflet"]) == {
        "about.md": about,
        "about.json": source_json(catalogue.about),
    }
    for name in BOOKS:
        found = attached(finished[name])
        held = entries_of(catalogue, catalogue.editions[name].front)
        assert len(held) > 6
        for entry in held:
            assert found[attached_name(entry.file)] == (ROOT / entry.file).read_bytes()
            assert found[attached_name(entry.file).replace(".md", ".json")] == source_json(entry)
    guide = set(attached(finished["strategies-guide"]))
    assert {
        "guides_strategies_guide.yaml",
        "guides_strategies_steps.md",
        "glossary_firewall.md",
    } <= guide
    assert not any(
        name.startswith(("guides", "glossary")) for name in attached(finished["journeys"])
    )


def test_the_json_of_an_entry_tells_all_that_its_file_says(finished: dict[str, Path]) -> None:
    told = json.loads(attached(finished[ONE_PAGE])["cities_zagreb.json"])
    assert told["front_matter"]["title"] == "Zagreb"
    assert [section["title"] for section in told["sections"]][:2] == ["Context", "Action plan"]


def test_a_file_that_is_written_while_doit_runs_is_carried_as_it_was_read(
    small: Publication,
) -> None:
    """Its text is printed as it was read, and the next run makes it anew."""
    entry = load(Project(small.folder), keep=False)[0].sheets["alba"]
    before = small.read("cities/alba.md")
    small.write("cities/alba.md", before.replace("Alba", "Elsewhere"))
    carried = json.loads(pack_sources([entry]))
    assert carried[0]["text"] == before
    assert "Elsewhere" not in carried[1]["text"]


def test_sources_are_associated_files_as_pdf_a_3_asks(finished: dict[str, Path]) -> None:
    kinds = {
        ".md": ("/text/markdown", "/Source"),
        ".yaml": ("/application/yaml", "/Source"),
        ".json": ("/application/json", "/Alternative"),
    }
    for path in finished.values():
        with pikepdf.open(path) as pdf:
            files = list(pdf.Root.AF)
            assert sorted(str(file.UF) for file in files) == sorted(pdf.attachments), path.name
            for file in files:
                data, name = file.EF.F, str(file.UF)
                assert (str(data.Subtype), str(file.AFRelationship)) == kinds[
                    name[name.rindex(".") :]
                ]
                assert str(file.F) == name
                assert not re.search(r"[/\\:]", name), "a path of the machine, or of any other"
                assert str(file.Desc)
                assert int(data.Params.Size) == len(data.read_bytes())
                assert str(data.Params.ModDate) == "D:19800101000000Z", "the same on every machine"
                assert data.Filter == "/FlateDecode"


def test_entries_of_like_names_are_attached_under_two_names() -> None:
    assert attached_name("content/guides/a-b/c.md") != attached_name("content/guides/a/b-c.md")
    assert attached_name("content/cities/paris.md") != attached_name("content/profiles/paris.md")
    two = Attachment("a.md", "text/markdown", b"", "One")
    with pytest.raises(AssertionError, match="two attachments of one name"):
        finish(plain_sheet(), DocumentInfo(attachments=(two, two)))


def plain_sheet() -> bytes:
    return write_tagged_pdf(
        HTML(string='<html lang="en"><title>Zagreb</title><h1>Zagreb</h1><p>A text</p>').render()
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    about = DocumentInfo(
        "A title & more",
        "en",
        "A line",
        (Attachment("a.md", "text/markdown", b"text", "The text"),),
    )
    assert finish(plain_sheet(), about) == finish(plain_sheet(), about)


def test_finishing_takes_less_than_30_ms_a_page() -> None:
    pages = "".join(
        f'<h2>Page {number}</h2><p>A text with <a href="https://example.org/{number}">a '
        "link</a>.</p>" * 6
        for number in range(60)
    )
    data = write_tagged_pdf(
        HTML(string=f'<html lang="en"><title>Many</title><h1>Many</h1>{pages}').render()
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    begun = time.process_time()
    finish(data, DocumentInfo())
    assert count > 20
    assert (time.process_time() - begun) / count < 0.03


# What is read aloud


def test_every_pdf_has_a_file_that_tells_how_it_is_read_aloud(
    real: Publication, heard: dict[str, str]
) -> None:
    told = {
        path.relative_to(real.build / "aloud").with_suffix("").as_posix(): path.read_text(
            encoding="utf-8"
        )
        for path in (real.build / "aloud").rglob("*.*")
    }
    assert told == heard


@pytest.mark.parametrize("name", ["sheets/alba.txt", "harbour-reader.txt"])
def test_a_sheet_and_a_book_are_read_aloud_as_they_always_were(
    good: Publication, name: str
) -> None:
    told = (good.build / "aloud" / name).read_text(encoding="utf-8")
    assert told == (ROOT / "tests/aloud" / Path(name).name).read_text(encoding="utf-8")


def test_a_sheet_is_read_aloud_in_the_order_of_its_card(spoken: dict[str, list[str]]) -> None:
    lines = spoken["sheets/zagreb"]
    assert lines[0].startswith("document (en): Zagreb")
    blocks = ["heading 1: Zagreb", *markdown_blocks("cities/zagreb.md")]
    grant, lessons = map(blocks.index, ("heading 2: Use of grant", "heading 2: Lessons learnt"))
    route = blocks[:grant] + blocks[lessons:]  # the grant stands beside the route, read after it
    assert_in_order(route + blocks[grant:lessons], lines)
    assert (
        lines.index("heading 2: The road ahead")
        < lines.index("heading 2: Strengths")
        < lines.index("heading 2: Read more")
    )
    assert any(line.startswith("figure: QR code: ") for line in lines)


def test_a_practice_is_read_aloud_in_the_order_of_its_text(spoken: dict[str, list[str]]) -> None:
    lines = spoken["strategies-guide"]
    lines = [bare(line) for line in lines[lines.index("heading 2: Turin Anti-Racist Pact") :]]
    expected = [bare(block) for block in markdown_blocks("practices/turin-anti-racist-pact.md")]
    assert len(expected) > 30
    assert_in_order(expected, lines)


def bare(line: str) -> str:
    """A line without links, labels of list items and levels of headings."""
    line = re.sub(r"\[([^\]→]*) → [^\]]*\]", r"\1", line)
    return re.sub(r"^item [^:]{0,3}:", "item:", re.sub(r"^heading \d", "heading", line))


def test_the_leaflet_is_read_aloud_panel_by_panel(spoken: dict[str, list[str]]) -> None:
    lines = spoken["connection-leaflet"]
    assert_in_order(
        [
            "--- page 1",
            "heading 1: Make the CONNECTION!",
            "--- page 2",
            "heading 2: What is CONNECTION?",
            "heading 2: Four lines of work",
            "quotation",
            "heading 2: The Integrating Cities Charter",
        ],
        lines,
    )
    assert any(
        line.startswith("item •: Eurocities: [eurocities.eu → eurocities.eu (web)]")
        for line in lines
    )


def markdown_blocks(name: str) -> list[str]:
    """The headings, paragraphs and list items of an entry as lines of what is read aloud."""
    body = (ROOT / "content" / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    found = []
    for line in body.splitlines():
        said = (
            re.sub(r"\[\^\d+\]|\*", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line))
            .strip()
            .replace("'", "’")
        )
        if said.startswith("#"):
            level = len(said) - len(said.lstrip("#"))
            found.append(f"heading {level}: {said.lstrip('# ')}")
        elif re.match(r"- |\d+\. ", said):
            found.append(f"item: {re.sub(r'^(- (:[a-z0-9-]+: )?|[0-9]+[.] )', '', said)}")
        elif said and not said.startswith((":::", "— ")):
            found.append(f"paragraph: {said}")
    return found


def assert_in_order(expected: list[str], lines: list[str]) -> None:
    at = -1
    for line in expected:
        found = [
            number
            for number in range(at + 1, len(lines))
            if lines[number] == line
            or (
                line.startswith("item:")
                and re.sub(r"^item [^:]{1,3}:", "item:", lines[number]) == line
            )
        ]
        assert found, f"{line!r} is not read after {lines[max(at, 0)]!r}"
        at = found[0]


def test_a_broken_structure_is_heard(
    finished: dict[str, Path], heard: dict[str, str], tmp_path: Path
) -> None:
    whole = heard[ONE_PAGE]

    def broken(change: Any) -> tuple[str, list[str], list[tuple[int, int]]]:
        with pikepdf.open(finished[ONE_PAGE]) as pdf:
            change(pdf)
            pdf.save(tmp_path / "broken.pdf")
            wrong = wrong_owners(pdf)
        return (
            aloud.read((tmp_path / "broken.pdf").read_bytes()),
            verapdf.failures([tmp_path / "broken.pdf"])[str(tmp_path / "broken.pdf")],
            wrong,
        )

    def figure(pdf: pikepdf.Pdf) -> Any:
        return next(
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        )

    def swap(pdf: pikepdf.Pdf) -> None:
        kids = pdf.Root.StructTreeRoot.K[0].K
        kids[0], kids[1] = kids[1], kids[0]

    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot.K[0].K[1]

    def silence(pdf: pikepdf.Pdf) -> None:
        del figure(pdf)["/Alt"]

    text, _, wrong = broken(swap)
    assert text != whole
    assert sorted(text.splitlines()) == sorted(whole.splitlines())
    assert wrong == []
    text, _, wrong = broken(lose)
    assert re.search("not read: .*How to ", text)
    assert wrong
    text, failed, _ = broken(silence)
    assert "figure: QR code" not in text
    assert failed


# What HTML becomes


def test_running_text_is_an_artifact_of_the_page() -> None:
    data = set_as("<h2>One</h2><p style='break-after: page'>first</p><p>second</p>")
    said = aloud.read(data)
    assert "Running title" not in said
    assert said.count("One") == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[1].Contents.read_bytes()
    assert (
        len(
            re.findall(
                rb"/Artifact\s<<\s*/Type\s*/Pagination\s*/Subtype\s*/(?:Header|Footer)\s*>>\sBDC",
                content,
            )
        )
        == 2
    )


def test_what_goes_on_overleaf_is_one_element() -> None:
    text = "A sentence that is long. " * 60
    items = "".join(f"<li>item {number}</li>" for number in range(30))
    lines = read(f"<section><p>{text}</p><ul>{items}</ul></section>")
    assert flat(lines)[:3] == ["section", f"paragraph: {text.strip()}", "list of 30"]
    assert flat(lines)[3:] == [f"item •: item {number}" for number in range(30)]
    assert sum(line.startswith("--- page") for line in lines) >= 3


def test_a_nested_list_is_in_its_item_and_numbers_are_labels() -> None:
    lines = read("<ol><li>one<ul><li>in one</li></ul></li><li>two</li></ol>")
    assert lines == [
        "list of 2",
        "  item 1.: one",
        "    list of 1",
        "      item ◦: in one",
        "  item 2.: two",
    ]


def test_a_number_that_a_style_puts_before_an_item_is_its_label() -> None:
    style = (
        "<style>ol { list-style: none } li { counter-increment: step } "
        "li::before { content: counter(step); position: absolute; left: 0 }</style>"
    )
    assert read(f"{style}<ol><li>Ask</li><li>Listen</li></ol>") == [
        "list of 2",
        "  item 1: Ask",
        "  item 2: Listen",
    ]


def test_a_term_is_the_label_of_what_it_means() -> None:
    lines = read(
        "<dl><dt>firewall</dt><dd>What keeps data apart</dd><dt>migrant</dt><dd><p>One</p>"
        "<p>Two</p></dd></dl>"
    )
    assert lines == [
        "list of 2",
        "  item firewall: What keeps data apart",
        "  item migrant",
        "    paragraph: One",
        "    paragraph: Two",
    ]


def test_the_head_of_a_table_is_read_once_and_with_each_cell() -> None:
    rows = "".join(
        f"<tr><th>{year}</th><td>{year % 7}</td><td>{year % 5}</td></tr>"
        for year in range(2000, 2020)
    )
    lines = flat(
        read(
            "<table><caption>Arrivals</caption><thead><tr><th>Year</th><th>Women</th><th>Men</th>"
            "</tr></thead>"
            f"<tbody>{rows}<tr><th>All</th><td colspan='2'>99</td></tr></tbody></table>"
        )
    )
    assert lines[:6] == [
        "table",
        "caption: Arrivals",
        "row",
        "header: Year",
        "header: Women",
        "header: Men",
    ]
    assert lines.count("header: Women") == 1
    at = lines.index("header: 2015")
    assert lines[at : at + 3] == ["header: 2015", "cell [Women; 2015]: 6", "cell [Men; 2015]: 0"]
    assert lines[-1] == "cell [Women; Men; All]: 99"


def test_every_part_has_its_language() -> None:
    lines = read(
        '<p lang="nl">Een alinea</p><p>in <i lang="fr">la langue</i> and <span '
        'lang="en">English</span></p><div lang="de"><p>Ein Absatz</p></div>'
    )
    assert lines == [
        "paragraph (nl): Een alinea",
        "paragraph: in [fr: la langue] and English",
        "division (de)",
        "  paragraph: Ein Absatz",
    ]


def test_text_written_from_the_right_is_read_as_it_is_written() -> None:
    hebrew = "שלום לכולם, ברוכים הבאים לעיר שלנו והרבה מילים נוספות שממלאות שורות ועוד שורות"
    assert read(f'<p lang="he" dir="rtl">{hebrew}</p>') == [f"paragraph (he): {hebrew}"]


def test_decoration_is_not_read_and_a_picture_of_which_nobody_decided_is_complained_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        assert read(
            f'<p>Seen<span aria-hidden="true"> · </span>twice<img alt="" src="{DOT}"></p>'
        ) == ["paragraph: Seen twice"]
        assert read(f'<img alt="A dot" src="{DOT}">') == ["figure: A dot"]
        assert not caplog.records
        read(f'<p>Bare <img src="{DOT}"></p>')
    assert "no alternative text" in caplog.text


def test_translucent_text_is_complained_of_since_it_cannot_be_tagged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        read('<p style="opacity: 0.5">Faint</p>')
    assert "translucent text cannot be read aloud: 'Faint'" in caplog.text


def test_words_are_apart_where_lines_end_and_addresses_are_not() -> None:
    address = "example.org/a/long/address/that/breaks/somewhere/in/the/middle/of/its/words"
    text = (
        "Words that fill some lines of a narrow page and are divided by nothing but the ends of "
        "these lines. " * 2
    )
    (line,) = read(
        f'<p>{text} See <span style="overflow-wrap: anywhere">{address}</span>, or '
        "ask.<br>Soon.</p>"
    )
    assert line == f"paragraph: {text.strip()} See {address}, or ask. Soon."


def test_a_space_is_there_even_where_no_other_text_of_its_font_has_one() -> None:
    data = set_as(
        "<style>b { font-family: monospace }</style><ul><li><b>Alone</b> <i style='float: "
        "right'>there</i></li></ul>"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert words(read_structure(pdf).document).endswith("Alone there")
        assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_a_finished_page_looks_as_it_was_drawn() -> None:
    page = HTML(
        string='<html lang="en"><title>A</title><style>@page { size: 90mm; @top-left { content: '
        '"head" } }</style>'
        '<h1>Some words<br>over lines</h1><ul><li>one and <a href="https://a.example">two</a></ul>'
        '<p dir="rtl">שלום</p>'
    )
    document = page.render()
    plain, made = (
        pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().tobytes()
        for data in (document.write_pdf(), finish(write_tagged_pdf(document), DocumentInfo()))
    )
    assert len(set(plain)) > 10
    assert plain == made


def test_a_hyphen_at_the_end_of_a_line_is_not_read() -> None:
    word = "in&shy;ter&shy;na&shy;tion&shy;al&shy;i&shy;sa&shy;tion"
    (line,) = read(f"<p>The {word} of {word} and the {word} of all, one-stop-shops and others</p>")
    assert line == (
        "paragraph: The internationalisation of internationalisation and the internationalisation "
        "of all, one-stop-shops and others"
    )


def test_a_link_over_two_lines_is_one_link_and_says_the_same_everywhere() -> None:
    data = set_as(
        '<p>Here is, after some words, <a style="text-decoration: underline" '
        'href="https://www.example.org/x/">'
        "a link with <b>words</b> enough for two lines</a>.</p>"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [str(link.Contents) for link in pdf.pages[0].Annots]
        found = read_structure(pdf)
        assert all(int(link.F) == 4 for link in pdf.pages[0].Annots)
    assert said == ["a link with words enough for two lines: www.example.org/x (web)"] * 2
    assert [words(link) for link in found.document.find("Link")] == [
        "a link with words enough for two lines"
    ]


def test_the_words_of_links_come_from_the_caller() -> None:
    names = LinkNames(
        page="strona {number}: {place}", address="{address} (sieć)", web="{text}: {address} (sieć)"
    )
    data = set_as(
        '<h2 id="a">Cel</h2><p><a href="#a">Cel</a> <a href="https://a.example">tu</a> '
        '<a href="https://b.example/">b.example</a></p>',
        DocumentInfo(language="pl", names=names),
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [str(link.Contents) for link in pdf.pages[0].Annots]
    assert said == ["strona 1: Cel", "tu: a.example (sieć)", "b.example (sieć)"]


def test_text_beside_blocks_is_in_paragraphs_of_its_own() -> None:
    assert read("<div>Before <p>a paragraph</p> and after</div><blockquote>Said</blockquote>") == [
        "paragraph: Before",
        "paragraph: a paragraph",
        "paragraph: and after",
        "quotation",
        "  paragraph: Said",
    ]


def test_small_documents_of_all_kinds_pass_as_well(tmp_path: Path) -> None:
    (tmp_path / "all.pdf").write_bytes(
        set_as(
            '<h2 id="a">Kinds</h2><ul><li>one<ol><li>two</li></ol></li></ul><dl><dt>t</dt>'
            '<dd>d</dd></dl><p lang="nl">tekst <a '
            f'href="#a"><u>link</u></a></p><figure><img alt="A dot" src="{DOT}">'
            "<figcaption>A caption</figcaption></figure><table>"
            '<caption>c</caption><tr><th>h</th><td rowspan="2">1</td></tr><tr><th>i</th></tr>'
            "</table><p>q <q>quote</q> <code>code</code></p>"
        )
    )
    found = verapdf.failures([tmp_path / "all.pdf"], "ua1", "3a")
    assert found == {str(tmp_path / "all.pdf"): []}

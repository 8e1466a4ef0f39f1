"""E-books of booklets and guides: valid, accessible, with the pages of print, and the same bytes
each time."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from citybook.outputs.epub import EPUB
from citybook.outputs.epub import items as list_items
from citybook.project import Project
from citybook.publish.page_list import read_spoken
from citybook.tasks import Build
from tests import browser as browsing
from tests import epubs
from tests.publications import Publication

BOOKS = ("integra", "journeys", "mechelen-2024", "strategies-guide")
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# A document of each kind, and one with a chart and one with a table.
KINDS = {
    "journeys": ("cover", "contents", "line-strategies", "city-zagreb", "network", "index"),
    "mechelen-2024": ("profile-duo-for-a-job", "profile-mechelen", "notes", "back-cover"),
    "strategies-guide": ("chapter-strategies--topic", "glossary", "imprint"),
    "integra": ("theme-city-governance",),
}


@pytest.fixture(scope="module")
def folder(real: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The e-books of the real content, unpacked."""
    found = tmp_path_factory.mktemp("epubs")
    for name in BOOKS:
        with zipfile.ZipFile(real.build / f"epub/{name}.epub") as book:
            book.extractall(found / name)
    return found


def documents(book: Path) -> Iterator[tuple[str, ET.Element]]:
    for path in sorted((book / "EPUB").glob("*.xhtml")):
        yield path.name, ET.parse(path).getroot()


def page_list(book: Path) -> list[tuple[str, str]]:
    """The numbers of the pages with where they lead."""
    for nav in ET.parse(book / "EPUB/nav.xhtml").getroot().iter(f"{XHTML}nav"):
        if nav.get(f"{OPS}type") == "page-list":
            return [(link.text or "", link.get("href", "")) for link in nav.iter(f"{XHTML}a")]
    raise AssertionError("no page-list")


def texts_and_pages(element: ET.Element) -> Iterator[str | int]:
    """The texts of a document and the numbers of the pages that begin between them."""
    if element.get("role") == "doc-pagebreak":
        yield int(element.get("aria-label", ""))
    yield element.text or ""
    for child in element:
        yield from texts_and_pages(child)
        yield child.tail or ""


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def test_epubcheck_finds_nothing_wrong_and_would(
    real: Publication, arabic: Publication, illustrated: Publication, tmp_path: Path
) -> None:
    books = sorted((real.build / "epub").glob("*.epub"))
    assert [path.stem for path in books] == list(BOOKS)
    books.append(arabic.build / "epub/book.epub")
    books.append(illustrated.build / "epub/illustrated-a5.epub")
    wrong = tmp_path / "wrong.epub"
    with zipfile.ZipFile(books[-2]) as book, zipfile.ZipFile(wrong, "w") as other:
        for item in book.infolist():
            data = book.read(item)
            other.writestr(item, data.replace(b'id="page-3"', b'id="gone"'))
    found = epubs.messages([*books, wrong])
    assert any("RSC-012" in said for said in found.pop(str(wrong)))
    assert found == {str(path): [] for path in books}


@pytest.mark.parametrize("name", BOOKS)
def test_the_page_list_is_that_of_the_printed_edition(
    real: Publication, folder: Path, name: str
) -> None:
    with pikepdf.open(real.pdf / f"{name}.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    assert [number for number, _ in page_list(folder / name)] == labels
    marks = [
        (f"{file}#{one.get('id')}", one.get("aria-label"))
        for file, root in documents(folder / name)
        for one in root.iter()
        if one.get(f"{OPS}type") == "pagebreak"
    ]
    listed = [(href, number) for number, href in page_list(folder / name)]
    assert marks == listed, "each mark once, in the order of reading"


@pytest.mark.parametrize("name", BOOKS)
def test_what_stands_behind_the_mark_of_a_page_is_printed_on_it(
    real: Publication, folder: Path, name: str
) -> None:
    pdf = pypdfium2.PdfDocument(real.pdf / f"{name}.pdf")
    printed = [letters(page.get_textpage().get_text_range()) for page in pdf]
    checked = 0
    for _, root in documents(folder / name):
        text, marks = "", list[tuple[int, int]]()
        for part in texts_and_pages(root[1]):
            if isinstance(part, int):
                marks.append((part, len(text)))
            else:
                text += letters(part)
        for number, at in marks:
            if 0 < at < len(text):  # in the midst of a document
                checked += 1
                assert text[at : at + 12] in printed[number - 1], number
    assert checked > 5


@pytest.mark.parametrize("name", BOOKS)
def test_links_lead_to_what_is_there_and_nothing_runs(folder: Path, name: str) -> None:
    found = dict(documents(folder / name))
    anchors = {f"{file}#{one.get('id')}" for file, root in found.items() for one in root.iter()}
    dead = []
    for file, root in found.items():
        assert not list(root.iter(f"{XHTML}script"))
        assert not [key for one in root.iter() for key in one.attrib if key.startswith("on")]
        assert not [key for one in root.iter() for key in one.attrib if key == "data-at"]
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href", "")
            target = file + href if href.startswith("#") else href
            if href and not re.match(r"https?:|mailto:|tel:", href) and target not in anchors:
                dead += [(file, href)] if target not in found else []
    assert dead == []


def test_notes_open_where_they_are_referred_to_and_lead_back(folder: Path) -> None:
    root = dict(documents(folder / "strategies-guide"))["003-chapter-strategies--topic.xhtml"]
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    references = [one for one in root.iter() if one.get(f"{OPS}type") == "noteref"]
    assert references
    for one in references:
        note = by_id[one.get("href", "")[1:]]
        assert (note.tag, note.get(f"{OPS}type")) == (f"{XHTML}aside", "footnote")
        assert note.get("role") == "doc-footnote"
    for note in (one for one in root.iter() if one.get("role") == "doc-footnote"):
        back = next(note.iter(f"{XHTML}a"))
        assert back.get("role") == "doc-backlink"
        assert by_id[back.get("href", "")[1:]] in references


def test_the_package_says_what_a_catalogue_and_an_assistant_ask(folder: Path) -> None:
    root = ET.parse(folder / "journeys/EPUB/package.opf").getroot()
    said = [(one.get("property"), one.text) for one in root.iter(f"{OPF}meta")]
    values = dict(said)
    assert [one.text for one in root.iter(f"{DC}title")] == [
        "Journeys in integrating cities",
        "Seven city cards along four lines",
    ]
    assert root.find(f".//{DC}language").text == "en"  # type: ignore[union-attr]
    assert root.find(f".//{DC}publisher").text == "Eurocities"  # type: ignore[union-attr]
    features = {text for name, text in said if name == "schema:accessibilityFeature"}
    assert {"alternativeText", "pageBreakMarkers", "pageNavigation", "index"} <= features
    assert values["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    assert values["a11y:certifiedBy"] == "Citybook", "the publisher has certified nothing"
    assert values["schema:accessibilityHazard"] == "none"
    assert values["pageBreakSource"] == "https://citybook.example/downloads/journeys.pdf"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", values["dcterms:modified"] or "")
    (cover,) = [one for one in root.iter(f"{OPF}item") if one.get("properties") == "cover-image"]
    with Image.open(folder / "journeys/EPUB" / cover.get("href", "")) as picture:
        assert (picture.format, picture.height) == ("JPEG", 1600)
        assert abs(picture.width / picture.height - 148 / 210) < 0.01


def test_an_e_book_written_from_the_right_opens_from_the_other_side(arabic: Publication) -> None:
    with zipfile.ZipFile(arabic.build / "epub/book.epub") as book:
        package = book.read("EPUB/package.opf").decode()
        card = book.read("EPUB/005-city-alba.xhtml").decode()
        network = book.read("EPUB/008-network.xhtml").decode()
        nav = book.read("EPUB/nav.xhtml").decode()
    assert " On its own</p>" in network
    assert "qr-code" not in network
    assert '<spine page-progression-direction="rtl">' in package
    assert '<html lang="ar" dir="rtl"' in card
    address = "https://harbour-towns.example/the-second-of-all-books/cities/alba/"
    assert f'<a class="address" href="{address}" dir="ltr">' in card
    with pikepdf.open(arabic.pdf / "book.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    assert re.findall(r"#page-(\d+)", nav) == labels


def test_pictures_charts_and_tables_are_there_with_their_words(illustrated: Publication) -> None:
    with zipfile.ZipFile(illustrated.build / "epub/illustrated-a5.epub") as book:
        names = book.namelist()
        pages = [book.read(name).decode() for name in names if name.endswith(".xhtml")]
        shown = {src for page in pages for src in re.findall(r'<img[^>]* src="([^"]*)"', page)}
        assert {f"EPUB/{src}" for src in shown} <= set(names)
        for name in names:
            if name.endswith(".jpg"):
                with Image.open(io.BytesIO(book.read(name))) as picture:
                    assert picture.width <= 1600
    text = "".join(pages)
    assert 'alt="Three boats off the pier"' in text
    assert "<img" in text
    assert not re.search(r"<img(?![^>]* alt=)", text)
    assert "<source" not in text


def test_each_kind_of_document_passes_axe_and_fits_a_phone(folder: Path) -> None:
    """The mark of a page has to have a label (DAISY's Ace asks for it), and its role may have one
    (DPUB-ARIA 1.1); axe looks at its element alone."""
    with browsing.chromium() as browser:
        page, known = browser.new_page(viewport={"width": 360, "height": 800}), set[int]()
        for name, kinds in KINDS.items():
            for kind in kinds:
                (path,) = (folder / name / "EPUB").glob(f"???-{kind}.xhtml")
                page.goto(path.as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") == 360, path
                wrong = browsing.run_axe(page, WCAG, known)["violations"]
                said = [(one["id"], node["html"]) for one in wrong for node in one["nodes"]]
                assert [one for one in said if "doc-pagebreak" not in one[1]] == [], path.name


def test_the_same_bytes_come_each_time_and_only_what_changed_is_made_anew(
    built: Publication,
) -> None:
    def data() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (built.build / "epub").iterdir()}

    before = data()
    with zipfile.ZipFile(io.BytesIO(before["book.epub"])) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {item.date_time for item in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    (built.build / "epub/book.epub").unlink()
    assert [one for one in built.doit("epub").succeeds().ran if "epub" in one] == ["epub:book"]
    assert data() == before
    built.replace("practices/night-ferry.md", "title: ", "title: New ")
    ran = built.doit("epub").succeeds().ran
    assert [one for one in ran if "epub" in one] == ["epub:harbour-reader"]
    assert data()["book.epub"] == before["book.epub"]
    assert data()["harbour-reader.epub"] != before["harbour-reader.epub"]


@pytest.mark.parametrize(
    "line", ["epub: false", '"epub": false', "'epub' :\t\"false\"", 'kind: "leaflet"']
)
def test_an_edition_that_has_none_has_no_task(line: str, tmp_path: Path) -> None:
    (tmp_path / "content/editions").mkdir(parents=True)
    (tmp_path / "content/editions/with.yaml").write_text("title: false\nepub: true\n")
    (tmp_path / "content/editions/without.yaml").write_text(f"title: A\n{line}\n")
    assert list_items(Project(tmp_path)) == ["with"]


def test_the_downloads_page_offers_the_e_book_beside_the_pdf(good: Publication) -> None:
    html = (good.site / "downloads/index.html").read_text(encoding="utf-8")
    assert re.search(
        r'href="\.\./downloads/book\.pdf">.*PDF, .*</a><br><a class="download"'
        r' href="\.\./downloads/epub/book\.epub"><span class="unseen">The harbour book: </span>'
        r"EPUB, \d+\xa0kB</a>",
        html,
    )
    assert 'id="epub"' not in html
    copy, made = good.site / "downloads/epub/book.epub", good.build / "epub/book.epub"
    assert copy.read_bytes() == made.read_bytes()
    page = (good.site / "editions/book/index.html").read_text(encoding="utf-8")
    assert re.search(r'href="[./]*downloads/epub/book\.epub">E-book .*\(EPUB, \d+\xa0kB\)', page)


def test_leaflets_have_none_and_neither_has_an_edition_that_says_no(small: Publication) -> None:
    build = Build(small.folder)
    assert EPUB.items_in(build.run.project) == ["book", "harbour-reader"]
    small.write("editions/book.yaml", small.read("editions/book.yaml") + "epub: false\n")
    small.write("editions/fold.yaml", "kind: leaflet\n")
    assert EPUB.items_in(build.run.project) == ["harbour-reader"]


def test_it_was_modified_when_git_says_that_the_last_of_its_files_was(small: Publication) -> None:
    job = Build(small.folder).job("epub", "book")
    assert EPUB.state_of(job) == "1980-01-01T00:00:00Z"
    html = small.build / "html/editions/book"
    html.mkdir(parents=True)
    (html / "sources.json").write_text(json.dumps([{"name": "cities_alba.json"}]))
    times = {
        "content/cities/alba.md": ["2024-01-01T00:00:00Z", "2025-06-01T12:00:00Z"],
        "content/editions/book.yaml": ["2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"],
        "content/cities/brig-cres.md": ["2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
    }
    (small.build / "dates.json").write_text(json.dumps(times))
    assert EPUB.state_of(job) == "2025-06-01T12:00:00Z"


def test_a_text_is_known_by_its_letters_where_it_is_read_aloud_on_one_page_alone() -> None:
    aloud = """document (en): A book
--- page 3
  heading 2: Why we build quays
  item •: The first of them [Alba → page 7: Alba (Stations)] (p. 7) has
  paragraph: More of the same
--- page 4
  paragraph: More of the same
  header (nl): 12
"""
    assert read_spoken(aloud) == {"whywebuildquays": 3, "thefirstofthemalbaphas": 3}

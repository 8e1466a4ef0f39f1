"""Entries go in; their offprints come out: a PDF of each by itself, offered on its page."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from citybook.kinds.listing import offprints
from citybook.pdf.files import open_pdf, save_pdf
from citybook.pdf.headings import raise_headings
from citybook.project import Project
from citybook.views.medium import file_size
from tests import pdfs, verapdf
from tests.publications import GOOD, ROOT, Publication
from tests.test_declarations import MEASURE

BASE = "https://harbour-towns.example/book/"
NAMES = ["practices/night-ferry", "practices/welders-school", "profiles/dole"]
FERRY = "practices/night-ferry.md"


def offprint(publication: Publication, name: str) -> Path:
    return publication.pdf / f"offprints/{name}.pdf"


def test_each_entry_of_a_kind_that_asks_for_it_has_one_on_its_page_and_in_the_copy(
    good: Publication,
) -> None:
    assert list(offprints(Project(good.folder))) == NAMES
    found = {
        path.relative_to(good.pdf / "offprints") for path in good.pdf.rglob("offprints/**/*.pdf")
    }
    assert found == {Path(f"{name}.pdf") for name in NAMES}
    with ZipFile(good.build / "harbour-towns.zip") as copy:
        packed = {name.partition("downloads/")[2] for name in copy.namelist()}
    for name in NAMES:
        page = (good.site / name / "index.html").read_text(encoding="utf-8")
        path = offprint(good, name)
        size, count = file_size(path.stat().st_size, "en"), len(pdfs.pages(path))
        pages = "1 page" if count == 1 else f"{count} pages"
        (row,) = re.findall('<div class="act-row">.*?</div>', page, re.DOTALL)
        assert f'href="../../downloads/offprints/{name}.pdf">Download <' in row
        assert f"(PDF, {pages}, {size})" in row
        assert f'"contentUrl":"{BASE}downloads/offprints/{name}.pdf"' in page
        assert (good.site / f"downloads/offprints/{name}.pdf").read_bytes() == path.read_bytes()
        assert f"offprints/{name}.pdf" in packed


def test_the_downloads_page_says_where_they_are_and_lists_none(good: Publication) -> None:
    page = (good.site / "downloads/index.html").read_text(encoding="utf-8")
    assert '<h2 id="offprints">Single entries</h2>\n<p>Entries that are a PDF' in page
    assert "downloads/offprints/" not in page
    assert not (good.build / "covers/offprints").exists()


def test_an_offprint_is_a_document_by_itself(good: Publication) -> None:
    paths = [offprint(good, name) for name in NAMES]
    assert verapdf.failures(paths, "ua1", "3a") == {str(path): [] for path in paths}
    for name, path in zip(NAMES, paths, strict=True):
        with pikepdf.open(path) as pdf:
            title = str(pdf.docinfo["/Title"])
            assert str(pdf.Root.Lang) == "en"
            *_, wide, high = (round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox)
            attached = {Path(one).suffix for one in pdf.attachments}
        assert (wide, high, attached) == (210, 297, {".md", ".json"})
        aloud = (good.build / f"aloud/offprints/{name}.txt").read_text(encoding="utf-8")
        headings = re.findall(r"heading (\d): (.*)", aloud)
        assert headings[0] == ("1", title)
        assert all(level > "1" for level, _ in headings[1:])
        assert f"From: Harbour Towns. Harbour Network. {BASE[8:-1]}" in aloud
        assert "Licence: CC BY 4.0" in aloud
        for number, page in enumerate(pdfs.pages(path), 1):
            seen = pdfs.joined(list(page.runs))
            assert "Harbour Towns" in seen, "each page says what it is from"
            assert str(number) in seen


def test_links_lead_within_an_offprint_or_to_the_address_of_the_site(good: Publication) -> None:
    path = offprint(good, "practices/welders-school")
    found = [link for page in pdfs.pages(path) for link in page.links]
    urls = {link.url for link in found if link.url}
    assert f"{BASE}practices/night-ferry/" in urls
    assert f"({BASE[8:]}practices/night-ferry)" in pdfs.text(path).replace("\n", "").replace(
        " ", ""
    )
    assert [link for link in found if not link.url and not link.to] == []
    assert any(link.to for link in found), "a note is in the file"
    assert "elsewhere.invalid" not in str(urls)


def test_one_changed_entry_sets_one_offprint_and_a_kind_can_ask_for_it_or_not(
    built: Publication,
) -> None:
    built.replace(FERRY, "Dockers asked for it.", "Dockers asked for it, twice.")
    (built.folder / "content/kinds").mkdir()
    built.write("kinds/profile.yaml", "offprint: none\n")
    built.write("kinds/measure.yaml", MEASURE + "offprint: US letter\n")
    built.write(
        "measures/fence.md",
        "---\ntitle: A fence\nsummary: It is taken down.\nthemes: [work]\nkind: air\n---\n\n"
        "## What it is\n\nIt is taken down.\n",
    )
    ran = built.doit("offprints").succeeds().ran
    assert sorted(name for name in ran if name.startswith("offprints:")) == [
        "offprints:measures/fence",
        "offprints:practices/night-ferry",
    ]
    assert "asked for it, twice." in pdfs.text(offprint(built, "practices/night-ferry"))
    assert pdfs.sizes(offprint(built, "measures/fence")) == {(216, 279)}
    assert not offprint(built, "profiles/dole").exists()
    assert built.doit("offprints").succeeds().ran == []


def test_an_entry_that_cannot_be_set_is_named_with_its_file(built: Publication) -> None:
    before = offprint(built, "practices/night-ferry").read_bytes()
    end = built.folder / "layouts/booklet/offprint-end.html"
    end.parent.mkdir(parents=True)
    end.write_text('<p style="position: absolute; left: 195mm; width: 30mm">Out of it</p>')
    said = built.doit("offprints:practices/night-ferry").fails().output
    assert f"content/{FERRY}: error: page 1 of 'practices/night-ferry': 'Out of it' runs " in said
    assert "Traceback" not in said
    assert offprint(built, "practices/night-ferry").read_bytes() == before


def test_ours_are_practices_and_profiles() -> None:
    folders = {name.partition("/")[0] for name in offprints(Project(ROOT))}
    assert folders == {"practices", "profiles"}
    assert list(offprints(Project(GOOD))) == NAMES


@pytest.mark.parametrize(
    ("levels", "raised"),
    [([2, 3, 3], [1, 2, 2]), ([1, 2], [1, 2]), ([3, 6], [1, 4]), ([], [])],
)
def test_headings_are_raised_together(levels: list[int], raised: list[int]) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        kids = [
            pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/H{level}"))) for level in levels
        ]
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array(kids))
        data = save_pdf(pdf)
    with open_pdf(raise_headings(data)) as pdf:
        found = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K]
    assert found == [f"/H{level}" for level in raised]

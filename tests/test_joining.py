"""Fragments of a book, set one by one and joined: the same pages, words, links and tags as if they were set together."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.accessible import About, finish, write
from citybook.typeset.book import fill
from citybook.typeset.fragments import best_size, set_fragment
from citybook.typeset.joining import Lost, Placed, join
from citybook.typeset.pdf import Setter
from tests import pdfs, verapdf
from tests.publications import Publication

EDITIONS = ("mechelen-2024", "integra", "journeys")


def setter(publication: Publication, folder: Path) -> tuple[Setter, list[str]]:
    """What sets an edition, and its fragments with the numbers of pages filled in."""
    project = Project(publication.folder)
    listed = json.loads((folder / "book.json").read_text())["fragments"]
    known = json.loads((project.state / f"editions/{folder.name}.json").read_text())["facts"]["anchors"]
    sources = [fill((folder / one["file"]).read_text(encoding="utf-8"), known) for one in listed]
    return Setter(bundle(project, "booklet.css"), project.fonts, project.html / "images"), sources


@pytest.fixture(scope="module", params=EDITIONS)
def both(request: pytest.FixtureRequest, real: Publication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An edition joined from its pieces, and the same pages written by WeasyPrint in one go, without folios."""
    folder, out = real.build / "html/editions" / request.param, tmp_path_factory.mktemp(request.param)
    made, sources = setter(real, folder)
    with made:
        documents: list[Any] = [best_size(made, source) for source in sources]
        whole = documents[0].copy([page for document in documents for page in document.pages])
        (out / "whole.pdf").write_bytes(write(whole))
        placed, at = [], 1
        for source in sources:
            piece = set_fragment(made, source)
            placed.append(Placed(piece, at))
            at += len(piece.full)
    (out / "joined.pdf").write_bytes(join(placed))
    return out / "joined.pdf", out / "whole.pdf"


def pictures(path: Path) -> list[bytes]:
    return [page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(path)]


def links(path: Path) -> list[list[tuple[tuple[int, ...], str]]]:
    """For each page the place of every link and where it leads: an address, or the name of an anchor with its page."""
    found = []
    with pikepdf.open(path) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        pages = {str(name): numbers[target[0].objgen] for name, target in zip(names[::2], names[1::2], strict=True)}
        for page in pdf.pages:
            listed = []
            for link in page.obj.get("/Annots", ()):
                place = tuple(round(float(side)) for side in link.Rect)
                to = str(link.A.URI) if "/A" in link else f"{link.Dest} on page {pages[str(link.Dest)]}"
                listed.append((place, to))
            found.append(sorted(listed))
    return found


def test_a_joined_book_has_the_pictures_of_its_fragments_set_together(both: tuple[Path, Path]) -> None:
    joined, whole = map(pictures, both)
    assert len(joined) == len(whole) > 20
    assert [number for number, pair in enumerate(zip(joined, whole, strict=True), 1) if pair[0] != pair[1]] == []


def test_a_joined_book_has_the_words_of_its_fragments_set_together(both: tuple[Path, Path]) -> None:
    assert pdfs.text(both[0]) == pdfs.text(both[1])
    assert pdfs.read_aloud(both[0]) == pdfs.read_aloud(both[1])


def test_a_joined_book_has_the_links_of_its_fragments_set_together(both: tuple[Path, Path]) -> None:
    joined, whole = map(links, both)
    assert sum(map(len, joined)) > 40
    assert joined == whole


def test_a_joined_book_has_the_bookmarks_of_its_fragments_set_together(both: tuple[Path, Path]) -> None:
    assert pdfs.bookmarks(both[0]) == pdfs.bookmarks(both[1])


def test_a_joined_book_is_tagged_as_the_standard_asks(both: tuple[Path, Path]) -> None:
    finished = both[0].with_name("finished.pdf")
    finished.write_bytes(finish(both[0].read_bytes(), About()))
    assert verapdf.failures([finished])[str(finished)] == []


def test_a_page_with_the_wrong_tags_would_be_found(both: tuple[Path, Path], tmp_path: Path) -> None:
    with pikepdf.open(both[0]) as pdf:
        pdf.pages[3].obj.StructParents = 9999
        pdf.save(tmp_path / "wrong.pdf")
    assert pdfs.read_aloud(tmp_path / "wrong.pdf") != pdfs.read_aloud(both[1]) or verapdf.failures([tmp_path / "wrong.pdf"])


def test_left_hand_pages_are_moved_with_all_that_leads_from_them(real: Publication) -> None:
    made, sources = setter(real, real.build / "html/editions/mechelen-2024")
    with made:
        pieces = [set_fragment(made, source) for source in sources]
    starts = [1 + sum(len(piece.full) for piece in pieces[:index]) for index in range(len(pieces))]
    placed = [Placed(piece, start) for piece, start in zip(pieces, starts, strict=True)]
    with pikepdf.open(io.BytesIO(join(placed))) as still, pikepdf.open(io.BytesIO(join(placed, shift=-10))) as moved:
        for number in (2, 3, 62, 63):
            by = -10 if number % 2 == 0 else 0
            before, after = (pdf.pages[number - 1].obj.get("/Annots", []) for pdf in (still, moved))
            assert number != 2 or len(before) > 20
            assert [round(float(link.Rect[0]) + by, 2) for link in before] == [round(float(link.Rect[0]), 2) for link in after]


def test_a_link_to_what_no_piece_holds_is_told(real: Publication) -> None:
    made, sources = setter(real, real.build / "html/editions/mechelen-2024")
    with made:
        cover, contents = (set_fragment(made, source) for source in sources[:2])
    with pytest.raises(Lost):
        join([Placed(cover, 1), Placed(contents, 2)])


def test_one_changed_profile_sets_itself_and_the_lists_and_nothing_else(small: Publication) -> None:
    small.doit("editions:harbour-reader").succeeds()
    before = {path.name for path in (small.build / ".state/fragments/harbour-reader").iterdir()}
    small.replace("profiles/dole.md", "A dry dock is now a school.", "A dry dock is now a school of 40 welders.")
    small.doit("editions:harbour-reader").succeeds()
    after = {path.name for path in (small.build / ".state/fragments/harbour-reader").iterdir()}
    assert len(before) == len(after) > 6
    assert len(after - before) == 1, "the profile alone: no page moved, so contents, glossary and index are as they were"
    assert "40 welders" in pdfs.text(small.pdf / "harbour-reader.pdf")


def test_a_piece_that_was_damaged_is_set_again(small: Publication) -> None:
    small.doit("editions:harbour-reader").succeeds()
    good = (small.pdf / "harbour-reader.pdf").read_bytes()
    for path in (small.build / ".state/fragments/harbour-reader").iterdir():
        path.write_bytes(b"damaged")
    small.doit("editions:harbour-reader").succeeds()
    assert (small.pdf / "harbour-reader.pdf").read_bytes() == good

"""Fragments of a book, set one by one and joined: the same pages, words, links and tags as if they
were set together."""

from __future__ import annotations

import io
import multiprocessing
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from citybook.typeset.accessible.structure_writer import write_tagged_pdf
from citybook.typeset.fonts import read_cuts
from citybook.typeset.fragments import layout_fragment, render_fragment
from citybook.typeset.joining import MissingAnchorError, PlacedFragment, join
from citybook.typeset.references import ELSEWHERE
from tests import pdfs
from tests.pieces import pieces, renderer
from tests.publications import Publication

# Books with all kinds of pages, each with the publication that it is of.
EDITIONS = {"integra": "real", "book": "good", "harbour-reader": "good"}


@dataclass(frozen=True)
class Both:
    """A book joined from its pieces, and the same pages written by WeasyPrint in one go, without
    folios."""

    edition: str
    publication: Publication
    pieces: list[PlacedFragment]
    joined: Path
    whole: Path

    def __iter__(self) -> Iterator[Path]:
        yield from (self.joined, self.whole)


@pytest.fixture(scope="module", params=EDITIONS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    publication = request.getfixturevalue(EDITIONS[request.param])
    out = tmp_path_factory.mktemp(request.param)
    found = list(pieces(publication, request.param))
    # In a process of its own, as books are set: others of this one have used other fonts.
    context = multiprocessing.get_context("forkserver")
    alone = context.Process(target=set_together, args=(publication, request.param, out))
    alone.start()
    alone.join()
    assert alone.exitcode == 0
    placed, at = [], 1
    for one in found:
        placed.append(PlacedFragment(one.rendered, at))
        at += len(one.rendered.full)
    (out / "joined.pdf").write_bytes(join(placed, fonts=read_cuts(publication.build / "fonts")))
    return Both(request.param, publication, placed, out / "joined.pdf", out / "whole.pdf")


def set_together(publication: Publication, slug: str, out: Path) -> None:
    """Write all pages of a book in one go, to whole.pdf."""
    with renderer(publication) as made:
        documents: list[Any] = [
            layout_fragment(made, one.html, one.rendered.setting)[0]
            for one in pieces(publication, slug)
        ]
        whole = documents[0].copy([page for document in documents for page in document.pages])
        (out / "whole.pdf").write_bytes(write_tagged_pdf(whole))


def pictures(path: Path) -> list[bytes]:
    return [page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(path)]


def links(path: Path) -> list[list[tuple[tuple[int, ...], str]]]:
    """For each page the place of every link and where it leads: an address, or the name of an
    anchor with its page."""
    found = []
    with pikepdf.open(path) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        pages = {
            str(name): numbers[target[0].objgen]
            for name, target in zip(names[::2], names[1::2], strict=True)
        }
        for page in pdf.pages:
            listed = []
            for link in page.obj.get("/Annots", ()):
                place = tuple(round(float(side)) for side in link.Rect)
                to = str(link.A.URI) if "/A" in link else f"{ELSEWHERE}{link.Dest}"
                if to.startswith(ELSEWHERE):
                    name = to.removeprefix(ELSEWHERE)
                    to = f"{name} on page {pages[name]}"
                listed.append((place, to))
            found.append(sorted(listed))
    return found


def test_a_joined_book_has_the_pictures_of_its_fragments_set_together(both: Both) -> None:
    joined, whole = map(pictures, both)
    assert len(joined) == len(whole) > 6
    assert [
        number
        for number, pair in enumerate(zip(joined, whole, strict=True), 1)
        if pair[0] != pair[1]
    ] == []


def test_a_joined_book_has_the_words_of_its_fragments_set_together(both: Both) -> None:
    assert pdfs.text(both.joined) == pdfs.text(both.whole)
    assert pdfs.read_aloud(both.joined) == pdfs.read_aloud(both.whole)


def test_a_joined_book_has_the_links_of_its_fragments_set_together(both: Both) -> None:
    joined, whole = map(links, both)
    assert sum(map(len, joined)) > 20
    assert joined == whole


def test_a_joined_book_has_the_bookmarks_of_its_fragments_set_together(both: Both) -> None:
    assert pdfs.bookmarks(both.joined) == pdfs.bookmarks(both.whole)


def owners(path: Path) -> list[list[str]]:
    """For each page the tags that its marked content and its links say they belong to: what leads
    back from a page to the structure. That it is as the standards ask, veraPDF says of all that is
    built."""
    with pikepdf.open(path) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        return [
            [str(owner.S) if owner else "" for owner in tree[int(page.obj.StructParents)]]
            + sorted(str(tree[int(link.StructParent)].S) for link in page.obj.get("/Annots", ()))
            for page in pdf.pages
        ]


def test_a_joined_book_has_the_tags_of_its_fragments_set_together(
    both: Both, tmp_path: Path
) -> None:
    assert owners(both.joined) == owners(both.whole)
    with pikepdf.open(both.joined) as pdf:
        pages = pdf.pages[2].obj, pdf.pages[3].obj
        pages[1].StructParents = pages[0].StructParents
        pdf.save(tmp_path / "wrong.pdf")
    assert owners(tmp_path / "wrong.pdf") != owners(both.whole)


def fonts(pdf: pikepdf.Pdf) -> dict[str, list[Any]]:
    """The fonts that pages name, by the face."""
    found: dict[str, dict[tuple[int, int], Any]] = {}
    for page in pdf.pages:
        for holder in (page.obj, *dict(page.resources.get("/XObject", {})).values()):
            for font in dict(holder.get("/Resources", {}).get("/Font", {})).values():
                found.setdefault(str(font.BaseFont).partition("+")[2], {})[font.objgen] = font
    return {name: list(listed.values()) for name, listed in found.items()}


def test_a_joined_book_carries_each_font_once(both: Both) -> None:
    with pikepdf.open(both.joined) as pdf:
        listed = fonts(pdf)
    assert {"Sofia-Sans", "Sofia-Sans-Bold"} <= set(listed)
    assert {name: len(found) for name, found in listed.items()} == dict.fromkeys(listed, 1)
    assert both.joined.stat().st_size < both.whole.stat().st_size * 1.25, (
        "about what the pages weigh if they are written in one go"
    )


def test_the_letters_of_a_joined_book_are_drawn_as_in_the_font(both: Both) -> None:
    cuts = {
        "Sofia-Sans": "SofiaSans-400",
        "Sofia-Sans-Bold": "SofiaSans-700",
        "Sofia-Sans-Italic": "SofiaSans-Italic-400",
    }
    with pikepdf.open(both.joined) as pdf:
        found = {
            name: (
                font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes(),
                font.ToUnicode.read_bytes(),
            )
            for name, (font,) in fonts(pdf).items()
        }
    for name, (data, told) in found.items():
        whole = TTFont(both.publication.build / f"fonts/{cuts[name]}.ttf")
        made = TTFont(io.BytesIO(data), checkChecksums=2)
        used = [
            int(glyph, 16)
            for glyph in re.findall(rb"<(\w{4})> <", told.partition(b"beginbfchar")[2])
        ]
        assert len(used) > 20
        for glyph in used:
            assert drawn(made, glyph) == drawn(whole, glyph), (name, glyph)
            assert (
                made["hmtx"][made.getGlyphName(glyph)][0]
                == whole["hmtx"][whole.getGlyphName(glyph)][0]
            )


def drawn(font: TTFont, glyph: int) -> Any:
    """How a glyph is drawn, with the parts that it is made of."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return pen.value


def test_a_letter_that_stands_for_another_text_in_one_piece_is_read_there_as_it_was(
    good: Publication, tmp_path: Path
) -> None:
    cards = [one.html for one in pieces(good, "book") if 'id="city-' in one.html]
    with renderer(good) as made:
        one, other = (render_fragment(made, outward_alone(source)) for source in cards[:2])
    second = 1 + len(one.full)
    with pikepdf.open(io.BytesIO(other.data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                item.ToUnicode.write(item.ToUnicode.read_bytes().replace(b"<0065>\n", b"<0071>\n"))
        pdf.save(tmp_path / "other.pdf")
    other = replace(other, data=(tmp_path / "other.pdf").read_bytes())
    cuts = read_cuts(good.build / "fonts")
    placed = [PlacedFragment(one, 1), PlacedFragment(other, second)]
    (tmp_path / "joined.pdf").write_bytes(join(placed, fonts=cuts))
    before, after = (pdfs.text(tmp_path / "joined.pdf", number) for number in (1, second))
    assert before.count("e") > 10
    assert after.count("q") > 20
    assert "e" not in after
    with pikepdf.open(tmp_path / "joined.pdf") as pdf:
        assert max(len(found) for found in fonts(pdf).values()) == 2


def outward_alone(html: str) -> str:
    """HTML without its links."""
    return re.sub(r'href="#[^"]+"', "", html)


def test_left_hand_pages_are_moved_with_all_that_leads_from_them(both: Both) -> None:
    placed = both.pieces
    with (
        pikepdf.open(io.BytesIO(join(placed))) as still,
        pikepdf.open(io.BytesIO(join(placed, shift=-10))) as moved,
    ):
        counts = {-10: 0, 0: 0}
        for number, pages in enumerate(zip(still.pages, moved.pages, strict=True), 1):
            by = -10 if number % 2 == 0 else 0
            before, after = (page.obj.get("/Annots", []) for page in pages)
            counts[by] += len(before)
            assert [float(link.Rect[0]) for link in after] == pytest.approx(
                [float(link.Rect[0]) + by for link in before], abs=0.01
            )
    assert min(counts.values()) > 7


def test_a_link_to_what_no_piece_holds_is_told(both: Both) -> None:
    with pytest.raises(MissingAnchorError):
        join(both.pieces[:3])


def test_one_changed_profile_sets_itself_and_nothing_else_and_a_damaged_piece_is_set_again(
    built: Publication,
) -> None:
    folder = built.build / ".state/fragments/harbour-reader"
    before = {path.name for path in folder.iterdir()}
    built.replace(
        "profiles/dole.md",
        "A dry dock is now a school.",
        "A dry dock is now a school of 40 welders.",
    )
    built.doit("editions:harbour-reader").succeeds()
    pieces = {path: path.read_bytes() for path in folder.iterdir()}
    after = {path.name for path in pieces}
    assert len(before) == len(after) > 6
    assert len(after - before) == 1, (
        "the profile alone: no page moved, so contents, glossary and index are as they were"
    )
    good = (built.pdf / "harbour-reader.pdf").read_bytes()
    assert "40 welders" in pdfs.text(built.pdf / "harbour-reader.pdf")
    (new,) = after - before
    (folder / new).write_bytes(b"damaged")
    built.doit("editions:harbour-reader").succeeds()
    assert (built.pdf / "harbour-reader.pdf").read_bytes() == good
    assert (folder / new).read_bytes() == pieces[folder / new]

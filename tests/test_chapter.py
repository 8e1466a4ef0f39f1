"""The blocks of a chapter's sections go in; its rows come out: what stands beside what."""

from __future__ import annotations

import pytest

from citybook.catalogue import load
from citybook.project import Project
from citybook.views.book import book
from citybook.views.chapter import Chapter, ChapterRow
from citybook.views.pictures import Pictures
from tests.publications import Publication

LONG = "The quay is built upstream, and those who live there say where it begins. " * 6
SHOWN = "### What it shows\n\n- Oak lasts.\n"
WAYS = "### Ways out\n\n- Build half a quay.\n"
EDITION = """
kind: booklet
title: Quays
subtitle: A guide
trim: {trim}
parts:
  - cover
  - guide: quays
  - practices: all
  - glossary
"""


def box(kind: str, title: str, text: str = "") -> str:
    return f"::: {kind} {title}\n{text}\n:::\n\n"


KEY = box("key", "", "Look first.")
PRACTICE = box("good-practice", "[The welders’ school](practice:welders-school), Alba")
ALBA = "A quay, [Alba](city:alba)"


def chapter(publication: Publication, text: str, trim: str = "A4") -> Chapter:
    """A chapter whose only section has this text, as a book of this trim shows it."""
    front = "---\ntitle: Steps\nsummary: Two.\n---\n\n## One\n\n"
    publication.write("guides/quays/steps.md", front + text)
    publication.write("editions/quays.yaml", EDITION.format(trim=trim).lstrip())
    catalogue, _ = load(Project(publication.folder))
    pictures = Pictures(catalogue.pictures, trim, "images/{}".format)
    found = book(catalogue, catalogue.editions["quays"], pictures)
    content = next(one.content for one in found.fragments if one.kind == "chapter")
    assert isinstance(content, Chapter)
    return content


def told(row: ChapterRow) -> str:
    """What a row is, in short: its form, and behind a colon what stands in its margin."""
    beside = [
        *(["map"] if row.map else []),
        *(["part"] * len(row.margin)),
        *(["key"] * len(row.keys)),
        *(f"tile {one.anchor or one.name}" for one in row.tiles),
        *(f"term {one.slug}" for one in row.terms),
    ]
    return f"{row.form}: {', '.join(beside)}" if beside else row.form


# Of each, the text of a section and its rows.
ROWS = {
    "a short text": ("Walk along it.", ["text"]),
    "a text of several lines": (LONG, ["columns"]),
    "a text and its keys": (LONG + "\n\n" + KEY + KEY, ["text: key, key"]),
    "a key that would be longer than the text beside it": (
        "Walk.\n\n" + box("key", "", LONG),
        ["text", "large"],
    ),
    "a key that opens the section": (KEY + LONG, ["large", "columns"]),
    "a term, told beside its first mention": (
        f"A dry dock. {LONG}\n\nThe dry dock again.",
        ["text: term dry-dock"],
    ),
    "an example with map, what it shows, and its practice": (
        box("example", ALBA, LONG * 3 + "\n\n" + SHOWN) + PRACTICE,
        ["example: map, part, tile practice-welders-school"],
    ),
    "what a short example shows stays below it": (
        box("example", ALBA, "Oak.\n\n" + SHOWN),
        ["example: map"],
    ),
    "an example of a place on no map": (
        box("example", "A quay, [Brig](city:brig)", "Oak."),
        ["example"],
    ),
    "a practice after a challenge": (
        box("challenge", "Money", "None.\n\n" + WAYS) + PRACTICE,
        ["halves: part", "tile: tile practice-welders-school"],
    ),
    "a practice that is no entry": (
        LONG + "\n\n" + box("good-practice", "Saier, Alba"),
        ["text: tile Saier, Alba"],
    ),
    "a challenge without ways out": (box("challenge", "Money", "None."), ["halves: part"]),
    "other blocks": (box("callout", "Look", "Up."), ["box"]),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_stands_beside_what(small: Publication, name: str) -> None:
    text, rows = ROWS[name]
    found = chapter(small, text)
    assert [told(row) for row in found.sections[0].rows] == rows


def test_a_narrow_page_has_neither_maps_nor_terms(small: Publication) -> None:
    text = f"A dry dock.\n\n{box('example', ALBA, 'Oak.')}"
    found = chapter(small, text, "A5")
    assert [told(row) for row in found.sections[0].rows] == ["text", "example"]
    assert not found.has_margin


@pytest.mark.parametrize(
    ("cause", "ways", "share"), [("Short.", LONG, 33), (LONG, LONG, 50), (LONG, "- Short.", 67)]
)
def test_a_box_is_divided_so_that_it_is_low(
    small: Publication, cause: str, ways: str, share: int
) -> None:
    text = box("risk", "Money", f"{cause}\n\n### Ways out\n\n{ways}")
    (row,) = chapter(small, text).sections[0].rows
    assert row.share == share


def test_a_tile_tells_the_name_from_the_place(small: Publication) -> None:
    (row,) = chapter(small, box("example", ALBA, "Oak.") + PRACTICE).sections[0].rows
    (tile,) = row.tiles
    assert ">The welders’ school</a>" in tile.name
    assert tile.more == "Alba"

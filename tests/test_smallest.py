"""The smallest publications that there can be: each is built, and every link on its site leads
somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.browser import dead_links
from tests.pdfs import pages
from tests.publications import REMEMBERED, ROOT, Publication

BASE = "https://small.example"
NEEDED = {
    "publication.yaml": f"""title: Small
headline: A small one
summary: What it is.
base_url: {BASE}
language: en
publisher: {{name: Publisher, url: https://publisher.example/}}
licence: CC BY 4.0
""",
    "about.md": "---\ntitle: About\nsummary: What it is.\n---\n\n## What it is\n\nText.\n",
    "places.yaml": "{}\n",
    "communities.yaml": "{}\n",
}
# A kind whose entries have no page, only a place in books.
THING = """folder: things
link: thing
words: {one: thing, many: things}
fields:
  title: {type: text, required: true}
  themes: {type: themes}
  places: {type: places}
sections: none
book: entries
"""
BOOK = "kind: booklet\ntitle: Book\nsubtitle: Of it\ntrim: A5\nparts: [cover, contents{}]\n"
# Something that links to it, and shares its theme.
WALK = """---
title: A walk at night
summary: Who walks where.
themes: [light]
---

## Description

Take a [lamp](thing:lamp) along.
"""
MORE: dict[str, dict[str, str]] = {
    "nothing": {},
    "a book of lists without rows": {
        "editions/book.yaml": BOOK.format(", network, notes, glossary, picture-credits, index")
    },
    "a guide of no line": {
        "guides/g/guide.yaml": "title: G\nsummary: S.\nchapters: [a, b]\n",
        "guides/g/a.md": "---\ntitle: A\nsummary: S.\n---\n\n## One\n\nText.\n",
        "guides/g/b.md": "---\ntitle: B\nsummary: S.\nnumbered: true\n---\n\n## Two\n\nText.\n",
        "editions/book.yaml": BOOK.format(", {guide: g}"),
    },
    "a kind without pages, in a book": {
        "kinds/thing.yaml": THING,
        "places.yaml": "alba: {name: Alba, country: IT}\nbrig: {name: Brig, country: CH}\n",
        "themes.yaml": "light: {name: Light, summary: What shines.}\n",
        "things/lamp.md": "---\ntitle: Lamp\nthemes: [light]\nplaces: [alba, brig]\n---\nText.\n",
        "practices/walk.md": WALK,
        "editions/book.yaml": BOOK.format(
            ", {title: Walks, practices: all, divide: by theme}, "
            "{title: Lamps, things: all, divide: by theme}, index"
        ),
    },
}


def made(folder: Path, warm: Publication, more: dict[str, str]) -> Publication:
    """A publication of these files and of those that are needed."""
    small = Publication(folder / "small")
    for file, text in {**NEEDED, **more}.items():
        small.write(file, text)
    shutil.copy(ROOT / "dodo.py", small.folder)
    for remembered in REMEMBERED[:3]:
        old, new = warm.build / remembered, small.build / remembered
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(old, new) if old.is_dir() else shutil.copy2(old, new)
    return small


@pytest.mark.parametrize("name", MORE)
def test_the_smallest_publication_is_built_and_its_links_lead_somewhere(
    name: str, tmp_path: Path, warm: Publication
) -> None:
    small = made(tmp_path, warm, MORE[name])
    assert "warning: nothing" not in small.check()
    small.doit("pages", *(["editions"] if "editions/book.yaml" in MORE[name] else [])).succeeds()
    assert dead_links(small.site, f"{BASE}/") == []
    home = (small.site / "index.html").read_text()
    assert "Explore the cities" not in home
    assert not (small.site / "network").exists()
    if "book" in name:
        shown = (small.site / "editions/book/index.html").read_text()
        assert ("<b>Lamp</b>" in shown) == ("kind" in name)
        assert len(pages(small.pdf / "book.pdf")) == (5 if "kind" in name else 1)


def test_parts_divided_by_the_same_themes_have_their_own_places_and_headings(
    tmp_path: Path, warm: Publication
) -> None:
    small = made(tmp_path, warm, MORE["a kind without pages, in a book"])
    small.doit("html").succeeds()
    said = "".join(path.read_text() for path in (small.build / "html/editions/book").glob("*.html"))
    for heading, anchor in (("Walks", "theme-light"), ("Lamps", "theme-light--2")):
        assert f'<p class="contents-heading">{heading}</p>' in said
        assert f'<a href="#{anchor}">Light</a>' in said
        assert said.count(f' id="{anchor}"') == 1
    assert "<h4 class" not in said  # the lamp's text has no heading
    assert 'id="place-alba"' in said  # the lamp is there
    assert "/things/lamp/" not in said  # no page


def test_what_entries_without_pages_name_is_used_and_they_are_told_where_no_book_has_them(
    tmp_path: Path, warm: Publication
) -> None:
    more = dict(MORE["a kind without pages, in a book"])
    more["places.yaml"] += "cres: {name: Cres, country: HR}\n"
    more["things/lamp.md"] += "\nFrom [Cres](city:cres), like [a walk](practice:walk).\n"
    small = made(tmp_path, warm, more)
    assert "warning: nothing" not in small.check()
    small.doit("html").succeeds()
    (index,) = (small.build / "html/editions/book").glob("*-index.html")
    assert {"place-alba", "place-cres"} <= set(re.findall(r'id="([^"]+)"', index.read_text()))
    book = more["editions/book.yaml"]
    small.write(
        "editions/book.yaml", book.replace("{title: Walks, practices: all, divide: by theme}, ", "")
    )
    assert "in no edition" not in small.check()  # the lamp leads to the walk
    small.write(
        "editions/book.yaml", book.replace("{title: Lamps, things: all, divide: by theme}, ", "")
    )
    output = small.check()
    assert "things/lamp.md: warning: this entry is in no edition and no list" in output


def test_nothing_of_a_section_for_the_page_alone_is_in_a_book(
    tmp_path: Path, warm: Publication
) -> None:
    sections = (
        "sections:\n  - {id: first, heading: First}\n"
        "  - {id: ask, heading: Ask, drawn: page-only}\n"
    )
    ask = "## Ask\n\n[The lab](https://lab.example/x) in [Brig](city:brig).\n"
    chapter = "---\ntitle: A\nsummary: B.\n---\n\n## First\n\nThe [lamp](thing:lamp#ask).\n\n"
    guide = "title: G\nsummary: S.\nchapters: [a, b]\n"
    small = made(
        tmp_path,
        warm,
        {
            "places.yaml": "brig: {name: Brig, country: CH}\n",
            "kinds/thing.yaml": THING.replace("sections: none\n", sections) + "page: entry\n",
            "kinds/chapter.yaml": sections,
            "things/lamp.md": f"---\ntitle: Lamp\n---\n\n## First\n\nText.\n\n{ask}",
            "guides/g/guide.yaml": guide,
            "guides/g/a.md": chapter + ask,
            "guides/g/b.md": chapter.replace("title: A", "title: C"),
            "editions/book.yaml": BOOK.format(", {guide: g}, {things: all}, notes, index"),
        },
    )
    small.doit("html").succeeds()
    said = "".join(path.read_text() for path in (small.build / "html/editions/book").glob("*.html"))
    assert said.count('href="#thing-lamp"') == 3  # in the contents, and in both chapters
    for one in ("Ask", "lab.example", "Brig", "--ask"):
        assert one not in said

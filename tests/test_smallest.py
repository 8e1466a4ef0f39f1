"""The smallest publications that there can be: each is built, and every link on its site leads
somewhere."""

from __future__ import annotations

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
book: entries
"""
BOOK = "kind: booklet\ntitle: Book\nsubtitle: Of it\ntrim: A5\nparts: [cover, contents{}]\n"
MORE: dict[str, dict[str, str]] = {
    "nothing": {},
    "a book of lists without rows": {
        "editions/book.yaml": BOOK.format(", network, notes, glossary, picture-credits, index")
    },
    "a kind without pages, in a book": {
        "kinds/thing.yaml": THING,
        "things/lamp.md": "---\ntitle: Lamp\n---\n\n## What it is\n\nText.\n",
        "editions/book.yaml": BOOK.format(", {things: all}, index"),
    },
}


@pytest.mark.parametrize("name", MORE)
def test_the_smallest_publication_is_built_and_its_links_lead_somewhere(
    name: str, tmp_path: Path, warm: Publication
) -> None:
    small = Publication(tmp_path / "small")
    for file, text in {**NEEDED, **MORE[name]}.items():
        small.write(file, text)
    shutil.copy(ROOT / "dodo.py", small.folder)
    for remembered in REMEMBERED[:3]:
        old, new = warm.build / remembered, small.build / remembered
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(old, new) if old.is_dir() else shutil.copy2(old, new)
    small.doit("pages", *(["editions"] if "book" in name else [])).succeeds()
    assert dead_links(small.site, f"{BASE}/") == []
    home = (small.site / "index.html").read_text()
    assert "Explore the cities" not in home
    assert not (small.site / "network").exists()
    if "book" in name:
        shown = (small.site / "editions/book/index.html").read_text()
        assert ("<b>Lamp</b>" in shown) == ("kind" in name)
        assert len(pages(small.pdf / "book.pdf")) == (3 if "kind" in name else 1)

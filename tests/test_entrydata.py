"""An entry goes in; its row of open data, a file beside its page, comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

from citybook.catalogue import load
from citybook.project import Project
from citybook.views.entrypages import EntryPages
from citybook.views.site import Site
from tests.publications import GOOD, Publication

PAGES = {
    "cards": ("cities/alba", "cities/brig-cres"),
    "practices": ("practices/night-ferry", "practices/welders-school"),
    "profiles": ("profiles/dole",),
    "chapters": ("guides/quays/steps",),
}


def test_each_page_has_the_row_of_its_entry_beside_it_and_leads_there(good: Publication) -> None:
    assert len(list(good.site.glob("**/entry.json"))) == sum(map(len, PAGES.values()))
    for table, pages in PAGES.items():
        rows = json.loads((good.build / f"data/{table}.json").read_bytes())
        beside = [json.loads((good.site / page / "entry.json").read_bytes()) for page in pages]
        assert sorted(rows, key=str) == sorted(beside, key=str)
        for page in pages:
            html = (good.site / page / "index.html").read_text(encoding="utf-8")
            assert '<link rel="alternate" type="application/json" href="entry.json">' in html
            (cite,) = re.findall('<details class="cite">.*?</details>', html, re.DOTALL)
            assert '<a href="entry.json" type="application/json">Data (JSON)</a>' in cite
    assert "entry.json" not in (good.site / "sitemap.xml").read_text(encoding="utf-8")


def made_from(folder: Path) -> dict[str, bytes]:
    catalogue = load(Project(folder), keep=False)[0]
    plans = EntryPages(Site(catalogue, [], "", {})).plans()
    return {one.path: one.made_from for one in plans if one.path.endswith("/entry.json")}


def test_one_changed_entry_makes_one_row_anew_and_the_licence_all(small: Publication) -> None:
    before = made_from(GOOD)
    small.replace("practices/night-ferry.md", "summary:", "order: 7\nsummary:")
    after = made_from(small.folder)
    assert [name for name in before if before[name] != after[name]] == [
        "practices/night-ferry/entry.json"
    ]
    small.replace("publication.yaml", "CC BY 4.0", "CC0 1.0")
    assert not before.items() & made_from(small.folder).items()

"""A publication with an identity of its own: nothing of ours is left on site and paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from citybook.models.identity import DEFAULTS
from tests import pdfs
from tests.publications import GOOD, LEAFLET, ROOT, Publication, made_once

# What is ours: the colours of the default look, and those of CONNECTION's lines.
OURS = {*DEFAULTS.values(), "#f1f1f2"} | {
    line["colour"]
    for line in yaml.safe_load((ROOT / "content/communities.yaml").read_text()).values()
}
LOOK = """colours:
  brand: {screen: "#7a1f5c", ink: [30, 100, 20, 20]}
  ground: "#f3eef6"
"""


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory, fonts: Publication) -> Publication:
    """The small publication with an identity of its own, built. Tests must not change it."""

    def make(folder: Path) -> None:
        found = Publication.copy_of(GOOD, folder, fonts)
        found.write("publication.yaml", found.read("publication.yaml") + LOOK)
        found.replace("communities.yaml", "#26418f", "#0b5a4c")
        found.replace("communities.yaml", "#9c2a6b", "#8a4b00")
        found.write("editions/fold.yaml", LEAFLET)
        found.doit().succeeds()

    folder = made_once(tmp_path_factory, "other", lambda folder: make(folder / "citybook"))
    return Publication(folder / "citybook")


def test_no_colour_of_ours_is_left_where_a_publication_has_its_own(other: Publication) -> None:
    for path in [*other.site.rglob("*"), *(other.build / "html").rglob("*.html")]:
        if path.suffix in (".html", ".css", ".svg", ".js"):
            text = path.read_text(encoding="utf-8").lower()
            # A property that is given again below counts as what it is at last.
            given = re.findall(r"--([\w-]+): #", text)
            for name in {name for name in given if given.count(name) > 1}:
                text = re.sub(rf"--{name}: #\w+", "", text, count=1)
            assert {one for one in OURS if one in text} == set(), path
    for path in other.pdf.rglob("*.pdf"):
        assert pdfs.colours(path).isdisjoint(OURS), path
    assert "--brand: #7a1f5c" in next((other.site / "assets").glob("site.*.css")).read_text()
    assert "#7a1f5c" in pdfs.colours(other.pdf / "fold.pdf")

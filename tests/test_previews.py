"""Entries go in; their previews come out: a picture of each for those who share a link to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from citybook.catalogue import load
from citybook.project import Project
from citybook.publish.previews import previews_of
from citybook.views.preview import LOWEST, Preview
from tests.publications import GOOD, ROOT, Publication
from tests.test_linked_data import head

BASE = "https://harbour-towns.example/book/"
PAGES = {
    "cities/alba": "Journey · Italy · Alba · Harbour Towns",
    "cities/brig-cres": "Journey · Switzerland, Croatia · Brig and Cres · Harbour Towns",
    "guides/quays/steps": "How-to guide · Building a quay · Two steps · Harbour Towns",
    "practices/night-ferry": "Good practice · Switzerland · The night ferry · Harbour Towns",
    "practices/welders-school": "Good practice · Italy, Norway · The welders’ school · "
    "Harbour Towns",
    "profiles/dole": "Profile · France · Dole · Harbour Towns",
}


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with previews, its pages built."""
    found = Publication.copy_of(GOOD, tmp_path_factory.mktemp("pictured") / "good", warm)
    found.replace("publication.yaml", "language:", "previews: true\nlanguage:")
    found.doit("previews", "pages").succeeds()
    return found


def changed(publication: Publication) -> dict[str, int]:
    folder = publication.build / "previews"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*.jpg")
    }


def test_where_a_picture_is_looked_at_makes_its_preview_anew(small: Publication) -> None:
    def made_from() -> dict[str, str]:
        project = Project(small.folder)
        catalogue = load(project)[0]
        previews = previews_of(project, catalogue, "")
        return {entry.slug: previews.made_from(entry) for entry in catalogue.of_places.values()}

    before = made_from()
    small.write("images/quay.yaml", small.read("images/quay.yaml") + "focus: 10% 20%\n")
    assert [slug for slug, found in made_from().items() if found != before[slug]] == ["alba"]


def test_nobody_gets_previews_who_does_not_ask_for_them(good: Publication) -> None:
    assert not (good.build / "previews").exists()
    assert not list(good.site.rglob("preview.jpg"))


def test_the_page_of_each_entry_has_its_own_with_size_and_words(pictured: Publication) -> None:
    assert set(changed(pictured)) == set(PAGES)
    for page, words in PAGES.items():
        fields = head(pictured, page).fields
        assert fields["og:image"] == f"{BASE}{page}/preview.jpg"
        assert (fields["og:image:width"], fields["og:image:height"]) == ("1200", "630")
        assert fields["og:image:alt"] == words
        with Image.open(pictured.site / page / "preview.jpg") as picture:
            assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert head(pictured, "cities/alba").data[0]["image"]["url"].startswith(f"{BASE}assets/")


def test_one_changed_entry_makes_one_preview_and_the_same_content_the_same_bytes(
    pictured: Publication,
) -> None:
    before, file = changed(pictured), pictured.build / "previews/profiles/dole.jpg"
    data = file.read_bytes()
    pictured.replace("profiles/dole.md", "title: Dole", "title: Dole by the road")
    pictured.doit("previews").succeeds()
    assert [one for one, time in changed(pictured).items() if time != before[one]] == [
        "profiles/dole"
    ]
    assert file.read_bytes() != data
    pictured.replace("profiles/dole.md", "title: Dole by the road", "title: Dole")
    pictured.doit("previews").succeeds()
    assert file.read_bytes() == data
    assert pictured.doit("previews").succeeds().ran == []
    pictured.replace("publication.yaml", "previews: true", "previews: false")
    pictured.doit("previews").succeeds()
    assert changed(pictured) == {}


def test_a_place_at_the_edge_of_the_map_does_not_come_under_the_title() -> None:
    found = previews_of_all(ROOT.joinpath("examples/harbour"))
    maps = {name: one.map for name, one in found.items() if one.map}
    assert maps
    assert all(one.y <= LOWEST * one.height for one in maps.values())
    assert any(one.map is None and one.picture is None for one in found.values())


def previews_of_all(folder: Path) -> dict[str, Preview]:
    project = Project(folder)
    catalogue = load(project, keep=False)[0]
    previews = previews_of(project, catalogue, "")
    return {entry.slug: previews.preview(entry) for entry in catalogue.entries}

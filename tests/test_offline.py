"""The offline copy: all of the site in one zip, which opens from a disk."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from citybook.views.medium import file_size
from tests import browser as browsing
from tests.publications import Publication


@pytest.fixture(scope="module")
def copy(real: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline copy of the real site, unpacked."""
    folder = tmp_path_factory.mktemp("offline") / "a stick"
    with zipfile.ZipFile(real.build / "connection.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def test_nothing_that_a_page_or_a_style_of_the_copy_loads_is_missing(copy: Path) -> None:
    missing, asked = [], 0
    there = {str(path) for path in copy.rglob("*")}
    for file in sorted(path for path in copy.rglob("*") if path.suffix in {".html", ".css"}):
        text = file.read_text(encoding="utf-8")
        named = [one for _, one in browsing.Loads(text).found] if file.suffix == ".html" else []
        named += browsing.loaded_by_style(text) if file.suffix == ".css" else []
        named += re.findall(r'data-(?:search|rows)="([^"]+)"', text)  # by its script, later
        for address in {part.split()[0] for one in named for part in one.split(", ") if part}:
            if not address.startswith(("data:", "https:", "#")):
                asked += 1
                path = unquote(address.partition("#")[0])
                if path and os.path.normpath(f"{file.parent}/{path}") not in there:
                    missing.append(f"{file.relative_to(copy)}: {address}")
    assert asked > 500
    assert missing == []


def test_pages_open_from_a_disk_with_all_that_their_scripts_ask_for(copy: Path) -> None:
    """Those whose scripts load more; all kinds of pages of the site tests/test_real_site.py opens,
    and the copy's are the same."""
    failed: list[str] = []
    with browsing.chromium() as browser:
        page = browser.new_page()
        # Going on to the next page breaks off what the one before still asks for.
        page.on(
            "requestfailed",
            lambda request: (
                failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None
            ),
        )
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on(
            "console",
            lambda message: failed.append(message.text) if message.type == "error" else None,
        )
        for name in ("practices", "search", "downloads"):
            page.goto((copy / name / "index.html").as_uri())
        page.goto((copy / "index.html").as_uri())
        page.locator(".site-head input").fill("zagreb")
        page.locator(".found-now li a").first.click()
        assert page.locator("h1").inner_text() == "Zagreb"
        page.close()
    assert failed == []


def test_the_copy_has_all_of_the_site_and_all_its_downloads_but_itself(
    copy: Path, real: Publication
) -> None:
    def names(folder: Path) -> set[str]:
        return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}

    assert names(real.site) - names(copy) == {"downloads/connection.zip"}
    assert names(copy) <= names(real.site)
    ours, theirs = real.site, copy
    other = [one for one in names(copy) if (ours / one).read_bytes() != (theirs / one).read_bytes()]
    assert other == ["downloads/index.html"]
    assert "connection.zip" not in (copy / "downloads/index.html").read_text(encoding="utf-8")
    assert browsing.dead_links(copy, "https://citybook.example/") == []


def test_the_copy_is_offered_with_its_size(real: Publication) -> None:
    packed = real.build / "connection.zip"
    html = (real.site / "downloads/index.html").read_text(encoding="utf-8")
    assert (real.site / "downloads/connection.zip").read_bytes() == packed.read_bytes()
    size = file_size(packed.stat().st_size, "en")
    assert f'CONNECTION <span class="download-size">(ZIP, {size})</span></a>' in html
    assert 'href="../downloads/connection.zip"' in html


def test_the_copy_is_called_after_the_title_and_goes_with_it(built: Publication) -> None:
    assert (built.build / "harbour-towns.zip").is_file()
    for name in ("editions", "guides", "practices", "profiles"):
        shutil.rmtree(built.folder / "content" / name)  # none is set again under the other title
    built.replace("publication.yaml", "title: Harbour Towns", 'title: "Städte am Meer" # new')
    built.doit().succeeds()
    for folder in (built.build, built.site / "downloads"):
        assert [path.name for path in folder.glob("*.zip")] == ["stadte-am-meer.zip"]
    assert built.doit().succeeds().ran == []
    built.doit("clean").succeeds()
    assert not built.build.exists() or list(built.build.rglob("*.zip")) == []


def test_a_copy_is_packed_again_where_it_was_lost(built: Publication) -> None:
    packed = built.build / "harbour-towns.zip"
    before = packed.read_bytes()
    packed.unlink()
    assert built.doit().succeeds().ran == ["offline:harbour-towns", "site"]
    assert packed.read_bytes() == before

"""The offline copy: all of the site in one zip, which opens from a disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

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


def test_every_page_opens_from_a_disk_and_nothing_that_it_asks_for_is_missing(copy: Path) -> None:
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
        pages = sorted(copy.rglob("*.html"))
        for path in pages:
            page.goto(path.as_uri())
            page.wait_for_load_state("load")
        assert len(pages) > 150
        page.goto(f"{(copy / 'index.html').as_uri()}")
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
    size = round(packed.stat().st_size / 1000)
    assert f'CONNECTION <span class="download-size">(ZIP, {size} kB)</span></a>' in html
    assert 'href="../downloads/connection.zip"' in html


def test_the_copy_is_called_after_the_title_and_goes_with_it(built: Publication) -> None:
    assert (built.build / "harbour-towns.zip").is_file()
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

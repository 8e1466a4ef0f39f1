"""An editor's preview, in a real browser: it follows changes and shows problems in the page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from citybook.project import Project
from citybook.serve import Builds, serve
from tests.browser import chromium
from tests.publications import GOOD, Publication

ALBA = "cities/alba.md"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Iterator[Serving]:
    """A small publication that `doit serve` shows; it has one city's sheet alone to typeset, as
    what is not built yet is built behind the preview. Each test leaves its content as it was."""
    small = Publication.copy_of(GOOD, tmp_path_factory.mktemp("serving") / "good", warm)
    for name in ("editions", "guides", "practices", "profiles"):
        shutil.rmtree(small.folder / "content" / name)
    (small.folder / "content/cities/brig-cres.md").unlink()
    process = small.start("serve")
    deadline = time.monotonic() + 60
    while not (found := re.search(r"http://localhost:\d+/", said(small))):
        assert time.monotonic() < deadline, said(small)
        time.sleep(0.05)
    yield Serving(small, found.group())
    os.killpg(process.pid, signal.SIGINT)
    process.join(20)
    assert process.exitcode is not None


@dataclass(frozen=True)
class Serving:
    """A publication, and where it is shown."""

    publication: Publication
    address: str


def said(publication: Publication) -> str:
    return publication.said.read_text() if publication.said.exists() else ""


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


def test_the_preview_follows_a_change_and_shows_and_clears_problems(
    serving: Serving, page: Page
) -> None:
    small, address = serving.publication, serving.address
    page.goto(f"{address}cities/alba/")
    expect(page.locator("h1")).to_have_text("Alba")

    small.replace(ALBA, "The quay of Alba was closed.", "The quay of Alba is open.")
    expect(page.locator("text=The quay of Alba is open.")).to_be_visible(timeout=15000)

    small.replace(ALBA, "city:dole", "city:dol")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text(
        "content/cities/alba.md:32:66: error: a link to 'city:dol'", timeout=15000
    )
    expect(page.locator("h1")).to_have_text("Alba")

    small.replace(ALBA, "city:dol", "city:dole")
    expect(problem).to_have_count(0, timeout=15000)
    small.replace(ALBA, "The quay of Alba is open.", "The quay of Alba was closed.")


def test_a_sheet_that_does_not_fit_is_shown_in_the_page(serving: Serving, page: Page) -> None:
    small, address = serving.publication, serving.address
    page.goto(address)
    before = small.read(ALBA)
    small.replace(
        ALBA,
        "People know what they want.",
        "People know it.\n" + "- They say so again and again, as often as it takes.\n" * 60,
    )
    expect(page.get_by_role("alert")).to_contain_text("too long for one A4 page", timeout=30000)
    small.write(ALBA, before)


def test_ctrl_c_ends_it_in_silence_while_it_builds_for_the_first_time_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Builds, "follow", interrupted)
    (tmp_path / "content").mkdir()
    ready: list[str] = []
    serve(Project(tmp_path), ready=ready.append)
    assert ready == []


def test_an_address_that_leads_nowhere_shows_the_page_for_that(serving: Serving) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{serving.address}nowhere/")
    assert error.value.code == 404
    assert "There is no station here" in error.value.read().decode()


def test_the_preview_is_seen_from_this_machine_only(serving: Serving) -> None:
    port = serving.address.rstrip("/").rsplit(":", 1)[1]
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    addresses = {
        row[1].split(":")[0]
        for row in listening
        if row[3] == "0A" and int(row[1].split(":")[1], 16) == int(port)
    }
    assert addresses == {"0100007F"}


def test_what_is_hosted_holds_nothing_of_the_preview(serving: Serving) -> None:
    for page in ("", "?themes=work"):
        shown = urllib.request.urlopen(f"{serving.address}{page}").read().decode()
        assert "EventSource" in shown, "a page follows what changes"
    assert "EventSource" not in (serving.publication.site / "index.html").read_text(
        encoding="utf-8"
    )

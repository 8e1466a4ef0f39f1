"""An editor's preview, in a real browser: it follows changes and shows problems in the page."""

from __future__ import annotations

import os
import re
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.publications import Publication

ALBA = "cities/alba.md"


@pytest.fixture
def address(small: Publication) -> Iterator[str]:
    """Where `doit serve` shows the small publication."""
    serving = small.start("serve")
    assert serving.stdout
    found = next(
        (match for line in serving.stdout if (match := re.search(r"http://localhost:\d+/", line))),
        None,
    )
    assert found
    yield found.group()
    os.killpg(serving.pid, signal.SIGINT)
    serving.wait(timeout=20)


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page()


def test_the_preview_follows_a_change_and_shows_and_clears_problems(
    small: Publication, address: str, page: Page
) -> None:
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


def test_a_sheet_that_does_not_fit_is_shown_in_the_page(
    small: Publication, address: str, page: Page
) -> None:
    page.goto(address)
    small.replace(
        ALBA,
        "People know what they want.",
        "People know it.\n" + "- They say so again and again, as often as it takes.\n" * 150,
    )
    expect(page.get_by_role("alert")).to_contain_text("too long for one A4 page", timeout=30000)


def test_an_address_that_leads_nowhere_shows_the_page_for_that(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{address}nowhere/")
    assert error.value.code == 404
    assert "There is no station here" in error.value.read().decode()


def test_the_preview_is_seen_from_this_machine_only(address: str) -> None:
    port = address.rstrip("/").rsplit(":", 1)[1]
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    addresses = {
        row[1].split(":")[0]
        for row in listening
        if row[3] == "0A" and int(row[1].split(":")[1], 16) == int(port)
    }
    assert addresses == {"0100007F"}


def test_what_is_hosted_holds_nothing_of_the_preview(small: Publication, address: str) -> None:
    urllib.request.urlopen(address)
    assert "EventSource" not in (small.site / "index.html").read_text(encoding="utf-8")

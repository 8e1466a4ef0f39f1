"""Lists of many entries: no page is large, all entries are found on real pages, and facets still
choose among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import browser as browsing
from tests.publications import GOOD, Publication

BASE = "https://harbour-towns.example/book/"
COUNT, MOST = 300, 300_000
PLACES = ("alba", "brig", "cres", "dole")


@pytest.fixture(scope="module")
def many(warm: Publication, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication with 300 practices more, most of them on one theme."""
    small = Publication.copy_of(GOOD, tmp_path_factory.mktemp("many") / "good", warm)
    text = "\n## Description\n\nThe ferry leaves at ten past two.\n"
    for number in range(COUNT):
        letter = "abcdefghijklmnopqrstuvwxyz"[number % 26]
        themes = "[work]" if number % 3 else "[learning, work]"
        small.write(
            f"practices/{letter}-{number}.md",
            f"---\ntitle: {letter.upper()} practice {number}\nsummary: What is done.\n"
            f"themes: {themes}\nplaces: [{PLACES[number % 4]}]\n---\n{text}",
        )
    small.doit("pages").succeeds()
    return small


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


def test_no_page_is_large_and_every_link_leads_somewhere(many: Publication) -> None:
    sizes = {one: one.stat().st_size for one in many.site.rglob("*.html")}
    assert [(one, size) for one, size in sizes.items() if size > MOST / 3] == []
    assert browsing.dead_links(many.site, BASE) == []


def rows(publication: Publication, folder: str) -> list[str]:
    """The practices that the pages of a list have, in their order."""
    found: list[str] = []
    for name in ("", *(f"{number}/" for number in range(2, 99))):
        path = publication.site / folder / f"{name}index.html"
        if not path.is_file():
            break
        text = path.read_text(encoding="utf-8")
        here = re.findall(r'<h2><a href="[^"]*practices/([^/"]*)/index.html">', text)
        assert 0 < len(here) <= 50
        found += here
    return found


def test_all_entries_stand_once_on_pages_by_title_theme_and_country(many: Publication) -> None:
    names = {path.stem for path in (many.folder / "content/practices").glob("*.md")}
    by_title = rows(many, "a-z/practices")
    assert len(by_title) == len(names) == COUNT + 2
    assert set(by_title) == names
    assert len(rows(many, "themes/work/practices")) >= COUNT
    assert len(rows(many, "themes/learning/practices")) >= COUNT / 3


def test_a_long_list_has_letters_that_lead_to_their_pages(many: Publication) -> None:
    text = (many.site / "a-z/practices/index.html").read_text(encoding="utf-8")
    assert re.search(r'<li><a href="#letter-1" aria-current="true">A</a></li>', text)
    found = re.search(r'<a href="../../a-z/practices/(\d)/index.html#(letter-\d+)">Z</a>', text)
    assert found
    last = (many.site / f"a-z/practices/{found[1]}/index.html").read_text(encoding="utf-8")
    assert re.search(
        rf'<li class="row" id="{found[2]}"[^>]*>.*\n<div><h2><a [^>]*>Z practice', last
    )


def test_facets_choose_among_all_entries_and_show_some_at_a_time(
    many: Publication, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto((many.site / "practices/index.html").as_uri())
    page.locator('input[name="theme"][value="learning"]').check()
    expect(page.locator(".facet-found .row")).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(".facet-found .row")).to_have_count(100)
    assert page.evaluate("document.activeElement.matches('.row a')"), "the first of those that came"
    page.close()

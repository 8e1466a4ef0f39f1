"""Pages of the real site that a reader prints from the browser: all of the text, and only that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests import browser as browsing
from tests.publications import Publication

STEPS = "guides/strategies/steps/one-page/index.html"
STEP = "guides/strategies/what-works/collaboration/index.html"
PAGES = (
    *("index.html", "cities/index.html", "cities/zagreb/index.html", "practices/index.html"),
    *(
        "guides/strategies/index.html",
        STEPS,
        STEP,
        "guides/strategies/steps/index.html",
        "glossary/index.html",
        "about/index.html",
    ),
    *("communities/gender/index.html", "network/index.html", "practices/bee-my-job/index.html"),
)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A window without scripts: whatever prints must not need them."""
    with browsing.chromium() as chromium:
        yield window(chromium)


def window(chromium: Browser) -> Page:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.emulate_media(media="print")
    return page


def plain(text: str) -> str:
    """A text's letters alone: how lines end and where hyphens stand is of no matter."""
    return "".join(filter(str.isalnum, text))


def printed(page: Page) -> list[str]:
    """The letters on each sheet that the browser prints on A4, in the reader's order."""
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as pdf:
        return [plain(sheet.get_textpage().get_text_bounded()) for sheet in pdf]


# Every line of a text that is to be seen and leads to no other site (its address is printed). Names
# on the map show when they are pointed at; rings and numbers come before words.
LINES = """[...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd)")]
    .filter(text => text.checkVisibility({ visibilityProperty: true })
        && text.getBoundingClientRect().height
        && !text.querySelector("a[href^=http]") && !text.closest(".europe-map"))
    .flatMap(text => text.innerText.split("\\n"))"""


# The lines of each block, and of each heading its own and those of the text after it.
TOGETHER = """() => [
  [...document.querySelectorAll(".block:not(.block-steps), .line-map")].map(one => one.innerText),
  [...document.querySelectorAll("main :is(h2, h3)")].map(one => [one.innerText, document.evaluate(
    "following::*[self::p or self::li][1]", one, null, XPathResult.FIRST_ORDERED_NODE_TYPE
  ).singleNodeValue.innerText]),
]"""
NAVIGATION = "nav:visible, form:visible, button:visible, .skip:visible"


@dataclass(frozen=True)
class Printed:
    """A page as it is printed, and what of it has to be on paper."""

    sheets: list[str]
    navigation: int
    lines: list[str]
    address: str
    blocks: list[str]
    headings: list[tuple[str, str]]


@pytest.fixture(scope="module")
def read(real: Publication, page: Page) -> Callable[[str], Printed]:
    """Reads a page of the site, once."""

    @cache
    def visit(name: str) -> Printed:
        page.goto((real.site / name).as_uri())
        address = page.locator("link[rel=canonical]").get_attribute("href") or ""
        shown = page.locator(NAVIGATION).count()
        return Printed(
            printed(page), shown, page.evaluate(LINES), address, *page.evaluate(TOGETHER)
        )

    return visit


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_has_all_text_and_no_navigation(
    read: Callable[[str], Printed], name: str
) -> None:
    found = read(name)
    assert found.navigation == 0
    sheets = "".join(found.sheets)
    assert found.lines
    assert [line for line in found.lines if plain(line) not in sheets] == []
    assert found.address
    assert plain(found.address) in sheets


def test_a_printed_page_tells_where_links_lead_unless_their_words_do(
    read: Callable[[str], Printed],
) -> None:
    sheets = "".join(read("about/index.html").sheets)
    assert plain("@IntegratingCTs (https://twitter.com/IntegratingCTs)") in sheets
    assert plain("www.integratingcities.eu (http") not in sheets


def test_what_is_folded_on_the_screen_is_open_on_paper(real: Publication, page: Page) -> None:
    page.goto((real.site / "about/index.html").as_uri())
    folded = "<details><summary>More</summary><p>Folded mackerel</p></details>"
    page.evaluate(
        "html => document.querySelector('h1').insertAdjacentHTML('afterend', html)", folded
    )
    assert "Foldedmackerel" in "".join(printed(page))


@pytest.mark.parametrize("name", [STEPS, "guides/strategies/topic/index.html", "index.html"])
def test_no_block_and_no_heading_is_cut_from_what_it_belongs_to(
    read: Callable[[str], Printed], name: str
) -> None:
    found = read(name)
    assert found.blocks
    assert found.headings
    for block in found.blocks:
        lines = [plain(line) for line in block.splitlines()]
        assert any(all(line in sheet for line in lines) for sheet in found.sheets), lines
    for heading, after in found.headings:
        both = plain(heading), plain(after)[:15]
        assert any(all(part in sheet for part in both) for sheet in found.sheets), both


def test_no_page_makes_telephone_numbers_of_figures(real: Publication) -> None:
    detected = re.compile(r'<meta name="format-detection" content="telephone=no[^"]*">')
    for file in real.site.rglob("*.html"):
        assert detected.search(file.read_text(encoding="utf-8")), file


def test_the_foot_of_a_printed_page_has_its_logos_in_one_row_above_its_words(
    real: Publication, page: Page
) -> None:
    page.goto((real.site / "index.html").as_uri())
    page.set_viewport_size({"width": 673, "height": 900})  # A4 without its margins
    logos, words = page.evaluate(
        """() => [".logo", "p"].map(kind =>
            [...document.querySelectorAll(`.foot-base ${kind}`)].map(one => {
                const box = one.getBoundingClientRect(); return [box.top, box.bottom] }))"""
    )
    assert len(logos) > 1
    assert max(top for top, _ in logos) < min(bottom for _, bottom in logos)
    assert max(bottom for _, bottom in logos) < min(top for top, _ in words)


def test_words_that_only_lead_elsewhere_are_not_printed(
    read: Callable[[str], Printed], real: Publication
) -> None:
    assert "All downloads" in (real.site / "index.html").read_text(encoding="utf-8")
    assert plain("All downloads") not in "".join(read("index.html").sheets)


@pytest.mark.parametrize(
    ("address", "heading", "below"),
    [
        ("index.html", "To print or take home", "Make the CONNECTION!"),
        ("downloads/index.html", "Journey sheets", "Cuneo, Asti"),
    ],
)
def test_a_heading_above_covers_or_sheets_stands_on_their_page(
    real: Publication, page: Page, address: str, heading: str, below: str
) -> None:
    page.goto((real.site / address).as_uri())
    (sheet,) = [sheet for sheet in printed(page) if plain(heading) in sheet]
    assert plain(below) in sheet.partition(plain(heading))[2]

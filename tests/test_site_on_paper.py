"""Pages of the real site that a reader prints from the browser: all of the text, and only that."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_has_all_text_and_no_navigation(
    real: Publication, page: Page, name: str
) -> None:
    page.goto((real.site / name).as_uri())
    assert page.locator("nav:visible, form:visible, button:visible, .skip:visible").count() == 0
    sheets = "".join(printed(page))
    lines = page.evaluate(LINES)
    assert lines
    assert [line for line in lines if plain(line) not in sheets] == []
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert plain(address or "") in sheets


def test_a_printed_page_tells_where_links_lead_unless_their_words_do(
    real: Publication, page: Page
) -> None:
    page.goto((real.site / "about/index.html").as_uri())
    sheets = "".join(printed(page))
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
    real: Publication, page: Page, name: str
) -> None:
    page.goto((real.site / name).as_uri())
    sheets = printed(page)
    blocks = page.locator(".block:not(.block-steps), .line-map").all()
    assert blocks
    for block in blocks:
        lines = [plain(line) for line in block.inner_text().splitlines()]
        assert any(all(line in sheet for line in lines) for sheet in sheets), lines
    for heading in page.locator("main :is(h2, h3)").all():
        after = heading.locator("xpath=following::*[self::p or self::li][1]").inner_text()
        both = plain(heading.inner_text()), plain(after)[:15]
        assert any(all(part in sheet for part in both) for sheet in sheets), both


def test_no_page_makes_telephone_numbers_of_figures(real: Publication) -> None:
    detected = re.compile(r'<meta name="format-detection" content="telephone=no[^"]*">')
    for file in real.site.rglob("*.html"):
        assert detected.search(file.read_text(encoding="utf-8")), file

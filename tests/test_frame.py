"""The frame of the site's pages: head, menus, crumbs and foot; the home page in short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser as browsing
from tests.publications import GOOD, Publication

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TRANSLATIONS = 'translations: {hr: "https://hr.ports.example/", ar: "https://ar.ports.example/"}\n'


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication in three languages, its foot leading to a section of the about page."""
    made = Publication.copy_of(GOOD, tmp_path_factory.mktemp("languages") / "citybook", warm)
    made.replace("publication.yaml", "language: en\n", f"language: en\n{TRANSLATIONS}")
    heading = re.findall(r"^## (.+)$", (GOOD / "content/about.md").read_text(), re.MULTILINE)[0]
    made.replace("about.md", "summary: ", f"foot: [{heading}]\nsummary: ")
    made.doit("pages").succeeds()
    return made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


def opened(
    browser: Browser, file: Path, width: int = 1280, *, scripts: bool = True, colours: str = "none"
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        forced_colors=colours,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def passes_axe(page: Page, known: set[int] | None = None) -> bool:
    """Whether what is not `known` passes axe and is as wide as the window at most."""
    found = browsing.run_axe(page, WCAG, set() if known is None else known)["violations"]
    assert found == [], found
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_languages_are_offered_by_their_own_names_each_written_as_it_is(
    several: Publication,
) -> None:
    html = (several.site / "about/index.html").read_text(encoding="utf-8")
    menu = html.partition('class="lang-menu"')[2].partition("</details>")[0]
    links = re.findall(r'href="([^"]*)" lang="(\w+)" hreflang="\w+" dir="(\w+)"[^>]*>([^<]*)', menu)
    assert [(href, lang, way, name.strip()) for href, lang, way, name in links] == [
        ("../index.html", "en", "ltr", "English"),
        ("https://hr.ports.example/", "hr", "ltr", "Hrvatski"),
        ("https://ar.ports.example/", "ar", "rtl", "العربية"),
    ]
    assert menu.count('aria-current="true"') == 1
    assert menu.count("to the start") == 2


def test_with_one_language_there_is_no_menu_of_languages(good: Publication) -> None:
    assert "lang-menu" not in (good.site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["good", "several"])
def test_the_head_ends_where_the_page_does_with_a_menu_of_languages_and_without_one(
    request: pytest.FixtureRequest, chromium: Browser, name: str
) -> None:
    site = request.getfixturevalue(name).site
    page = opened(chromium, site / "index.html")
    last = {"good": ".site-head .search-box", "several": ".lang-menu > summary"}[name]
    row, end = page.locator(".site-head > .wide").bounding_box(), page.locator(last).bounding_box()
    assert row
    assert end
    padding = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.site-head > .wide')).paddingRight)"
    )
    assert end["x"] + end["width"] == pytest.approx(row["x"] + row["width"] - padding, abs=0.5)


# At 320 px in the colours that a reader forces as well, closed and open.
@pytest.mark.parametrize(("width", "colours"), [(1280, "none"), (320, "none"), (320, "active")])
def test_open_menus_pass_axe_and_close_with_escape(
    several: Publication, chromium: Browser, width: int, colours: str
) -> None:
    page = opened(chromium, several.site / "about/index.html", width, colours=colours)
    assert colours == "none" or passes_axe(page)
    for name in ("lang-menu", "site-nav") if width == 320 else ("lang-menu",):
        button = page.locator(f".{name} > summary")
        button.click()
        last = page.locator(f".{name} li a").last
        expect(last).to_be_visible()
        assert passes_axe(page)
        last.focus()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(last).not_to_be_visible()
    page.context.close()


def test_one_menu_closes_when_another_place_is_clicked(
    several: Publication, chromium: Browser
) -> None:
    page = opened(chromium, several.site / "about/index.html", 360)
    page.locator(".site-nav > summary").click()
    expect(page.locator(".site-nav li").first).to_be_visible()
    page.locator(".lang-menu > summary").click()
    expect(page.locator(".site-nav li").first).not_to_be_visible()
    expect(page.locator(".lang-menu li").first).to_be_visible()
    page.context.close()


def test_without_a_script_no_field_is_dead_and_every_menu_opens(
    several: Publication, chromium: Browser
) -> None:
    page = opened(chromium, several.site / "index.html", scripts=False)
    for name in ("index.html", "about/index.html", "search/index.html", "404.html"):
        page.goto((several.site / name).as_uri())
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.locator("input:visible, button:visible").count() == 0, name
            if width == 320:
                page.locator(".site-nav > summary").click()
            expect(page.locator(".site-nav li a").first).to_be_visible()
            assert page.locator('a[href*="a-z/"]:visible').count() >= 2, name
    page.context.close()


def test_crumbs_lead_by_the_part_of_the_site_and_on_a_phone_back_one_step(
    several: Publication, chromium: Browser
) -> None:
    page = opened(chromium, several.site / "about/index.html")
    assert page.locator(".crumbs li").all_inner_texts()[0] == "Home"
    assert page.locator('.crumbs [aria-current="page"]').inner_text() == "About the harbour towns"
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(".crumbs li:visible").all_inner_texts() == ["Home"]
    page.context.close()


def test_the_foot_leads_to_lines_and_to_the_sections_that_the_about_page_names(
    several: Publication,
) -> None:
    html = (several.site / "cities/alba/index.html").read_text(encoding="utf-8")
    foot = html.partition('class="foot-ways"')[2].partition('class="foot-base"')[0]
    found = re.findall(r'href="\.\./\.\./about/index\.html#([^"]+)"', foot)
    assert len(found) == 1
    assert f'id="{found[0]}"' in (several.site / "about/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'href="\.\./\.\./communities/', foot)) >= 1
    assert browsing.dead_links(several.site, "https://harbour-towns.example/book/") == []


def test_a_foot_that_names_no_section_says_which_there_are(small: Publication) -> None:
    small.replace("about.md", "summary: ", "foot: [Privvacy]\nsummary: ")
    output = small.doit("check").fails().output
    assert "error: foot: no section 'Privvacy' in this file" in output
    assert "the sections are " in output


def test_the_way_to_something_to_read_leaves_no_gap_without_a_picture(
    real: Publication, good: Publication
) -> None:
    for site in (real.site, good.site):
        html = (site / "index.html").read_text(encoding="utf-8")
        read = html.partition('aria-labelledby="read"')[2].partition("</section>")[0]
        assert ("feature-main" in read) == ("<img" in read)
        assert 1 <= len(re.findall(r"<h3>", read)) <= 4


def test_downloads_and_the_page_for_missing_ones_pass_axe_on_a_narrow_screen(
    real: Publication, chromium: Browser
) -> None:
    """tests/test_real_site.py looks at both on a wide one, and at home on both."""
    page, known = opened(chromium, real.site / "404.html", 320), set[int]()
    assert passes_axe(page, known)
    page.goto((real.site / "downloads/index.html").as_uri())
    assert passes_axe(page, known)
    page.context.close()


def test_pages_stand_in_the_middle_of_a_wide_window(real: Publication, chromium: Browser) -> None:
    page = opened(chromium, real.site / "about/index.html", 1600)
    box = page.locator("main .wide").first.bounding_box()
    assert box
    assert box["width"] == 1152
    assert abs(box["x"] - (1600 - 1152) / 2) <= 8
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads_even_where_its_fonts_come_late(
    several: Publication, chromium: Browser, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(browsing.SHIFTS)
    page = context.new_page()
    with browsing.hosted(several.site) as address:
        page.route("**/*.woff2", lambda route: (page.wait_for_timeout(200), route.continue_()))
        for name in ("", "about/", "search/", "a-z/", "cities/alba/"):
            page.goto(address + name)
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(100)
            assert page.evaluate("window.shifted") < 0.01, name
    context.close()


def test_a_page_asks_for_the_small_font_of_its_own_script_alone_and_for_nothing_in_vain(
    several: Publication, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((several.site / "about/index.html").as_uri())
    page.evaluate("document.fonts.ready")
    fonts = [one.rpartition("/")[2] for one in asked if one.endswith(".woff2")]
    assert [re.sub(r"\.[0-9a-f]{12}", "", one) for one in fonts] == ["SofiaSans-latin.woff2"]
    assert (several.site / "assets/fonts" / fonts[0]).stat().st_size < 30_000
    assert said == []
    context.close()

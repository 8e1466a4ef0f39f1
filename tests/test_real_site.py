"""The real site, as files, in a browser and on a host: valid, accessible, complete, and calling
nobody."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from citybook.views.medium import file_size
from tests import browser as browsing
from tests.kinds import fewest_pages
from tests.publications import ROOT, Publication

BASE = "https://citybook.example/"
CARDS = sorted(path.stem for path in (ROOT / "content/cities").glob("*.md"))
# Beside the fewest pages that have every component: the longest words and names, most dots.
LONG = (
    "cities/cuneo-asti-settimo-torinese/index.html",
    "cities/thessaloniki/index.html",
    "profiles/schwabisch-gmund/index.html",
    "network/index.html",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    return chromium.new_page(viewport={"width": 1280, "height": 900})


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_link_and_fragment_resolves(real: Publication) -> None:
    assert browsing.dead_links(real.site, BASE) == []


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="a.html">a</a><a href="#b">b</a><a href="https://citybook.example/c/">c</a>'
        '<a href="#d" id="d">d</a><a href="https://elsewhere.example/">e</a>'
        '<a href="https://citybook.example/#f">f</a><a href="https://citybook.example/#d">d</a>'
    )
    assert browsing.dead_links(tmp_path, BASE) == [
        "index.html: a.html",
        "index.html: #b",
        "index.html: https://citybook.example/c/",
        "index.html: https://citybook.example/#f",
    ]


def test_the_site_works_under_any_address_since_all_its_links_are_relative(
    real: Publication,
) -> None:
    for page in pages(real.site):
        for tag, address in browsing.Anchors(page).links:
            assert not address.startswith("/"), page
            if address.startswith(BASE):
                assert (tag, page.name) in {("link", "index.html"), ("a", "404.html")}, (
                    f"{page}: {address}"
                )


def test_nothing_of_the_site_is_loaded_from_elsewhere(real: Publication) -> None:
    for page in pages(real.site):
        text = page.read_text(encoding="utf-8")
        up = "../" * (len(page.relative_to(real.site).parts) - 1)
        own, search = (rf"{up}assets/{name}\.[0-9a-f]{{12}}\.js" for name in ("site", "search"))
        script = rf'<script src="{own}" data-search="{search}" defer>'
        # Linked data is in no language that browsers run (HTML, 4.12.1: a data block).
        data = '<script type="application/ld+json">'
        scripts = [one for one in re.findall(r"<script[^>]*>", text) if one != data]
        assert len(scripts) <= 1
        assert text.count(data) <= 1
        assert all(re.fullmatch(script, one) for one in scripts)
    assert browsing.loaded_from_elsewhere(real.site) == []


def test_the_page_for_missing_ones_searches_the_site_itself(real: Publication) -> None:
    text = (real.site / "404.html").read_text(encoding="utf-8")
    assert re.findall(r'action="([^"]*)"', text) == [f"{BASE}search/"]
    assert "<script" not in text
    assert not re.search(r'<link|src="(?!data:)', text)


def test_the_licences_of_font_icons_and_layouts_travel_with_the_site(real: Publication) -> None:
    text = (real.site / "licences.txt").read_text(encoding="utf-8")
    for words in (
        "Copyright 2019 The Sofia Sans Project Authors",
        "SIL OPEN FONT LICENSE Version 1.1",
        "held by Lucide Contributors",
        "Permission to use, copy, modify, and/or distribute",
        "the Citybook authors",
    ):
        assert words in text
    assert 'href="../licences.txt"' in (real.site / "about/index.html").read_text(encoding="utf-8")


def test_the_sitemap_lists_every_page_but_the_one_for_missing_pages(real: Publication) -> None:
    root = ET.parse(real.site / "sitemap.xml").getroot()
    listed = {loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    wanted = {
        BASE + page.relative_to(real.site).as_posix().removesuffix("index.html")
        for page in pages(real.site)
    }
    assert listed == wanted - {BASE + "404.html"}


def test_every_place_that_is_named_has_a_page(real: Publication) -> None:
    places = re.findall(
        r"^([a-z-]+):$", (ROOT / "content/places.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(places) == 67
    for place in places:
        assert (real.site / "cities" / place / "index.html").is_file(), place


def test_a_card_of_several_places_answers_to_each_of_them(real: Publication) -> None:
    community = (real.site / "communities/strategies/index.html").read_text(encoding="utf-8")
    assert community.count('href="../../cities/cuneo-asti-settimo-torinese/index.html"') >= 4
    for place in ("cuneo", "asti", "settimo-torinese"):
        text = (real.site / "cities" / place / "index.html").read_text(encoding="utf-8")
        assert 'href="../../cities/cuneo-asti-settimo-torinese/index.html"' in text


def test_every_partner_is_listed_in_order_with_its_note(real: Publication) -> None:
    text = (real.site / "communities/one-stop-shops/index.html").read_text(encoding="utf-8")
    partners = text.partition('class="partner-list"')[2].partition("</ul>")[0]
    listed = re.findall(r"<li><a [^>]*>([^<]*)</a>( \([^)]*\))?</li>", partners)
    assert listed == [
        ("Athens", ""),
        ("Cluj-Napoca", ""),
        ("Dortmund", ""),
        ("Rotterdam", " (until end 2021)"),
        ("Stockholm", ""),
        ("Sofia", ""),
    ]
    text = (real.site / "communities/strategies/index.html").read_text(encoding="utf-8")
    order = [
        text.index(name, text.index('class="partner-list"'))
        for name in (
            ">Paris<",
            "ANATOLIKI SA, with",
            "ANCI Piemonte, with",
            ">Turin<",
            ">Prague<",
            ">Hamburg<",
            ">Zagreb<",
        )
    ]
    assert order == sorted(order)


@pytest.mark.parametrize("slug", CARDS)
def test_a_city_offers_its_sheet_with_pages_and_size(real: Publication, slug: str) -> None:
    text = (real.site / "cities" / slug / "index.html").read_text(encoding="utf-8")
    size = file_size((real.pdf / "sheets" / f"{slug}.pdf").stat().st_size, "en")
    assert f'href="../../downloads/sheets/{slug}.pdf"' in text
    assert f"(PDF, 1 page, {size})" in text


def test_the_downloads_tell_true_pages_and_sizes_and_are_the_same_files(real: Publication) -> None:
    text = (real.site / "downloads/index.html").read_text(encoding="utf-8")
    for path in real.pdf.rglob("*.pdf"):
        name = path.relative_to(real.pdf).as_posix()
        if name.startswith("offprints/"):
            continue  # tests/test_offprints.py
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
        offered = re.search(
            rf'href="../downloads/{re.escape(name)}">.*?PDF, (\d+) pages?, ([\d.]+\xa0[kM]B)', text
        )
        assert offered, name
        assert offered.groups() == (str(count), file_size(path.stat().st_size, "en"))
        assert (real.site / "downloads" / name).read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def html_mistakes(real: Publication, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the HTML checker says of the site, and of a page with mistakes beside it."""
    bad = tmp_path_factory.mktemp("bad") / "bad.html"
    bad.write_text('<!DOCTYPE html><html lang="en"><title>Bad</title><p><ul></p>')
    return browsing.html_mistakes(real.site, bad)


def test_every_page_is_valid_html(html_mistakes: list[str]) -> None:
    assert [row for row in html_mistakes if "/bad.html" not in row] == []


def test_the_html_checker_finds_an_error(html_mistakes: list[str]) -> None:
    assert [row for row in html_mistakes if "/bad.html" in row and ": error: " in row]


# The widths in px at which pages are seen. A script asks whether the window is wide when a page is
# opened, so that a wide one opens each anew.
NARROW, WIDE = (320, 360, 768), (1280,)
# At these widths axe looks at pages with more components than so many that no page before has, and
# on them at what is new in its surroundings.
AXE_MORE_THAN = {360: 10, 1280: 0}


@dataclass
class Seen:
    """What a browser showed of every kind of page."""

    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    headings: dict[tuple[str, int], int] = field(default_factory=dict)
    # By page and width in px.
    wide: dict[tuple[str, int], float] = field(default_factory=dict)
    scrolled: dict[tuple[str, int], float] = field(default_factory=dict)
    hidden: dict[tuple[str, int], int] = field(default_factory=dict)
    small: dict[str, list[str]] = field(default_factory=dict)
    axe: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def kinds(real: Publication) -> dict[str, int]:
    """The fewest pages that have every component, and some with long words, with how many
    components are new on each."""
    return dict.fromkeys(LONG, 0) | fewest_pages(real.site)


@pytest.fixture(scope="module")
def seen(real: Publication, kinds: dict[str, int], chromium: Browser) -> Callable[[bool], Seen]:
    """What is seen of the site from a disk, with or without scripts."""

    @cache
    def look(scripts: bool) -> Seen:
        context, found = chromium.new_context(java_script_enabled=scripts), Seen()
        page, known = context.new_page(), {width: set[int]() for width in AXE_MORE_THAN}
        listen(page, found)
        for widths in (NARROW, WIDE) if scripts else (NARROW[:1] + WIDE,):
            for name, new in kinds.items():
                page.set_viewport_size({"width": widths[0], "height": 300})
                page.goto((real.site / name).as_uri())
                for width in widths:
                    page.set_viewport_size({"width": width, "height": 300})
                    look_at(page, found, (name, width), scripts)
                    if scripts and new > AXE_MORE_THAN.get(width, new):
                        found.axe[name, width] = browsing.run_axe(page, WCAG, known[width])
                widths = widths[::-1]  # the next page is opened as wide as this one is now
        context.close()
        return found

    return look


def listen(page: Page, found: Seen) -> None:
    """Note what a page asks for and what fails in it."""
    page.on("request", lambda request: found.asked.append(request.url))
    # Going on to the next page breaks off what the one before still asks for.
    page.on(
        "requestfailed",
        lambda request: (
            found.failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None
        ),
    )
    page.on("pageerror", lambda error: found.failed.append(str(error)))
    page.on(
        "console",
        lambda message: found.failed.append(message.text) if message.type == "error" else None,
    )


def look_at(page: Page, found: Seen, at: tuple[str, int], scripts: bool) -> None:
    found.headings[at], found.wide[at], found.hidden[at], found.scrolled[at] = page.evaluate(LOOK)
    if scripts and at[1] == NARROW[0]:
        found.small[at[0]] = page.evaluate(SMALL_TEXT)


# Main headings, the width of the page, what is seen though it is hidden, and how far it scrolls.
LOOK = """() => [
  document.querySelectorAll("h1").length,
  document.body.getBoundingClientRect().width,
  [...document.querySelectorAll("[hidden]")].filter((one) => one.checkVisibility()).length,
  document.documentElement.scrollWidth,
]"""
# Words smaller than those of a text, but in tables, where they stand in columns.
SMALL_TEXT = """() => {
  const small = new Set();
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    const inTable = holder.closest("table");
    if (texts.currentNode.data.trim() && size < 16 && !inTable) small.add(holder.outerHTML);
  }
  return [...small];
}"""


def test_the_pages_that_are_looked_at_have_every_component(
    real: Publication, kinds: dict[str, int]
) -> None:
    every, shown = set[str](), set[str]()
    for page in pages(real.site):
        text = page.read_text(encoding="utf-8")
        names = {one for found in re.findall(r' class="([^"]*)"', text) for one in found.split()}
        every |= names
        shown |= names if page.relative_to(real.site).as_posix() in kinds else set()
    assert len(every) > 200
    assert shown == every
    assert len(kinds) < len(pages(real.site)) / 8


@pytest.mark.parametrize("scripts", [True, False])
def test_pages_are_whole_from_a_disk_with_and_without_scripts(
    real: Publication, kinds: dict[str, int], seen: Callable[[bool], Seen], scripts: bool
) -> None:
    found, widths = seen(scripts), len(NARROW + WIDE) if scripts else 2
    assert len(found.headings) == len(kinds) * widths
    assert set(found.headings.values()) == {1}
    assert len(found.wide) == len(kinds) * widths
    assert {at: wide for at, wide in found.wide.items() if wide > at[1]} == {}
    assert len(found.scrolled) == len(found.wide)
    assert {at: wide for at, wide in found.scrolled.items() if wide > at[1]} == {}, (
        "these scroll sideways"
    )
    assert {at: count for at, count in found.hidden.items() if count} == {}
    assert found.failed == []
    assert found.asked
    assert [
        address
        for address in found.asked
        if not address.startswith((real.site.as_uri(), "data:image/svg+xml"))
    ] == []


def test_text_is_of_a_readable_size_on_a_narrow_screen(
    kinds: dict[str, int], seen: Callable[[bool], Seen]
) -> None:
    found = seen(True).small
    assert found.keys() == kinds.keys()
    assert {name: small for name, small in found.items() if small} == {}


def test_every_kind_of_page_passes_axe(kinds: dict[str, int], seen: Callable[[bool], Seen]) -> None:
    found = seen(True).axe
    for width, most in AXE_MORE_THAN.items():
        wanted = [name for name, new in kinds.items() if new > most]
        assert [name for name, at in found if at == width] == wanted
        assert len(wanted) > 5
    for at, result in found.items():
        version = tuple(int(part) for part in result["testEngine"]["version"].split("."))
        assert version >= (4, 5), "the first with rules of WCAG 2.2"
        assert result["passes"], at
        mistakes = [
            (at, v["id"], v["help"], [node["html"] for node in v["nodes"]][:2])
            for v in result["violations"]
        ]
        assert mistakes == []


def test_axe_finds_what_is_wrong_once_where_it_is_alike(page: Page) -> None:
    def wrong(known: set[int] | None) -> dict[str, int]:
        found = browsing.run_axe(page, WCAG, known)["violations"]
        return {one["id"]: len(one["nodes"]) for one in found}

    pale, known = '<p style="color: #ccc">Pale</p>', set[int]()
    page.set_content(
        "<!DOCTYPE html><html><title>Bad</title><main>"
        f'<img src="x.png" alt="A quay"><img src="x.png"><a href="#"></a>{pale * 2}</main>'
    )
    once = {"html-has-lang": 1, "image-alt": 1, "link-name": 1, "color-contrast": 1}
    assert wrong(known) == once
    assert wrong(known) == {"html-has-lang": 1}
    assert wrong(None) == once | {"color-contrast": 2}


def test_the_site_works_on_a_host_in_a_folder(
    real: Publication, page: Page, tmp_path: Path
) -> None:
    shutil.copytree(real.site, tmp_path / "some/where")
    asked: list[str] = []
    failed: list[str] = []
    page.on(
        "response",
        lambda response: (
            failed.append(response.url) if response.status >= 400 else asked.append(response.url)
        ),
    )
    with browsing.hosted(tmp_path) as address:
        page.goto(f"{address}some/where/")
        assert page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('700 20px \"Sofia Sans\"'))"
        )
        page.get_by_role("link", name="Zagreb", exact=True).click()
        assert page.locator("h1").inner_text() == "Zagreb"
        page.get_by_role("link", name="Paris").first.click()
        assert page.locator("h1").inner_text() == "Paris"
        page.get_by_role("link", name="Integration strategies").first.click()
        assert "Integration strategies" in page.locator("h1").inner_text()
        page.get_by_role("link", name="CONNECTION", exact=True).click()
        assert page.url == f"{address}some/where/index.html"
    assert failed == []
    assert all(url.startswith(address) or url.startswith("data:") for url in asked)


def test_the_chosen_font_is_the_one_that_is_shown(real: Publication, page: Page) -> None:
    page.goto((real.site / "cities/zagreb/index.html").as_uri())
    page.evaluate("document.fonts.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "main"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts += session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
    assert fonts
    assert {font["familyName"] for font in fonts} == {"Sofia Sans"}


def test_the_first_key_leads_past_the_menu(real: Publication, page: Page) -> None:
    page.goto((real.site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_home_page_leads_to_every_station_of_the_four_lines(
    real: Publication, page: Page
) -> None:
    page.goto((real.site / "index.html").as_uri())
    assert page.locator(".line-map").count() == 4
    assert page.locator(".line-map li a").count() == 8 + 5 + 6 + 6
    assert page.locator(".line-map li.interchange").all_inner_texts() == ["Sofia", "Sofia"]


def test_every_page_leads_to_who_learnt_from_whom(real: Publication, page: Page) -> None:
    """In the text where lessons are told, and at the foot of every page."""
    for name, most in {
        "index.html": 2,
        "cities/zagreb/index.html": 2,
        "about/index.html": 1,
    }.items():
        page.goto((real.site / name).as_uri())
        links = page.locator('a[href$="network/index.html"]:visible')
        assert links.count() == most, name
        assert links.last.evaluate("link => !!link.closest('footer')")


def test_a_page_names_those_that_its_city_learnt_from_and_not_what_else_they_did(
    real: Publication, page: Page
) -> None:
    page.goto((real.site / "practices/taste-of-home/index.html").as_uri())
    group = page.locator(".read-on section", has=page.get_by_text("Zagreb learnt from"))
    assert group.locator("a").all_inner_texts() == ["Paris", "Prague"]
    assert group.locator("small").all_inner_texts() == 2 * ["Lead from the top"]


def test_the_network_shows_who_learnt_from_whom(real: Publication, page: Page) -> None:
    page.goto((real.site / "network/index.html").as_uri())
    assert page.locator(".network-tracks path").count() == 6
    rows = [
        " ".join(text.split()) for text in page.locator(".lesson-list > li > p").all_inner_texts()
    ]
    assert rows == [
        "Zagreb from Paris",
        "Zagreb from Prague",
        "Warsaw from Stockholm",
        "Sofia from Tampere",
        "Dortmund from Athens",
        "Dortmund from Stockholm",
    ]
    # Each track begins and ends level with the names it joins.
    tracks = page.locator(".network-tracks svg").bounding_box()
    first = page.locator(".network-teachers li").first.bounding_box()
    assert tracks
    assert first
    assert abs(first["y"] - tracks["y"]) < 2
    learners = page.locator(".network-learners").bounding_box()
    assert learners
    assert abs(learners["x"] - (tracks["x"] + tracks["width"])) < 2

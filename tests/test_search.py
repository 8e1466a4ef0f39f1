"""Search in a browser, on a host under a strict policy and from a disk: what it finds, how it is
used, and what it costs."""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from citybook.views.searchphrases import search_phrases
from tests import browser as browsing
from tests.publications import ROOT, Publication

sys.path.insert(0, str(ROOT / "benchmarks"))

import search as benchmark

POLICY = "default-src 'self'"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RESULTS, FIELD = ".hit h2 a", ".search-box.big input"
# Queries of readers of the real site, and what is among the first five.
QUERIES = (
    ("zagreb", "Zagreb"),
    ("ZÁGREB", "Zagreb"),
    ("malmo", "Malmö"),
    ("thessal", "Thessaloniki"),
    ("wagreb", "Zagreb"),
    ("zargeb", "Zagreb"),
    ("Rotterdm", "Rotterdam"),
    ("employers", "Meeting Employers and Migrants"),
    ("pathways employ", "Pathways to employment"),
    ("bee keepers", "Bee My Job"),
    ("croatia", "Croatia"),
    ("mainstreaming", "Mainstream"),
    ("strategic approaches", "Creating strategic approaches to migrant integration"),
    ("journeys in integrating", "Journeys in integrating cities"),
    ("anti-racist pact turin", "Turin Anti-Racist Pact"),
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def host(real: Publication) -> Iterator[str]:
    """The address of the real site on a host under the policy."""
    with browsing.hosted(real.site, POLICY) as address:
        yield address


@pytest.fixture(scope="module", params=["hosted", "disk"])
def site(request: pytest.FixtureRequest, real: Publication, host: str) -> str:
    """The address of the real site: on a host under the policy, and on a disk. How its pages load
    what search knows is another there; what they do with it is the same (tests/test_offline.py uses
    the box in the head on a disk)."""
    return host if request.param == "hosted" else f"{real.site.as_uri()}/"


@pytest.fixture(scope="module")
def window(chromium: Browser) -> tuple[Page, list[str]]:
    """A window of the browser, and what fails in it."""
    context, failed = chromium.new_context(reduced_motion="reduce"), list[str]()
    page = context.new_page()
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("response", lambda found: failed.append(found.url) if found.status >= 400 else None)
    # Going on to the next page breaks off what the one before still asks for.
    page.on(
        "requestfailed", lambda asked: None if is_broken_off(asked) else failed.append(asked.url)
    )
    return page, failed


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """The window at its usual size. At the end no script may have failed in it, and nothing that
    it asked for may be missing."""
    page, failed = window
    failed.clear()
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": 1280, "height": 720})
    yield page
    assert failed == []


def is_broken_off(asked: Request) -> bool:
    return asked.failure == "net::ERR_ABORTED"


def ask(page: Page, query: str) -> list[str]:
    """Type a query on the page of results; return the titles that are found."""
    page.locator(FIELD).fill(query)
    page.locator('.hit-list[aria-busy="false"]').wait_for(state="attached")
    return page.locator(RESULTS).all_inner_texts()


def status(page: Page) -> str:
    """What is said of the results once typing rests."""
    page.wait_for_timeout(450)
    return page.locator(".search-status").inner_text()


def asked(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(page.evaluate("location.search.slice(1)"))


# What is found


def test_each_query_finds_what_is_meant_among_the_first_five(site: str, page: Page) -> None:
    page.goto(f"{site}search/index.html")
    found = {query: ask(page, query)[:5] for query, _ in QUERIES}
    assert {query: found[query] for query, title in QUERIES if title not in found[query]} == {}


def test_words_are_marked_in_passages_that_lead_to_their_section(host: str, page: Page) -> None:
    page.goto(f"{host}search/index.html?q=employers")
    hit = page.locator(".hit", has_text="Meeting Employers and Migrants")
    marked = hit.locator("mark").all_inner_texts()
    assert {word.lower() for word in marked} == {"employers"}
    assert hit.locator("h2 mark").count() == 1
    assert hit.locator(".kicker").inner_text() == "Good practice · Bulgaria"
    hit.locator(".where a").click()
    assert page.url.endswith("practices/meeting-employers-and-migrants/index.html#description")
    assert page.locator("#description").count() == 1


def test_every_section_that_results_lead_to_is_on_its_page(real: Publication) -> None:
    lost = []
    parts = [one for one in (real.site / "search/parts").glob("??????.js") if "-" not in one.name]
    assert len(parts) > 150
    for part in parts:
        text = part.read_text(encoding="utf-8")
        path = re.search(r'^searchPart\("\w+",\["([^"#]+)', text)[1]  # type: ignore[index]
        html = (real.site / path).read_text(encoding="utf-8")
        anchors = re.findall(r'\["([a-z0-9-]+)","[^"]*","', text)
        lost += [(path, one) for one in anchors if f'id="{one}"' not in html]
    assert lost == []


def test_generated_entries_in_ten_languages_are_found(
    tmp_path_factory: pytest.TempPathFactory, warm: Publication, page: Page
) -> None:
    folder = tmp_path_factory.mktemp("languages") / "generated"
    entries = benchmark.generate(folder, 132)
    publication = Publication(folder)
    shutil.copytree(warm.build / "fonts", folder / "build/fonts")
    (folder / "build/.state").mkdir()
    shutil.copy2(warm.build / ".state/fonts.json", folder / "build/.state/fonts.json")
    publication.doit("pages").succeeds()
    with browsing.hosted(publication.site, POLICY) as address:
        page.goto(f"{address}search/index.html")
        found = benchmark.quality(page, list(benchmark.queries(entries))[::4])
    counts = {sort: len(queries) for sort, queries in found.items()}
    least = {"names without accents": 10, "slips": 12, "names in other scripts": 6, "texts": 18}
    assert all(counts[sort] >= number for sort, number in least.items()), counts


# How it is used


def test_the_box_in_the_head_shows_what_is_found_first_as_one_types(host: str, page: Page) -> None:
    page.goto(f"{host}practices/index.html")
    page.locator(".site-head input").click()
    page.keyboard.type("employ")
    panel = page.locator(".found-now")
    expect(panel.locator("li")).to_have_count(6)
    assert panel.locator("mark").first.inner_text() == "Employment"
    count = re.fullmatch(r"Show all (\d+) results", panel.locator(".all").inner_text())
    assert count
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(panel.locator("li a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".site-head input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert asked(page) == [("q", "employ")]
    assert status(page) == f"{count[1]} results for “employ”"


def test_results_are_reached_and_left_with_the_keyboard_alone(host: str, page: Page) -> None:
    page.goto(f"{host}search/index.html")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("zagreb")
    page.locator(".hit").first.wait_for()
    assert ask(page, "zagreb")[0] == "Zagreb"
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cities/zagreb/index.html")


def test_filters_choose_among_results_and_the_address_holds_the_choice(
    host: str, page: Page
) -> None:
    page.goto(f"{host}search/index.html")
    every = len(ask(page, "employ"))
    kinds = page.locator(".search-kinds label")
    practices = kinds.filter(has_text="Good practices")
    number = int(practices.locator("small").inner_text())
    practices.click()
    page.get_by_label("Bulgaria").check()
    assert sorted(asked(page)) == [("country", "bg"), ("kind", "practice"), ("q", "employ")]
    found = page.locator(RESULTS).all_inner_texts()
    assert "Meeting Employers and Migrants" in found
    assert 0 < len(found) < number <= every
    assert status(page).startswith(f"{len(found)} results for")
    page.reload()
    expect(page.locator(RESULTS)).to_have_count(len(found))
    assert page.get_by_label("Bulgaria").is_checked()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(RESULTS)).to_have_count(every)
    assert asked(page) == [("q", "employ")]


def test_a_choice_that_leaves_nothing_says_so_and_how_many_there_are_without_it(
    host: str, page: Page
) -> None:
    page.goto(f"{host}search/index.html?q=zagreb&country=bg")
    page.locator('.hit-list[aria-busy="false"]').wait_for(state="attached")
    assert status(page) == "Nothing was found for “zagreb”."
    again = page.get_by_role("button", name="without filters")
    count = int(again.inner_text().split()[0])
    again.click()
    expect(page.locator(RESULTS)).to_have_count(count)


def test_what_was_found_is_said_politely_in_the_singular_too(host: str, page: Page) -> None:
    page.goto(f"{host}search/index.html")
    assert page.locator(".search-status").get_attribute("role") == "status"
    ask(page, "xqzyw")
    assert status(page) == "Nothing was found for “xqzyw”."
    ask(page, "okus doma")
    assert status(page) == "1 result for “okus doma”"
    ask(page, "wagreb")
    status(page)
    note = page.locator(".search-note").inner_text()
    assert note == "Nothing is written like this; these words are near."


def test_without_a_script_the_way_to_all_from_a_to_z_stands_in_the_place_of_the_box(
    host: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{host}cities/zagreb/index.html")
        assert not page.locator("header :is(input, button, .search-link):visible").count()
        page.get_by_role("link", name="A to Z", exact=True).click()
        page.wait_for_url("**/a-z/index.html")
    expect(page.locator("main")).to_contain_text("Searching needs a script")
    links = page.locator(".letter li a").all_inner_texts()
    for name in (
        "Zagreb",
        "Malmö",
        "Bee My Job",
        "Mainstream",
        "Journeys in integrating cities",
    ):
        assert name in links
    assert "Letters" in page.locator("main nav:has(.letters)").get_attribute("aria-label")  # type: ignore[operator]
    context.close()


# What it costs


def test_a_page_runs_little_script_and_none_of_the_search_before_the_box_is_used(
    site: str, page: Page, real: Publication
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(site)))
    page.goto(f"{site}index.html")
    page.wait_for_load_state("load")
    scripts = [name for name in loaded if name.endswith(".js")]
    assert [name.split(".")[0] for name in scripts] == ["assets/site"]
    assert len(gzip.compress((real.site / scripts[0]).read_bytes())) <= 15_000
    page.locator(".site-head input").click()
    page.keyboard.type("zagreb")
    page.locator(".found-now li").first.wait_for()
    names = {url.partition("?")[0] for url in loaded if "search" in url}
    assert sum(len(gzip.compress((real.site / name).read_bytes())) for name in names) <= 80_000


def test_one_changed_entry_rewrites_its_part_of_the_index(built: Publication) -> None:
    def parts() -> dict[str, tuple[int, bytes]]:
        folder = built.site / "search/parts"
        return {one.name: (one.stat().st_mtime_ns, one.read_bytes()) for one in folder.iterdir()}

    before = parts()
    built.replace("practices/night-ferry.md", "## Description\n", "## Description\n\nZyxwvut.\n")
    built.doit("pages").succeeds()
    after = parts()
    changed = {name for name in after if after[name] != before[name]}
    texts = changed - {"words-0.js", "ends-0.js"}
    assert len(changed) == 3
    assert len(texts) == 1
    assert b"Zyxwvut" in after[texts.pop()][1]
    assert after.keys() == before.keys()


# Everywhere


@pytest.mark.parametrize(("width", "colours"), [(320, "active"), (1280, "none")])
def test_results_filters_and_the_open_box_pass_axe(
    real: Publication, chromium: Browser, width: int, colours: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, forced_colors=colours)
    page, address = context.new_page(), f"{real.site.as_uri()}/"
    page.goto(f"{address}search/index.html?q=employ&kind=practice")
    page.locator(".hit").first.wait_for()
    for fold in page.locator("summary").all():
        if fold.is_visible() and width == 320:
            fold.click()
    check_axe(page)
    if width == 320:
        page.goto(f"{address}a-z/index.html")
        check_axe(page)
    else:
        page.goto(f"{address}about/index.html")
        page.locator(".site-head input").click()
        page.keyboard.type("employ")
        page.locator(".found-now li").first.wait_for()
        check_axe(page)
    context.close()


def check_axe(page: Page) -> None:
    """Whatever is to be seen passes axe and is as wide as the window at most."""
    result = browsing.run_axe(page, WCAG, set())
    assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_site_written_from_the_right_is_searched_by_other_names_too(
    arabic: Publication, page: Page, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(arabic.site, tmp_path / "site"))
    found = site / "search/index.html"  # a disk has no headers
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    html = found.read_text(encoding="utf-8")
    found.write_text(html.replace("<head>", f"<head>{policy}"), encoding="utf-8")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(found.as_uri())
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert ask(page, "nocturnal")[0] == "The night ferry"
    assert ask(page, "graving")[0] == "Dry dock"
    check_axe(page)
    badge, title = page.locator(".hit .number-badge").first, page.locator(RESULTS).first
    ends = [box["x"] + box["width"] for one in (badge, title) if (box := one.bounding_box())]
    assert ends[0] > ends[1]


def test_phrases_have_each_form_of_the_plural_that_the_language_has() -> None:
    class Polish:
        def gettext(self, message: str) -> str:
            return message

        def ngettext(self, one: str, many: str, number: int) -> str:  # noqa: ARG002
            few = 2 <= number % 10 <= 4 and number not in range(12, 15)
            return "wynik" if number == 1 else "wyniki" if few else "wyników"

    expected = {"one": "wynik", "few": "wyniki", "many": "wyników"}
    assert search_phrases(Polish(), "pl")["results"] == expected
    assert search_phrases(Polish(), "ar")["results"].keys() == {
        "zero",
        "one",
        "two",
        "few",
        "many",
        "other",
    }

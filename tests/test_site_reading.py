"""What the real site does in a browser for readers: facets, previews of terms, contents that
follow, the map."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests import browser as browsing
from tests.publications import ROOT, Publication

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PRACTICES, STEPS, CITIES = (
    "practices/index.html",
    "guides/strategies/steps/one-page/index.html",
    "cities/index.html",
)
CHAPTER, WHOLE = (
    "guides/strategies/what-works/index.html",
    "guides/strategies/what-works/one-page/index.html",
)
LAST_STEP = "guides/strategies/what-works/working-with-ngos/index.html"
# All values as text: YAML's own reading takes Norway for a no.
PLACES: dict[str, Any] = yaml.load(
    (ROOT / "content/places.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Callable[[bool, bool], tuple[Page, list[str]]]:
    """Windows of the browser, with or without scripts and a touch screen, each made once, and the
    errors of the scripts in each."""

    @cache
    def window(scripts: bool, touch: bool) -> tuple[Page, list[str]]:
        failed: list[str] = []
        page = chromium.new_context(
            java_script_enabled=scripts, has_touch=touch, reduced_motion="reduce"
        ).new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        return page, failed

    return window


@pytest.fixture
def opened(
    real: Publication, windows: Callable[[bool, bool], tuple[Page, list[str]]]
) -> Iterator[Open]:
    """Opens a page of the site from the disk. At the end no script may have failed in it."""
    heard = []

    def open_page(
        name: str,
        width: int = 1280,
        height: int = 900,
        *,
        scripts: bool = True,
        touch: bool = False,
    ) -> Page:
        page, failed = windows(scripts, touch)
        failed.clear()
        heard.append(failed)
        page.mouse.move(0, 0)
        page.set_viewport_size({"width": width, "height": height})
        path, _, rest = name.partition("?")
        page.goto((real.site / path).as_uri() + (f"?{rest}" if rest else ""))
        return page

    yield open_page
    assert [error for failed in heard for error in failed] == []


def practices() -> list[dict[str, list[str]]]:
    """What each practice in content/ has of each facet."""
    found = []
    for path in sorted((ROOT / "content/practices").glob("*.md")):
        front = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader)
        places = front.get("places", [])
        countries = {PLACES[place]["country"] for place in places} | set(front.get("countries", []))
        found.append(
            {
                "theme": front["themes"],
                "city": places,
                "country": sorted(code.lower() for code in countries),
                "slug": [path.stem],
            }
        )
    return found


def shown(page: Page) -> list[str]:
    """The slugs of the practices that were found, once they are."""
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    assert page.locator(".facet-list").is_hidden()
    links = page.locator(".facet-found .row h3 a").all()
    return sorted(str(link.get_attribute("href")).split("/")[-2] for link in links)


def slugs(fits: Callable[[dict[str, list[str]]], bool]) -> list[str]:
    return sorted(one["slug"][0] for one in practices() if fits(one))


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'input[name="{facet}"][value="{value}"]')


def counts(page: Page, facet: str) -> dict[str, int]:
    """The numbers beside a facet's values, all of which are shown."""
    part = page.locator(f'details[data-facet="{facet}"]')
    if part.locator(".facet-more button").count():
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        part.locator(".facet-more button").click()
        expect(part.locator(".facet-more")).to_have_count(0)
    found = page.locator(f'details[data-facet="{facet}"] label').evaluate_all(
        """labels => labels.map(label => [
            label.querySelector("input").value, label.querySelector("[data-count]").textContent])"""
    )
    return {value: int(count) for value, count in found}


def disabled(page: Page, facet: str) -> set[str]:
    """The values of a facet that cannot be chosen."""
    boxes = page.locator(f'input[name="{facet}"]:disabled')
    return set(boxes.evaluate_all("boxes => boxes.map(box => box.value)"))


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def is_within(inner: Locator, page: Page) -> bool:
    """Whether all of an element is between the left and the right edge of the window."""
    at, width = inner.bounding_box(), page.evaluate("document.documentElement.clientWidth")
    return bool(at and at["x"] >= 0 and at["x"] + at["width"] <= width)


# Facets


def test_facets_choose_any_value_of_one_and_all_of_several(opened: Open) -> None:
    page = opened(PRACTICES)
    expect(page.get_by_role("status")).to_have_text(f"{len(practices())} practices")
    box(page, "theme", "employment").check()
    assert shown(page) == slugs(lambda one: "employment" in one["theme"])
    box(page, "theme", "education").check()
    assert shown(page) == slugs(lambda one: bool({"employment", "education"} & set(one["theme"])))
    page.locator("#facet-country").click()
    box(page, "country", "it").check()
    wanted = slugs(
        lambda one: bool({"employment", "education"} & set(one["theme"])) and "it" in one["country"]
    )
    assert shown(page) == wanted
    assert 1 < len(wanted) < 10
    expect(page.get_by_role("status")).to_have_text(f"{len(wanted)} practices")
    expect(page.locator("#facet-theme")).to_contain_text("2 chosen")


def test_a_reader_chooses_with_the_keyboard_alone(opened: Open) -> None:
    page = opened(PRACTICES)
    page.locator("#facet-theme").focus()
    for key in ("Tab", "Tab", "Space"):
        page.keyboard.press(key)
    expect(box(page, "theme", "employment")).to_be_checked()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "facet-country":
            break
    for key in ("Enter", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    expect(box(page, "country", "bg")).to_be_checked()
    assert shown(page) == slugs(lambda one: "employment" in one["theme"] and "bg" in one["country"])
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "reset":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{len(practices())} practices")
    assert page.evaluate("document.activeElement.type") == "reset"


def test_the_choice_is_in_the_address(opened: Open) -> None:
    page = opened(PRACTICES)
    box(page, "theme", "employment").check()
    box(page, "theme", "education").check()
    box(page, "length", "in-short").check()
    assert query(page) == [("theme", "employment"), ("theme", "education"), ("length", "in-short")]
    before = shown(page)
    assert len(before) > 5
    page.reload()
    assert shown(page) == before
    expect(box(page, "theme", "education")).to_be_checked()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(practices())} practices")
    assert query(page) == []
    assert "?" not in page.url


def test_what_does_nothing_is_not_there(opened: Open) -> None:
    page = opened(PRACTICES)
    clear, sort = page.get_by_role("button", name="Clear filters"), page.locator(".list-head .sort")
    expect(clear).to_be_hidden()
    expect(sort).to_be_visible()
    box(page, "theme", "employment").check()
    expect(clear).to_be_visible()
    expect(sort).to_be_hidden()  # what was chosen is sorted by its titles
    box(page, "theme", "employment").uncheck()
    expect(clear).to_be_hidden()
    expect(sort).to_be_visible()


def test_an_address_brings_its_choice_and_what_it_does_not_know_is_ignored(opened: Open) -> None:
    page = opened(f"{PRACTICES}?theme=employment&country=it&country=atlantis&colour=red")
    assert shown(page) == slugs(lambda one: "employment" in one["theme"] and "it" in one["country"])
    assert page.locator("input:checked").count() == 2
    expect(box(page, "country", "it")).to_be_visible()
    page.evaluate("history.pushState(null, '', '?theme=education')")
    page.evaluate("history.pushState(null, '', '?theme=welcome')")
    page.go_back()
    expect(box(page, "theme", "education")).to_be_checked()
    assert shown(page) == slugs(lambda one: "education" in one["theme"])


def test_the_numbers_of_a_facet_are_those_of_the_content(opened: Open) -> None:
    page = opened(PRACTICES)
    for facet in ("theme", "country", "city"):
        assert counts(page, facet) == Counter(
            value for one in practices() for value in one[facet]
        ), facet
    assert sum(counts(page, "length").values()) == len(practices())


def test_numbers_say_what_a_value_would_give_beside_the_other_facets_choices(opened: Open) -> None:
    page = opened(f"{PRACTICES}?country=it")
    there = [one for one in practices() if "it" in one["country"]]
    for facet in ("theme", "city"):
        wanted = Counter(value for one in there for value in one[facet])
        found = counts(page, facet)
        assert {value: count for value, count in found.items() if count} == wanted, facet
        assert disabled(page, facet) == {value for value, count in found.items() if not count}
    # Within the facet itself a choice more gives more.
    assert counts(page, "country") == Counter(
        value for one in practices() for value in one["country"]
    )
    assert disabled(page, "country") == set()


def test_a_choice_that_gives_nothing_says_so_and_can_be_taken_back(opened: Open) -> None:
    page = opened(f"{PRACTICES}?theme=employment&city=paris")
    assert shown(page) == []
    expect(page.get_by_role("status")).to_contain_text("No practice has all of this")
    expect(box(page, "city", "paris")).to_be_enabled()
    box(page, "city", "paris").focus()
    page.keyboard.press("Space")
    assert shown(page) == slugs(lambda one: "employment" in one["theme"])
    assert page.evaluate("document.activeElement.value") == "paris", "focus was lost"


def test_one_practice_is_told_in_the_singular(opened: Open) -> None:
    expect(opened(f"{PRACTICES}?city=turin").get_by_role("status")).to_have_text("1 practice")


def test_facets_are_closed_above_the_list_where_the_screen_is_narrow(opened: Open) -> None:
    page = opened(f"{PRACTICES}?theme=employment", 360)
    assert shown(page) == slugs(lambda one: "employment" in one["theme"])
    assert page.locator(".filters[open], .facets details[open]").count() == 0
    page.locator(".filters > summary").click()
    expect(page.locator("#facet-theme")).to_contain_text("1 chosen")
    page.locator("#facet-theme").click()
    box(page, "theme", "employment").uncheck()
    expect(page.locator(".facet-list")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(f"{len(practices())} practices")


def test_what_is_chosen_stands_above_the_rows_and_is_taken_back_there(opened: Open) -> None:
    page = opened(f"{PRACTICES}?theme=employment&country=it")
    chips = page.locator(".facet-chips .chip")
    assert chips.all_inner_texts() == ["Employment", "Italy"]
    chips.nth(0).click()
    assert shown(page) == slugs(lambda one: "it" in one["country"])
    assert query(page) == [("country", "it")]
    assert page.evaluate("document.activeElement.id") == "facet-theme", "focus was lost"


def test_a_long_facet_shows_the_values_that_are_typed(opened: Open) -> None:
    page = opened(PRACTICES)
    page.locator("#facet-country").click()
    part = page.locator('details[data-facet="country"]')
    assert part.locator("label:visible").count() == 12
    part.get_by_role("searchbox").fill("slo")
    expect(part.locator("label:visible")).to_have_count(1)
    part.locator("label:visible").click()
    assert shown(page) == slugs(lambda one: "sk" in one["country"])
    part.get_by_role("searchbox").fill("")
    expect(part.locator("label:visible")).to_have_count(
        len({code for one in practices() for code in one["country"]})
    )


def test_titles_alone_are_seen_where_they_are_asked_for_without_a_script(opened: Open) -> None:
    for scripts in (True, False):
        page = opened(PRACTICES, scripts=scripts)
        assert page.locator(".row-summary").first.is_visible()
        page.get_by_role("checkbox", name="Titles only").check()
        assert page.locator(".row-summary:visible").count() == 0
        assert page.locator(".row h3").first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_what_needs_a_script_comes(
    real: Publication, chromium: Browser, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(browsing.SHIFTS)
    page.route("**/*.woff2", lambda route: route.abort())  # letters of another width move words
    moved = {}
    for name in (PRACTICES, WHOLE, CITIES, "practices/bee-my-job/index.html"):
        page.goto((real.site / name).as_uri())
        page.wait_for_timeout(200)
        moved[name] = page.evaluate("window.shifted")
    page.close()
    assert moved == pytest.approx(dict.fromkeys(moved, 0), abs=0.001)


def test_without_a_script_plain_pages_by_theme_and_country_take_the_facets_place(
    opened: Open,
) -> None:
    page = opened(PRACTICES, scripts=False)
    expect(page.locator("form.facets")).to_be_hidden()
    for facet, folder in (("theme", "themes"), ("country", "countries")):
        for value in {value for one in practices() for value in one[facet]}:
            link = page.locator(f'.facet-pages a[href="../{folder}/{value}/practices/index.html"]')
            if not link.is_visible():
                link.locator("xpath=ancestor::details[1]/summary").click()
            assert link.is_visible(), value
    page.locator('.facet-pages a[href$="themes/education/practices/index.html"]').click()
    links = [str(link.get_attribute("href")) for link in page.locator(".row-list a").all()]
    found = sorted(link.split("/")[-2] for link in links if "/practices/" in link)
    assert found == slugs(lambda one: "education" in one["theme"])


# Previews of terms


def preview(page: Page) -> Locator:
    return page.locator('[role="tooltip"]:visible')


def test_a_term_is_explained_under_the_pointer(opened: Open) -> None:
    page = opened(STEPS)
    term = page.locator("a.term").first
    assert preview(page).count() == 0
    term.hover()
    expect(preview(page)).to_have_count(1)
    assert preview(page).get_attribute("id") == f"term-note-{term.get_attribute('data-term')}"
    expect(preview(page)).to_contain_text(re.compile(r"\w+ \w+ \w+"))
    assert term.get_attribute("aria-describedby") == preview(page).get_attribute("id")
    page.mouse.move(2, 2)
    expect(preview(page)).to_have_count(0)
    assert term.get_attribute("aria-describedby") is None


def test_the_pointer_may_move_onto_a_preview_and_stay(opened: Open) -> None:
    page = opened(STEPS)
    page.locator("a.term").first.hover()
    expect(preview(page)).to_have_count(1)
    preview(page).hover()
    page.wait_for_timeout(600)
    expect(preview(page)).to_have_count(1)
    page.mouse.move(2, 2)
    expect(preview(page)).to_have_count(0)


def test_a_term_is_explained_in_focus_until_escape_and_focus_stays(opened: Open) -> None:
    page = opened(STEPS)
    terms = page.locator("a.term")
    terms.nth(1).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview(page)).to_have_count(1)
    page.wait_for_timeout(600)
    expect(preview(page)).to_have_count(1)
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert described == f"term-note-{terms.nth(1).get_attribute('data-term')}"
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(terms.nth(1)).to_be_focused()
    assert terms.nth(1).get_attribute("aria-describedby") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview(page)).to_have_count(1)
    page.locator(".rail a").first.focus()
    expect(preview(page)).to_have_count(0)


def test_escape_takes_a_preview_away_from_under_the_pointer(opened: Open) -> None:
    page = opened(STEPS)
    page.locator("a.term").first.hover()
    expect(preview(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    page.wait_for_timeout(400)
    expect(preview(page)).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 900), (1280, 900)])
def test_previews_are_within_the_window_and_cover_no_term(
    opened: Open, width: int, height: int
) -> None:
    page = opened(WHOLE, width, height)
    terms = page.locator(".entry a.term")
    assert terms.count() > 3
    for term in terms.all():
        term.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(preview(page)).to_have_count(1)
        assert is_within(preview(page), page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        card, word = preview(page).locator("> div").bounding_box(), term.bounding_box()
        assert card
        assert word
        assert (
            card["y"] >= word["y"] + word["height"] - 1
            or card["y"] + card["height"] <= word["y"] + 1
        )


def test_at_the_foot_of_the_window_a_preview_stands_above_its_term(opened: Open) -> None:
    page = opened(STEPS)
    term = page.locator("a.term").first
    term.evaluate("term => scrollBy(0, term.getBoundingClientRect().bottom - innerHeight + 4)")
    term.hover()
    expect(preview(page)).to_have_count(1)
    card, word = preview(page).bounding_box(), term.bounding_box()
    assert card
    assert word
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= word["y"] + 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_term_leads_to_the_glossary(opened: Open, scripts: bool) -> None:
    page = opened(STEPS, scripts=scripts)
    term = page.locator("a.term").first
    slug = term.get_attribute("data-term")
    assert preview(page).count() == 0
    term.click()
    page.wait_for_url(f"**/glossary/index.html#{slug}")
    assert page.locator(f'[id="{slug}"]').is_visible()


def test_a_tap_on_a_term_follows_it(opened: Open) -> None:
    page = opened(STEPS, 360, touch=True)
    term = page.locator("a.term").first
    term.tap()
    page.wait_for_url("**/glossary/index.html#*")


@pytest.mark.parametrize("width", [320, 390, 600, 768, 900, 1000, 1280])
def test_no_name_on_the_map_of_the_home_page_lies_over_another(opened: Open, width: int) -> None:
    page = opened("index.html", width, 900)
    boxes = [
        (name.inner_text(), found)
        for name in page.locator(".map-band .pin-name:visible").all()
        if (found := name.bounding_box())
    ]
    assert len(boxes) > 5
    for (one, a), (other, b) in combinations(boxes, 2):
        across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
        down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
        assert min(across, down) < 3, f"{one} and {other}"


# Contents that follow


def following(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator(".rail .following").all()]


def test_unfolded_contents_fold_and_cover_nothing_that_they_lead_to(opened: Open) -> None:
    page = opened(STEPS, 390, 800)
    page.locator(".rail summary").click()
    page.locator('.rail a[href^="#"]').nth(2).click()
    expect(page.locator(".rail details")).not_to_have_attribute("open", "")
    bar = page.locator(".rail").bounding_box()
    heading = page.locator(":target").bounding_box()
    assert bar
    assert heading
    assert heading["y"] >= bar["y"] + bar["height"]


@pytest.mark.parametrize(("width", "height"), [(1280, 450), (390, 400)])
def test_contents_longer_than_the_window_begin_where_one_is_in_them(
    opened: Open, width: int, height: int
) -> None:
    page = opened(LAST_STEP, width, height)
    if width < 960:
        page.locator(".rail summary").click()
    shown, here = page.locator(".rail ol").first, page.locator(".rail [aria-current]").last
    page.wait_for_function("document.querySelector('.rail ol').scrollTop > 0")
    box, line = shown.bounding_box(), here.bounding_box()
    assert box
    assert line
    assert box["y"] <= line["y"] <= box["y"] + box["height"] - line["height"]


def test_a_guides_contents_mark_the_section_that_is_read(opened: Open) -> None:
    page = opened(STEPS)
    sections = [f"#{one.get_attribute('id')}" for one in page.locator("section.section").all()]
    assert following(page) == []
    for section in (sections[3], sections[5], sections[0]):
        page.locator(f'.rail a[href="{section}"]').click()
        expect(page.locator(".rail .following")).to_have_attribute("href", section)
        assert page.locator('.rail [aria-current="true"]').get_attribute("href") == section
    page.locator("section.section").nth(2).evaluate(
        "section => scrollTo(0, section.getBoundingClientRect().top + scrollY + 200)"
    )
    expect(page.locator(".rail .following")).to_have_attribute("href", sections[2])


def test_what_is_read_stays_visible_in_contents_longer_than_the_window(opened: Open) -> None:
    page = opened(WHOLE, 1280, 500)
    last = page.locator("section.section").last
    last.evaluate("section => scrollTo(0, section.getBoundingClientRect().top + scrollY)")
    link = page.locator(".rail .following")
    expect(link).to_have_attribute("href", f"#{last.get_attribute('id')}")
    expect(link).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "name",
    [
        "guides/strategies/topic/index.html",
        "practices/turin-anti-racist-pact/index.html",
        WHOLE,
    ],
)
def test_each_section_that_is_asked_for_is_marked_the_last_ones_too(
    opened: Open, name: str
) -> None:
    page = opened(name)
    for link in page.locator('.rail a[href^="#"]').all():
        link.click()
        expect(link).to_have_class(re.compile("following"))
        assert len(following(page)) == 1


def test_where_the_screen_is_narrow_contents_are_folded_above_the_chapter(opened: Open) -> None:
    page = opened(STEPS, 360)
    link = page.locator(".rail ol a").nth(2)
    expect(link).to_be_hidden()
    at = page.locator(".rail").bounding_box()
    assert at
    assert at["height"] < 80
    page.locator(".rail summary").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    link.click()
    expect(page.locator(".section").nth(2)).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".rail summary")).to_be_hidden()
    expect(link).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 900})
    expect(link).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_a_guides_contents_can_be_used(opened: Open, width: int) -> None:
    page = opened(STEPS, width, scripts=False)
    link = page.locator(".rail ol a").nth(2)
    if not link.is_visible():
        page.locator(".rail summary").click()
    link.click()
    assert page.url.endswith(str(link.get_attribute("href")))


# The map


def test_the_map_has_a_dot_for_every_place_with_coordinates_and_the_list_has_every_place(
    real: Publication, opened: Open
) -> None:
    page = opened(CITIES)
    named = [place for slug, place in PLACES.items() if (real.site / "cities" / slug).is_dir()]
    assert len(named) > 60
    with_coordinates = sorted(place["name"] for place in named if "coordinates" in place)
    assert len(with_coordinates) == len(named), "each has coordinates"
    assert sorted(page.locator(".europe-map li a").all_inner_texts()) == with_coordinates
    assert sorted(page.locator(".place-list li > a").all_inner_texts()) == sorted(
        place["name"] for place in named
    )
    frame = page.locator(".europe-map").bounding_box()
    assert frame
    for x, y in page.evaluate(MIDDLES):
        assert frame["x"] < x < frame["x"] + frame["width"]
        assert frame["y"] < y < frame["y"] + frame["height"]


# Where the middle of each dot is in the window.
MIDDLES = """[...document.querySelectorAll(".europe-map li a")].map(dot => {
    const at = dot.getBoundingClientRect();
    return [at.x + at.width / 2, at.y + at.height / 2];
})"""


def test_dots_lie_where_their_places_are(opened: Open) -> None:
    page = opened(CITIES)

    def at(name: str) -> tuple[float, float]:
        found = (
            page.locator(".europe-map").get_by_role("link", name=name, exact=True).bounding_box()
        )
        assert found
        return found["x"], found["y"]

    assert at("Madrid")[0] < at("Paris")[0] < at("Berlin")[0] < at("Warsaw")[0]
    assert (
        at("Tampere")[1] < at("Stockholm")[1] < at("Berlin")[1] < at("Turin")[1] < at("Athens")[1]
    )


def test_the_keyboard_reaches_each_dot_and_its_name_shows(opened: Open) -> None:
    page = opened(CITIES, 360)
    page.locator(".skip").nth(1).focus()
    for number in range(page.locator(".europe-map li a").count()):
        page.keyboard.press("Tab")
        assert page.evaluate(SOON, [FOCUSED_IS_SHOWN, number]), number
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# Whether something is so now or within five seconds.
SOON = """async ([question, about]) => {
    const is = eval(question), until = performance.now() + 5000;
    while (!is(about)) {
        if (performance.now() > until) return false;
        await new Promise(requestAnimationFrame);
    }
    return true;
}"""
# Whether the dot of this number has the focus and its name is to be seen and within the window.
FOCUSED_IS_SHOWN = """number => {
    const dot = document.querySelectorAll(".europe-map li a")[number];
    const name = dot.querySelector("span"), at = name.getBoundingClientRect();
    return document.activeElement === dot && getComputedStyle(name).opacity === "1"
        && at.left >= 0 && at.right <= document.documentElement.clientWidth;
}"""


def test_a_reader_can_skip_the_map(opened: Open) -> None:
    page = opened(CITIES)
    page.locator(".map-side .skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.place-columns a')")


# The narrower the map, the closer its dots are: there each is pointed at, elsewhere some.
@pytest.mark.parametrize(("width", "each"), [(320, 1), (768, 5), (1280, 5)])
def test_the_pointer_has_the_nearest_dot_however_close_others_are(
    opened: Open, width: int, each: int
) -> None:
    page = opened(CITIES, width)
    page.locator(".europe-map").scroll_into_view_if_needed()
    places = page.evaluate(MIDDLES)
    assert len(places) > 40
    for number, (x, y) in list(enumerate(places))[::each]:
        page.mouse.move(2, 2)  # a name stays as long as the pointer is on it
        page.mouse.move(x, y)
        assert page.evaluate(SOON, [NEAREST_IS_SHOWN, [number, x, y]]), number


# Whether the dot of this number, at this point, is the only one that is near and under the point,
# and its name is to be seen and within the window.
NEAREST_IS_SHOWN = """([number, x, y]) => {
    const dot = document.querySelectorAll(".europe-map li a")[number];
    const near = [...document.querySelectorAll(".near")];
    const name = dot.querySelector("span"), at = name.getBoundingClientRect();
    return dot.className === "near" && near.length === 1
        && getComputedStyle(name).opacity === "1"
        && at.left >= 0 && at.right <= document.documentElement.clientWidth
        && dot.contains(document.elementFromPoint(x, y));
}"""


def test_a_click_or_a_tap_on_the_map_leads_to_the_nearest_place(opened: Open) -> None:
    for touch in (False, True):
        page = opened(CITIES, 360, touch=touch)
        page.locator(".europe-map").scroll_into_view_if_needed()
        at = page.locator(".europe-map").get_by_role("link", name="Warsaw").bounding_box()
        assert at
        (page.touchscreen.tap if touch else page.mouse.click)(
            at["x"] + at["width"] / 2 - 12, at["y"] + at["height"] / 2 + 8
        )
        page.wait_for_url("**/cities/warsaw/index.html")


def test_a_name_on_the_map_stays_under_the_pointer_and_goes_with_escape(opened: Open) -> None:
    page = opened(CITIES)
    dot = page.locator(".europe-map").get_by_role("link", name="Warsaw")
    dot.hover(force=True)
    name = dot.locator("span")
    expect(name).to_have_css("opacity", "1")
    at = name.bounding_box()
    assert at
    page.mouse.move(at["x"] + 5, at["y"] + 10)
    page.mouse.move(at["x"] + at["width"] - 5, at["y"] + at["height"] - 5, steps=4)
    expect(name).to_have_css("opacity", "1")
    page.keyboard.press("Escape")
    expect(name).to_have_css("opacity", "0")


def test_without_a_script_dots_are_links_with_names(opened: Open) -> None:
    page = opened(CITIES, scripts=False)
    dot = page.locator(".europe-map").get_by_role("link", name="Warsaw")
    dot.hover()
    expect(dot.locator("span")).to_have_css("opacity", "1")
    dot.click()
    page.wait_for_url("**/cities/warsaw/index.html")


# Accessible in each state


@pytest.fixture(scope="module", params=[360, 1280])
def looked_at(request: pytest.FixtureRequest) -> tuple[int, set[int]]:
    """A width in px, and what axe has looked at there."""
    return request.param, set()


def violations(page: Page, known: set[int]) -> list[tuple[str, list[str]]]:
    result = browsing.run_axe(page, WCAG, known)
    assert result["passes"]
    return [
        (found["id"], [node["html"] for node in found["nodes"]][:2])
        for found in result["violations"]
    ]


def test_facets_that_are_open_and_chosen_pass_axe(
    opened: Open, looked_at: tuple[int, set[int]]
) -> None:
    width, known = looked_at
    page = opened(f"{PRACTICES}?theme=employment&country=it", width)
    assert shown(page)
    if width == 360:
        page.locator(".filters > summary").click()
    for summary in page.locator(".facets details:not([open]) > summary").all()[::-1]:
        summary.click()
    assert page.locator("input:disabled").count() > 5
    assert violations(page, known) == []


def test_a_chapter_with_a_preview_and_open_contents_passes_axe(
    opened: Open, looked_at: tuple[int, set[int]]
) -> None:
    width, known = looked_at
    page = opened(STEPS, width)
    if width == 360:
        page.locator(".rail summary").click()
    page.locator("a.term").first.hover()
    expect(preview(page)).to_have_count(1)
    expect(page.locator(".following")).to_have_count(1)
    assert violations(page, known) == []


def test_the_map_with_a_name_shown_passes_axe(
    opened: Open, looked_at: tuple[int, set[int]]
) -> None:
    width, known = looked_at
    page = opened(CITIES, width)
    page.locator(".europe-map").get_by_role("link", name="Utrecht").focus()
    assert violations(page, known) == []

"""Steps of a guide are pages of their own: what leads to them, and what stays on one page."""

from __future__ import annotations

import re

import pytest

from citybook.catalogue import load
from citybook.project import Project
from citybook.views import addresses
from tests import browser as browsing
from tests.publications import Publication

CHAPTER = "guides/quays/steps"
BASE = "https://harbour-towns.example/book/"


def page(publication: Publication, name: str) -> str:
    return (publication.site / name / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chapters(warm: Publication, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication with a chapter without steps, a note in a step, links to a step and
    a term in the second step."""
    folder = tmp_path_factory.mktemp("steps") / "good"
    from tests.publications import GOOD

    small = Publication.copy_of(GOOD, folder, warm)
    small.replace("guides/quays/guide.yaml", "chapters: [steps]", "chapters: [steps, after, last]")
    small.replace(
        "guides/quays/steps.md",
        "numbered: true",
        "numbered: true\nnotes:\n  - title: On sand\n  - title: On money",
    )
    small.replace(
        "guides/quays/steps.md", "Start upstream.", "Start upstream.[^2] See the dry dock."
    )
    text = "---\ntitle: After\nsummary: What comes after.\n---\n\n"
    link = "See [the second step](guide:quays/steps#build-the-quay).\n"
    small.write("guides/quays/after.md", f"{text}## One page\n\n{link}\n## More\n\nA word.\n")
    one = text.replace("After", "Last").replace("---\n\n", "numbered: true\n---\n\n")
    small.write("guides/quays/last.md", f"{one}## The only one\n\nA word.\n")
    small.doit("pages").succeeds()
    return small


def test_each_step_has_a_page_and_the_chapter_lists_them(chapters: Publication) -> None:
    contents = page(chapters, CHAPTER)
    for anchor, title in (
        ("look-at-the-bank", "Look at the bank"),
        ("build-the-quay", "Build the quay"),
    ):
        assert f'<li id="{anchor}">' in contents, "old addresses lead to the step's row"
        assert f'href="../../../{CHAPTER}/{anchor}/index.html">{title}</a>' in contents
        assert f"<h1>{title}</h1>" in page(chapters, f"{CHAPTER}/{anchor}")
    assert "Walk along it." not in contents
    assert "1 example" in contents
    assert "1 good practice" in contents
    assert "Alba" in contents
    assert f'href="../../../{CHAPTER}/one-page/index.html"' in contents
    whole = page(chapters, f"{CHAPTER}/one-page")
    assert "Walk along it." in whole
    assert "Start upstream." in whole


def test_a_step_has_its_own_text_and_notes_alone(chapters: Publication) -> None:
    first, second = (
        page(chapters, f"{CHAPTER}/{name}") for name in ("look-at-the-bank", "build-the-quay")
    )
    assert "Walk along it." in first
    assert "Start upstream." not in first
    assert "Works cited" not in first
    assert '<li id="note-2" value="2">On money</li>' in second
    assert "On sand" not in second


def test_steps_lead_on_over_the_ends_of_their_chapter(chapters: Publication) -> None:
    first, second = (
        page(chapters, f"{CHAPTER}/{name}") for name in ("look-at-the-bank", "build-the-quay")
    )
    assert 'rel="prev"' not in first
    assert re.search(r'rel="next"><small>Next</small> Build the quay</a>', first)
    assert re.search(r'rel="next"><small>Next</small> After</a>', second)
    assert "1 of 2" in first


def test_a_step_is_cited_with_its_chapter_and_its_own_address(chapters: Publication) -> None:
    step = f"{CHAPTER}/build-the-quay"
    html, ris = page(chapters, step), (chapters.site / step / "cite.ris").read_text()
    title = "Two steps – Build the quay"
    assert f"<summary>Cite this</summary>\n<p>{title}. In: <cite>Harbour Towns</cite>" in html
    assert f'<span class="address">{BASE}{step}/</span>' in html
    assert f"TI  - {title}\n" in ris
    assert "ID  - chapter-quays-steps-build-the-quay\n" in ris
    assert "Data (JSON)" not in html, "its row is that of the chapter"


def test_links_search_places_and_the_glossary_lead_to_the_step(chapters: Publication) -> None:
    step = f"{CHAPTER}/build-the-quay/index.html"
    assert f'<a class="entry" href="../../../{step}">the second step</a>' in page(
        chapters, "guides/quays/after"
    )
    assert f'href="../{step}">Two steps</a>' in page(chapters, "glossary")
    assert f'href="../../{CHAPTER}/look-at-the-bank/index.html"' in page(chapters, "cities/alba")
    parts = "".join(one.read_text() for one in (chapters.site / "search/parts").glob("*.js"))
    assert '["build-the-quay/index.html","Build the quay"' in parts
    assert '["#section-one-page","One page"' in parts
    assert browsing.dead_links(chapters.site, BASE) == []


def test_chapters_without_steps_and_of_one_section_stay_one_page(chapters: Publication) -> None:
    assert "A word." in page(chapters, "guides/quays/after")
    assert "A word." in page(chapters, "guides/quays/last")
    assert sorted(one.name for one in (chapters.site / "guides/quays/last").iterdir()) == [
        "cite.bib",
        "cite.ris",
        "entry.json",
        "index.html",
    ]


def test_one_page_is_not_the_name_of_a_step(chapters: Publication) -> None:
    catalogue, _ = load(Project(chapters.folder))
    after = catalogue.of(catalogue.kinds.chapters)["quays/after"]
    assert after.heads[0].anchor == "section-one-page"
    assert not addresses.has_steps(catalogue, after)


def test_an_old_address_of_a_step_leads_on_with_a_script_and_to_its_row_without(
    chapters: Publication,
) -> None:
    old = (chapters.site / CHAPTER / "index.html").as_uri() + "#build-the-quay"
    with browsing.chromium() as chromium:
        for scripts in (True, False):
            window = chromium.new_context(java_script_enabled=scripts).new_page()
            window.goto(old)
            if scripts:
                window.wait_for_url("**/build-the-quay/index.html")
                assert window.locator("h1").inner_text() == "Build the quay"
            else:
                assert window.locator(":target").inner_text().startswith("2\nBuild the quay")

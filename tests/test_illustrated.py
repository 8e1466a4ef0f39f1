"""A publication with pictures in every form goes in; site, sheet, book and leaflet show them all,
with what is said of each."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from citybook.reprint.text_parts import read_parts
from tests import browser, verapdf
from tests.publications import Publication

FERRY = "practices/night-ferry/index.html"
CREDITS = "about/pictures/index.html"
PAGES = (
    FERRY,
    CREDITS,
    "guides/quays/steps/index.html",
    "about/index.html",
    "cities/alba/index.html",
)
BOOK = "illustrated-a5"


def test_each_page_shows_its_pictures_with_what_is_said_of_them(illustrated: Publication) -> None:
    page = (illustrated.site / FERRY).read_text(encoding="utf-8")
    shown = re.findall(r'<figure class="([^"]+)" id="(picture-\d+)"', page)
    assert [name for name, _ in shown] == [
        f"picture picture-{place}"
        for place in (
            "main",
            "column",
            "half",
            "half",
            "wide",
            "beside",
            "column",
            "column",
            "column",
        )
    ]
    assert [anchor for _, anchor in shown] == [f"picture-{n}" for n in range(1, 10)]
    captions = [
        re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<figcaption>(.*?)</figcaption>", page)
    ]
    assert captions[:4] == [
        "City of Alba",
        "The harbour, seen from the hill · City of Alba",
        "Photo: Ana Kovač",
        "The ferry that runs all night · Photo: City of Brig",
    ]
    alts = re.findall(r'<img[^>]* alt="([^"]*)"', page)
    assert alts[0] == "The bay"
    assert alts[2] == "Three boats off the pier", "what stands beside the file"
    assert alts[6] == "", "decorative"
    assert "--focus: 50% 0%" in page, "the top of the harbour"


def test_pictures_are_in_every_kind_of_entry_and_on_paper(illustrated: Publication) -> None:
    for page in PAGES[2:]:
        assert '<figure class="picture' in (illustrated.site / page).read_text(encoding="utf-8")
    for name in (f"{BOOK}.pdf", "folded.pdf", "sheets/alba.pdf"):
        with pypdfium2.PdfDocument(illustrated.pdf / name) as pdf:
            images = [
                thing
                for page in pdf
                for thing in page.get_objects()
                if isinstance(thing, pypdfium2.PdfImage)
            ]
        assert images, name
    html = (illustrated.build / "html/editions" / BOOK).glob("*foreword*.html")
    assert 'id="foreword--picture-1"' in next(html).read_text(encoding="utf-8")


def test_credits_are_listed_with_their_pages_and_with_links(illustrated: Publication) -> None:
    page = (illustrated.site / CREDITS).read_text(encoding="utf-8")
    assert page.count('<li><p class="picture-title">') == 7
    assert 'href="../../practices/night-ferry/index.html#picture-2"' in page
    assert "Photo: Ana Kovač, CC BY-SA 4.0" in page
    assert "Decoration" in page
    assert f'href="{CREDITS}"' in (illustrated.site / "index.html").read_text(encoding="utf-8")
    said = aloud(illustrated)
    listed = said[said.index("heading 2: Picture credits") :]
    pages = re.search(r"item: The ferry that runs all night p\. (.*) Photo: City of Brig\n", listed)
    assert pages
    assert len(re.findall(r"\[(\d+) → page \1:", pages[1])) == 4, "one for each entry"
    assert "Photo: Ana Kovač, with permission" in listed


def aloud(found: Publication) -> str:
    return (found.build / f"aloud/{BOOK}.txt").read_text(encoding="utf-8")


def test_a_reader_of_the_pdf_hears_what_pictures_show(illustrated: Publication) -> None:
    said = [line.strip() for line in aloud(illustrated).splitlines()]
    at = said.index("figure: The whole bay under an evening sky")
    assert said[at + 1] == "caption: The bay, from the quay to the bridge · City of Alba"
    assert said.count("caption: Drawing by the Citybook authors") == 3, "what is decorative"
    pdfs = [illustrated.pdf / f"{BOOK}.pdf", illustrated.pdf / "sheets/alba.pdf"]
    assert not any(verapdf.failures(pdfs, "ua1", "3a").values())


def test_the_record_of_a_printing_knows_the_pictures_of_a_text(illustrated: Publication) -> None:
    (file,) = (illustrated.build / "html/editions" / BOOK).glob("*night-ferry*.html")
    parts = read_parts(file.read_text(encoding="utf-8"), "practice-night-ferry", ())
    said = [text for part in parts for text in part.paragraphs]
    shown = [text for text in said if text.startswith("[picture: ")]
    assert len(shown) == 9
    assert len(set(shown)) > 5, "each is known by its file"
    assert "The harbour, seen from the hill · City of Alba" in said


def test_pages_with_pictures_are_valid_and_pass_axe(
    illustrated: Publication, tmp_path: Path
) -> None:
    (tmp_path / "bad.html").write_text("<p>", encoding="utf-8")
    pages = [illustrated.site / name for name in ("index.html", "practices/index.html", *PAGES)]
    mistakes = browser.html_mistakes(*pages, tmp_path / "bad.html")
    assert [row for row in mistakes if "/bad.html" not in row] == []
    with browser.chromium() as chromium:
        page = chromium.new_page()
        for name, widths in zip(PAGES[:2], ((1280, 360), (360, 1280)), strict=True):
            page.goto((illustrated.site / name).as_uri())
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide == width, "nothing is scrolled sideways"
            found = browser.run_axe(page, known=set())
            assert [(one["id"], one["help"]) for one in found["violations"]] == []


def test_two_pictures_side_by_side_are_as_high_as_each_other(illustrated: Publication) -> None:
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto((illustrated.site / FERRY).as_uri())
        first, second = (one.bounding_box() for one in page.locator(".picture-half img").all())
        assert first
        assert second
        assert abs(first["height"] - second["height"]) < 3
        assert first["y"] == second["y"]


# What is done to the illustrated publication, and the problem that must follow.
MISTAKES = {
    "credit in the front matter": (
        ("cities/alba.md", "  caption:", "  credit: Somebody\n  caption:"),
        "alba.md:7:3: error: picture: expected only `file`, `alt` and `caption`: `credit` is kept",
        "move it into content/images/quay.yaml, as a line 'credit: …'",
    ),
    "an address in the front matter": (
        ("profiles/dole.md", "picture: pier.jpg", "picture: https://a.eu/pier.jpg"),
        "dole.md:8:10: error: picture.file: expected a picture of this publication, not an address",
        "put the file into content/images/",
    ),
    "a picture that is not there": (
        ("profiles/dole.md", "](harbour.jpg", "](harbor.jpg"),
        "error: no picture 'harbor.jpg' in content/images/ (did you mean 'harbour.jpg'?)",
        "",
    ),
    "no words for what it shows": (
        ("practices/night-ferry.md", "![The skipper again]", "![]"),
        "error: nothing says what 'skipper.jpg' shows",
        "say it between [ and ], in a few words; or write decorative",
    ),
    "words that say nothing": (
        ("practices/night-ferry.md", "![The skipper again]", "![Photo]"),
        "error: 'Photo' does not say what 'skipper.jpg' shows",
        "say it in a few words",
    ),
    "a picture in a sentence": (
        ("guides/quays/steps.md", "Two boats lie", "Two ![boats](pier.jpg) lie"),
        "error: a picture within a text",
        "put it on a line of its own, with a blank line above and below",
    ),
    "a picture in a term": (
        ("glossary/dry-dock.md", "", "\n![Boats](pier.jpg)\n"),
        "error: a picture in a text that has none",
        "take it out",
    ),
    "a picture among icons": (
        ("cities/alba.md", "- :anchor:", "![Boats](pier.jpg)\n\n- :anchor:"),
        "error: 'Strengths' shows its list only, and no picture",
        "put it into another section",
    ),
    "a picture in a foreword": (
        (f"editions/{BOOK}.yaml", "](harbour.jpg", "](harbor.jpg"),
        f"{BOOK}.yaml:8:33: error: no picture 'harbor.jpg'",
        "",
    ),
    "a picture described twice": (
        ("images.yaml", "pier.jpg:", "harbour.jpg: {credit: A}\npier.jpg:"),
        "error: 'harbour.jpg' is described twice",
        "keep one of the two",
    ),
    "a description of nothing": (
        ("images.yaml", "pier.jpg:", "peer.jpg:"),
        "images.yaml:1:1: error: no picture 'peer.jpg' in content/images/ (did you mean 'pier.jpg'",
        "put it there, or take these lines out",
    ),
    "no credit": (
        ("images.yaml", "wave.jpg: {credit: Drawing by the Citybook authors, ", "wave.jpg: {"),
        "error: wave.jpg.credit: required, but missing",
        "add 'credit: …'",
    ),
    "a focus that is none": (
        ("images/harbour.yaml", "focus: top", "focus: in the corner"),
        "harbour.yaml:3:8: error: focus: expected where the most important of the picture is",
        "",
    ),
    "rights that have ended": (
        ("images.yaml", "2099-12-31", "2020-12-31"),
        "error: rights_until: 'skipper.jpg' may not be shown since 2020-12-31 is over, and content",
        "ask for more time",
    ),
}


@pytest.fixture(scope="module")
def told(illustrated: Publication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of a copy of it with these mistakes, by their names; of several at once, each in
    another file."""
    folder = tmp_path_factory.mktemp("illustrated") / "copy"
    copy, found = Publication.copy_of(illustrated.folder, folder, illustrated), dict[str, str]()
    while left := [name for name in MISTAKES if name not in found]:
        now = {MISTAKES[name][0][0]: name for name in left[::-1]}
        before = {file: copy.read(file) for file in now}
        for file, name in now.items():
            _, old, new = MISTAKES[name][0]
            copy.replace(file, old, new) if old else copy.write(file, before[file] + new)
        found |= dict.fromkeys(now.values(), copy.check())
        for file, text in before.items():
            copy.write(file, text)
    return found


@pytest.mark.parametrize("name", MISTAKES)
def test_what_cannot_be_shown_is_told_with_its_place_and_a_way_out(
    told: dict[str, str], name: str
) -> None:
    _, message, hint = MISTAKES[name]
    assert message in told[name]
    assert hint in told[name].partition(message)[2]
    assert " error: " in told[name]

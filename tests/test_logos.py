"""Logos and the emblem go in; where they stand, how large, in which colours and with which words
comes out, and what is told where a funder's rules are not met."""

from __future__ import annotations

import base64
import io
import re
from math import cos, hypot, pi, sin
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from citybook import emblem
from citybook.catalogue import load
from citybook.models.emblem import STATEMENTS, statement
from citybook.models.logo import Logo
from citybook.press.grey import GreyPalette
from citybook.press.inks import Palette
from citybook.problems import ContentError
from citybook.project import Project
from citybook.views.logos import AREA, LogoView, Strip, balance
from tests import pdfs, verapdf
from tests.browser import chromium
from tests.publications import LEAFLET, Publication
from tests.test_svg import FIGMA, ILLUSTRATOR, REAL

BRANDS = """  url: https://harbour-network.example
  logo: {file: harbour.svg, reversed: figma.svg, alt: A harbour}
partners:
  - {name: Figma Town, url: https://figma.example, logo: figma.svg}
  - {name: Round House, logo: round.png}
  - name: Nameless Quay
"""
FUNDED = """  statement: Co-funded by the European Union through its Sea Fund.
  emblem: EU co-funded
"""
WORDS = "Co-funded by the European Union"


def ring(size: int = 400) -> bytes:
    """A red ring with nothing around it."""
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, size - 1, size - 1), outline=(200, 30, 60), width=80)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def brand(publication: Publication) -> Publication:
    """Give a small publication logos and an emblem."""
    publication.write("logos/harbour.svg", ILLUSTRATOR)
    publication.write("logos/figma.svg", FIGMA)
    publication.write("logos/round.png", ring())
    publication.replace("publication.yaml", "  url: https://harbour-network.example\n", BRANDS)
    publication.replace("publication.yaml", "  statement: Funded by the Sea Fund.\n", FUNDED)
    publication.replace(
        "editions/book.yaml",
        "publisher: publication",
        "publisher: publication, partners: publication",
    )
    leaflet = LEAFLET.replace("[lines]", "[lines, funder]")
    publication.write(
        "editions/leaflet.yaml", leaflet.replace("imprint: {", "imprint: {partners: publication, ")
    )
    return publication


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    publication = Publication.copy_of(warm.folder, tmp_path_factory.mktemp("branded"), warm)
    brand(publication)
    publication.replace("publication.yaml", "reversed:", "one_ink: figma.svg, reversed:")
    parts = re.compile(r"(?<=parts:\n).*(?=^imprint)", re.DOTALL | re.MULTILINE)
    book = parts.sub("  [cover, imprint, back-cover]\n", publication.read("editions/book.yaml"))
    publication.write("editions/book.yaml", book)
    ink = book.replace("imprint: {", "imprint: {logos: in one ink, ")
    publication.write("editions/ink.yaml", ink)
    tasks = ("html", "sheets:alba", "editions:book", "editions:leaflet", "pages")
    publication.doit(*tasks).succeeds()
    return publication


# The emblem


def corners(path: str) -> list[list[tuple[float, float]]]:
    """The corners of each star of a path."""
    stars = [re.findall(r"([\d.-]+) ([\d.-]+)", star) for star in path.split("z") if star]
    return [[(float(x), float(y)) for x, y in star] for star in stars]


def test_twelve_upright_stars_stand_like_the_hours_of_a_clock() -> None:
    high = emblem.HIGH
    assert emblem.WIDE / high == 1.5
    stars = corners(emblem.stars())
    assert len(stars) == 12
    for hour, star in enumerate(stars):
        outer = star[::2]
        x, y = (sum(side) / 5 for side in zip(*outer, strict=True))
        angle = hour * pi / 6
        expected = (high * 0.75 + high / 3 * sin(angle), high / 2 - high / 3 * cos(angle))
        assert (x, y) == pytest.approx(expected, abs=0.001)
        assert all(hypot(a - x, b - y) == pytest.approx(high / 18, abs=0.001) for a, b in outer)
        assert min(outer, key=lambda one: one[1]) == pytest.approx((x, y - high / 18), abs=0.001)
        # A regular star: its edges lie in one line with each other.
        assert star[1][1] == pytest.approx(star[9][1]) == pytest.approx(outer[1][1], abs=0.001)


@pytest.mark.parametrize("form", ["colour", "black", "reversed"])
def test_each_form_has_the_colours_of_the_specification(form: Any) -> None:
    text, _ = emblem.draw_emblem(WORDS, form)
    field = {"colour": "#003399", "black": "#ffffff", "reversed": "#003399"}[form]
    stars = {"colour": "#ffcc00", "black": "#000000", "reversed": "#ffcc00"}[form]
    words = {"colour": "#003399", "black": "#000000", "reversed": "#ffffff"}[form]
    assert re.findall(r'<rect [^>]*fill="(#\w+)"', text) == [field]
    assert f'fill="{stars}"' in text
    assert f'<g fill="{words}">' in text
    assert ("V97.2H0" in text) == (form == "reversed"), "a white border of a 25th, all around"
    assert "<text" not in text


def test_words_stand_in_two_lines_in_letters_that_the_funder_allows() -> None:
    from fontTools.ttLib import TTFont

    letters = TTFont(emblem.GARAMOND.source(emblem.GARAMOND.regular), lazy=True).getBestCmap()
    for said in STATEMENTS.values():
        for language, words in said.items():
            assert set(map(ord, words)) - {10} <= set(letters), language
            lines = emblem.divide(words)
            assert len(lines) == 2
            assert " ".join(lines) == " ".join(words.split())
    assert emblem.divide(STATEMENTS["EU co-funded"]["en"]) == ("Co-funded by", "the European Union")
    assert emblem.divide(STATEMENTS["EU co-funded"]["de"])[1] == "Europäischen Union"


def test_a_language_without_statement_gets_the_english_one() -> None:
    assert statement("EU co-funded", "hr") == ("Sufinancira Europska unija", "hr")
    assert statement("EU co-funded", "ga")[1] == "en"


def test_greys_and_inks_of_the_emblem_are_its_own_and_of_nothing_else() -> None:
    marked = emblem.MARKED
    grey = GreyPalette.choose(["#003399"]).grey
    assert [grey(marked[part]) for part in ("field", "outline", "words", "stars")] == [1, 0, 0, 0]
    assert 0 < grey((0.0, 0.2, 0.6)) < 1
    palette = Palette({}, None, 300)  # type: ignore[arg-type]
    assert palette.ink(*marked["field"]) == palette.ink(*marked["words"]) == (1, 0.8, 0, 0)
    assert palette.ink(*marked["stars"]) == (0, 0, 1, 0)
    shown = {tuple(round(share * 255) for share in shares) for shares in marked.values()}
    assert shown == {(0, 51, 153), (255, 204, 0)}


# Sizes


@pytest.mark.parametrize("ratio", [0.3, 0.8, 1, 1.5, 2, 4, 8, 15])
def test_logos_are_balanced_and_none_is_larger_than_the_flag(ratio: float) -> None:
    height, width = balance(ratio)
    assert width / height == pytest.approx(ratio, rel=0.01)
    assert height <= 1
    assert width * height <= 1.5
    if 1.2 <= ratio <= 10:
        assert width * height == pytest.approx(AREA, rel=0.01)


def test_many_logos_are_made_smaller_together_beside_the_emblem() -> None:
    body = LogoView("A", "a.svg", height=0.8, width=1.6)
    strip = Strip((body,) * 6, LogoView(WORDS, "e.svg", width=4.6))
    assert strip.fit_into(40).bodies[0].height == 0.8
    smaller = strip.fit_into(12)
    assert {one.height for one in smaller.bodies} == {smaller.bodies[0].height}
    assert 0.48 <= smaller.bodies[0].height < 0.8
    assert smaller.funder == strip.funder
    assert not Strip((LogoView("A name alone"),))


def test_a_logo_may_be_named_by_its_file_alone() -> None:
    assert Logo.model_validate("harbour.svg") == Logo(file="harbour.svg")


# Their look


@pytest.mark.parametrize("name", ["Illustrator", "Inkscape", "Figma", "a symbol used"])
def test_what_is_written_anew_looks_as_it_did(name: str) -> None:
    from citybook.content.svg import redraw

    given = REAL[name][0]
    assert isinstance(given, str)
    shots = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 400, "height": 200})
        for text in (given, redraw(given.encode()).text):
            data = base64.b64encode(text.encode()).decode()
            page.set_content(
                f'<img style="width: 380px; height: 180px" src="data:image/svg+xml;base64,{data}">'
            )
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    assert min(ImageStat.Stat(shots[0]).extrema)[0] < 200, "something is drawn"
    assert max(ImageStat.Stat(ImageChops.difference(*shots)).mean) < 0.05


# Where they stand


def flag(path: Path, number: int) -> tuple[float, float, Image.Image]:
    """Width and height in mm of what is Reflex Blue on the left of a page's emblem, and its
    pixels."""
    dots = 300
    page = pypdfium2.PdfDocument(path)[number]
    picture = page.render(scale=dots / 72).to_pil().convert("RGB")
    blue = Image.new("RGB", picture.size, (0, 51, 153))
    near = ImageChops.difference(picture, blue).convert("L").point([255] * 3 + [0] * 253)
    left, top, _, _ = near.getbbox() or (0, 0, 0, 0)
    columns = [near.getpixel((x, top)) for x in range(left, picture.width)]
    rows = [near.getpixel((left, y)) for y in range(top, picture.height)]
    width, height = columns.index(0), rows.index(0)
    mm = 25.4 / dots
    return width * mm, height * mm, picture.crop((left, top, left + width, top + height))


@pytest.mark.parametrize(("name", "high"), [("book", 10.5), ("sheets/alba", 11)])
def test_the_emblem_on_paper_is_upright_whole_and_large_enough(
    branded: Publication, name: str, high: float
) -> None:
    path = branded.pdf / f"{name}.pdf"
    wide, height, picture = flag(path, len(pypdfium2.PdfDocument(path)) - 1)
    assert height == pytest.approx(high, abs=0.15)
    assert height >= 10, "the Commission's least"
    assert wide / height == pytest.approx(1.5, abs=0.02)
    middle = picture.width / 2, picture.height / 2
    for hour in range(12):
        x = middle[0] + picture.height / 3 * sin(hour * pi / 6)
        y = middle[1] - picture.height / 3 * cos(hour * pi / 6)
        assert picture.getpixel((round(x), round(y))) == (255, 204, 0)
    assert picture.getpixel((round(middle[0]), round(middle[1]))) == (0, 51, 153)


def test_logos_on_paper_are_vectors_with_words_for_who_cannot_see_them(
    branded: Publication,
) -> None:
    for name, pixels in (("book", 1), ("leaflet", 1), ("sheets/alba", 1)):
        path = branded.pdf / f"{name}.pdf"
        with pikepdf.open(path) as pdf:
            pictures = [
                item
                for item in pdf.objects
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
            ]
            square = [item for item in pictures if item.Width == item.Height]
        assert len(square) == pixels, "the ring alone has pixels"
        assert {"A harbour", "Figma Town", "Round House", WORDS} <= set(pdfs.alternatives(path))
        assert "Nameless Quay" in pdfs.text(path)


def test_documents_with_logos_are_accessible_and_archival(branded: Publication) -> None:
    files = [branded.pdf / f"{name}.pdf" for name in ("book", "leaflet")]
    assert not any(verapdf.failures(files, "ua1", "3a").values())


def test_the_dark_panel_shows_what_is_drawn_for_dark_grounds(branded: Publication) -> None:
    html = (branded.build / "html/editions/leaflet/leaflet.html").read_text(encoding="utf-8")
    flap = html[html.index("panel-flap") : html.index("panel-back")]
    assert "emblem-reversed-" in flap
    assert "images/harbour-" not in flap
    assert flap.count("logo-plate") == 2, "those that have no drawing for dark grounds"
    assert "emblem-colour-" in html[html.index("panel-middle") :]


def test_the_sites_foot_has_the_logos_in_their_order_linked_and_with_sizes(
    branded: Publication,
) -> None:
    html = (branded.site / "about/index.html").read_text(encoding="utf-8")
    foot = html[html.index("site-foot") :]
    assert re.findall(r'alt="([^"]*)"', foot) == [WORDS, "A harbour", "Figma Town", "Round House"]
    assert re.findall(r'class="logo" href="([^"]*)"', foot) == [
        "https://harbour-network.example",
        "https://figma.example",
    ]
    for src in re.findall(r'src="\.\./(assets/[^"]*)" alt', foot):
        data = (branded.site / src).read_bytes()
        assert src.endswith(".png") or (data.startswith(b"<svg") and b"color(" not in data)
    assert len(re.findall(r"width: [\d.]+em; height: [\d.]+em", foot)) == 4


# What is told

MISTAKES = {
    "a logo that is not there": (
        "harbour.svg, rev",
        "harbor.svg, rev",
        "content/publication.yaml:10:16: error: publisher.logo: no logo 'harbor.svg' in content/logos/"
        " (did you mean 'harbour.svg'?)",
    ),
    "a partner's logo that is not there": (
        "logo: figma.svg",
        "logo: fogma.svg",
        "content/publication.yaml:12:58: error: partners.1.logo: no logo 'fogma.svg'",
    ),
    "an unknown emblem": (
        "emblem: EU co-funded",
        "emblem: EU",
        "content/publication.yaml:18:11: error: funder.emblem: expected one of EU co-funded, EU funded",
    ),
    "no emblem of who pays": (
        "  emblem: EU co-funded\n",
        "",
        "content/publication.yaml:17:14: warning: funder: it names the European Union, whose emblem",
    ),
    "a second mark of who pays": (
        "emblem: EU co-funded\n",
        "emblem: EU co-funded\n  logo: figma.svg\n",
        "content/publication.yaml:19:9: warning: funder.logo: no mark but the emblem may stand",
    ),
    "a language without statement": (
        "language: en",
        "language: ga",
        "content/publication.yaml:18:11: warning: funder.emblem: its statement is not known in 'ga'",
    ),
}


def told(publication: Publication) -> list[str]:
    """The first lines of all that `doit check` tells."""
    try:
        problems = load(Project(publication.folder))[1]
    except ContentError as error:
        problems = error.problems
    return [problem.head() for problem in problems]


def test_each_mistake_is_told_at_its_place(small: Publication) -> None:
    brand(small)
    whole = small.read("publication.yaml")
    for name, (old, new, expected) in MISTAKES.items():
        small.replace("publication.yaml", old, new)
        assert any(one.startswith(expected) for one in told(small)), (name, told(small))
        small.write("publication.yaml", whole)
    assert [one for one in told(small) if "base_url" not in one] == []


def test_files_and_editions_with_mistakes_are_told(small: Publication) -> None:
    brand(small)
    small.write("logos/figma.svg", FIGMA.replace("<defs>", "<script/>\n<defs>"))
    small.write("logos/round.png", ring(90))
    small.write("logos/notes.eps", "%!PS")
    small.write("practices/logo.svg", FIGMA)
    small.replace("editions/book.yaml", "  - imprint\n", "")
    small.replace("editions/book.yaml", "  - back-cover\n", "")
    small.replace("editions/leaflet.yaml", "[lines, funder]", "[lines]")
    small.replace("editions/leaflet.yaml", "shows: [funder]", "shows: [figures]")
    heads = told(small)
    for expected in (
        "content/logos/figma.svg:11:1: error: this logo cannot be used: it has a script",
        "content/logos/notes.eps: error: this logo cannot be used: its name has .eps",
        "content/practices/logo.svg: error: this is a picture, and is not read here",
        "content/publication.yaml:13:31: warning: partners.2.logo: 'round.png' is 90 × 90 pixels",
        "content/editions/book.yaml:12:66: warning: imprint.funder: no part shows the emblem",
        "content/editions/leaflet.yaml:11:66: warning: imprint.funder: no panel shows the emblem",
    ):
        assert any(one.startswith(expected) for one in heads), (expected, heads)


def test_an_edition_in_one_ink_shows_everything_in_black(branded: Publication) -> None:
    folder = branded.build / "html/editions/ink"
    back = next(folder.glob("*back-cover.html")).read_text(encoding="utf-8")
    assert "emblem-black-" in back
    assert "images/harbour-" not in back


def test_the_same_file_is_read_once_and_written_the_same(small: Publication) -> None:
    brand(small)
    first = load(Project(small.folder), keep=True)[0].logos
    again = load(Project(small.folder), keep=True)[0].logos
    assert first == again
    assert all(logo.name and not logo.fault for logo in first.values())
    corner = Image.open(io.BytesIO(first["round.png"].data)).convert("RGB").getpixel((0, 0))
    assert corner == (255, 255, 255), "what is transparent is white"

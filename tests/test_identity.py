"""A publication with an identity of its own: nothing of ours is left on site and paper, and what
cannot be used is told with its place and a way out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
from PIL import Image

from citybook.catalogue import load
from citybook.colours import contrast
from citybook.content.typefaces import safe_family
from citybook.font_cutting import cut
from citybook.models.identity import DEFAULTS, Colours
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.typeface import SECOND
from citybook.views import addresses
from tests import pdfs, verapdf
from tests.publications import GOOD, LEAFLET, ROOT, Publication, made_once

# What is ours: the colours of the default look, and those of CONNECTION's lines.
OURS = {*DEFAULTS.values(), "#f1f1f2"} | {
    line["colour"]
    for line in yaml.safe_load((ROOT / "content/communities.yaml").read_text()).values()
}
LOOK = """logo: towns.svg
colours:
  brand: {screen: "#7a1f5c", ink: [30, 100, 20, 20]}
  ground: "#f3eef6"
typeface:
  name: Harbour 2
  regular: Harbour.ttf
  bold: Harbour-Bold.ttf
  italic: Harbour-Italic.ttf
  licence: SIL Open Font License 1.1
  licence_file: OFL.txt
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
    '<path d="M0 0H90V30H0Z" fill="#7a1f5c"/></svg>'
)
MAP = """kind: booklet
title: Towns on the map
subtitle: Where they are
trim: A5
colour: "#0b5a4c"
cover: {art: map}
parts: [cover, {cards: all}, network, imprint, back-cover]
"""
THEME = '\n  colour: "#6b3fa0"\n  ink: [70, 85, 0, 10]\n'
PHOTO = "cover: {picture: {file: quay.png, alt: A ship at a quay}}\n"
# The letters of an alphabet, and what our layouts say.
LETTERS = "".join(map(chr, range(32, 127))) + "–—‐•’“”…·×\u00a0©"


def font(weight: int = 400, *, italic: bool = False) -> bytes:
    """A static font: the second typeface, cut down."""
    source = SECOND.source(SECOND.italic if italic else SECOND.regular)
    return cut(source.read_bytes(), weight, LETTERS)


def rights(bits: int) -> bytes:
    """A font whose maker reserves rights."""
    made, out = TTFont(io.BytesIO(font())), io.BytesIO()
    made["OS/2"].fsType = bits
    made.save(out)
    return out.getvalue()


def postscript() -> bytes:
    """A font with PostScript's outlines, under the name of one with TrueType's."""
    made, out = FontBuilder(1000, isTTF=False), io.BytesIO()
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupCFF("Test", {}, {".notdef": T2CharString()}, {})
    made.setupHorizontalMetrics({".notdef": (500, 0)})
    made.setupHorizontalHeader()
    made.setupOS2()
    made.setupPost()
    made.save(out)
    return out.getvalue()


def add_fonts(publication: Publication) -> None:
    publication.write("fonts/Harbour.ttf", font())
    publication.write("fonts/Harbour-Bold.ttf", font(700))
    publication.write("fonts/Harbour-Italic.ttf", font(italic=True))
    publication.write("fonts/OFL.txt", "Copyright of the harbour\n")


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with an identity of its own, built. Tests must not change it."""

    def make(folder: Path) -> None:
        found = Publication.copy_of(GOOD, folder, warm).hasten()
        found.write("publication.yaml", found.read("publication.yaml") + LOOK)
        found.write("logos/towns.svg", LOGO)
        add_fonts(found)
        found.replace("communities.yaml", "#26418f", "#0b5a4c")
        found.replace("communities.yaml", "#9c2a6b", "#8a4b00")
        found.write("editions/fold.yaml", LEAFLET + 'colour: "#0b5a4c"\n' + PHOTO)
        found.write("editions/map.yaml", MAP)
        pictured = MAP.replace("cover: {art: map}\n", PHOTO)
        found.write("editions/pictured.yaml", pictured.replace("A5", "A4"))
        found.write("themes.yaml", found.read("themes.yaml") + THEME)
        editions = [f"editions:{name}" for name in ("fold", "harbour-reader", "map")]
        found.doit("sheets:alba", *editions, "press:map", "icons", "licences", "pages").succeeds()

    folder = made_once(tmp_path_factory, "other", lambda folder: make(folder / "citybook"))
    return Publication(folder / "citybook")


def test_no_colour_of_ours_is_left_where_a_publication_has_its_own(other: Publication) -> None:
    for path in [*other.site.rglob("*"), *(other.build / "html").rglob("*.html")]:
        if path.suffix in (".html", ".css", ".svg", ".js"):
            text = path.read_text(encoding="utf-8").lower()
            # A property that is given again below counts as what it is at last.
            given = re.findall(r"--([\w-]+): #", text)
            for name in {name for name in given if given.count(name) > 1}:
                text = re.sub(rf"--{name}: #\w+", "", text, count=1)
            assert {one for one in OURS if one in text} == set(), path
    for path in [*other.pdf.rglob("*.pdf"), *(other.build / "press").glob("*-office*.pdf")]:
        assert pdfs.colours(path).isdisjoint(OURS), path
    style = next((other.site / "assets").glob("site.*.css")).read_text()
    assert "--brand: #7a1f5c" in style
    assert "#7a1f5c" in pdfs.colours(other.pdf / "sheets/alba.pdf")


def test_its_typeface_sets_site_and_paper_and_its_licence_goes_with_it(other: Publication) -> None:
    style = next((other.site / "assets").glob("site.*.css")).read_text()
    assert '--typeface: "Harbour 2 Type", "Source Sans"' in style
    assert "Sofia" not in style
    for path in other.pdf.rglob("*.pdf"):
        names = set(pdfs.fonts(path))
        assert "Harbour-2-Type" in names, path
        assert not any(name.startswith("Sofia") for name in names), path
    listed = (other.build / "licences.txt").read_text()
    assert "Harbour 2 Type, the font\n    SIL Open Font License 1.1\n" in listed
    assert "Copyright of the harbour" in (other.site / addresses.LICENCES).read_text()


def test_its_pdfs_are_accessible_and_archival(other: Publication) -> None:
    paths = [other.pdf / "map.pdf", other.pdf / "fold.pdf", other.pdf / "sheets/alba.pdf"]
    assert verapdf.failures(paths, "ua1", "3a") == {str(path): [] for path in paths}


def test_its_logo_stands_in_the_head_of_each_page_with_its_name_in_words(
    other: Publication,
) -> None:
    for page in other.site.rglob("index.html"):
        [title] = re.findall(r'<a class="site-title".*?</a>', page.read_text(), re.DOTALL)
        assert re.search(r'src="[./]*assets/logo\.\w+\.svg" alt="Harbour Towns"', title), page


def test_an_icon_and_a_picture_for_links_are_drawn_the_same_each_time(other: Publication) -> None:
    home = (other.site / "index.html").read_text()
    [address] = re.findall(r'property="og:image" content="https://[^/]+/book/([^"]+)"', home)
    with Image.open(other.site / address) as picture:
        assert picture.size == (1200, 630)
        assert (0x7A, 0x1F, 0x5C) in {colour for _, colour in picture.getcolors(1 << 20) or ()}
    [touch] = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', home)
    with Image.open(other.site / touch) as picture:
        assert picture.size == (180, 180)
    from citybook.publish.icons import make_icons

    project = Project(other.folder)
    for name, data in make_icons(project, load(project, keep=False)[0]).items():
        assert data == (other.build / "icons" / name).read_bytes(), name


def test_an_edition_has_a_colour_of_its_own_and_a_map_of_its_places(other: Publication) -> None:
    cover = (other.build / "html/editions/map/001-cover.html").read_text()
    assert "--brand: #0b5a4c" in cover
    assert 'class="cover on-colour"' in cover
    assert "map-art" in cover
    assert "--ground: #f3eef6" in cover
    book = (other.build / "html/editions/book/001-cover.html").read_text()
    assert "--brand: #7a1f5c" in book
    assert "stations-art" in book
    assert "on-colour" not in book


def test_a_cover_has_a_picture_and_says_whose_it_is(other: Publication, small: Publication) -> None:
    html = (other.build / "html/editions/fold/leaflet.html").read_text()
    assert re.search(r'class="cover-picture".*?<img src="images/quay-\w+-\d+-paper', html)
    assert re.search(r'class="leaflet-credit">[^<]*Drawing by the Citybook', html)
    imprint = next((other.build / "html/editions/pictured").glob("*-imprint.html")).read_text()
    assert "<dt>Cover picture</dt><dd>" in imprint
    pictured = MAP.replace("cover: {art: map}\n", PHOTO).replace("A5", "A4")
    small.write("editions/map.yaml", pictured.replace("imprint, ", ""))
    said = small.check()
    assert "expected a part that says whose the picture of the cover is" in said


def test_one_colour_is_enough_and_all_else_is_derived_and_can_be_read() -> None:
    for brand in ("#7a1f5c", "#005f9e", "#767676", "#000000", "#a05a00"):
        found = Colours(brand=brand).all
        assert found["brand"] == brand
        assert set(found) == set(DEFAULTS)
        for text in ("ink", "muted"):
            for ground in ("#ffffff", found["ground"]):
                assert contrast(found[text], ground) >= 4.5
    assert Colours().all == DEFAULTS
    assert Colours().css == ""
    assert Colours(ink="#14261b").all["brand"] == "#14261b"


def test_a_shop_prints_colours_in_their_inks_and_text_in_black_alone() -> None:
    given = {"screen": "#7A1F5C", "ink": ["30", "100", "20", "20"]}
    colours = Colours.model_validate({"brand": given})
    assert colours.inks["#7a1f5c"] == (30, 100, 20, 20)
    assert colours.inks[colours.all["ink"]] == (0, 0, 0, 100)
    edition = colours.with_brand("#0b5a4c")
    assert "#7a1f5c" not in edition.inks
    assert {name: edition.all[name] for name in ("ink", "ground")} == {
        name: colours.all[name] for name in ("ink", "ground")
    }


def test_of_a_contributed_font_only_what_is_known_is_left() -> None:
    made, out = TTFont(io.BytesIO(font())), io.BytesIO()
    for name in ("XXXX", "fpgm"):
        made[name] = newTable(name) if name == "XXXX" else made.get(name) or newTable(name)
    made["XXXX"].data = b"payload"
    made["fpgm"].program = Program()
    made["fpgm"].program.fromBytecode(b"\x2d")
    made.save(out)
    found = TTFont(io.BytesIO(cut(out.getvalue(), 400, is_contributed=True)))
    assert {"XXXX", "fpgm", "prep", "cvt "}.isdisjoint(found.keys())
    assert set(found.getBestCmap()) == set(map(ord, LETTERS)) & set(made.getBestCmap())


@pytest.mark.parametrize(
    ("name", "told"),
    [("Bitter", "Bitter"), ("Exo 2", "Exo 2 Type"), ("Roboto Condensed", "Roboto Condensed Type")],
)
def test_a_family_is_never_called_what_pango_takes_for_a_size_or_a_style(
    name: str, told: str
) -> None:
    assert safe_family(name) == told


# Mistakes, and what is told of each: the place in publication.yaml below what the small one has.

FILES = "typeface: {name: Harbour, regular: Harbour.ttf, licence: OFL"
MISTAKES = {
    "link_picture: quay.jpg": (
        "15:15: error: link_picture: no picture 'quay.jpg' in content/images/ "
        "(did you mean 'quay.png'?)"
    ),
    "link_picture: tiny.png": (
        "15:15: error: link_picture: content/images/tiny.png cannot be used: it has 100 × 60 pixels"
    ),
    "link_picture: words.jpg": "link_picture: content/images/words.jpg cannot be used: it is no ",
    'colours: {brand: "#c96"}': "15:18: error: colours.brand: expected a colour as # and six",
    'colours: {brand: "#cc9966"}': (
        "15:18: error: colours.brand: expected a darker colour: white text on #cc9966 has a "
        "contrast of 2.5, and WCAG asks for 4.5, got '#cc9966'; "
        'the nearest that has it is "#'
    ),
    'colours: {brand: {screen: "#cc9966", ink: [0, 0, 0, 0]}}': (
        "15:27: error: colours.brand.screen: expected a darker colour"
    ),
    'colours: {brand: {screen: "#26418f", ink: [0, 0, 0, 120]}}': (
        "15:53: error: colours.brand.ink.4: expected at most 100"
    ),
    'colours: {accent: "#26418f"}': "15:11: error: colours.accent: no field of this name",
    'colours: {ground: "#8080a0"}': (
        "15:19: error: colours.ground: line 2, #9c2a6b, has a contrast of 1.9 on #8080a0, and "
        'WCAG asks for 4.5; the nearest that has it is "#'
    ),
    "typeface: Arial": "15:11: error: typeface: expected the name of a font package",
    "typeface: fontpkg-no-such": (
        "15:11: error: typeface: the package fontpkg-no-such is not installed; "
        "install it: pip install fontpkg-no-such"
    ),
    FILES + "}": (
        "15:36: error: typeface.regular: no `bold`, and the regular has one weight only; "
        "add 'bold: …'"
    ),
    FILES + ", bold: Harbour-Blod.ttf}": (
        "15:69: error: typeface.bold: no file 'Harbour-Blod.ttf' in content/fonts/ "
        "(did you mean 'Harbour-Bold.ttf'?)"
    ),
    FILES + ", bold: Locked.ttf}": (
        "error: typeface.bold: Locked.ttf cannot be used: its maker lets nobody put it into "
        "documents; ask who made it"
    ),
    FILES + ", bold: Whole.ttf}": "its maker lets nobody put parts of it into documents",
    FILES + ", bold: Bitmap.ttf}": "its maker lets only pictures of its letters into documents",
    FILES + ", bold: Cut.ttf}": "error: typeface.bold: Cut.ttf cannot be used: it is damaged",
    FILES + ", bold: Words.ttf}": "error: typeface.bold: Words.ttf cannot be used: it is damaged",
    FILES + ", bold: Outlines.ttf}": "its letters are drawn as PostScript has them (CFF)",
    FILES + ", bold: Harbour.otf}": "expected the name of a TrueType file in content/fonts/",
    FILES + ", bold: ../Harbour.ttf}": "expected the name of a TrueType file in content/fonts/",
    FILES + ", bold: Harbour-Bold.ttf}": "15:11: warning: typeface: it has no italics",
    "typeface: {name: Harbour, regular: Harbour.ttf, bold: Harbour-Bold.ttf}": (
        "error: typeface.licence: required, but missing"
    ),
}


@pytest.fixture
def told(small: Publication) -> Callable[[str], str]:
    """What is told of a publication with these lines more."""
    add_fonts(small)
    damaged = {
        "Locked": rights(2),
        "Whole": rights(0x100),
        "Bitmap": rights(0x200),
        "Cut": font()[:2000],
        "Words": b"no font at all",
        "Outlines": postscript(),
    }
    for name, data in damaged.items():
        small.write(f"fonts/{name}.ttf", data)
    tiny = io.BytesIO()
    Image.new("RGB", (100, 60)).save(tiny, "PNG")
    small.write("images/tiny.png", tiny.getvalue())
    small.write("images/words.jpg", "no picture")
    before = small.read("publication.yaml")

    def read(lines: str) -> str:
        small.write("publication.yaml", f"{before}{lines}\n")
        try:
            problems = load(Project(small.folder))[1]
        except ContentError as error:
            problems = error.problems
        return "\n".join(map(_line, problems))

    return read


def _line(one: Problem) -> str:
    return f"{one.file}:{one.line}:{one.column}: {one.severity}: {one.message}; {one.hint}"


def test_each_mistake_is_told_at_its_place_with_a_way_out(told: Callable[[str], str]) -> None:
    for lines, wanted in MISTAKES.items():
        said = told(lines)
        assert wanted in said, (lines, said)
        assert said.count(": error: ") == (0 if "warning" in wanted else 1), said


def test_a_theme_without_a_line_gives_its_colour_to_what_is_about_it(other: Publication) -> None:
    colours = {
        name: "--line: #6b3fa0" in (other.site / name / "index.html").read_text()
        for name in ("profiles/dole", "practices/welders-school", "practices/night-ferry")
    }
    assert colours == {
        "profiles/dole": True,  # on no line, and first about learning
        "practices/welders-school": False,  # on a line of its own
        "practices/night-ferry": False,  # about work, whose line it takes
    }

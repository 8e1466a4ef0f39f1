"""Other people's publications, each folder of examples/, are built; one of them with Citybook
installed from its wheel, in an environment of its own."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import browser, pdfs, verapdf
from tests.kinds import fewest_pages
from tests.publications import HASTE, ROOT, Publication, made_once

EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir())
# The themes of the libraries' book.
SHELVES = ("For the hands", "For the table", "For a quiet hour")
# What is made of each: what the tests look at, as the other outputs of a publication take long.
TASKS = {
    "rivers": ("sheets:mill-end", "editions", "pages"),
    "harbour": ("sheets", "editions", "data", "pages"),
    "libraries": ("editions", "data", "pages"),
}
IGNORED = shutil.ignore_patterns("build", "__pycache__")


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with layouts and styles of its own, built by the `doit` of a fresh environment
    that holds the wheel and its dependencies alone."""
    return made_once(tmp_path_factory, "rivers", build) / "rivers"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> dict[str, Publication]:
    """The examples that hold content only, built."""

    def make(name: str, folder: Path) -> None:
        source, made = ROOT / "examples" / name, folder / "citybook"
        Publication.copy_of(source, made, warm).hasten().doit(*TASKS[name]).succeeds()

    names = [name for name in EXAMPLES if name != "rivers"]
    made = {
        name: made_once(tmp_path_factory, f"example-{name}", partial(make, name)) for name in names
    }
    return {name: Publication(folder / "citybook") for name, folder in made.items()}


@pytest.fixture(scope="module")
def harbour(others: dict[str, Publication]) -> Path:
    return others["harbour"].folder


def build(folder: Path) -> None:
    wheel = ["build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT)]
    subprocess.run([sys.executable, "-m", *wheel], check=True, capture_output=True)
    venv.create(folder / "venv")
    # The pip of the tests installs.
    pip = [sys.executable, "-m", "pip", "--python", folder / "venv/bin/python"]
    made = (folder / "dist").glob("*.whl")
    subprocess.run([*pip, "install", "--quiet", "--no-deps", *made], check=True)
    [packages] = (folder / "venv").glob("lib/python*/site-packages")
    [citybook] = metadata.distributions(name="citybook", path=[str(packages)])
    for name in needed(citybook.requires or []):
        copy(metadata.distribution(name), packages)
    checked = subprocess.run([*pip, "check"], text=True, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    shutil.copytree(ROOT / "examples/rivers", folder / "rivers", ignore=IGNORED)
    with open(folder / "rivers/dodo.py", "a") as dodo:
        dodo.write(HASTE)
    done = doit(folder / "rivers", *TASKS["rivers"])
    assert done.returncode == 0, done.stdout + done.stderr


def needed(requirements: Iterable[str], extras: Iterable[str] = ("",)) -> set[str]:
    """The names of the distributions that these requirements, with these extras, ask for, and of
    those that they need in turn."""
    found = set()
    for asked in map(Requirement, requirements):
        if not asked.marker or any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            inward = metadata.requires(asked.name) or ()
            found |= {canonicalize_name(asked.name)} | needed(inward, ("", *asked.extras))
    return found


def copy(distribution: metadata.Distribution, packages: Path) -> None:
    """Put what is installed here into another environment's packages as well, with what Python
    compiled of it, so that no registry is asked for it again."""
    folders = set[Path]()
    for file in distribution.files or ():
        if ".." in file.parts:
            continue
        there = packages / file
        if there.parent not in folders:
            there.parent.mkdir(parents=True, exist_ok=True)
            folders.add(there.parent)
        try:
            os.link(str(distribution.locate_file(file)), there)
        except OSError:  # on another disk
            shutil.copy2(str(distribution.locate_file(file)), there)


def doit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `doit` of that environment says in its example."""
    command = [folder.parent / "venv/bin/python", "-m", "doit", *arguments]
    return subprocess.run(command, cwd=folder, text=True, capture_output=True, check=False)


def page(folder: Path, address: str) -> str:
    return (folder / "build/site" / address / "index.html").read_text(encoding="utf-8")


def seen(folder: Path, address: str) -> str:
    """The words of a page, those that are read aloud or stand in its head too."""
    text = page(folder, address)
    spoken = re.findall(
        r' (?:alt|aria-label|content|data-none|data-many)="(?!https:)([^"]*)"', text
    )
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(" ".join([words, *spoken])).split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_dodo_has_three_lines(name: str) -> None:
    assert len((ROOT / "examples" / name / "dodo.py").read_text().splitlines()) == 3


def test_its_dodo_works_where_citybook_is_installed_editable(tmp_path: Path) -> None:
    installed = metadata.distribution("citybook").read_text("direct_url.json") or ""
    assert json.loads(installed)["dir_info"]["editable"], "`make test` installs it so"
    folder = tmp_path / "rivers"
    shutil.copytree(ROOT / "examples/rivers", folder, ignore=shutil.ignore_patterns("build"))
    done = subprocess.run(
        [sys.executable, "-m", "doit", "list", "--all"], cwd=folder, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sheets:mill-end" in done.stdout


def test_all_examples_are_built() -> None:
    assert sorted(TASKS) == EXAMPLES


def test_its_wheel_holds_all_that_citybook_reads(rivers: Path) -> None:
    [wheel] = (rivers.parent / "dist").glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    names = {
        f"citybook/{path.relative_to(folder.parent if is_beside else folder).as_posix()}"
        for folder, is_beside in (
            (ROOT / "src/citybook", False),
            *((ROOT / name, True) for name in ("layouts", "styles", "locale")),
        )
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(names) > 500
    assert names - held == set()


def test_each_module_of_the_wheel_finds_what_it_imports(rivers: Path) -> None:
    code = (
        "import citybook, importlib, pkgutil; "
        "[importlib.import_module(one.name) for one in "
        "pkgutil.walk_packages(citybook.__path__, 'citybook.') if one.name != 'citybook.dodo']"
    )
    command = [rivers.parent / "venv/bin/python", "-c", code]
    done = subprocess.run(command, cwd=rivers, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_its_wheel_finds_the_catalogues_of_languages(rivers: Path) -> None:
    code = "from citybook.project import *; print(Project(Path()).find('locale', 'README.md'))"
    python = rivers.parent / "venv/bin/python"
    found = subprocess.check_output([python, "-c", code], cwd=rivers, text=True).strip()
    assert found.endswith("site-packages/citybook/locale/README.md")


def test_it_has_a_site_sheets_and_a_booklet(rivers: Path) -> None:
    for name in (
        "site/index.html",
        "site/cities/mill-end/index.html",
        "pdf/sheets/mill-end.pdf",
        "pdf/river-book.pdf",
    ):
        assert (rivers / "build" / name).stat().st_size > 1000


def test_its_component_replaces_ours_on_site_and_paper(rivers: Path) -> None:
    for name in (
        "site/cities/mill-end/index.html",
        "html/sheets/mill-end.html",
        "html/editions/river-book/006-city-mill-end.html",
    ):
        assert '<ol class="icon-list numbered">' in (rivers / "build" / name).read_text(
            encoding="utf-8"
        )


def test_its_colours_replace_ours(rivers: Path) -> None:
    [style] = (rivers / "build/site/assets").glob("site.*.css")
    assert "#14261b" in style.read_text()
    assert "#1f6b3a" in (rivers / "build/html/sheets/mill-end.html").read_text()


def test_an_amount_with_decimals_keeps_them(rivers: Path) -> None:
    assert "€8,500.50" in (rivers / "build/site/cities/mill-end/index.html").read_text(
        encoding="utf-8"
    )


def test_short_journeys_take_a_spread_each_and_leave_no_page_empty(rivers: Path) -> None:
    path = rivers / "build/pdf/river-book.pdf"
    texts = [page.text for page in pdfs.pages(path)]
    assert len(texts) == 10
    assert all(len(text) > 20 for text in texts)
    for opener, name in ((6, "Upper Weir"), (8, "Mill End")):
        assert f"{name} How can a town be ready" in " ".join(texts[opener - 1].split())
        assert "Strengths" in texts[opener], "the second page goes on with it"
    assert pdfs.sizes(path) == {(148, 210)}


# A network of its own words and kinds: examples/harbour.

HARBOUR = ROOT / "examples/harbour"
HARBOUR_PDFS = (
    "clean-air",
    "sheets/grey-haven",
    "sheets/long-quay",
    "sheets/saltmouth",
    "sheets/st-elmo-lantern-bay",
)
# What Citybook calls things that are called otherwise there.
OURS = re.compile(
    r"\b(?:journeys?|city|city cards?|communit\w+|practices?|profiles?|stations?|lines?)\b", re.I
)


def test_it_holds_content_only() -> None:
    files = [path.relative_to(HARBOUR) for path in HARBOUR.rglob("*") if path.is_file()]
    kept = [path for path in files if path.parts[0] not in ("build", "__pycache__")]
    assert {path.suffix for path in kept} == {".md", ".yaml", ".py", ".jpg", ".svg"}
    assert [str(path) for path in kept if path.suffix == ".py"] == ["dodo.py"]
    assert {path.parts[0] for path in kept} == {"content", "dodo.py"}


def test_check_finds_nothing_but_the_reserved_address(
    rivers: Path, others: dict[str, Publication]
) -> None:
    done = doit(rivers, "check")
    assert done.returncode == 0
    said = [done.stdout, *(one.check() for one in others.values())]
    assert len(said) == len(EXAMPLES)
    for one in said:
        assert re.findall(r"(?:warning|error): (\w+)", one) == ["base_url"]


@pytest.mark.parametrize("port", ["grey-haven", "long-quay", "saltmouth", "st-elmo-lantern-bay"])
def test_a_port_has_the_sections_that_its_network_declares(harbour: Path, port: str) -> None:
    text = page(harbour, f"ports/{port}")
    stops = re.findall(r'<section class="stop[^>]*id="([a-z-]+)"[^>]*>\s*<h2[^>]*>(.*?)</h2>', text)
    assert stops == [
        ("challenge", "Challenge"),
        ("action", "What we did"),
        ("results", "Results"),
        ("next", "Next"),
    ]
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    assert headings[4] == "Contact"
    assert "Costs" in headings
    assert re.search(r"<dt>Cargo a year</dt><dd>[\d.]+\N{NO-BREAK SPACE}million tonnes</dd>", text)
    assert "Grant" not in text


def test_the_office_of_a_port_is_told_on_page_sheet_and_booklet(harbour: Path) -> None:
    assert "Air desk, Port of Grey Haven" in seen(harbour, "ports/grey-haven")
    for name in ("sheets/grey-haven", "clean-air"):
        aloud = pdfs.read_aloud(harbour / f"build/pdf/{name}.pdf")
        assert "Airdesk,PortofGreyHaven" in "".join(aloud.split())


def test_its_pages_have_its_own_words_alone(harbour: Path) -> None:
    site = harbour / "build/site"
    addresses = [str(path.parent.relative_to(site)) for path in site.rglob("index.html")]
    assert len(addresses) > 25
    found = {address: OURS.findall(seen(harbour, address)) for address in addresses}
    # The names of columns are those of fields, in any publication.
    found["about/data"].remove("communities")
    assert {address: words for address, words in found.items() if words} == {}
    assert "Port sheets" in seen(harbour, "downloads")
    assert "2 working groups" in seen(harbour, "")


@pytest.mark.parametrize("name", HARBOUR_PDFS)
def test_its_paper_has_its_own_words_alone(harbour: Path, name: str) -> None:
    path = harbour / f"build/pdf/{name}.pdf"
    said = pdfs.text(path) + " ".join(pdfs.alternatives(path))
    assert "Challenge" in said
    assert OURS.findall(said) == []


def test_its_sheets_are_named_by_port(harbour: Path) -> None:
    names = {path.stem for path in (harbour / "build/pdf/sheets").glob("*.pdf")}
    assert names == {name.removeprefix("sheets/") for name in HARBOUR_PDFS[1:]}
    assert "Sheet of Long Quay" in seen(harbour, "ports/long-quay")


def test_readers_choose_among_measures_by_what_they_save(harbour: Path) -> None:
    text = page(harbour, "measures")
    facets = {
        name: re.findall(r'value="([^"]*)"> <span>(.*?)</span> <small data-count>(\d+)<', inside)
        for name, inside in re.findall(r'data-facet="(\w+)"(.*?)</details>', text, re.DOTALL)
    }
    assert list(facets) == ["theme", "saves", "tested", "city"]
    assert [one[1:] for one in facets["saves"]] == [
        ("under 100\N{NO-BREAK SPACE}tonnes of CO₂", "2"),
        ("100 to 1,000\N{NO-BREAK SPACE}tonnes of CO₂", "2"),
        ("1,000\N{NO-BREAK SPACE}tonnes of CO₂ and more", "2"),
    ]
    assert [one[1:] for one in facets["theme"]] == [
        ("Power", "2"),
        ("Traffic", "3"),
        ("Measuring", "2"),
    ]
    assert [one[1:] for one in facets["tested"]] == [("Yes", "3")]
    script = (harbour / "build/site/search/lists/measure.js").read_text(encoding="utf-8")
    listed = json.loads(script[script.index("{") : script.rindex("}") + 1])["facets"]["saves"]
    chosen = [listed["values"][int(number)][0] for number in listed["of"].split(",")]
    assert {value: chosen.count(value) for value, _, _ in facets["saves"]} == {
        value: int(count) for value, _, count in facets["saves"]
    }
    assert re.search(r">\s*Port <small", text)


def test_a_measure_has_its_number_with_unit_on_page_and_paper(harbour: Path) -> None:
    text = seen(harbour, "measures/night-train")
    assert "Saves in a year 1,150.5 tonnes of CO₂ Since 14 September 2020" in text
    assert "Measured by a laboratory Yes" in text
    printed = " ".join(pdfs.text(harbour / "build/pdf/clean-air.pdf").split())
    for amount in ("12", "85", "130", "310", "1,150.5", "2,400"):
        assert f"{amount} tonnes of CO₂" in printed


def test_ports_lead_to_those_that_they_learnt_from(harbour: Path) -> None:
    assert 'href="../../ports/long-quay/index.html">Long Quay</a>' in page(
        harbour, "ports/grey-haven"
    )
    learnt = seen(harbour, "network")
    for lesson in (
        "Grey Haven from Long Quay",
        "Long Quay from St Elmo",
        "Saltmouth from Grey Haven",
    ):
        assert lesson in learnt
    site = harbour / "build/site"
    assert browser.dead_links(site, "https://harbour-cities.example/") == []


def test_parts_of_an_edition_without_titles_are_told_apart(harbour: Path) -> None:
    main, _ = page(harbour, "editions/clean-air").split("</main>")
    headings = re.findall(r"<h2>(.*?)</h2>", main)
    assert headings == ["Ports", "Measures"]


def test_its_lists_have_marks_among_paragraphs_on_a_sheet(harbour: Path) -> None:
    aloud = pdfs.read_aloud(harbour / "build/pdf/sheets/st-elmo-lantern-bay.pdf")
    assert "1.Thedriverssaidwhichhours" in "".join(aloud.split())


def test_its_photographs_stay_small() -> None:
    sizes = [path.stat().st_size for path in (HARBOUR / "content/images").glob("*.jpg")]
    assert len(sizes) == 9
    assert sum(sizes) < 400_000


def test_its_photographs_are_sharp_on_paper(harbour: Path) -> None:
    found = list(resolutions(harbour / "build/pdf/clean-air.pdf"))
    assert len(found) == 9, "the cover, four ports and four figures"
    assert min(found) >= 200
    for name in HARBOUR_PDFS[1:]:
        [port] = resolutions(harbour / f"build/pdf/{name}.pdf")
        assert port >= 200


def resolutions(path: Path) -> Iterator[float]:
    """How many pixels an inch each picture of a PDF has."""
    with pdfium.PdfDocument(path) as document:
        for page in document:
            for picture in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]):
                left, _, right, _ = picture.get_bounds()
                yield picture.get_px_size()[0] / (right - left) * 72


def test_every_picture_has_its_credit_in_the_book_and_on_the_site(harbour: Path) -> None:
    book = harbour / "build/pdf/clean-air.pdf"
    [page] = [number for _, name, number in pdfs.bookmarks(book) if name == "Picture credits"]
    printed = pdfs.text(book, page)
    assert printed.partition("Picture credits")[2]
    assert printed.count("Drawn for Harbour Cities, CC BY 4.0") == 8
    assert "Cover picture Drawn for Harbour Cities" in " ".join(
        pdfs.text(harbour / "build/pdf/clean-air.pdf", 2).split()
    )
    assert seen(harbour, "about/pictures").count("Drawn for Harbour Cities, CC BY 4.0") == 9


def test_logos_and_emblem_stand_on_back_cover_sheets_and_site(harbour: Path) -> None:
    logos = [
        "A lighthouse over waves",
        "A ferry between two capes",
        "A flask",
        "Co-funded by the European Union",
    ]
    back = harbour / "build/html/editions/clean-air"
    [cover] = back.glob("*back-cover.html")
    sheet = harbour / "build/html/sheets/saltmouth.html"
    for text, order in (
        (cover.read_text(), logos),
        (sheet.read_text(), logos),
        # At the foot of the site the emblem stands first, beside its sentence.
        (page(harbour, "measures"), [logos[3], *logos[:3]]),
    ):
        shown = re.findall(r'alt="([^"]*)"', text)
        assert [one for one in shown if one in logos] == order
    for name in ("clean-air", "sheets/saltmouth"):
        spoken = pdfs.alternatives(harbour / f"build/pdf/{name}.pdf")
        assert [one for one in spoken if one in logos] == logos


def test_its_costs_are_a_table_with_headers(harbour: Path) -> None:
    aloud = (harbour / "build/aloud/clean-air.txt").read_text(encoding="utf-8")
    assert "cell [Port; Second winter: four berths]: 768.5" in aloud


def test_its_pdfs_are_accessible(harbour: Path) -> None:
    found = [harbour / f"build/pdf/{name}.pdf" for name in HARBOUR_PDFS[:2]]
    assert verapdf.failures(found) == {str(path): [] for path in found}


def test_its_pages_are_valid_html(harbour: Path) -> None:
    site = harbour / "build/site"
    assert browser.html_mistakes(*(site / name for name in fewest_pages(site))) == []


def test_pages_with_pictures_a_table_and_an_emblem_pass_axe(harbour: Path) -> None:
    with browser.chromium() as chromium:
        shown = chromium.new_page()
        for name, width in (
            ("measures/cables-to-every-berth", 1280),
            ("measures/green-lamps", 360),
            ("ports/saltmouth", 360),
        ):
            shown.goto((harbour / f"build/site/{name}/index.html").as_uri())
            for one in (1640 - width, width):
                shown.set_viewport_size({"width": one, "height": 900})
                wide = shown.evaluate("document.documentElement.scrollWidth")
                assert wide == one, f"{name}: nothing is scrolled sideways"
            found = browser.run_axe(shown)["violations"]
            assert [(name, one["id"], one["help"]) for one in found] == []


# One kind of entry, and no lines, no cards, no funder: examples/libraries.


@pytest.fixture(scope="module")
def libraries(others: dict[str, Publication]) -> Path:
    return others["libraries"].folder


def test_a_publication_without_lines_says_nothing_of_any(libraries: Path, harbour: Path) -> None:
    site = libraries / "build/site"
    addresses = [str(path.parent.relative_to(site)) for path in site.rglob("index.html")]
    assert len(addresses) > 15
    said = {address: OURS.findall(seen(libraries, address)) for address in addresses}
    # Only its about page, which says so.
    assert {address: words for address, words in said.items() if words} == {"about": ["lines"]}
    assert "hero-art" not in page(libraries, "")
    assert "map-side" in page(harbour, "ports")
    assert "map-side" not in page(libraries, "cities"), "nothing would be on its map"


def test_its_covers_have_its_colour_and_its_letters(libraries: Path) -> None:
    path = libraries / "build/pdf/almanac.pdf"
    assert pdfs.sizes(path) == {(148, 210)}
    assert {name.split("-Garamond")[0] for name in pdfs.fonts(path)} == {"Eb"}
    with pdfium.PdfDocument(path) as document:
        for number in (0, len(document) - 1):
            drawn = document[number].render(scale=0.5).to_pil()
            assert drawn.getpixel((10, 10)) == (123, 30, 58)


def test_the_columns_below_a_theme_end_level_however_long_its_facts_are(libraries: Path) -> None:
    path = libraries / "build/pdf/almanac.pdf"
    opened = [at for _, name, at in pdfs.bookmarks(path) if name in SHELVES]
    assert len(opened) == len(SHELVES)
    for number in opened:
        page = pdfium.PdfDocument(path)[number - 1]
        width, height = page.get_size()
        text, foot = page.get_textpage(), 20 * pdfs.MM
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        left = min(box[1] for box in boxes if box[1] > foot and box[0] < width / 2)
        right = min(box[1] for box in boxes if box[1] > foot and box[0] > width / 2)
        assert abs(left - right) < 0.1 * height, number


def test_no_two_examples_have_a_colour_or_a_typeface_in_common() -> None:
    looks = [
        yaml.safe_load((ROOT / "examples" / name / "content/publication.yaml").read_text())
        for name in EXAMPLES
    ]
    for facet in ("colours", "typeface", "logo", "title"):
        assert len({str(look.get(facet)) for look in looks}) == 3

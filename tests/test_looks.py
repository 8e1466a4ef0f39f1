"""A page of each kind, as it is printed and as a browser shows it, looks like its picture in
tests/looks/. `make looks` renews the pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page

from tests import browser, pdfs
from tests.comparison import WIDTH, different_cells, is_another, shrink, side_by_side
from tests.publications import ROOT, Publication

LOOKS = ROOT / "tests/looks"
# So many px wide a page is drawn before it is shrunk, and so high a window is.
DRAWN, HIGH = 4 * WIDTH, 1600
# By name: the publication, the PDF, and the title of its page in the contents, or its number.
PRINTED: dict[str, tuple[str, str, str | int]] = {
    "sheet": ("illustrated", "sheets/alba", 1),
    "cover": ("good", "book", 1),
    "contents": ("good", "book", "Contents"),
    "opener": ("good", "book", "Open quays"),
    "city": ("good", "book", "Alba"),
    "text": ("illustrated", "illustrated-a5", "Dole"),
    "chart": ("illustrated", "illustrated-a5", "The welders’ school"),
    "chapter": ("good", "harbour-reader", "Two steps"),
    "notes": ("good", "harbour-reader", "Notes"),
    "network": ("good", "book", "Who learnt from whom"),
    "index": ("good", "book", "Index"),
    "back-cover": ("good", "book", -1),
    "leaflet-outside": ("illustrated", "folded", 1),
    "leaflet-inside": ("illustrated", "folded", 2),
}
# By name: the publication, the page of its site, and the width of the window.
SHOWN = {
    "site-home": ("good", "index.html", 1280),
    "site-home-narrow": ("good", "index.html", 360),
    "site-list": ("good", "practices/index.html", 1280),
    "site-entry": ("illustrated", "practices/night-ferry/index.html", 1280),
    "site-entry-narrow": ("illustrated", "practices/night-ferry/index.html", 360),
    "site-city": ("illustrated", "cities/alba/index.html", 1280),
    "site-chapter": ("good", "guides/quays/steps/index.html", 1280),
    "site-glossary": ("good", "glossary/index.html", 1280),
    "site-map": ("good", "cities/index.html", 1280),
    "site-network": ("good", "network/index.html", 1280),
    "site-downloads": ("good", "downloads/index.html", 1280),
    "site-404": ("good", "404.html", 1280),
}


@pytest.fixture(scope="module")
def publications(good: Publication, illustrated: Publication) -> dict[str, Publication]:
    return {"good": good, "illustrated": illustrated}


@pytest.fixture(scope="module")
def window() -> Iterator[Page]:
    """A window of the browser in which nothing moves by itself."""
    with browser.chromium() as chromium:
        yield chromium.new_context(reduced_motion="reduce").new_page()


def print_page(pdf: Path, place: str | int) -> Image.Image:
    """A page of a PDF as it is compared."""
    titles = {title: number for _, title, number in reversed(pdfs.bookmarks(pdf))}
    number = titles[place] if isinstance(place, str) else place
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[(number - 1) if number > 0 else len(document) + number]
        drawn: Image.Image = page.render(scale=DRAWN / page.get_size()[0]).to_pil()
    return shrink(drawn)


def show_page(window: Page, page: Path, width: int) -> Image.Image:
    """What a browser shows of a page in a high window, as it is compared."""
    window.set_viewport_size({"width": width, "height": HIGH if width > 768 else HIGH // 2})
    window.goto(page.as_uri())
    return take_picture(window)


# Pictures outside of the window wait until they are scrolled to, and all are decoded aside; what
# is decoded is shown in the frame after the next.
ALL_THERE = """Promise.all([document.fonts.ready, ...[...document.images].map(async image => {
    image.loading = "eager";
    if (!image.complete)
        await new Promise(done => { image.onload = image.onerror = done; });
    await image.decode().catch(() => null);
})]).then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    .then(() => true)"""


def take_picture(window: Page) -> Image.Image:
    window.evaluate(ALL_THERE)
    return shrink(Image.open(io.BytesIO(window.screenshot())))


@pytest.fixture
def compare(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str, Image.Image], None]:
    """Compares a picture with the one of this name, or puts it in its place if asked to."""

    def check(name: str, picture: Image.Image) -> None:
        path = LOOKS / f"{name}.png"
        if request.config.getoption("--renew-looks"):
            picture.quantize(32).save(path, optimize=True)
        assert path.is_file(), f"{path} is missing: `make looks` makes it"
        reference = Image.open(path).convert("RGB")
        if is_another(reference, picture):
            side_by_side(reference, picture).save(tmp_path / f"{name}.png")
            pytest.fail(
                f"{name} looks otherwise than tests/looks/{name}.png: see {tmp_path}/{name}.png, "
                "on its left how it was, then how it is. If it is right so, `make looks` renews "
                "the pictures."
            )

    return check


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_page_looks_as_it_did(
    name: str,
    publications: dict[str, Publication],
    compare: Callable[[str, Image.Image], None],
) -> None:
    publication, pdf, place = PRINTED[name]
    compare(name, print_page(publications[publication].pdf / f"{pdf}.pdf", place))


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_of_the_site_looks_as_it_did(
    name: str,
    publications: dict[str, Publication],
    window: Page,
    compare: Callable[[str, Image.Image], None],
) -> None:
    publication, page, width = SHOWN[name]
    compare(name, show_page(window, publications[publication].site / page, width))


def test_the_pictures_are_small_and_each_is_of_a_page() -> None:
    files = sorted(LOOKS.glob("*"))
    assert {file.stem for file in files} == {*PRINTED, *SHOWN}
    assert sum(file.stat().st_size for file in files) < 200_000


# That the comparison can fail, and does not without need: seen on a page with other styles.


@pytest.fixture(scope="module")
def restyle(window: Page, illustrated: Publication) -> Callable[[str], tuple[Image.Image, ...]]:
    """Pictures of a page with photographs and fields of colour: as it is, and with another style,
    which comes last."""
    before = show_page(window, illustrated.site / SHOWN["site-entry"][1], 1280)

    def add(style: str) -> tuple[Image.Image, ...]:
        added = window.add_style_tag(content=style)
        after = take_picture(window)
        added.evaluate("style => style.remove()")
        return before, after

    return add


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("* { background: none !important }", id="fields of colour"),
        pytest.param("img { visibility: hidden }", id="pictures"),
        pytest.param("main { transform: translateX(48px) }", id="a column in its place"),
    ],
)
def test_a_page_that_has_lost_something_is_seen(
    restyle: Callable[[str], tuple[Image.Image, ...]], style: str
) -> None:
    assert is_another(*restyle(style))


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("/* none */", id="as it is"),
        pytest.param("body { filter: blur(1px) }", id="blurred"),
        pytest.param("main { transform: translateY(28px) }", id="a line down"),
        pytest.param("main { font-weight: 500 }", id="a little bolder"),
    ],
)
def test_a_page_that_is_drawn_otherwise_or_has_a_line_more_is_the_same(
    restyle: Callable[[str], tuple[Image.Image, ...]], style: str
) -> None:
    before, after = restyle(style)
    assert not is_another(before, after), different_cells(before, after)


def test_a_field_of_the_palest_colour_that_is_gone_from_paper_is_seen(
    publications: dict[str, Publication],
) -> None:
    sheet = print_page(publications["illustrated"].pdf / "sheets/alba.pdf", 1)
    colours = sheet.getcolors(sheet.width * sheet.height) or []
    _, (count, pale) = sorted(colours, key=lambda one: one[0])[-2:][::-1]
    assert count > 2000
    gone = sheet.copy()
    for x in range(sheet.width):
        for y in range(sheet.height):
            if sheet.getpixel((x, y)) == pale:
                gone.putpixel((x, y), (255, 255, 255))
    assert is_another(sheet, gone)

"""Editions in black ink alone, measured in pixels: lines and tints are told apart, text keeps its
contrast."""

from __future__ import annotations

import base64
import io
import time
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image
from weasyprint import HTML

from citybook.colours import contrast as wcag
from citybook.colours import luminance, parse_hex, parse_shares, tint
from citybook.models.fields import LEAST_CONTRAST
from citybook.models.identity import DEFAULTS
from citybook.press.grey import GreyPalette, lightness
from citybook.press.grey_pictures import convert_to_legible_grey
from citybook.press.greyscale import convert_to_grey
from citybook.press.imposition import OfficeJob
from citybook.press.sheets import impose
from tests.pdfs import read_aloud
from tests.publications import ROOT, Publication

LINES = {
    slug: line["colour"]
    for slug, line in yaml.safe_load((ROOT / "content/communities.yaml").read_text()).items()
}
# Lightness L* (CIE 15) by which areas must differ to be told apart side by side: eyes see 1,
# copiers waver by 2 or 3.
APART = 6.0
SAND, RULE, MUTED, INK = (DEFAULTS[name] for name in ("ground", "rule", "muted", "ink"))
PAPER = "#ffffff"
COLOURS = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


def page(body: str, **options: object) -> bytes:
    style = "@page { size: 100mm; margin: 0 } body { margin: 0 } div { height: 10mm }"
    html = f'<html lang="en"><title>Grey</title><style>{style}</style><body>{body}'
    return bytes(HTML(string=html, **options).write_pdf())


def swatches(*colours: str) -> list[float]:
    """The greys that fields of these colours are printed in, as pixels have them."""
    body = "".join(f'<div style="height: 5mm; background: {colour}"></div>' for colour in colours)
    picture = rendered(convert_to_grey(page(body), GreyPalette.choose(LINES.values())))
    return [grey(picture, 50, 2.5 + 5 * number) for number in range(len(colours))]


def rendered(data: bytes, number: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(data)[number].render(scale=4).to_pil()


def grey(picture: Image.Image, x: float, y: float) -> float:
    """The grey at a place in mm from the top left, in shares of white; it must have no hue."""
    red, green, blue = picture.getpixel((int(x * 4 * 72 / 25.4), int(y * 4 * 72 / 25.4)))[:3]
    assert red == green == blue
    return red / 255


def copied(colour: str) -> float:
    """The grey that a copier makes of a colour by itself (ISO 32000-1, 10.3.2)."""
    red, green, blue = parse_shares(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue


def distance(one: float, other: float) -> float:
    """How far two greys are apart, in L*."""
    return abs(lightness(luminance((one,) * 3)) - lightness(luminance((other,) * 3)))


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two greys (WCAG 2.2)."""
    darker, lighter = sorted(luminance((share,) * 3) + 0.05 for share in (one, other))
    return lighter / darker


def inks(data: bytes) -> set[str]:
    """All that sets a colour in a PDF, on pages, forms and patterns, and the colour spaces of
    pictures and gradients. What names a pattern sets none."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawings = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream)
            and (item.get("/Subtype") == "/Form" or "/PatternType" in item)
        ]
        found = {
            str(one.operator)
            for item in [*pdf.pages, *drawings]
            for one in pikepdf.parse_content_stream(item)
            if not isinstance(next(reversed(one.operands), None), pikepdf.Name)
        } & COLOURS
        pictures = {
            str(item.ColorSpace)
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and "/ColorSpace" in item
        }
        gradients = {
            str(shading.ColorSpace)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            for holder in (item, item.get("/Resources", {}))
            for shading in dict(holder.get("/Shading", {})).values()
        }
        return found | pictures | gradients


def two_halves(left: str, right: str) -> Image.Image:
    made = Image.new("RGB", (80, 40), left)
    made.paste(right, (40, 0, 80, 40))
    return made


@pytest.mark.parametrize(
    ("left", "right", "greys"),
    [
        ("#c02020", "#2c6e2c", (229, 7)),  # of the same lightness, told apart by red
        ("#606060", "#a0a0a0", (80, 176)),  # dull: half as much contrast again
        ("#000000", "#ffffff", (0, 255)),
        ("#808080", "#ffffff", (64, 255)),  # white stays white
        ("#000000", "#303030", (0, 72)),
    ],
)
def test_a_picture_stays_legible_in_grey(left: str, right: str, greys: tuple[int, int]) -> None:
    found = convert_to_legible_grey(two_halves(left, right))
    assert found.mode == "L"
    assert (found.getpixel((10, 10)), found.getpixel((70, 10))) == pytest.approx(greys, abs=8)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_pictures_of_a_page_are_grey_and_as_sharp(kind: str) -> None:
    """As a photograph is placed, and as a drawing is."""
    out = io.BytesIO()
    two_halves("#c02020", "#2c6e2c").save(out, kind)
    url = f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"
    data = HTML(string=f'<img src="{url}" style="width: 80mm">').write_pdf()
    with pikepdf.open(io.BytesIO(convert_to_grey(data, GreyPalette.choose([])))) as pdf:
        (image,) = (
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype", "") == "/Image"
        )
        assert (image.ColorSpace, image.Width, image.Height) == ("/DeviceGray", 80, 40)
        made = pikepdf.PdfImage(image).as_pil_image()
        assert made.getpixel((10, 10)) > made.getpixel((70, 10)) + 100


def test_a_copier_by_itself_prints_two_of_our_lines_in_one_grey() -> None:
    greys = {slug: copied(colour) for slug, colour in LINES.items()}
    assert distance(greys["gender"], greys["employment"]) < 1, (
        "this is why there is a file for black and white"
    )


def test_lines_and_ink_can_be_told_apart_in_grey() -> None:
    found = swatches(*LINES.values(), INK)
    for one, other in combinations(found, 2):
        assert distance(one, other) >= APART
    assert sorted(found) == [found[4], *found[:4]], "the order of lightness stays"
    assert GreyPalette.choose(reversed(LINES.values())) == GreyPalette.choose(LINES.values())


def test_tints_and_sand_can_be_told_from_paper_and_white_stays_white() -> None:
    *quiet, paper = swatches(*map(tint, LINES.values()), tint(INK, 0.06), SAND, RULE, PAPER)
    assert paper == 1
    for found in quiet:
        assert distance(found, paper) >= 5
        assert found <= 0.94, "less than 6 % ink has holes"


def test_text_keeps_its_contrast_on_paper_and_on_tints() -> None:
    found = swatches(*LINES.values(), *map(tint, LINES.values()), SAND, INK, MUTED)
    lines, grounds, (ink, muted) = found[:4], found[4:9], found[9:]
    for line in lines:
        assert contrast(line, 1.0) >= LEAST_CONTRAST
        assert all(contrast(line, ground) >= LEAST_CONTRAST - 0.05 for ground in grounds)
    assert contrast(ink, 1.0) == pytest.approx(wcag(INK, "#ffffff"), rel=0.02)
    assert contrast(muted, 1.0) == pytest.approx(wcag(MUTED, "#ffffff"), rel=0.02)


def test_every_way_to_set_a_colour_becomes_grey() -> None:
    fills = [
        "oklch(0.5 0.2 30)",
        "device-cmyk(0 1 1 0.2)",
        "linear-gradient(to right, #b8480c, #ffffff)",
        "lab(50% 40 20)",
        "rgb(38 65 143 / 50%)",
    ]
    body = "".join(f'<div style="background: {fill}"></div>' for fill in fills) + (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
        '<rect width="200" height="40" fill="#0b7566" stroke="#26418f" stroke-width="8"/></svg>'
    )
    data = convert_to_grey(page(body), GreyPalette.choose(LINES.values()))
    assert inks(data) == {"/DeviceGray"}
    picture = rendered(data)
    assert grey(picture, 50, 35) == pytest.approx(0.466, abs=0.01), "L* 50"
    left, middle, right = (grey(picture, x, 25) for x in (1, 50, 99))
    assert left < middle - 0.2 < right - 0.4, "the gradient still runs"
    assert left == pytest.approx(
        GreyPalette.choose(LINES.values()).grey(parse_shares("#b8480c")), abs=0.02
    )
    assert 0.5 < grey(picture, 50, 45) < 0.65, "what shines through still does"
    assert distance(grey(picture, 1, 50.2), grey(picture, 20, 55)) >= APART, (
        "the drawing's edge and field"
    )


def test_a_colour_is_read_in_the_space_that_holds_after_a_state_is_restored() -> None:
    with pikepdf.open(io.BytesIO(page(""))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(
            b"/lab-d50 cs q /DeviceRGB cs 1 0 0 scn 0 0 9 9 re f Q 50 0 0 scn 0 0 300 300 re f"
        )
        out = io.BytesIO()
        pdf.save(out)
    assert grey(
        rendered(convert_to_grey(out.getvalue(), GreyPalette.choose([]))), 50, 50
    ) == pytest.approx(0.466, abs=0.01)


def test_a_mask_lets_as_much_through_as_before() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">'
        '<mask id="m" x="0" y="0" width="200" height="200" maskUnits="userSpaceOnUse">'
        '<rect width="200" height="200" fill="#26418f"/></mask>'
        '<rect width="200" height="200" fill="#000000" mask="url(#m)"/></svg>'
    )
    data = page(drawing)
    before = rendered(data)
    assert 0.3 < before.getpixel((100, 100))[0] / 255 < 0.9, "half transparent"
    assert grey(
        rendered(convert_to_grey(data, GreyPalette.choose(LINES.values()))),
        100 / 4 * 25.4 / 72,
        100 / 4 * 25.4 / 72,
    ) == pytest.approx(before.getpixel((100, 100))[0] / 255, abs=0.01)


def test_a_photo_becomes_grey_with_all_its_pixels(tmp_path: Path) -> None:
    Image.linear_gradient("L").convert("RGB").resize((300, 200)).save(
        tmp_path / "photo.jpg", quality=95
    )
    Image.new("RGBA", (30, 20), (184, 72, 12, 128)).save(tmp_path / "stamp.png")
    images = "".join(
        f'<img src="{name}" style="width: 60mm; display: block">'
        for name in ("photo.jpg", "stamp.png")
    )
    data = page(images, base_url=str(tmp_path) + "/")
    found = convert_to_grey(data, GreyPalette.choose(LINES.values()))
    with pikepdf.open(io.BytesIO(found)) as pdf:
        sizes = sorted(
            (int(item.Width), int(item.Height), str(item.ColorSpace))
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )
    assert sizes == [(30, 20, "/DeviceGray"), (30, 20, "/DeviceGray"), (300, 200, "/DeviceGray")], (
        "the stamp has its soft mask"
    )
    before, after = rendered(data), rendered(found)
    assert grey(after, 30, 20) == pytest.approx(before.getpixel((340, 226))[0] / 255, abs=0.03)
    assert 0.6 < grey(after, 30, 60) < 0.75, "the stamp is still half transparent"


def test_the_same_colours_give_the_same_bytes() -> None:
    data = page('<p style="color: #b8480c">Text</p>')
    before = convert_to_grey(data, GreyPalette.choose(LINES.values()))
    time.sleep(
        1.1
    )  # the file's identifier is made from the time, in seconds, if nothing else is asked for
    assert convert_to_grey(data, GreyPalette.choose(LINES.values())) == before


@pytest.mark.parametrize(
    ("where", "slug"), [("real", "journeys"), ("real", "integra"), ("good", "harbour-reader")]
)
def test_editions_of_all_kinds_of_entries_are_in_black_ink_alone(
    where: str, slug: str, request: pytest.FixtureRequest
) -> None:
    publication: Publication = request.getfixturevalue(where)
    imposed = impose(
        (publication.pdf / f"{slug}.pdf").read_bytes(), OfficeJob(f"content/editions/{slug}.yaml")
    )
    assert {"rg", "RG", "K"} & inks(imposed)
    assert inks(convert_to_grey(imposed, GreyPalette.choose(LINES.values()))) <= {"/DeviceGray"}


def test_the_four_lines_of_the_real_leaflet_differ_and_its_tags_stay(
    real: Publication, tmp_path: Path
) -> None:
    data = (real.pdf / "connection-leaflet.pdf").read_bytes()
    found = convert_to_grey(data, GreyPalette.choose(LINES.values()))
    # The bars beside the four lines, found where the coloured file has each line's colour.
    coloured, picture = rendered(data, 1), rendered(found, 1)
    shares, greys = coloured.convert("RGB").tobytes(), []
    pixels = [tuple(shares[at : at + 3]) for at in range(0, len(shares), 3)]
    for colour in LINES.values():
        y, x = divmod(pixels.index(parse_hex(colour)), coloured.width)
        greys.append(picture.getpixel((x, y))[0] / 255)
    assert all(distance(one, other) >= APART for one, other in combinations(greys, 2))
    (tmp_path / "grey.pdf").write_bytes(found)
    assert read_aloud(tmp_path / "grey.pdf") == read_aloud(real.pdf / "connection-leaflet.pdf")

"""Files for the print shop, from the real editions and from small ones: PDF/X-4, four inks, bleed,
cover, ticket."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import unicodedata
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import weasyprint  # noqa: F401  # workers that are forked have it, too
import zxingcpp
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from citybook import emblem
from citybook.colours import parse_hex
from citybook.content import values
from citybook.models import TRIMS
from citybook.models.identity import Colours
from citybook.models.press import ShopPrint
from citybook.press import profiles
from citybook.press.binding import bind, fold_positions
from citybook.press.cover import cover_sheet
from citybook.press.graphics import GraphicsObject, read_graphics
from citybook.press.inks import BLACK, PAPER, Palette, limit_ink, total_coverage
from citybook.press.job import JobPackage, ShopJob
from citybook.press.object_checks import is_qr_code
from citybook.press.picture_inks import convert_picture, measure_coverage
from citybook.press.print_shop import find_profile, make_package
from citybook.press.printer_marks import set_page_boxes
from citybook.press.profiles import load_profile
from citybook.press.separation import separate
from citybook.problems import ContentError, Problem
from citybook.project import Project
from tests.publications import GOOD, ROOT, Publication

MM = 72 / 25.4
PROFILE = "default_cmyk.icc"
# One of the real editions with a spine, a stapled one, their leaflet; and from the small
# publication kinds of entries that they have not.
REAL = ("journeys", "integra", "connection-leaflet")
EDITIONS = (*REAL, "harbour-reader")
READER = """kind: booklet
title: The harbour reader
subtitle: A profile and a guide
trim: A4
cover: {art: none}
parts:
  - cover
  - guide: quays
  - profiles: [dole]
  - notes
  - glossary
  - imprint
  - back-cover
imprint: {publisher: publication, funder: publication}
"""
SPINE = {"binding": "perfect", "thickness": 0.5}
FILES = [
    (edition, name)
    for edition in EDITIONS
    for name in (("leaflet.pdf",) if edition.endswith("leaflet") else ("cover.pdf", "inside.pdf"))
]
# The inks of the lines, and of themes of the catalogue, in per cent.
LINES = {
    "#26418f": (100, 80, 0, 15),
    "#9c2a6b": (30, 95, 15, 15),
    "#0b7566": (90, 30, 65, 15),
    "#b8480c": (10, 80, 100, 15),
}
CATALOGUE = {
    "#4d5b14": (55, 35, 100, 40),
    "#8a5410": (25, 65, 100, 30),
    "#7d2e4f": (35, 90, 30, 35),
}
THEMES = CATALOGUE | {
    "#6b3fa0": (70, 85, 0, 10),
    "#0a6186": (95, 45, 20, 20),
    "#a8242c": (15, 95, 85, 20),
    "#42525f": (60, 40, 30, 45),
}
BRANDS = {"#b5261e": (15, 95, 100, 10)}
STOCK = {"paper": "115 g/m² uncoated", "cover_paper": "250 g/m²", "quantity": 1500}
XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


@dataclass(frozen=True)
class Sent:
    """What a print shop gets, unpacked."""

    publication: Publication
    slug: str
    folder: Path
    package: JobPackage

    def file(self, name: str) -> Path:
        return self.folder / name

    def text(self, name: str) -> str:
        return self.file(name).read_text(encoding="utf-8")

    def pages(self, name: str) -> Sequence[list[GraphicsObject]]:
        """What is painted on each page of a file."""
        return painted(self.file(name))


@cache
def opened(path: Path) -> pikepdf.Pdf:
    """A file, open for all tests that look into it."""
    return pikepdf.open(path)


@cache
def painted(path: Path) -> Sequence[list[GraphicsObject]]:
    """What is painted on each page of a file."""
    return [list(read_graphics(page)) for page in opened(path).pages]


@cache
def texts(path: Path, form: str = "-raw") -> list[str]:
    """The text of each page, as pdftotext sets it out."""
    done = subprocess.run(
        ["pdftotext", form, path, "-"], text=True, capture_output=True, check=True
    )
    return done.stdout.split("\f")[:-1]


def order(publication: Publication, slug: str, **shop: Any) -> tuple[Project, ShopJob]:
    """An edition to be printed, in its publication."""
    project = Project(publication.folder)
    file = f"content/editions/{slug}.yaml"
    read = values.read((publication.folder / file).read_text(encoding="utf-8"), file)
    trim = TRIMS[read.value["trim"]]
    style = json.loads((project.html / "editions" / slug / "book.json").read_text())["style"]
    manifest = project.state / f"editions/{slug}.json"
    anchors = (
        json.loads(manifest.read_text())["facts"].get("anchors", {}) if manifest.exists() else {}
    )
    job = ShopJob(
        slug,
        file,
        read.value["title"],
        read.value["trim"],
        trim[::-1] if style == "leaflet.css" else trim,
        ShopPrint(**{"profile": PROFILE, **shop}),
        inks=Colours().inks | LINES | THEMES | BRANDS,
        places=read.marks,
        anchors=anchors,
        base=re.search(r"^base_url: (\S+)", publication.read("publication.yaml"), re.MULTILINE)[1],
    )
    return project, job


def send(publication: Publication, slug: str, folder: Path, **shop: Any) -> Sent:
    made = make_package(*order(publication, slug, **shop))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        archive.extractall(folder)
    return Sent(publication, slug, folder, made)


def remember(publication: Publication, slug: str, package: JobPackage) -> None:
    """Keep the fragments that a package was made of, as the task does."""
    cache = Project(publication.folder).build / order(publication, slug)[1].cache
    cache.mkdir(parents=True, exist_ok=True)
    for key, data in package.fragments.items():
        (cache / f"{key}.pickle").write_bytes(data)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with a photograph, with a picture that could be sharper, and with a
    reader on A4."""
    publication = Publication.copy_of(GOOD, tmp_path_factory.mktemp("harbour") / "good", warm)
    publication.write("images/quay.png", photograph(2400, 1600))
    publication.write("images/pier.png", drawing(1700, 1133))
    publication.write("images/pier.yaml", "credit: City of Brig\n")
    publication.replace(
        "cities/brig-cres.md", "grant:", "picture: {file: pier.png, alt: A pier}\ngrant:"
    )
    publication.write("editions/harbour-reader.yaml", READER)
    publication.doit("html").succeeds()
    return publication


@pytest.fixture(scope="session")
def sent(
    real: Publication, harbour: Publication, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Sent]:
    """Each of the editions, as the print shop gets it."""
    return {
        slug: send(
            real if slug in REAL else harbour,
            slug,
            tmp_path_factory.mktemp(slug),
            **(SPINE if slug == "journeys" else {}),
        )
        for slug in EDITIONS
    }


@pytest.fixture(scope="session")
def profile() -> profiles.Profile:
    return load_profile(PROFILE, [])


@pytest.fixture(scope="module")
def plain(harbour: Publication, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The small book, with pictures, as the shop gets it; what it was made of is remembered."""
    made = send(harbour, "book", tmp_path_factory.mktemp("plain"), **STOCK, ink_limit=280)
    remember(harbour, "book", made.package)
    return made


@pytest.fixture(scope="module")
def thick(harbour: Publication, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The small book on board, with marks, for a press with a profile that the ICC has registered.

    It is the machine's profile under the name of FOGRA39L: what is tested is what is said of it."""
    data = load_profile(PROFILE, []).data.replace(
        b"Artifex CMYK SWOP Profile", b"FOGRA39L coated".ljust(25)
    )
    harbour.write("press/coated.icc", data)
    asked = {"profile": "coated.icc", "thickness": 0.5, "binding": "perfect", "marks": True}
    return send(harbour, "book", tmp_path_factory.mktemp("thick"), bleed=4, **asked)


def refused(publication: Publication, slug: str, **shop: Any) -> list[Problem]:
    with pytest.raises(ContentError) as error:
        make_package(*order(publication, slug, **shop))
    return error.value.problems


# What ISO 15930-7 asks of a PDF/X-4 file, one requirement a test.


@pytest.fixture(params=FILES, ids=[f"{edition}/{name}" for edition, name in FILES])
def path(request: pytest.FixtureRequest, sent: dict[str, Sent]) -> Path:
    edition, name = request.param
    return sent[edition].file(name)


@pytest.fixture
def pdf(path: Path) -> pikepdf.Pdf:
    return opened(path)


def xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The fields of the metadata, by prefixed name."""
    root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes().decode().strip())
    prefixes = {uri: prefix for prefix, uri in XMP.items()}
    described = root.find("rdf:RDF/rdf:Description", XMP)
    assert described is not None
    return {
        re.sub(r"\{(.*)\}", lambda found: prefixes[found.group(1)] + ":", field.tag): "".join(
            field.itertext()
        ).strip()
        for field in described
    }


def fonts_of(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.Font
    ]


def test_it_says_that_it_is_pdf_x_4(pdf: pikepdf.Pdf) -> None:
    assert xmp(pdf)["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"


def test_it_is_pdf_1_6_and_not_encrypted(pdf: pikepdf.Pdf) -> None:
    assert pdf.pdf_version == "1.6"
    assert not pdf.is_encrypted
    assert "/Encrypt" not in pdf.trailer
    assert len(pdf.trailer.ID) == 2


def test_there_is_one_output_intent_and_it_embeds_the_profile_byte_by_byte(
    pdf: pikepdf.Pdf, profile: profiles.Profile
) -> None:
    (intent,) = (one for one in pdf.Root.OutputIntents if one.S == pikepdf.Name.GTS_PDFX)
    assert len(pdf.Root.OutputIntents) == 1
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == profile.data
    assert str(intent.OutputConditionIdentifier)
    assert str(intent.Info) == profile.name


def test_the_output_intents_profile_is_one_for_printing_in_cmyk(pdf: pikepdf.Pdf) -> None:
    embedded = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    header = ImageCms.ImageCmsProfile(io.BytesIO(embedded)).profile
    assert (header.device_class, header.xcolor_space) == ("prtr", "CMYK")


def test_it_says_whether_it_is_trapped(pdf: pikepdf.Pdf) -> None:
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert xmp(pdf)["pdf:Trapped"] == "False"


def test_its_metadata_has_title_dates_and_identity_and_is_not_compressed(pdf: pikepdf.Pdf) -> None:
    told = xmp(pdf)
    assert "/Filter" not in pdf.Root.Metadata
    assert told["dc:title"] == str(pdf.docinfo["/Title"])
    assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == told["xmp:MetadataDate"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["xmp:CreateDate"])
    assert re.sub(r"\D", "", str(pdf.docinfo["/CreationDate"])) == re.sub(
        r"\D", "", told["xmp:CreateDate"]
    )
    assert str(pdf.docinfo["/ModDate"]) == str(pdf.docinfo["/CreationDate"])
    assert uuid.UUID(told["xmpMM:DocumentID"].removeprefix("uuid:"))
    assert told["xmpMM:VersionID"]
    assert told["xmpMM:RenditionClass"]


def test_every_page_has_a_trim_box_within_its_bleed_box_within_its_media_box(
    pdf: pikepdf.Pdf,
) -> None:
    for page in pdf.pages:
        trim, bleed, media = (
            [float(side) for side in page.obj[name]]
            for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert "/ArtBox" not in page.obj
        assert "/CropBox" not in page.obj
        assert [round((a - b) / MM, 2) for a, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
        assert media == bleed


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    simple = [font for font in fonts_of(pdf) if font.Subtype != pikepdf.Name.Type0]
    assert simple
    assert all(
        "/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor
        for font in simple
    )


def test_no_colour_is_given_in_rgb_nor_in_a_second_profile(pdf: pikepdf.Pdf, path: Path) -> None:
    used = {thing.colour.space for page in painted(path) for thing in page}
    assert used == {"DeviceCMYK"}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert not item.get("/ColorSpace", {}) or item.ColorSpace == pikepdf.Name.DeviceCMYK


def test_transparency_is_blended_in_the_inks(pdf: pikepdf.Pdf) -> None:
    groups = [
        item.Group
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream | pikepdf.Dictionary) and "/Group" in item
    ]
    assert all(group.get("/CS") == pikepdf.Name.DeviceCMYK for group in groups)


def test_nothing_in_it_acts_and_nothing_lies_over_its_pages(pdf: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/Outlines", "/StructTreeRoot"} & set(
        pdf.Root.keys()
    )
    for page in pdf.pages:
        assert not {"/Annots", "/AA", "/PresSteps"} & set(page.obj.keys())


def test_no_picture_has_alternates_or_opi_and_none_is_packed_with_lzw(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            assert not {"/Alternates", "/OPI"} & set(item.keys())
            assert "/LZWDecode" not in str(item.get("/Filter", ""))
            assert item.get("/Subtype") != pikepdf.Name.PS


def test_no_graphics_state_has_a_transfer_function_or_a_halftone_of_its_own(
    pdf: pikepdf.Pdf,
) -> None:
    states = [
        state
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
        for state in item.get("/Resources", item).get("/ExtGState", {}).values()
    ]
    assert states
    assert all(not {"/TR", "/TR2", "/HT", "/HTP"} & set(state.keys()) for state in states)


def test_poppler_takes_it_for_pdf_x_4(sent: dict[str, Sent]) -> None:
    for edition, name in FILES:
        told = subprocess.run(
            ["pdfinfo", sent[edition].file(name)], text=True, capture_output=True, check=True
        ).stdout
        assert re.search(r"PDF subtype: +PDF/X-4", told)


# Inks.


def test_dark_text_is_black_ink_alone_and_overprints_and_no_other_text_does(
    sent: dict[str, Sent],
) -> None:
    for edition, name in FILES:
        texts = [
            thing for page in sent[edition].pages(name) for thing in page if thing.kind == "text"
        ]
        assert any(thing.colour.ink == BLACK for thing in texts)
        for thing in texts:
            assert thing.overprints == (thing.colour.ink == BLACK), (edition, name, thing)


def test_nothing_but_text_overprints(sent: dict[str, Sent]) -> None:
    things = [thing for page in sent["integra"].pages("inside.pdf") for thing in page]
    assert {thing.kind for thing in things if thing.overprints} == {"text"}
    state = opened(sent["integra"].file("inside.pdf")).pages[0].Resources.ExtGState.Overprint
    assert (state.OP, state.op, state.OPM) == (True, True, 1)


def test_no_grey_or_dark_colour_is_mixed_of_more_than_black(sent: dict[str, Sent]) -> None:
    inks = {
        thing.colour.ink
        for edition, name in FILES
        if edition in REAL
        for page in sent[edition].pages(name)
        for thing in page
    }
    lines = {tuple(part / 100 for part in ink) for ink in (LINES | CATALOGUE).values()}
    assert BLACK in inks
    assert PAPER in inks
    assert lines <= inks
    # Light grounds, and the sea of maps.
    others = {(0.02, 0.03, 0.07, 0.0), (0.07, 0.04, 0.02, 0.0), *emblem.INKS.values()}
    shaded = {ink for ink in inks if ink and any(_is_shade(ink, line) for line in lines)}
    assert shaded, "the land of maps"
    tinted = {ink for ink in inks if ink and sum(ink[:3])} - lines - others - shaded
    shares = {
        round(ink[index] / line[index], 2)
        for ink in tinted
        for line in lines
        if _is_tint(ink, line)
        for index in range(4)
        if line[index]
    }
    assert len([ink for ink in tinted if any(_is_tint(ink, line) for line in lines)]) == len(tinted)
    assert max(shares) < 0.95


def _is_shade(ink: Sequence[float], line: Sequence[float]) -> bool:
    """Whether it is the line with more black."""
    return tuple(ink[:3]) == tuple(line[:3]) and ink[3] > line[3]


def _is_tint(ink: Sequence[float], line: Sequence[float]) -> bool:
    """Whether all four inks are those of the line in the same share."""
    share = max(ink) / max(line)
    return all(abs(part - whole * share) < 0.006 for part, whole in zip(ink, line, strict=True))


def test_every_qr_code_is_in_black_ink_20_mm_large_and_reads_back(
    sent: dict[str, Sent],
) -> None:
    for edition in EDITIONS:
        folder = sent[edition].publication.build / "html/editions" / edition
        html = "".join(path.read_text() for path in folder.glob("[0-9l]*.html"))
        wanted = {unquote(address) for address in re.findall(r'src="codes/([^"]*)\.svg"', html)}
        read = set()
        for name in (name for slug, name in FILES if slug == edition):
            drawn = {
                number: [thing for thing in page if is_qr_code(thing)]
                for number, page in enumerate(sent[edition].pages(name))
            }
            for number, things in drawn.items():
                found = codes(sent[edition].file(name), number) if things else []
                assert len(found) == len(things)
                assert all(thing.colour.ink == BLACK for thing in things)
                read.update(found)
        assert read == wanted
        assert read


def codes(path: Path, page: int) -> list[str]:
    """What a telephone reads in a picture of a page, counted from 0, of 300 dpi."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[page].render(scale=300 / 72, grayscale=True).to_pil()
    return [
        code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    ]


@pytest.fixture
def palette(profile: profiles.Profile) -> Palette:
    return Palette(
        {(0x26, 0x41, 0x8F): (1.0, 0.8, 0.0, 0.15), (0x1A, 0x1D, 0x26): BLACK}, profile, 300
    )


def test_the_colours_of_lines_themes_and_brands_have_their_own_inks(
    profile: profiles.Profile,
) -> None:
    named = {
        parse_hex(colour): tuple(part / 100 for part in ink)
        for colour, ink in (LINES | THEMES | BRANDS).items()
    }
    palette = Palette(named, profile, 300)
    for colour, ink in named.items():
        assert palette.ink(*(part / 255 for part in colour)) == pytest.approx(ink, abs=0.002)


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ("#26418f", (1.0, 0.8, 0.0, 0.15)),
        ("#e9ecf4", (0.1, 0.08, 0.0, 0.015)),
        ("#f1f1f2", (0.0, 0.0, 0.0, 0.061)),
        ("#000000", BLACK),
        ("#ffffff", PAPER),
        ("#808080", (0.0, 0.0, 0.0, 0.498)),
    ],
)
def test_named_colours_their_tints_and_greys_need_no_profile(
    palette: Palette, colour: str, ink: tuple[float, ...]
) -> None:
    assert palette.ink(*(part / 255 for part in parse_hex(colour))) == pytest.approx(ink, abs=0.002)


def test_a_colour_without_inks_is_converted_with_the_profile(
    palette: Palette, profile: profiles.Profile
) -> None:
    ink = palette.ink(0x0B / 255, 0x75 / 255, 0x66 / 255)
    shown = on_screen(Image.new("CMYK", (1, 1), tuple(round(part * 255) for part in ink)), profile)
    assert shown.getpixel((0, 0)) == pytest.approx((0x0B, 0x75, 0x66), abs=4)


def test_no_converted_colour_has_more_ink_than_the_limit(profile: profiles.Profile) -> None:
    ink = Palette({}, profile, 200).ink(0, 0, 0.25)
    assert 195 < total_coverage(ink) <= 200
    assert limit_ink((1.0, 1.0, 1.0, 1.0), 300) == pytest.approx((0.666, 0.666, 0.666, 1.0))


def test_content_that_names_its_inks_keeps_them_and_other_spaces_stay_for_the_preflight(
    palette: Palette,
) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Resources = pikepdf.Dictionary(
        ColorSpace=pikepdf.Dictionary(
            L=pikepdf.Array(
                [pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=pikepdf.Array([0.96, 1, 0.82]))]
            ),
            Unused=pikepdf.Name.DeviceRGB,
        )
    )
    page.obj.Contents = pdf.make_stream(
        b"/DeviceCMYK cs 0.1 0.2 0.3 0 sc 0 0 9 9 re f 0.5 g 0 0 9 9 re f 1 1 1 RG 0 0 m 9 9 l S "
        b"/L cs 50 0 0 sc 0 0 9 9 re f"
    )
    separate(pdf, palette)
    assert [(thing.colour.space, thing.colour.values) for thing in read_graphics(pdf.pages[0])] == [
        ("DeviceCMYK", (0.1, 0.2, 0.3, 0)),
        ("DeviceCMYK", (0, 0, 0, 0.5)),
        ("DeviceCMYK", (0, 0, 0, 0)),
        ("Lab", (50, 0, 0)),
    ]
    assert list(pdf.pages[0].Resources.ColorSpace.keys()) == ["/L"]


def test_white_text_on_a_dark_ground_does_not_overprint_after_black_text_did(
    palette: Palette,
) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(
        b"BT /F 9 Tf 0 0 0 rg (a) Tj 1 1 1 rg (b) Tj 0 0 0 rg (c) Tj ET q 0 0 9 9 re f Q "
        b"BT (d) Tj ET"
    )
    separate(pdf, palette)
    assert [(thing.kind, thing.overprints) for thing in read_graphics(pdf.pages[0])] == [
        ("text", True),
        ("text", False),
        ("text", True),
        ("fill", False),
        ("text", True),
    ]


# Pictures.


def on_screen(inks: Image.Image, profile: profiles.Profile) -> Image.Image:
    """A picture in inks as a screen shows it."""
    made = ImageCms.profileToProfile(
        inks,
        profile.icc_profile,
        ImageCms.createProfile("sRGB"),
        profiles.INTENT,
        "RGB",
        flags=profiles.FLAGS,
    )
    assert made is not None
    return made


def photograph(width: int, height: int) -> bytes:
    """A JPEG of an evening: dark ground, a coloured sky, grain."""
    sky = Image.linear_gradient("L").rotate(180).resize((width, height))
    colours = ImageOps.colorize(sky, "#120a04", "#f0a060", mid="#402038", midpoint=150)
    grain = Image.effect_noise((width, height), 30).point(lambda value: value // 6)
    out = io.BytesIO()
    ImageChops.add(colours, Image.merge("RGB", (grain,) * 3), offset=-21).save(out, "JPEG")
    return out.getvalue()


def drawing(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#3a6ea5").save(out, "PNG")
    return out.getvalue()


def test_a_photograph_is_placed_sharp_in_inks_within_the_limit_and_keeps_its_colours(
    plain: Sent, profile: profiles.Profile
) -> None:
    (placed,) = (
        thing
        for page in plain.pages("inside.pdf")
        for thing in page
        if thing.kind == "picture" and thing.picture.Width > 1700
    )
    assert (placed.colour.space, str(placed.picture.Filter)) == ("DeviceCMYK", "/DCTDecode")
    assert placed.picture.Width / (placed.matrix.a / 72) >= 300
    inks = pikepdf.PdfImage(placed.picture).as_pil_image()
    assert 250 < measure_coverage(inks).getextrema()[1] <= 280, "the dark ground would have more"
    found = json.loads(plain.text("preflight.json"))["findings"]
    checks = [one["check"] for one in found]
    assert checks.count("resolution") == 1, "that of the other picture"
    assert not {"ink", "colour"} & set(checks)
    images = plain.publication.build / "html/images"
    (original,) = images.glob(f"quay-*-{placed.picture.Width}-paper.jpg")
    away = ImageChops.difference(on_screen(inks, profile), Image.open(original))
    assert max(ImageStat.Stat(away).mean) < 6


def test_the_greys_of_a_drawing_are_black_ink_alone(profile: profiles.Profile) -> None:
    """Else each letter of a screenshot would be four letters, a little beside each other."""
    drawn, out = Image.new("RGB", (64, 64), "white"), io.BytesIO()
    drawn.paste("black", (8, 8, 24, 24))
    drawn.paste("#808080", (32, 8, 48, 24))
    drawn.paste("#c02020", (8, 40, 24, 56))
    drawn.save(out, "PNG")
    data = convert_picture(out.getvalue(), profile, 300.0, is_drawing=True)
    inks = Image.open(io.BytesIO(data))
    for at, black in (((16, 16), 255), ((40, 16), 127), ((60, 60), 0)):
        assert inks.getpixel(at) == pytest.approx((0, 0, 0, black), abs=2)
    cyan, magenta, yellow, _ = inks.getpixel((16, 48))
    assert min(magenta, yellow) > 150 > cyan


def test_a_dark_picture_keeps_to_the_limit_of_ink(profile: profiles.Profile) -> None:
    dark = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").point(lambda value: value // 3).save(dark, "JPEG")
    for limit in (200.0, 260.0):
        picture = Image.open(io.BytesIO(convert_picture(dark.getvalue(), profile, limit)))
        assert limit - 40 < measure_coverage(picture).getextrema()[1] <= limit


def test_a_picture_that_could_be_sharper_is_a_warning_in_the_package(plain: Sent) -> None:
    warning, nowhere = plain.package.warnings
    assert (warning.file, warning.is_error) == ("content/cities/brig-cres.md", False)
    assert "has 280 dpi, fewer than 300" in warning.message
    assert "QR codes lead to harbour-towns.example" in nowhere.message
    assert warning.message.replace(" of 'book'", "") in plain.text("preflight.txt")
    assert json.loads(plain.text("preflight.json"))["findings"][0]["measure"] == 280


def test_a_picture_too_small_refuses_the_file_and_names_entry_page_and_measure(
    plain: Sent, tmp_path: Path
) -> None:
    shutil.copytree(plain.publication.folder, tmp_path / "good")
    publication = Publication(tmp_path / "good")
    publication.write("images/quay.png", drawing(450, 300))
    publication.doit("html").succeeds()
    (problem,) = [found for found in refused(publication, "book", ink_limit=280) if found.is_error]
    assert problem.file == "content/cities/alba.md"
    assert re.fullmatch(
        r"inside\.pdf of 'book', page \d+ \(city-alba\): a picture of 450 × 300 pixels, placed 154 "
        r"× 103 mm "
        r"large, has 74 dpi, fewer than 200",
        problem.message,
    )
    assert problem.hint == "use a picture of 1213 × 809 pixels at least"


# The profile.


EDITION = "kind: booklet\ntitle: Journeys\npress:\n  shop:\n    profile: {}\n"


def job_of(shop: ShopPrint, text: str = "") -> ShopJob:
    """A booklet for the shop whose file says `text`."""
    return ShopJob(
        "journeys",
        "content/editions/journeys.yaml",
        "Journeys",
        "A5",
        (148, 210),
        shop,
        places=values.read(text, "").marks,
    )


def told(name: str | None, folder: Path) -> Problem:
    """What is said of an edition that names this profile."""
    text = EDITION.format(name) if name else "kind: booklet\ntitle: Journeys\n"
    job = job_of(ShopPrint(profile=name), text)
    with pytest.raises(ContentError) as error:
        find_profile(job, [folder])
    return error.value.problems[0]


def test_without_a_profile_there_is_no_file_for_a_shop(tmp_path: Path) -> None:
    problem = told(None, tmp_path)
    assert problem.head() == (
        "content/editions/journeys.yaml:1:1: error: no ICC profile is named, and without one "
        "nobody can say which inks to print"
    )
    assert "content/press/" in problem.hint


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("srgb.icc", None, "it is for RGB, not for the four inks CMYK"),
        ("sgray.icc", None, "it is for GRAY, not for the four inks CMYK"),
        (
            "own.icc",
            lambda data: data[:5000],
            "it is damaged: it has 5,000 bytes and says it has 187,484",
        ),
        (
            "own.icc",
            lambda data: (5000).to_bytes(4, "big") + data[4:5000],
            "it is damaged: it cannot convert a colour",
        ),
        (
            "own.icc",
            lambda data: data[:12] + b"scnr" + data[16:],
            "it is for scanners, not for printing",
        ),
        ("own.icc", lambda _: b"%PDF-1.6", "it is no ICC profile"),
    ],
)
def test_a_profile_that_is_wrong_or_damaged_is_refused_where_it_is_named(
    name: str, change: Any, message: str, tmp_path: Path
) -> None:
    if change:
        (tmp_path / name).write_bytes(change(load_profile(PROFILE, []).data))
    assert told(name, tmp_path).head() == (
        f"content/editions/journeys.yaml:5:14: error: {name} cannot be printed with: {message}"
    )


def test_a_profile_that_is_missing_is_refused_where_it_is_named(tmp_path: Path) -> None:
    assert told("missing.icc", tmp_path).head() == (
        "content/editions/journeys.yaml:5:14: error: the ICC profile missing.icc is neither in "
        "content/press/ nor on this machine"
    )


def test_the_publications_own_profile_comes_before_the_machines(tmp_path: Path) -> None:
    machines = load_profile(PROFILE, []).data
    own = machines[:80] + b"own " + machines[84:]  # the maker's signature
    (tmp_path / PROFILE).write_bytes(own)
    assert load_profile(PROFILE, [tmp_path]).data == own != machines


def test_a_condition_that_the_icc_has_registered_is_named_with_its_registry(thick: Sent) -> None:
    data = thick.publication.folder.joinpath("content/press/coated.icc").read_bytes()
    for name in ("cover.pdf", "inside.pdf"):
        (intent,) = opened(thick.file(name)).Root.OutputIntents
        assert (str(intent.OutputConditionIdentifier), str(intent.RegistryName)) == (
            "FOGRA39",
            "http://www.color.org",
        )
        assert str(intent.Info) == "FOGRA39L coated"
        assert intent.DestOutputProfile.read_bytes() == data
    assert "FOGRA39L coated" in thick.text("ticket.txt")


@pytest.mark.parametrize("name", ["../default_cmyk.icc", "/etc/passwd", "*.icc", "profile.pdf"])
def test_a_profile_is_named_by_its_file_name_alone(name: str) -> None:
    with pytest.raises(ValueError, match="profile"):
        ShopPrint(profile=name)


# Bleed and pages.


@cache
def pixels(path: Path, page: int) -> Image.Image:
    """A page, counted from 1, as far as its MediaBox; 5 pixels are 1 mm."""
    done = subprocess.run(
        ["pdftoppm", "-r", "127", "-f", str(page), "-l", str(page), path],
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def colours(
    picture: Image.Image, box: tuple[float, float, float, float]
) -> set[tuple[int, int, int]]:
    """The colours in a box, from left, top, right and bottom, in mm from the picture's left and top
    edge."""
    cut = picture.crop(tuple(round(side * 5) for side in box))
    return {colour for _, colour in cut.getcolors(cut.width * cut.height) or []}


def dark(colour: tuple[int, int, int]) -> bool:
    return sum(colour) < 600


def test_the_grounds_of_covers_and_dividers_fill_the_bleed(sent: dict[str, Sent]) -> None:
    cover, divider = (
        pixels(sent["journeys"].file("cover.pdf"), 1),
        pixels(sent["journeys"].file("inside.pdf"), 2),
    )
    ground = cover.getpixel((100, 100))
    assert ground != (255, 255, 255)
    # The spine ends at 157 mm, then comes the front, whose lines go on at its foot; below on the
    # back is the white strip of the logos.
    for edge in ((0.4, 0.4, 307, 2.6), (0.4, 0.4, 2.6, 150), (305.4, 0.4, 307.6, 150)):
        assert colours(cover, edge) == {ground}
    foot = colours(cover, (161, 213.4, 307, 215.6))
    assert ground in foot
    assert any(dark(colour) for colour in foot)
    assert colours(cover, (0.4, 213.4, 145, 215.6)) == {(255, 255, 255)}
    for edge in (
        (0.4, 0.4, 153, 2.6),
        (0.4, 213.4, 153, 215.6),
        (0.4, 0.4, 2.6, 215),
        (151.4, 0.4, 153.6, 215),
    ):
        found = colours(divider, edge)
        assert divider.getpixel((20, 20)) in found
        assert all(dark(colour) for colour in found), "the map goes on in the bleed"
    assert dark(divider.getpixel((20, 20)))


def test_the_heads_of_journeys_fill_the_bleed_on_left_and_right_hand_pages(
    sent: dict[str, Sent],
) -> None:
    path = sent["journeys"].file("inside.pdf")
    heads = [
        number
        for number, text in enumerate(texts(path), 1)
        if " ".join(text.split()).startswith(("Croatia Zagreb", "Bulgaria Sofia"))
    ]
    assert len(heads) == 2
    for number in heads:
        picture = pixels(path, number)
        for edge in ((0.4, 0.4, 153.6, 2.6), (0.4, 4, 2.6, 20), (151.4, 4, 153.6, 20)):
            assert all(dark(colour) for colour in colours(picture, edge)), "with its map"


def test_the_tabs_fill_the_bleed_on_the_fore_edge(sent: dict[str, Sent]) -> None:
    path = sent["integra"].file("inside.pdf")
    seen = set()
    # Between the contents and the notes.
    for number in range(3, len(opened(path).pages) - 4):
        picture = pixels(path, number)
        # The inside begins with page 3, which is a right-hand one.
        edge = (151.4, 40, 153.6, 200) if number % 2 else (0.4, 40, 2.6, 200)
        inked = [colour for colour in colours(picture, edge) if dark(colour)]
        assert inked, number
        seen.update(inked)
    assert len(seen) > 1


def test_the_covers_lines_go_on_into_the_bleed(sent: dict[str, Sent]) -> None:
    picture = pixels(sent["integra"].file("cover.pdf"), 1)
    width, height = picture.width / 5, picture.height / 5
    for x in (3.2, 0.6):
        assert any(
            dark(colour) for colour in colours(picture, (width - x, 3, width - x + 0.4, height - 3))
        )


def test_the_leaflets_grounds_fill_the_bleed(sent: dict[str, Sent]) -> None:
    picture = pixels(sent["connection-leaflet"].file("leaflet.pdf"), 1)
    flap, front = picture.getpixel((50, 300)), picture.getpixel((1480, 50))
    assert dark(flap)
    assert front != (255, 255, 255)
    for edge in ((0.4, 0.4, 90, 2.6), (0.4, 213.4, 90, 215.6), (0.4, 0.4, 2.6, 215)):
        assert colours(picture, edge) == {flap}
    for edge in ((210, 0.4, 302, 2.6), (300.4, 0.4, 302.6, 60)):
        assert colours(picture, edge) == {front}


def test_nothing_that_is_white_at_the_trim_is_inked_in_the_bleed_of_text_pages(
    sent: dict[str, Sent],
) -> None:
    picture = pixels(sent["journeys"].file("inside.pdf"), 1)
    assert colours(picture, (0, 0, 154, 2.8)) == {(255, 255, 255)}


def test_each_page_says_what_it_says_in_the_edition_that_is_read(sent: dict[str, Sent]) -> None:
    for edition in ("journeys", "integra"):
        read = texts(sent[edition].publication.pdf / f"{edition}.pdf")
        inside = texts(sent[edition].file("inside.pdf"))
        compared = min(len(inside), len(read) - 4)
        assert compared > 3
        assert inside[:compared] == read[2 : 2 + compared], edition


def test_each_page_has_its_own_folio_on_its_outer_side(sent: dict[str, Sent]) -> None:
    inside = texts(sent["integra"].file("inside.pdf"), "-layout")
    for number in range(1, pages_inside(sent["integra"]) + 1):
        row = inside[number - 1].strip().splitlines()[-1].split()
        assert row[-1 if number % 2 else 0] == str(number + 2), row


def pages_inside(edition: Sent) -> int:
    """How many pages an edition has besides the four of its cover."""
    return len(opened(edition.publication.pdf / f"{edition.slug}.pdf").pages) - 4


def test_the_cover_is_four_pages_as_two_spreads_and_the_inside_the_rest(
    sent: dict[str, Sent],
) -> None:
    for edition, trim in (
        ("journeys", (148, 210)),
        ("integra", (148, 210)),
        ("harbour-reader", (210, 297)),
    ):
        cover, pages = (opened(sent[edition].file(name)) for name in ("cover.pdf", "inside.pdf"))
        inside = pages_inside(sent[edition]) if edition in REAL else len(pages.pages)
        # What is stapled has blank pages inside its back cover, up to a whole sheet.
        inside += -inside % (2 if edition == "journeys" else 4)
        # A sheet of 0.5 mm for two pages, where the binding has a spine.
        spine = round(inside * 0.25, 1) if edition == "journeys" else 0
        assert len(cover.pages) == 2
        assert len(pages.pages) == inside
        assert {size(page) for page in pages.pages} == {trim}
        assert {size(page) for page in cover.pages} == {(round(2 * trim[0] + spine, 1), trim[1])}


def size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round((right - left) / MM, 1), round((top - bottom) / MM, 1)


def test_the_back_stands_left_of_the_front_and_the_inside_the_other_way_round(
    sent: dict[str, Sent],
) -> None:
    words = dict(placed_words(sent["integra"].file("cover.pdf"), 1))
    assert words["Online,"] < 154 < words["catalogue"]
    words = dict(placed_words(sent["journeys"].file("cover.pdf"), 2))
    assert words["did,"] < 154 < words["Imprint"], "behind the front is what it is about"


def placed_words(path: Path, page: int) -> Iterator[tuple[str, float]]:
    """The words of a page, and how far each is from the left, in mm."""
    out = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"],
        text=True,
        capture_output=True,
        check=True,
    )
    for x, word in re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]+)</word>', out.stdout):
        yield word, float(x) / MM


def lettered(letters: str, trim: tuple[float, float]) -> pikepdf.Pdf:
    """A page for each letter, that says it; the last may be narrower."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for letter in letters:
        width = 7 if letter == "S" else trim[0]
        page = pdf.add_blank_page(page_size=(width * MM, trim[1] * MM))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(
            b"0 0.2 0 0 k -9 -9 %.2f %.2f re f 0 0 0 1 k BT /F 9 Tf 5 50 Td (%b) Tj ET"
            % (width * MM + 18, trim[1] * MM + 18, letter.encode())
        )
        set_page_boxes(page, (0, 0, width * MM, trim[1] * MM), 3)
    return pdf


@pytest.mark.parametrize(("rtl", "outside", "inside"), [(False, "BSF", "io"), (True, "FSB", "oi")])
def test_the_cover_of_a_book_read_from_the_right_is_the_other_way_round(
    rtl: bool, outside: str, inside: str, tmp_path: Path
) -> None:
    sheet = cover_sheet(lettered("FioBS", (100, 60)), 7, 3, rtl=rtl)
    sheet.save(tmp_path / "cover.pdf")
    for number, wanted in enumerate((outside, inside), 1):
        words = sorted(placed_words(tmp_path / "cover.pdf", number), key=lambda found: found[1])
        assert "".join(word for word, _ in words) == wanted
    assert size(sheet.pages[0]) == size(sheet.pages[1]) == (207, 60)
    assert len(colours(pixels(tmp_path / "cover.pdf", 1), (0.5, 0.5, 212, 2))) == 1


def test_the_inside_of_the_spine_is_left_bare_for_the_glue(tmp_path: Path) -> None:
    cover_sheet(lettered("FioBS", (100, 60)), 7, 3, rtl=False).save(tmp_path / "cover.pdf")
    picture = pixels(tmp_path / "cover.pdf", 2)
    assert colours(picture, (103.4, 1, 109.6, 65)) == {(255, 255, 255)}
    assert (255, 255, 255) not in colours(picture, (0.4, 1, 102.6, 5))


def test_a_thick_edition_has_a_spine_and_marks_when_asked_for(thick: Sent) -> None:
    page = opened(thick.file("cover.pdf")).pages[0]
    inside = len(opened(thick.file("inside.pdf")).pages)
    assert size(page) == (2 * 148 + inside / 2 * 0.5, 210)
    for name, room in (("/BleedBox", 4), ("/MediaBox", 9)):
        around = [
            round((float(a) - float(b)) / MM, 2)
            for a, b in zip(page.trimbox, page.obj[name], strict=True)
        ]
        assert around == [room, room, -room, -room]
    marks = [
        thing
        for thing in thick.pages("cover.pdf")[0]
        if thing.kind == "stroke" and beside(thing, page)
    ]
    assert len(marks) == 12
    assert all(thing.colour.ink == BLACK and thing.size == 0.25 for thing in marks)
    assert "perfect" in thick.text("ticket.txt")


def beside(thing: GraphicsObject, page: pikepdf.Page) -> bool:
    """Whether it lies outside the bleed."""
    left, bottom, right, top = (float(side) for side in page.obj.BleedBox)
    return (
        thing.box[0] > right - 1
        or thing.box[2] < left + 1
        or thing.box[1] > top - 1
        or thing.box[3] < bottom + 1
    )


def test_the_spine_is_lettered_from_top_to_bottom_where_there_is_room(
    sent: dict[str, Sent], thick: Sent
) -> None:
    for made, spine, letters in ((sent["journeys"], 6, 1), (thick, 2.5, 0)):
        turned = [
            thing
            for page in made.pages("cover.pdf")
            for thing in page
            if thing.kind == "text" and 148 * MM < thing.box[0] < (148 + spine) * MM
        ]
        assert len(turned) == letters
        assert f"spine {spine} mm" in made.text("ticket.txt")


def test_with_marks_the_artwork_ends_where_the_bleed_does(thick: Sent) -> None:
    inside = thick.file("inside.pdf")
    heads = 0
    for number in range(1, len(opened(inside).pages) + 1):
        picture = pixels(inside, number)
        width, height = picture.width / 5, picture.height / 5  # with the bleed and 5 mm of marks
        heads += dark(picture.getpixel((150, 30)))
        for edge in (
            (0, 0, width, 4.6),
            (0, height - 4.6, width, height),
            (0, 0, 4.6, height),
            (width - 4.6, 0, width, height),
        ):
            assert {
                colour for colour in colours(picture, edge) if max(colour) - min(colour) > 12
            } == set(), number
    assert heads


def test_there_are_no_marks_where_none_are_asked_for(sent: dict[str, Sent]) -> None:
    page = opened(sent["journeys"].file("cover.pdf")).pages[0]
    assert page.mediabox == page.obj.BleedBox
    assert not [
        thing
        for thing in sent["journeys"].pages("cover.pdf")[0]
        if thing.kind == "stroke" and beside(thing, page)
    ]


@pytest.mark.parametrize(
    ("rtl", "is_inside", "places"),
    [
        (False, False, [97, 197]),
        (False, True, [100, 200]),
        (True, False, [100, 200]),
        (True, True, [97, 197]),
    ],
)
def test_a_leaflets_folds_are_where_its_panels_meet(
    rtl: bool, is_inside: bool, places: list[float]
) -> None:
    assert fold_positions(297, rtl=rtl, is_inside=is_inside) == places


# Binding.


@pytest.mark.parametrize(
    ("count", "shop", "how", "pages", "spine"),
    [
        (28, {}, "saddle stitch", 28, 0),
        (26, {}, "saddle stitch", 28, 0),
        (64, {}, "saddle stitch", 64, 0),
        (2, {}, "saddle stitch", 4, 0),
        (66, {}, "perfect", 66, 3.1),
        (67, {}, "perfect", 68, 3.2),
        (120, {"thickness": 0.08}, "perfect", 120, 4.7),
        (48, {"binding": "perfect"}, "perfect", 48, 2.2),
    ],
)
def test_pages_are_stapled_up_to_64_and_glued_from_there(
    count: int, shop: dict[str, Any], how: str, pages: int, spine: float
) -> None:
    made = bind(count, job_of(ShopPrint(**shop)))
    assert (made.how, made.pages, made.blanks, made.spine) == (how, pages, pages - count, spine)


@pytest.mark.parametrize(
    ("count", "shop", "message"),
    [
        (
            80,
            {"binding": "saddle stitch"},
            "80 pages of 0.1 mm make a block of 4.00 mm, too thick for a saddle stitch, which "
            "takes 3.2 mm",
        ),
        (
            28,
            {"binding": "perfect"},
            "28 pages of 0.1 mm make a spine of 1.2 mm, too narrow for a perfect binding, which "
            "needs 2 mm",
        ),
    ],
)
def test_what_cannot_be_bound_as_asked_is_refused(
    count: int, shop: dict[str, Any], message: str
) -> None:
    with pytest.raises(ContentError) as error:
        bind(count, job_of(ShopPrint(**shop)))
    assert error.value.problems[0].message == f"this cannot be bound: {message}"


def test_an_edition_that_cannot_be_bound_as_asked_is_refused_where_it_asks(
    plain: Sent,
) -> None:
    project, job = order(plain.publication, "book", binding="perfect", ink_limit=280)
    job = replace(job, places={("press", "shop", "binding"): (14, 14)})
    with pytest.raises(ContentError) as error:
        make_package(project, job)
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (14, 14)
    assert "too narrow for a perfect binding" in problem.message
    assert problem.hint == "write `binding: saddle stitch`"


def test_blank_pages_come_before_the_back_cover(plain: Sent) -> None:
    assert "16: cover 4, inside 12, 2 of them blank, before the back cover" in plain.text(
        "ticket.txt"
    )
    assert texts(plain.file("inside.pdf"))[11] == ""
    assert "harbour-towns.example" in texts(plain.file("cover.pdf"))[0]


# The package.


def test_every_real_edition_passes_its_preflight_but_for_the_address_of_its_codes(
    sent: dict[str, Sent],
) -> None:
    for edition in REAL:
        (warning,) = sent[edition].package.warnings
        assert (warning.file, warning.line > 0) == (f"content/editions/{edition}.yaml", True)
        assert warning.message.endswith(
            "QR codes lead to citybook.example, an address reserved for examples: nobody gets "
            "anywhere"
        )
        assert warning.hint == (
            "write where build/site/ is hosted: base_url in content/publication.yaml"
        )
        assert f"{warning.message}; {warning.hint}" in sent[edition].text("preflight.txt")
        assert "Passed with 1 warning." in sent[edition].text("preflight.txt")
        assert json.loads(sent[edition].text("preflight.json"))["passed"] is True


def test_the_ticket_says_in_plain_words_what_to_print_and_leaves_the_rest_to_fill_in(
    sent: dict[str, Sent],
) -> None:
    inside = pages_inside(sent["journeys"])
    ticket = sent["journeys"].text("ticket.txt")
    for words in (
        "Journeys",
        "148 × 210 mm (A5, upright)",
        "3 mm on every side",
        f"{inside + 4}: cover 4, inside {inside}",
        "outside (back, spine, front, from left to right)",
        f"spine {round(inside * 0.25, 1):g} mm",
        "Artifex CMYK SWOP Profile (default_cmyk.icc)",
    ):
        assert words in ticket
    assert re.search(r"^Quantity: +_+$", ticket, re.MULTILINE)
    leaflet = sent["connection-leaflet"].text("ticket.txt")
    assert "297 × 210 mm (A4, landscape)" in leaflet
    assert "flap 97 mm, back 100 mm, front 100 mm" in leaflet


def test_the_ticket_says_what_the_edition_says_of_paper_and_quantity(plain: Sent) -> None:
    ticket = plain.text("ticket.txt")
    assert "115 g/m² uncoated" in ticket
    assert "250 g/m²" in ticket
    assert "1,500 copies" in ticket


def test_the_same_input_gives_the_same_bytes(sent: dict[str, Sent], real: Publication) -> None:
    again = make_package(*order(real, "connection-leaflet"))
    assert again.data == sent["connection-leaflet"].package.data


def test_the_zip_holds_what_a_print_shop_needs(plain: Sent) -> None:
    with zipfile.ZipFile(io.BytesIO(plain.package.data)) as archive:
        assert archive.namelist() == [
            "cover.pdf",
            "inside.pdf",
            "preflight.json",
            "preflight.txt",
            "ticket.txt",
        ]
        assert archive.testzip() is None


def test_another_edition_is_another_document(sent: dict[str, Sent]) -> None:
    found = set()
    for edition, name in FILES:
        pdf = opened(sent[edition].file(name))
        found.add((xmp(pdf)["xmpMM:DocumentID"], bytes(pdf.trailer.ID[0])))
    assert (
        len({document for document, _ in found})
        == len({identifier for _, identifier in found})
        == len(FILES)
    )


def test_fragments_from_the_cache_give_the_same_bytes(plain: Sent) -> None:
    first = plain.package
    assert first.fragments
    again = make_package(*order(plain.publication, "book", **STOCK, ink_limit=280))
    assert (again.data, again.fragments) == (first.data, first.fragments)


def test_shop_css_holds_imports_only() -> None:
    lines = (ROOT / "styles/shop.css").read_text().splitlines()
    assert all(re.fullmatch(r'@import "[\w/-]+\.css";', line) for line in lines)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_profile_is_found_whatever_form_its_name_on_the_disk_has(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    """macOS decomposes names of files; texts that name them are composed."""
    data = profiles.load_profile("default_cmyk.icc", []).data
    (tmp_path / unicodedata.normalize(form, "Möller.icc")).write_bytes(data)
    assert profiles.load_profile("Möller.icc", [tmp_path]).data == data

"""Pictures as cameras, hands and attackers make them go in; what is published of them is pixels,
and nothing else."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from citybook.content import pictures
from citybook.content.illustrations import PictureUse
from citybook.content.picture_places import PicturePlaceName
from citybook.content.pictures import Looking
from citybook.content.renditions import CheckedPicture, PictureMedium, Use
from citybook.project import Project
from tests.publications import Publication

ALBA = "cities/alba.md"
SECRET = b"Jane-Doe-of-7-Harbour-Lane"


USES: tuple[Use, ...] = (("main", "site"), ("main", "A5"), ("beside", "A5"))


def looked(folder: Path, name: str, data: bytes, uses: tuple[Use, ...] = USES) -> CheckedPicture:
    """What is so of a picture; its copies are in the folder."""
    (folder / name).write_bytes(data)
    (look,) = pictures.look({folder / name: uses}, Looking("", folder))
    assert not look.fault, look.fault
    return look


def photo(width: int = 1600, height: int = 1000) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    made = Image.new("RGB", (width, height), (200, 30, 30))
    made.paste((30, 30, 200), (width // 2, 0, width, height))
    return made


def camera() -> bytes:
    """A JPEG as a camera makes it: position, owner, comment, XMP and thumbnail, lying on its
    side."""
    made, exif = photo(1000, 1600), Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x013B] = exif[0x8298] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (44.0, 42.0, 1.0), 3: "E", 4: (8.0, 2.0, 2.0)})
    exif.get_ifd(0x8769).update({0xA430: SECRET.decode(), 0x927C: SECRET})
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    return out.getvalue() + b"after the end: " + SECRET


def png() -> bytes:
    """A PNG with texts, times and private chunks."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("Comment", SECRET.decode(), zip=False)
    info.add(b"prVt", SECRET)
    out = io.BytesIO()
    photo().save(out, "PNG", pnginfo=info)
    return out.getvalue()


def webp() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    out = io.BytesIO()
    photo().save(out, "WEBP", exif=exif, xmp=SECRET)
    return out.getvalue()


# Pictures that tell of their owners, and the page that shows each.
SECRETS = {
    "quay.jpg": (camera, "cities/alba"),
    "quay.png": (png, "cities/brig-cres"),
    "quay.webp": (webp, "profiles/dole"),
}


def test_no_position_no_name_and_no_comment_of_a_picture_is_published(small: Publication) -> None:
    for name, (make, address) in SECRETS.items():
        data = make()
        assert SECRET in data, "the attack is one"
        small.write(f"images/{name}", data)
        entry, line = f"{address}.md", f"picture: {{file: {name}, alt: A quay}}\n"
        text = re.sub(r"^picture:.*\n(  .*\n)*", "", small.read(entry), flags=re.MULTILINE)
        small.write(entry, text.replace("summary:", f"{line}summary:", 1))
    (small.folder / "content/images/quay.yaml").unlink()
    credits = "".join(f"{name}: {{credit: City of Alba}}\n" for name in SECRETS)
    small.write("images.yaml", credits)
    book = small.read("editions/harbour-reader.yaml").partition("parts:")[0]
    parts = "parts: [cover, {profiles: [dole]}, back-cover]\n"
    small.write("editions/harbour-reader.yaml", book + parts)
    small.doit("sheets", "editions:harbour-reader", "pages").succeeds()
    for file, built in small.files().items():
        assert SECRET not in built, file
        if file.endswith((".jpg", ".webp", ".png")):
            with Image.open(io.BytesIO(built)) as copy:
                assert not copy.getexif()
                assert not copy.info.keys() & {"comment", "exif", "xmp", "icc_profile", "photoshop"}
    for _, address in SECRETS.values():
        html = (small.site / address / "index.html").read_text(encoding="utf-8")
        source = r'<source type="image/webp" srcset="([^"]+)"[^>]*>(<img[^>]*>)'
        srcset, tag = re.findall(source, html)[0]
        widths = re.findall(r"\.\./\.\./(assets/\S+-(\d+)\.webp) (\d+)w", srcset)
        assert [int(width) for *_, width in widths] == [360, 720, 1080, 1600], "none is wider"
        assert all(stem == width and (small.site / file).is_file() for file, stem, width in widths)
        assert 'width="1600" height="1000"' in tag
        assert "lazy" not in tag, "it is the first"
    for path in small.pdf.rglob("*.pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            shown = [thing for page in pdf for thing in page.get_objects()]
            pictures_of = [one for one in shown if isinstance(one, pypdfium2.PdfImage)]
            assert pictures_of, path
            assert not any(SECRET in bytes(one.get_data()) for one in pictures_of)


def test_a_picture_taken_on_its_side_stands_upright(tmp_path: Path) -> None:
    look = looked(tmp_path, "quay.jpg", camera())
    assert (look.width, look.height) == (1600, 1000)
    for found in look.renditions().values():
        with Image.open(tmp_path / found.file) as copy:
            assert copy.size == (found.width, found.height)
            assert found.height == round(found.width * 10 / 16)
            above = copy.getpixel((found.width // 2, found.height // 10))
            assert above[0] > 150, "what was left is above"  # type: ignore[index]


def test_colours_of_another_profile_are_those_that_it_says(tmp_path: Path) -> None:
    """A profile that swaps red and blue would be noticed by anybody."""
    out = io.BytesIO()
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = usual.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    Image.new("RGB", (40, 40), (40, 120, 200)).save(out, "JPEG", icc_profile=profile, quality=95)
    for found in looked(tmp_path, "quay.jpg", out.getvalue()).renditions():
        with Image.open(tmp_path / found) as copy:
            assert all(
                abs(one - other) < 4
                for one, other in zip(copy.getpixel((20, 20)), (200, 120, 40), strict=True)
            ), found


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def nothing(size: int) -> bytes:
    """So many bytes of nothing, packed (RFC 1950); what a million becomes is repeated."""
    packed = zlib.compressobj(9, wbits=-15)
    million = packed.compress(bytes(1_000_000)) + packed.flush(zlib.Z_FULL_FLUSH)
    rest = packed.compress(bytes(size % 1_000_000)) + packed.flush()
    checksum = struct.pack(">I", size % 65521 << 16 | 1)
    return b"\x78\xda" + million * (size // 1_000_000) + rest + checksum


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge, its pixels all alike: a few kilobytes."""
    row = b"\0" + bytes(width // 8 + 1)
    data = nothing(len(row) * min(height, 60_000))
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    photo(400, 300).save(out, kind, **how)
    return out.getvalue()


JPEG, PNG = saved("JPEG"), saved("PNG")
WEBP, LOSSLESS = saved("WEBP"), saved("WEBP", lossless=True)
SIZED = JPEG.index(b"\xff\xc0") + 5
# What unpacks to so many bytes of nothing.
PACKED = b"x\0\0" + nothing(200_000_000)
EXTENDED = b"RIFF\xff\0\0\0WEBPVP8X\n" + bytes(7)
DAMAGED, MANY = "it is damaged or cut off", "60000 × 60000 pixels, more than "
# By what it is: the file, what is said of it, and the way out.
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a JPEG cut in two": (JPEG[: len(JPEG) // 2], DAMAGED, "save it again"),
    "a JPEG's first bytes": (JPEG[:200], DAMAGED, "save it again"),
    "a JPEG of 3,600 megapixels": (
        JPEG[:SIZED] + struct.pack(">HH", 60000, 60000) + JPEG[SIZED + 4 :],
        MANY,
        "save a smaller",
    ),
    "a PNG cut in two": (PNG[: len(PNG) // 2], DAMAGED, "save it again"),
    "a PNG with a wrong byte": (
        PNG.replace(b"IDAT\x78", b"IDAT\x55"),
        DAMAGED,
        "save it again",
    ),
    "a PNG without pixels": (PNG[:33] + chunk(b"IEND", b""), DAMAGED, "save it again"),
    "a PNG of no size": (PNG[:16] + bytes(8) + PNG[24:], "it is no JPEG", "save it again"),
    "a PNG of 3,600 megapixels": (bomb(60000, 60000), MANY, "save a smaller"),
    "a PNG whose text unpacks to 200 MB": (
        PNG[:33] + chunk(b"zTXt", PACKED) + PNG[33:],
        "Decompressed data too large",
        "save it again",
    ),
    "a PNG whose profile unpacks to 200 MB": (
        PNG[:33] + chunk(b"iCCP", PACKED) + PNG[33:],
        "Decompressed data too large",
        "save it again",
    ),
    "a WebP cut in two": (WEBP[: len(WEBP) // 2], DAMAGED, "save it again"),
    "a lossless WebP cut in two": (LOSSLESS[: len(LOSSLESS) // 2], DAMAGED, "save it again"),
    "a WebP of 268 megapixels": (
        WEBP[:26] + b"\xff\x3f\xff\x3f" + WEBP[30:],
        "16383 × 16383 pixels, more than 40 million",
        "save a smaller",
    ),
    "a lossless WebP of 268 megapixels": (
        LOSSLESS[:21] + b"\xff\xff\xff\x0f" + LOSSLESS[25:],
        "16384 × 16384 pixels, more than 40 million",
        "save a smaller",
    ),
    "an extended WebP of 3,600 megapixels": (
        EXTENDED + (59_999).to_bytes(3, "little") * 2,
        MANY,
        "save a smaller",
    ),
    "a TIFF": (saved("TIFF"), "it is a TIFF", "export it as JPEG"),
    "a HEIC": (b"\0\0\0\x18ftypheic" + bytes(20), "it is a HEIC photo", "phones do so"),
    "an AVIF": (saved("AVIF"), "it is an AVIF", "save it again"),
    "a GIF": (saved("GIF"), "it is a GIF", "as PNG"),
    "a BMP": (saved("BMP"), "it is a BMP", "save it again"),
    "a JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "it is a JPEG 2000", "save it again"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF", "it is a PostScript file", "export it as PNG"),
    "a PDF": (b"%PDF-1.7", "it is a PDF", "as PNG"),
    "SVG that reads a file": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        "it is an SVG drawing",
        "as PNG",
    ),
    "a web page": (b"<!DOCTYPE html><title>Not found", "it is a web page", "the picture itself"),
    "nothing": (b"", "it is an empty file", "copy the picture here again"),
    "a text": (b"not a picture", "it is no JPEG, PNG or WEBP", "save it again"),
}


def test_bombs_broken_files_and_other_formats_are_refused_each_in_words_of_its_own(
    tmp_path: Path,
) -> None:
    images, out = tmp_path / "images", tmp_path / "copies"
    for folder in (images, out):
        folder.mkdir()
    for name, (data, _, _) in REFUSED.items():
        (images / name).write_bytes(data)
    looks = pictures.look(dict.fromkeys(map(images.joinpath, REFUSED), USES), Looking("", out))
    for (name, (_, fault, hint)), look in zip(REFUSED.items(), looks, strict=True):
        assert fault in look.fault, (name, look.fault)
        assert hint in look.hint, (name, look.hint)
    assert not list(out.iterdir()), "no copy of what is refused"


@pytest.mark.parametrize(
    ("width", "place", "copies"),
    [
        (6000, "main", [360, 720, 1080, 1600]),
        (6000, "half", [360, 720]),
        (1000, "main", [360, 720, 1000]),
        (720, "main", [360, 720]),
        (200, "wide", [200]),
    ],
)
def test_the_site_gets_the_widths_that_a_place_needs_and_none_wider_than_the_picture(
    width: int, place: PicturePlaceName, copies: list[int]
) -> None:
    look = CheckedPicture("quay-1", width, width // 2)
    *modern, last = look.for_site(place)
    assert [(one.width, one.height, one.format) for one in modern] == [
        (each, each // 2, "webp") for each in copies
    ]
    assert (last.width, last.format) == (copies[-1], "jpg")


def test_paper_gets_three_hundred_dots_to_the_inch_and_a_drawing_all_its_pixels() -> None:
    """A book of A5 with its bleed is 154 mm wide: 1819 of 300 to the inch. A picture twice as wide
    as it is high fills its window of 101 mm with 202 mm: 2386."""
    for width, is_drawing, wanted in (
        (6000, False, "2386-paper.jpg"),
        (1200, False, "1200-paper.jpg"),
        (2700, True, "2700-paper.png"),
        (6000, True, "4772-paper.png"),
    ):
        look = CheckedPicture("quay-1", width, width // 2, is_drawing)
        assert look.for_paper("main", "A5").file == f"quay-1-{wanted}"


def test_a_drawing_keeps_its_colours_to_the_bit_and_a_photograph_is_compressed(
    tmp_path: Path,
) -> None:
    out = io.BytesIO()
    photo(600, 400).save(out, "PNG")
    look = looked(tmp_path, "plan.png", out.getvalue())
    assert look.is_drawing
    for found in look.renditions().values():
        with Image.open(tmp_path / found.file) as copy:
            assert found.format in ("webp", "png")
            assert copy.convert("RGB").getpixel((5, 5)) == (200, 30, 30)
    noisy, out = Image.effect_noise((300, 200), 90), io.BytesIO()
    Image.merge("RGB", (noisy, noisy.rotate(90), noisy.rotate(180))).save(out, "PNG")
    assert not looked(tmp_path, "quay.png", out.getvalue()).is_drawing
    out = io.BytesIO()
    noisy.save(out, "PNG")
    assert not looked(tmp_path, "grey.png", out.getvalue()).is_drawing, "256 greys and no areas"


def test_a_picture_of_one_pixel_in_width_or_height_has_copies_of_a_size_that_can_be(
    tmp_path: Path,
) -> None:
    """WebP has no more than 16,383 pixels a side."""
    for size in ((1, 1), (1, 60_000), (60_000, 1), (700, 20_000)):
        out = io.BytesIO()
        Image.new("L", size, 200).save(out, "PNG")
        for found in looked(tmp_path, "quay.png", out.getvalue()).renditions().values():
            with Image.open(tmp_path / found.file) as copy:
                assert copy.size == (found.width, found.height)
                assert copy.height <= 6000


def test_what_is_no_picture_we_take_is_refused_with_its_cards_place(small: Publication) -> None:
    small.write("images/quay.png", REFUSED["SVG that reads a file"][0])
    output = small.check()
    assert (
        "content/cities/alba.md:7:9: error: picture.file: content/images/quay.png cannot be used"
        in output
    )


def test_a_picture_is_looked_at_once_and_again_when_it_changes(
    small: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citybook.content.entry_cache import EntryCache
    from citybook.content.gallery import gallery

    use = PictureUse("quay.png", "The quay", None, 7, 9, "beside", "picture")
    card, look, times = type("Card", (), {"pictures": (use,)}), pictures.look, 0
    project, media = Project(small.folder), list[PictureMedium](["site", "A5"])

    def count(found: dict[Path, tuple[Use, ...]], how: Looking) -> list[CheckedPicture]:
        nonlocal times
        times += len(found)
        return list(look(found, how))

    def gather() -> set[str]:
        kept = EntryCache(small.build / "kept.sqlite3", "", write=True)
        shown = gallery(project, [card], media, kept)  # type: ignore[list-item]
        there = {path.name for path in project.pictures.iterdir()}
        assert there == set(shown["quay.png"].renditions()), "no copy is missing or left over"
        return there

    def put(height: int) -> None:
        out = io.BytesIO()
        photo(1500, height).save(out, "JPEG")
        small.write("images/quay.png", out.getvalue())

    monkeypatch.setattr(pictures, "look", count)
    put(1000)
    first = gather()
    assert (gather(), times) == (first, 1)
    next(project.pictures.iterdir()).unlink()
    assert (gather(), times) == (first, 2), "a copy that was lost is made again"
    media.append("A4")
    assert gather() > first, "for another paper there is another copy"
    put(1001)
    assert not gather() & first
    assert times == 4


def test_a_picture_cut_short_is_found_in_a_process_that_typesets_too(tmp_path: Path) -> None:
    import weasyprint  # noqa: F401  # it tells Pillow to take such pictures

    (tmp_path / "quay.png").write_bytes(png()[:2000])
    (look,) = pictures.look({tmp_path / "quay.png": USES}, Looking("", tmp_path))
    assert "it is damaged" in look.fault

"""Pictures as cameras, hands and attackers make them go in; what is published of them is pixels,
and nothing else."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from citybook.content import pictures
from citybook.content.pictures import Looking
from citybook.content.renditions import Look, Medium, Use
from citybook.project import Project
from tests.publications import Publication

ALBA = "cities/alba.md"
SECRET = b"Jane-Doe-of-7-Harbour-Lane"


USES: tuple[Use, ...] = (("main", "site"), ("main", "A5"), ("beside", "A5"))


def looked(folder: Path, name: str, data: bytes, uses: tuple[Use, ...] = USES) -> Look:
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


@pytest.mark.parametrize(
    ("name", "make"), [("quay.jpg", camera), ("quay.png", png), ("quay.webp", webp)]
)
def test_no_position_no_name_and_no_comment_of_a_picture_is_published(
    small: Publication, name: str, make: object
) -> None:
    data = make()  # type: ignore[operator]
    assert SECRET in data, "the attack is one"
    (small.folder / "content/images/quay.png").unlink()
    small.write(f"images/{name}", data)
    small.replace(ALBA, "file: quay.png", f"file: {name}")
    small.doit("site").succeeds()
    for file, built in small.files().items():
        assert SECRET not in built, file
        if file.endswith((".jpg", ".webp", ".png")):
            with Image.open(io.BytesIO(built)) as copy:
                assert not copy.getexif()
                assert not copy.info.keys() & {"comment", "exif", "xmp", "icc_profile", "photoshop"}
    with pypdfium2.PdfDocument(small.pdf / "sheets/alba.pdf") as pdf:
        for thing in pdf[0].get_objects():
            if isinstance(thing, pypdfium2.PdfImage):
                assert SECRET not in bytes(thing.get_data())


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


def _bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge, its pixels all alike: a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    row = b"\0" + bytes(width // 8 + 1)
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(row) for _ in range(min(height, 60_000))) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        _bomb(60_000, 60_000),
        _bomb(8_000, 6_000)[:3000],
        b"GIF89a" + bytes(40),
        b"%!PS-Adobe-3.0 EPSF",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    ],
    ids=[
        "a bomb of 3,600 million pixels",
        "a cut one",
        "a GIF",
        "PostScript",
        "SVG that reads a file",
    ],
)
def test_what_is_no_picture_we_take_is_refused_with_its_cards_place(
    small: Publication, data: bytes
) -> None:
    small.write("images/quay.png", data)
    output = small.doit("check").fails().output
    assert (
        "content/cities/alba.md:7:9: error: picture.file: content/images/quay.png cannot be used"
        in output
    )
    assert "Traceback" not in output


def test_a_picture_is_looked_at_once_and_again_when_it_changes(
    small: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citybook.content.entry_cache import EntryCache
    from citybook.content.gallery import gallery

    class Front:
        picture = type("Picture", (), {"file": "quay.png"})

    card, look, times = type("Card", (), {"front": Front}), pictures.look, 0
    project, media = Project(small.folder), list[Medium](["site", "A5"])

    def count(found: dict[Path, tuple[Use, ...]], how: Looking) -> list[Look]:
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
        photo(3000, height).save(out, "JPEG")
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

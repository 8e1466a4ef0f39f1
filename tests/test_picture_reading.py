"""Pictures of every kind that our three formats have go in; they look as Chromium shows them on a
white page."""

from __future__ import annotations

import base64
import io
import re
import shutil
import struct
import unicodedata
import warnings
import zlib
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from citybook.content import pictures
from citybook.content.colour_profiles import matrix_profile
from citybook.content.picture_colours import PRIMARIES, SRGB
from citybook.content.picture_reading import NotAPicture, open_upright
from citybook.content.pictures import Looking
from citybook.content.renditions import Use
from tests.browser import chromium
from tests.publications import Publication

USES: tuple[Use, ...] = (("main", "site"), ("main", "A5"))
SIDE = 64
COLOURS = ((200, 30, 30), (30, 160, 60), (40, 60, 210), (240, 200, 90))
CLEAR = tuple((*colour, alpha) for colour, alpha in zip(COLOURS, (255, 128, 0, 60), strict=True))
INKS = ((0, 200, 200, 30), (200, 0, 180, 60), (220, 180, 0, 10), (0, 0, 0, 128))
GREYS = ((5000,), (30000,), (50000,), (65000,))
# The seven passes of an interlaced PNG: first column and row, and the steps to the next.
ADAM7 = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
Chunk = tuple[bytes, bytes]
Samples = tuple[tuple[int, ...], ...]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(depth: int, kind: int, four: Samples, *chunks: Chunk, interlaced: bool = False) -> bytes:
    """A PNG of four squares, as a file may have it and Pillow does not write it."""

    def row(columns: range, y: int) -> bytes:
        places = ((x >= SIDE // 2) + 2 * (y >= SIDE // 2) for x in columns)
        bits = "".join(f"{sample:0{depth}b}" for place in places for sample in four[place])
        return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")

    rows = (
        row(range(x, SIDE, across), line)
        for x, y, across, down in (ADAM7 if interlaced else ((0, 0, 1, 1),))
        for line in range(y, SIDE, down)
    )
    head = struct.pack(">IIBBBBB", SIDE, SIDE, depth, kind, 0, 0, interlaced)
    parts = ((b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def saved(mode: str, four: Any, kind: str, **how: Any) -> bytes:
    """The four squares as Pillow writes them, half as wide again."""
    made, out = Image.new(mode, (2, 2)), io.BytesIO()
    for place, colour in enumerate(four):
        made.putpixel((place % 2, place // 2), colour)
    made = made.resize((SIDE * 3 // 2, SIDE), Image.Resampling.NEAREST)
    made.save(out, kind, **({"quality": 95} if kind == "JPEG" else {"lossless": True}) | how)
    return out.getvalue()


def key(*samples: int) -> Chunk:
    return b"tRNS", struct.pack(f">{len(samples)}H", *samples)


def icc(profile: bytes) -> Chunk:
    return b"iCCP", b"x\0\0" + zlib.compress(profile)


def gamma(value: float) -> Chunk:
    return b"gAMA", struct.pack(">I", round(value * 100_000))


def primaries(code: int) -> Chunk:
    return b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in PRIMARIES[code]))


def sixteen(colours: Samples) -> Samples:
    return tuple(tuple(sample * 257 for sample in colour) for colour in colours)


def lying(value: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


USUAL = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
WIDE = matrix_profile(PRIMARIES[12], SRGB)  # Display P3
GREY = (  # the tags of a screen's profile that is grey instead, of the same length
    matrix_profile(PRIMARIES[1], (1.8,)).replace(b"RGB XYZ ", b"GRAYXYZ ").replace(b"rTRC", b"kTRC")
)
BROKEN = {
    "of no kind": b"nonsense",
    "without its mark": USUAL.replace(b"acsp", b"nope"),
    "cut off": USUAL[:-100],
    "without tags": USUAL[:128] + bytes(4),
}
PALETTE = (b"PLTE", b"".join(bytes(colour) for colour in COLOURS))
PLACES = ((0,), (1,), (2,), (3,))
EIGHT = ((50,), (100,), (150,), (250,))
LIGHTS = (50, 100, 150, 250)
MOVING: dict[str, Any] = {
    "save_all": True,
    "append_images": [
        Image.new("RGB", (SIDE * 3 // 2, SIDE), colour) for colour in ("red", "blue")
    ],
    "duration": 100_000,
}
HALF = ((50, 255), (100, 128), (150, 0), (250, 255))


def adobe(data: bytes, transform: bytes) -> bytes:
    """A JPEG in inks with another transform in Adobe's segment; without the segment for none."""
    start = data.index(b"\xff\xee")
    segment = data[start : start + 15] + transform if transform else b""
    return data[:start] + segment + data[start + 16 :]


CASES: dict[str, bytes] = {
    "grey of 16 bits": png(16, 0, GREYS),
    "grey of 16 bits, one of them clear": png(16, 0, GREYS, key(30000)),
    "grey of 16 bits, almost one clear": png(16, 0, ((30001,), *GREYS[1:]), key(30000)),
    "grey of 16 bits, interlaced": png(16, 0, GREYS, interlaced=True),
    "grey of 16 bits with a profile of colours": png(16, 0, GREYS, icc(USUAL)),
    "grey of 16 bits with a grey profile": png(16, 0, GREYS, icc(GREY)),
    "grey of 16 bits with a gamma": png(16, 0, GREYS, gamma(1)),
    "grey with alpha": png(8, 4, HALF),
    "grey with alpha and a grey profile": png(8, 4, HALF, icc(GREY)),
    "grey with alpha, 16 bits": png(16, 4, sixteen(HALF)),
    "colours of 16 bits": png(16, 2, sixteen(COLOURS)),
    "colours of 16 bits, one clear": png(16, 2, sixteen(COLOURS), key(*sixteen(COLOURS)[1])),
    "colours of 16 bits in Display P3": png(16, 2, sixteen(COLOURS), icc(WIDE)),
    "colours with alpha": png(8, 6, CLEAR),
    "colours with alpha, 16 bits": png(16, 6, sixteen(CLEAR)),
    "colours with alpha in Display P3": png(8, 6, CLEAR, icc(WIDE)),
    "colours with alpha on a ground of their own": png(
        8, 6, CLEAR, (b"bKGD", struct.pack(">3H", 255, 0, 255))
    ),
    "colours, one clear": png(8, 2, COLOURS, key(*COLOURS[1])),
    "colours, interlaced": png(8, 2, COLOURS, interlaced=True),
    "black and white": png(1, 0, ((0,), (1,), (1,), (0,))),
    "black and white, black clear": png(1, 0, ((0,), (1,), (1,), (0,)), key(0)),
    "grey of 2 bits, one clear": png(2, 0, PLACES, key(1)),
    "grey of 4 bits, one clear": png(4, 0, PLACES, key(2)),
    "grey of 8 bits, one clear": png(8, 0, EIGHT, key(100)),
    "palette": png(2, 3, PLACES, PALETTE),
    "palette with alpha": png(8, 3, PLACES, PALETTE, (b"tRNS", b"\xff\x80\0")),
    "palette, one clear": png(4, 3, PLACES, PALETTE, (b"tRNS", b"\0")),
    "palette in Display P3 with alpha": png(
        8, 3, PLACES, icc(WIDE), PALETTE, (b"tRNS", b"\xff\x80\0")
    ),
    "gamma of light": png(8, 2, COLOURS, gamma(1)),
    "gamma of old Macs": png(8, 2, COLOURS, gamma(1 / 1.8)),
    "gamma as usual": png(8, 2, COLOURS, gamma(1 / 2.2)),
    "gamma as usual and primaries of sRGB": png(8, 2, COLOURS, gamma(1 / 2.2), primaries(1)),
    "gamma and primaries of P3": png(8, 2, COLOURS, gamma(1 / 2.2), primaries(12)),
    "gamma beside the mark of sRGB": png(8, 2, COLOURS, (b"sRGB", b"\0"), gamma(1)),
    "gamma and primaries that cannot be": png(8, 2, COLOURS, gamma(1 / 2.2), (b"cHRM", bytes(32))),
    "gamma of a palette": png(8, 3, PLACES, gamma(1), PALETTE),
    "primaries alone": png(8, 2, COLOURS, primaries(12)),
    "code points of P3": png(8, 2, COLOURS, (b"cICP", b"\x0c\x0d\0\x01")),
    "code points of video": png(8, 2, COLOURS, (b"cICP", b"\x01\x01\0\x01")),
    "code points before a profile": png(8, 2, COLOURS, (b"cICP", b"\x01\x0d\0\x01"), icc(WIDE)),
    "a profile that cannot be unpacked": png(8, 2, COLOURS, (b"iCCP", b"x\0\0rubbish")),
    "colours with a grey profile": saved("RGB", COLOURS, "JPEG", icc_profile=GREY),
    "a grey JPEG with the profile of sRGB": saved("L", LIGHTS, "JPEG", icc_profile=USUAL),
    "a grey JPEG in Display P3": saved("L", LIGHTS, "JPEG", icc_profile=WIDE),
    "a JPEG in Display P3": saved("RGB", COLOURS, "JPEG", icc_profile=WIDE),
    "a WebP with alpha in Display P3": saved("RGBA", CLEAR, "WEBP", exact=True, icc_profile=WIDE),
    "a progressive JPEG": saved("RGB", COLOURS, "JPEG", progressive=True),
    "a JPEG that keeps RGB": saved("RGB", COLOURS, "JPEG", keep_rgb=True),
    "inks, inverted as Adobe has them": saved("CMYK", INKS, "JPEG"),
    "inks as YCCK": adobe(saved("CMYK", INKS, "JPEG"), b"\x02"),
    "inks, not inverted": adobe(saved("CMYK", INKS, "JPEG"), b""),
    "inks with the profile of sRGB": saved("CMYK", INKS, "JPEG", icc_profile=USUAL),
    "Exif of no kind": saved("RGB", COLOURS, "JPEG", exif=b"Exif\0\0rubbish of no kind"),
    "Exif cut off": saved("RGB", COLOURS, "JPEG", exif=lying(6).tobytes()[:-10]),
    "an animated WebP": saved("RGB", COLOURS, "WEBP", **MOVING),
    "an animated PNG": saved("RGB", COLOURS, "PNG", **MOVING),
    "an animated PNG with another before": saved(
        "RGB", COLOURS, "PNG", default_image=True, **MOVING
    ),
    "two pictures in one JPEG": saved("RGB", COLOURS, "MPO", quality=95, **MOVING),
}
for how, profile in BROKEN.items():
    CASES |= {
        f"a JPEG, its profile {how}": saved("RGB", COLOURS, "JPEG", icc_profile=profile),
        f"a WebP, its profile {how}": saved("RGBA", CLEAR, "WEBP", exact=True, icc_profile=profile),
        f"a PNG, its profile {how}": png(8, 0, EIGHT, icc(profile)),
    }
for way in range(10):
    CASES |= {
        f"a {kind} lying {way}": saved("RGB", COLOURS, kind, exif=lying(way))
        for kind in ("JPEG", "PNG", "WEBP")
    }

# Each picture as it lies on white: its size, and the middle of its four squares.
SHOWN = """async addresses => {
  const found = [];
  for (const address of addresses) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const paper = canvas.getContext("2d", { colorSpace: "srgb" });
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, width, height);
    paper.drawImage(image, 0, 0);
    const places = [[1, 1], [3, 1], [1, 3], [3, 3]];
    const at = ([x, y]) => paper.getImageData(x * width / 4, y * height / 4, 1, 1).data;
    const colours = places.map((place) => [...at(place)].slice(0, 3));
    found.push([[width, height], ...colours]);
  }
  return found;
}"""


def seen(data: bytes) -> list[list[int]]:
    """What we make of a picture, in the same form."""
    picture, (width, height), _ = open_upright(data, 4000)
    assert picture.mode == "RGB"
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    colours = (picture.getpixel((x * width // 4, y * height // 4)) for x, y in places)
    return [[width, height], *(list(colour) for colour in colours)]


def furthest(one: list[list[int]], other: list[list[int]]) -> int:
    return max(abs(a - b) for a, b in zip(chain(*one), chain(*other), strict=True))


def test_every_picture_looks_as_the_browser_shows_it() -> None:
    """One browser for all; two steps of 255 are what rounding may do."""
    sorts = {b"\xff\xd8": "jpeg", b"\x89P": "png", b"RI": "webp"}
    addresses = [
        f"data:image/{sorts[data[:2]]};base64,{base64.b64encode(data).decode()}"
        for data in CASES.values()
    ]
    with chromium() as browser:
        shown = browser.new_page().evaluate(SHOWN, addresses)
    others = {}
    for (name, data), theirs in zip(CASES.items(), shown, strict=True):
        ours = seen(data)
        if furthest(ours, theirs) > 2:
            others[name] = (ours, theirs)
    assert not others


def test_a_picture_that_is_published_looks_as_it_was_opened(tmp_path: Path) -> None:
    """The copy's compression may change a colour by a few steps."""
    for name in ("grey of 16 bits", "palette with alpha", "a JPEG in Display P3"):
        (tmp_path / "quay").write_bytes(CASES[name])
        (look,) = pictures.look({tmp_path / "quay": USES}, Looking(name, tmp_path))
        for copy in look.renditions():
            assert furthest(seen((tmp_path / copy).read_bytes()), seen(CASES[name])) <= 8, copy


def test_inks_are_converted_by_their_own_profile() -> None:
    """As near as two converters come: without the profile it would be brighter by some 60 steps."""
    from citybook.press.profiles import SYSTEM

    path = next((path for folder in SYSTEM for path in folder.rglob("default_cmyk.icc")), None)
    assert path, "ghostscript's profiles are missing: see scripts/system_packages.sh"
    data = saved("CMYK", INKS, "JPEG", icc_profile=path.read_bytes())
    with chromium() as browser:
        address = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
        ((_, *theirs),) = browser.new_page().evaluate(SHOWN, [address])
    _, *ours = seen(data)
    away = [abs(a - b) for a, b in zip(chain(*ours), chain(*theirs), strict=True)]
    assert sum(away) / len(away) < 10


def test_a_picture_of_high_dynamic_range_is_refused_by_name() -> None:
    with pytest.raises(NotAPicture, match="high dynamic range"):
        open_upright(png(8, 2, COLOURS, (b"cICP", b"\x09\x10\0\x01")), 100)


def plain(kind: str, width: int, height: int, **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 128).save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (lambda: plain("JPEG", 8165, 6160, quality=20), ""),
        (lambda: plain("PNG", 8165, 6160, compress_level=1), ""),
        (lambda: plain("JPEG", 16320, 12240, quality=20), ""),
        (lambda: plain("PNG", 10000, 8001, compress_level=1), "10000 × 8001 pixels, more"),
        (lambda: b"\xff\xd8\xff\xfe\0\x04ab" + bytes(60_000_000), "more than 60,000,000"),
    ],
    ids=["a phone's JPEG", "a phone's PNG", "a JPEG of 200 megapixels", "too many", "too long"],
)  # fmt: skip
def test_pictures_of_phones_are_taken_and_too_large_ones_told_to_be_made_smaller(
    tmp_path: Path, data: Callable[[], bytes], fault: str
) -> None:
    (tmp_path / "quay").write_bytes(data())
    # The copy for paper has most pixels.
    (look,) = pictures.look({tmp_path / "quay": USES[1:]}, Looking("", tmp_path))
    assert fault in look.fault
    assert bool(fault) == bool(look.fault)
    assert look.hint.startswith("save a smaller copy") if fault else not look.hint


def test_none_of_pillows_warnings_is_shown(recwarn: pytest.WarningsRecorder) -> None:
    warnings.simplefilter("always")
    for name in ("Exif cut off", "a profile that cannot be unpacked", "palette with alpha"):
        open_upright(CASES[name], 100)
    open_upright(plain("PNG", 9500, 8000, compress_level=1), 100)
    broken = CASES["two pictures in one JPEG"].replace(b"MPF\0", b"MPF\0rubbish", 1)
    open_upright(broken, 100)
    # What other tests left open may be complained of meanwhile.
    assert [str(one.message) for one in recwarn.list if one.category is not ResourceWarning] == []


def test_a_picture_is_found_whatever_form_its_name_on_the_disk_has(small: Publication) -> None:
    """macOS decomposes names; what an editor types is composed, or not."""
    images, shown = small.folder / "content/images", {}
    entries = iter(("cities/alba", "cities/brig-cres", "profiles/dole", "practices/night-ferry"))
    for form, stem in (("NFC", "kéž-ő"), ("NFD", "kéž-ű")):
        for ending in ("png", "yaml"):
            name = unicodedata.normalize(form, f"{stem}.{ending}")
            shutil.copy(images / f"quay.{ending}", images / name)
        for written in ("NFC", "NFD"):
            entry, name = f"{(at := next(entries))}.md", unicodedata.normalize(written, stem)
            text = re.sub(r"^picture:.*\n(  .*\n)*", "", small.read(entry), flags=re.MULTILINE)
            picture = f"picture: {{file: {name}.png, alt: A quay}}\n"
            small.write(entry, text.replace("summary:", f"{picture}summary:", 1))
            shown[at] = "assets/kez-" + stem[-1].translate({ord("ő"): "o", ord("ű"): "u"})
    small.doit("pages").succeeds()
    for at, address in shown.items():
        assert address in (small.site / at / "index.html").read_text(encoding="utf-8")

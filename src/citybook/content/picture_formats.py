"""The first bytes of a file go in; what it is in an editor's words, and how to make a picture of it
that we take, come out."""

from __future__ import annotations

import re

# The formats that are read, as Pillow calls them. Each further one would be another library that
# reads what strangers send.
TAKEN = ("JPEG", "PNG", "WEBP")
AGAIN = "save it again as JPEG or PNG"
# Brands of the files that phones write (ISO/IEC 14496-12, 4.3), after the length of their first box
# and the word `ftyp`.
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
AVIF = (b"avif", b"avis")
PHONE = (
    "export it as JPEG; phones do so when a photo is shared, or set to the most compatible format"
)
MARKS: tuple[tuple[bytes, str, str], ...] = (
    (rb"II\*\0|MM\0\*", "a TIFF or a camera's raw file", "export it as JPEG; a drawing as PNG"),
    (rb"....ftyp(?:%b)" % b"|".join(HEIC), "a HEIC photo, as phones take them", PHONE),
    (rb"....ftyp(?:%b)" % b"|".join(AVIF), "an AVIF", AGAIN),
    (rb"GIF8", "a GIF", "save it again as PNG; a moving one cannot be printed"),
    (rb"BM", "a BMP", AGAIN),
    (rb"8BPS", "a Photoshop file", "export it as JPEG; a drawing as PNG"),
    (rb"%PDF", "a PDF", "export the page or the picture as PNG"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "a PostScript file", "export it as PNG"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000", AGAIN),
    (rb"\0\0\0\x0cJXL |\xff\x0a", "a JPEG XL", AGAIN),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)", "an SVG drawing", "export it as PNG"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?i:!doctype html|html)", "a web page", "save the picture itself"),
    (rb"\Z", "an empty file", "copy the picture here again"),
)


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height as the header of a WebP says them (RFC 9649, 2.7 and 3.4; RFC 6386,
    9.1); None for anything else. Its reader takes memory for all pixels before it tells."""
    if data[:4] != b"RIFF" or data[8:15] != b"WEBPVP8" or len(data) < 30:
        return None
    if data[15:16] == b"X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[15:16] == b"L":
        both = int.from_bytes(data[21:25], "little")
        return both % 2**14 + 1, (both >> 14) % 2**14 + 1
    width, height = (int.from_bytes(data[at : at + 2], "little") % 2**14 for at in (26, 28))
    return width, height


def name_format(data: bytes) -> tuple[str, str]:
    """Return what is wrong with a file in none of the formats that are taken, and what to do."""
    kinds = " or ".join((", ".join(TAKEN[:-1]), TAKEN[-1]))
    for mark, name, hint in MARKS:
        if re.match(mark, data, re.DOTALL):
            return f"it is {name}, and no {kinds}", hint
    return f"it is no {kinds}", AGAIN

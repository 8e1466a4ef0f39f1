"""An opened picture goes in; its pixels as browsers show them, in sRGB (IEC 61966-2-1) on white,
come out.

Pillow leaves to its caller what a picture's samples mean: how deep they are, which of them are
transparent, and by which profile, gamma or primaries they are colours.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from citybook.content.colour_profiles import matrix_profile

# Modes of Pillow that a profile of each colour space (ICC.1, 7.2.6) can be for. Browsers read any
# other profile, and any that is damaged, as sRGB.
MODES = {"GRAY": ("L",), "RGB": ("RGB", "L"), "CMYK": ("CMYK",)}
# Of an IHDR, where the bits of a sample stand (PNG, 11.2.1).
DEPTH = 24
# Chromaticities x and y of white, red, green and blue, by the code points of ITU-T H.273.
D65 = (0.3127, 0.3290)
PRIMARIES = {
    1: (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06),
    9: (*D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    12: (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
# Transfer functions, likewise, as the parameters of a curve in a profile; those of video as screens
# show it (ITU-R BT.1886).
SRGB = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
CURVES = {13: SRGB, 4: (2.2,), 5: (2.8,), 8: (1.0,), **dict.fromkeys((1, 6, 14, 15), (2.4,))}
HIGH_RANGE = (16, 18)


class HighRangeError(Exception):
    """The picture has a high dynamic range."""


def simplify(picture: Any, data: bytes) -> Any:
    """Return the picture, opened from `data`, with samples of 8 bits, as grey, colours or inks, and
    with an alpha channel where some of it is transparent."""
    key = picture.info.get("transparency")
    if picture.mode in ("P", "PA"):
        return picture.convert("RGB" if key is None and picture.mode == "P" else "RGBA")
    if picture.mode == "RGB" and key is not None:
        if data[DEPTH] == 16:  # Pillow keeps the upper half of each sample, but the whole key
            picture.info["transparency"] = tuple(value >> 8 for value in key)
        return picture.convert("RGBA")
    if picture.mode in ("1", "L", "I", "I;16"):
        return _simplify_grey(picture, key, data[DEPTH])
    return picture


def flatten(picture: Any, profile: bytes | None) -> Any:
    """Return the pixels of a simplified picture in sRGB, on white, and nothing of it beside."""
    from PIL import Image

    has_alpha = picture.mode in ("LA", "RGBA")
    colours = picture.convert(picture.mode[:-1]) if has_alpha else picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(
        _convert(colours, profile) or colours.convert("RGB"),
        mask=picture.getchannel("A") if has_alpha else None,
    )
    return ground


def profile_of(picture: Any, data: bytes) -> bytes | None:
    """Return the profile (ICC.1) that a picture, opened from `data`, carries or amounts to; None
    for sRGB. Raises HighRangeError."""
    profile: bytes | None = picture.info.get("icc_profile")
    if picture.format != "PNG":
        return profile
    if code_points := _code_points(data):
        return _profile_of_code_points(*code_points[:2])
    gamma, primaries = picture.info.get("gamma"), picture.info.get("chromaticity")
    if profile or "srgb" in picture.info or not gamma:
        return profile
    if not primaries and round(1 / gamma, 2) == 2.2:  # whoever writes this alone means sRGB
        return None
    return _profile(primaries or PRIMARIES[1], (1 / gamma,))


def _simplify_grey(picture: Any, key: int | None, depth: int) -> Any:
    """Return a grey picture as 8 bits a sample; `key` is the sample that is transparent, in bits of
    `depth`."""
    from PIL import Image

    if picture.mode.startswith("I"):
        most, wide = 65535, picture.convert("I")
        grey = wide.point([value * 255 // most for value in range(most + 1)], "L")
        clear = key
    else:
        most, wide = 255, picture.convert("L")
        grey = wide
        # Pillow widens samples of 2 and 4 bits and leaves the key; of 1 bit it widens both.
        clear = key * 255 // (2**depth - 1) if key is not None and depth in (2, 4) else key
    if clear is None:
        return grey
    alpha = wide.point([0 if value == clear else 255 for value in range(most + 1)], "L")
    return Image.merge("LA", (grey, alpha))


def _convert(colours: Any, profile: bytes | None) -> Any:
    """Return colours in sRGB by their profile; None where it is damaged or is not for such
    colours."""
    from PIL import ImageCms

    if not profile:
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        modes = MODES.get(own.profile.xcolor_space.strip(), ())
        if colours.mode not in modes:
            return None
        srgb = ImageCms.createProfile("sRGB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        return ImageCms.profileToProfile(
            colours.convert(modes[0]), own, srgb, renderingIntent=intent, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _code_points(data: bytes) -> bytes:
    """Return what the chunk cICP of a PNG says (PNG, 11.3.2.6); Pillow does not read it."""
    place = data.find(b"\0\0\0\x04cICP", 0, data.find(b"IDAT"))
    return data[place + 8 : place + 12] if place >= 0 else b""


def _profile_of_code_points(primaries: int, transfer: int) -> bytes | None:
    """Return the profile of code points of H.273; None for sRGB and for those that are not known.
    Raises HighRangeError."""
    if transfer in HIGH_RANGE:
        raise HighRangeError
    if primaries not in PRIMARIES or transfer not in CURVES:
        return None
    return _profile(PRIMARIES[primaries], CURVES[transfer])


def _profile(chromaticities: Sequence[float], curve: Sequence[float]) -> bytes | None:
    """Return a profile; None for sRGB itself, and where no screen can be so."""
    if (chromaticities, curve) == (PRIMARIES[1], SRGB):
        return None
    with suppress(ValueError):
        return matrix_profile(chromaticities, curve)
    return None

"""A picture as it is placed on paper goes in; the same in the four inks of a print shop's profile
comes out, with no more ink in one place than the paper takes."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageChops, ImageMath

from citybook.press.profiles import Profile

QUALITY = 92
# A JPEG's values differ a little from what was put in, so the limit is kept with this to spare; in
# per cent of ink.
SPARE = 8.0
# How far the channels of a grey may be from each other, of 255.
GREY = 2


def convert_picture(
    data: bytes, profile: Profile, limit: float, *, is_drawing: bool = False
) -> bytes:
    """Convert a picture to a JPEG in inks, with at most `limit` per cent of them in one place. The
    greys of a drawing are black ink alone, as those of all else on the page are."""
    with Image.open(io.BytesIO(data)) as found:
        picture = found.convert("RGB")
    inks = _limit_inks(profile.convert(picture), limit - SPARE)
    if is_drawing:
        _set_greys(inks, picture)
    out = io.BytesIO()
    inks.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def _set_greys(inks: Image.Image, picture: Image.Image) -> None:
    """Set what is grey in a picture in black ink alone, in place."""
    red, green, blue = picture.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    is_grey = ImageChops.subtract(lightest, darkest).point(lambda value: 255 * (value <= GREY))
    none = Image.new("L", picture.size)
    black = ImageChops.invert(picture.convert("L"))
    inks.paste(Image.merge("CMYK", (none, none, none, black)), mask=is_grey)


def measure_coverage(picture: Image.Image) -> Image.Image:
    """Measure how much ink lies at each place of a picture in inks, in per cent."""
    found: Image.Image = ImageMath.lambda_eval(
        lambda bands: (bands["C"] + bands["M"] + bands["Y"] + bands["K"]) * 100 / 255,
        **_bands(picture),
    )
    return found


def _bands(picture: Image.Image) -> dict[str, Image.Image]:
    return dict(zip(picture.getbands(), picture.split(), strict=True))


def _limit_inks(picture: Image.Image, limit: float) -> Image.Image:
    """Keep a picture to `limit` per cent of ink: black stays, as it draws, the colours are lessened
    evenly."""
    most, bands = int(255 * limit / 100), _bands(picture)

    def lessen(given: dict[str, Any]) -> Any:
        colours = given["max"](given["C"] + given["M"] + given["Y"], 1)
        return given["convert"](
            given["min"](given["one"], given["one"] * (most - given["K"]) / colours), "L"
        )

    lessened = [ImageMath.lambda_eval(lessen, one=bands[name], **bands) for name in "CMY"]
    return Image.merge("CMYK", [*lessened, bands["K"]])

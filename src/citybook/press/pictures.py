"""Pictures in RGB go in; JPEGs in the four inks of the print shop's profile come out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageMath

from citybook.press.profiles import Profile

QUALITY = 92
# A JPEG's values differ a little from what was put in, so the limit is kept with this to spare; in
# per cent of ink.
SPARE = 8.0


def convert(names: set[str], images: Path, to: Path, profile: Profile, limit: float) -> None:
    """Write each of the pictures `names` of the folder `images` to the folder `to`, in inks."""
    to.mkdir(parents=True, exist_ok=True)
    for name in sorted(names):
        (to / name).write_bytes(converted((images / name).read_bytes(), profile, limit))


def converted(data: bytes, profile: Profile, limit: float) -> bytes:
    """A picture as a JPEG in inks, with at most `limit` per cent of them in one place."""
    with Image.open(io.BytesIO(data)) as found:
        picture = lessened(profile.inks(found.convert("RGB")), limit - SPARE)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def lessened(picture: Image.Image, limit: float) -> Image.Image:
    """A picture in inks with at most `limit` per cent of them: black stays, as it draws, the
    colours are lessened evenly."""
    cyan, magenta, yellow, black = picture.split()
    most = int(255 * limit / 100)

    def less(bands: dict[str, Any]) -> Any:
        colours = bands["max"](bands["c"] + bands["m"] + bands["y"], 1)
        return bands["convert"](
            bands["min"](bands["one"], bands["one"] * (most - bands["k"]) / colours), "L"
        )

    colours = (cyan, magenta, yellow)
    lessened = [
        ImageMath.lambda_eval(less, one=one, c=cyan, m=magenta, y=yellow, k=black)
        for one in colours
    ]
    return Image.merge("CMYK", [*lessened, black])


def coverage(picture: Image.Image) -> Image.Image:
    """How much ink lies at each place of a picture in inks, in per cent."""
    cyan, magenta, yellow, black = picture.split()
    made: Image.Image = ImageMath.lambda_eval(
        lambda bands: (bands["c"] + bands["m"] + bands["y"] + bands["k"]) * 100 / 255,
        c=cyan,
        m=magenta,
        y=yellow,
        k=black,
    )
    return made

"""A picture in RGB goes in; a JPEG in the four inks of the print shop's profile comes out."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageMath
from weasyprint.urls import URLFetcherResponse

from citybook.press.profiles import Profile
from citybook.typeset.fetching import Fetcher

QUALITY = 92
# A JPEG's values differ a little from what was put in, so the limit is kept with this to spare; in per cent of ink.
SPARE = 8.0


class InkFetcher(Fetcher):
    """A publication's files, its pictures in inks, with at most `limit` per cent of them in one place."""

    def __init__(self, fetcher: Fetcher, profile: Profile, limit: float) -> None:
        super().__init__(fetcher.folders)
        self.profile, self.limit = profile, limit

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Raises FatalURLFetchingError for all that is not a file of ours."""
        found = super().fetch(url, headers)
        if found.content_type != "image/jpeg":
            return found
        return URLFetcherResponse(url, converted(found.read(), self.profile, self.limit), {"Content-Type": "image/jpeg"})


def converted(data: bytes, profile: Profile, limit: float) -> bytes:
    """A picture as a JPEG in inks, with at most `limit` per cent of them in one place."""
    with Image.open(io.BytesIO(data)) as found:
        picture = lessened(profile.inks(found.convert("RGB")), limit - SPARE)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def lessened(picture: Image.Image, limit: float) -> Image.Image:
    """A picture in inks with at most `limit` per cent of them: black stays, as it draws, the colours are lessened evenly."""
    cyan, magenta, yellow, black = picture.split()
    most = int(255 * limit / 100)

    def less(bands: dict[str, Any]) -> Any:
        colours = bands["max"](bands["c"] + bands["m"] + bands["y"], 1)
        return bands["convert"](bands["min"](bands["one"], bands["one"] * (most - bands["k"]) / colours), "L")

    return Image.merge("CMYK", [
        *(ImageMath.lambda_eval(less, one=one, c=cyan, m=magenta, y=yellow, k=black) for one in (cyan, magenta, yellow)), black])


def coverage(picture: Image.Image) -> Image.Image:
    """How much ink lies at each place of a picture in inks, in per cent."""
    cyan, magenta, yellow, black = picture.split()
    made: Image.Image = ImageMath.lambda_eval(
        lambda bands: (bands["c"] + bands["m"] + bands["y"] + bands["k"]) * 100 / 255, c=cyan, m=magenta, y=yellow, k=black)
    return made

"""The places that a picture can have go in; how wide it is shown there comes out: on the site in
CSS pixels, on paper in mm.

Sizes of copies, the check of pictures that are too small and the styles all follow this table
(`styles/components/picture.css`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# Pixels per inch on paper: what is sharp, and what can just be printed.
SHARP, LEAST = 300, 200
# One in a text is at most so high, by the width of its place.
HIGHEST = 3 / 4
# Screens show so many pixels in one of CSS, those of phones and good monitors.
DENSITY = 2
MM_PER_INCH = 25.4

PicturePlaceName = Literal["main", "column", "half", "wide", "beside", "cover"]
PageForm = Literal["sheet", "leaflet", "A5", "A4", "square", "US letter"]


@dataclass(frozen=True)
class PicturePlace:
    """A place for a picture. `site` is its greatest width there in CSS pixels, 0 where it has none,
    `paper` the width on each paper in mm; `label` is what messages call it. Where its height
    `is_limited`, a high picture is narrower. `windows` are the heights in mm that it fills on a
    paper, cut off at its sides."""

    label: str
    site: int
    paper: dict[PageForm, float]
    is_limited: bool = False
    windows: dict[PageForm, float] = field(default_factory=dict)

    def is_on(self, medium: str) -> bool:
        """Tell whether there is such a place on a paper, or on the `site`."""
        return medium in self.paper or (medium == "site" and self.site > 0)

    def pixels(self, paper: PageForm, ratio: float, resolution: int = SHARP) -> int:
        """Return how many pixels wide a picture has to be for a paper that is `ratio` times as wide
        as it is high, by pixels per inch: also where it fills a window."""
        wide = max(self.paper[paper], self.windows.get(paper, 0) * ratio)
        return round(wide / MM_PER_INCH * resolution)

    def share(self, ratio: float) -> float:
        """Return how much of its width a picture has there that is `ratio` times as wide as it is
        high."""
        return min(1.0, HIGHEST * ratio) if self.is_limited else 1.0


# The text of a sheet is 106 mm wide; its main picture fills a window of 66 mm that is up to 104
# high, so that its copy is as wide as it is when it is 104 mm high. A book's is as wide as the
# paper, with 3 mm at each side that are cut off, and in a window too. A leaflet's panel is 83 mm
# wide; the text of a book as its margins leave it, where A4 and US letter have their text inset by
# 34 mm and wide pictures not. Two side by side have a gap of 4 mm or 18 pixels between them; one
# beside a text has two fifths of its column.
PLACES: dict[PicturePlaceName, PicturePlace] = {
    "main": PicturePlace(
        "the main picture",
        702,
        {"sheet": 100, "leaflet": 83, "A5": 154, "A4": 216, "square": 216, "US letter": 222},
        windows={"sheet": 104, "A5": 101, "A4": 146, "square": 101, "US letter": 146},
    ),
    "column": PicturePlace(
        "a picture as wide as the text",
        702,
        {"sheet": 100, "leaflet": 83, "A5": 118, "A4": 129, "square": 166, "US letter": 134},
        is_limited=True,
    ),
    "half": PicturePlace(
        "one of two pictures side by side",
        342,
        {"sheet": 48, "leaflet": 39, "A5": 57, "A4": 63, "square": 81, "US letter": 65},
    ),
    "wide": PicturePlace(
        "a picture over the full width",
        792,
        {"sheet": 100, "leaflet": 83, "A5": 118, "A4": 163, "square": 166, "US letter": 168},
        is_limited=True,
    ),
    "beside": PicturePlace(
        "a picture beside the text",
        281,
        {"sheet": 40, "leaflet": 33, "A5": 47, "A4": 52, "square": 66, "US letter": 54},
    ),
    # As wide as the paper, with the bleed of a print shop.
    "cover": PicturePlace(
        "the picture of a cover",
        0,
        {"leaflet": 107, "A5": 158, "A4": 220, "square": 220, "US letter": 226},
    ),
}

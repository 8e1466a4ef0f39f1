"""A picture that was looked at goes in, with the places it is shown in; the copies that site and
paper need of it come out: their names and sizes.

The site gets WebP in several widths and one JPEG or PNG for browsers without it, paper one copy of
300 dpi for each width that it is placed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from citybook.content.picture_places import DENSITY, PLACES, PageForm, PicturePlaceName
from citybook.content.picture_reading import DRAWN, PixelSize, scale
from citybook.manifest import Signature

PictureMedium = PageForm | Literal["site"]
# Where a picture is shown.
Use = tuple[PicturePlaceName, PictureMedium]
# From this ratio of width to height on, a picture is not read any larger.
PANORAMA = 3
# The widths of copies for the site, in pixels: a reader gets the narrowest that is sharp.
STEPS = (360, 720, 1080, 1600)


@dataclass(frozen=True)
class Rendition:
    """A copy of a picture: its file's name, its size in pixels, and whether it is for paper."""

    file: str
    width: int
    height: int
    is_printed: bool = False

    @property
    def format(self) -> str:
        """The ending of its name: webp, jpg or png."""
        return self.file.rpartition(".")[2]


@dataclass(frozen=True)
class CheckedPicture:
    """A picture that can be used: what the names of its copies begin with, its size in pixels when
    it stands upright, whether it is drawn, where it is shown, and size and time of change of each
    copy as it was written; or why it cannot be used, and what to do."""

    name: str = ""
    width: int = 0
    height: int = 0
    is_drawing: bool = False
    uses: tuple[Use, ...] = ()
    fault: str = ""
    hint: str = ""
    written: tuple[Signature, ...] = field(default=(), repr=False, compare=False)

    def for_site(self, place: PicturePlaceName) -> list[Rendition]:
        """List the copies for a place on the site: WebP, the narrowest first, then the one for
        browsers without it."""
        sizes = list(dict.fromkeys(self._scale(width) for width in site_widths(place)))
        modern = [Rendition(f"{self.name}-{size[0]}.webp", *size) for size in sizes]
        ending = "png" if self.is_drawing else "jpg"
        return [*modern, Rendition(f"{self.name}-{sizes[-1][0]}.{ending}", *sizes[-1])]

    def for_paper(self, place: PicturePlaceName, paper: PageForm) -> Rendition:
        """Find the copy for a place on paper."""
        ratio = self.width / self.height if self.height else 1
        wide = PLACES[place].pixels(paper, ratio) * (DRAWN if self.is_drawing else 1)
        size = self._scale(wide)
        ending = "png" if self.is_drawing else "jpg"
        return Rendition(f"{self.name}-{size[0]}-paper.{ending}", *size, is_printed=True)

    def renditions(self) -> dict[str, Rendition]:
        """Return every copy that is needed, by its name."""
        return {found.file: found for use in self.uses for found in self._for(use)}

    def _for(self, use: Use) -> Iterator[Rendition]:
        place, medium = use
        if medium == "site":
            yield from self.for_site(place)
        else:
            yield self.for_paper(place, medium)

    def _scale(self, width: int) -> PixelSize:
        return scale((self.width, self.height), width)


def site_widths(place: PicturePlaceName) -> list[int]:
    """List the widths of copies for a place on the site: up to what is sharp on good screens."""
    sharp = PLACES[place].site * DENSITY
    return [*(step for step in STEPS if step < sharp), next(s for s in STEPS if s >= sharp)]


def widest(uses: tuple[Use, ...]) -> int:
    """Return how wide, in pixels, a photograph is shown at most, if it is no panorama."""
    return max(
        site_widths(place)[-1] if medium == "site" else PLACES[place].pixels(medium, PANORAMA)
        for place, medium in uses
    )

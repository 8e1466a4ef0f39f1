"""Pictures that were looked at go in; what an `img` of site or paper says of them comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from citybook.content.picture_places import PLACES, PicturePlaceName
from citybook.content.renditions import CheckedPicture, PictureMedium

# From this width of the window on, a picture has its full width; below, it is as wide as the text.
FULL, NARROW = "46em", "94vw"


@dataclass(frozen=True)
class Image:
    """A picture as it is shown in one place: the address and the size in pixels of one copy, and
    for the site the others, in WebP (HTML, 4.8.1)."""

    src: str
    width: int
    height: int
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True)
class Pictures:
    """The pictures of a publication in one medium, by their files; `lead` makes the address of a
    copy of its name. Where each `is_single`, of the site's copies only the one is shown that every
    program can read."""

    looks: Mapping[str, CheckedPicture]
    medium: PictureMedium
    lead: Callable[[str], str]
    is_single: bool = False

    def show(self, file: str, place: PicturePlaceName) -> Image | None:
        """Return a picture in a place; None where it is not there."""
        look = self.looks.get(file)
        if look is None:
            return None
        if self.medium != "site":
            found = look.for_paper(place, self.medium)
            return Image(self.lead(found.file), found.width, found.height)
        *modern, found = look.for_site(place)
        if self.is_single:
            return Image(self.lead(found.file), found.width, found.height)
        srcset = ", ".join(f"{self.lead(one.file)} {one.width}w" for one in modern)
        sizes = f"(min-width: {FULL}) {PLACES[place].site}px, {NARROW}"
        return Image(self.lead(found.file), found.width, found.height, srcset, sizes)

"""The pictures that an entry shows go in; what layouts show of them comes out: the main picture,
and the illustrations of its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.content.picture_places import PLACES, PicturePlaceName
from citybook.models.pictures import DECORATIVE
from citybook.models.plain import read_plain
from citybook.views.pictures import Image, Pictures

# The main picture is at least so many times as wide as it is high; another is cropped.
LOWEST = 4 / 3
# Of two side by side none is narrower than this share of both.
NARROWEST = 1 / 3
# Where the most important of a picture is, if nobody says so: faces are above the middle.
FOCUS = "50% 35%"


@dataclass(frozen=True)
class ShownPicture:
    """A picture in one place: what it shows in words, empty if it is decorative, its caption and
    whose it is. `share` is how much of its place's width it has, `ratio` width by height as it is
    shown, and `focus` where the most important is, if it is cropped (CSS, object-position). For
    messages, its file and the place that names it."""

    file: str
    at: str
    anchor: str
    image: Image
    alt: str
    caption: str
    credit: str
    share: float = 1.0
    ratio: float = 1.0
    focus: str = ""


@dataclass(frozen=True)
class IllustrationView:
    """One picture of a text, or two side by side, in their place."""

    place: PicturePlaceName
    pictures: tuple[ShownPicture, ...]


@dataclass(frozen=True)
class EntryPictures:
    """The pictures of one entry in one medium; without `pictures` there are none. `prefix` makes
    their anchors unique in a book."""

    catalogue: Catalogue
    entry: Entry[Any]
    pictures: Pictures | None = None
    prefix: str = ""

    def main(self) -> ShownPicture | None:
        """Return the main picture, if there is one."""
        use = next((one for one in self.entry.pictures if one.place == "main"), None)
        return self._picture(use) if use else None

    def cover(self) -> ShownPicture | None:
        """Return the picture of an edition's cover, if there is one."""
        use = next((one for one in self.entry.pictures if one.place == "cover"), None)
        return self._picture(use) if use else None

    def illustration(self, element: Element) -> IllustrationView:
        """Return an illustration of the text."""
        uses = {(str(use.line), str(use.column)): use for use in self.entry.pictures}
        found = [uses[one.get("line", ""), one.get("column", "")] for one in element]
        shown = [one for use in found if (one := self._picture(use))]
        place = found[0].place
        if place == "half":
            return IllustrationView(place, _level(shown))
        limited = (_share_width(one, PLACES[place].share(one.ratio)) for one in shown)
        return IllustrationView(place, tuple(limited))

    def _picture(self, use: PictureUse) -> ShownPicture | None:
        image = self.pictures.show(use.file, use.place) if self.pictures else None
        if image is None:
            return None
        described = self.catalogue.described[use.file].description
        assert described, "content with mistakes is not shown"
        alt = use.alt or described.alt or ""
        caption = described.caption if use.caption is None else read_plain(use.caption)
        ratio = image.width / image.height
        return ShownPicture(
            file=use.file,
            at=f"{self.entry.file}:{use.line}",
            anchor=f"{self.prefix}{anchor_of(self.entry, use)}",
            image=image,
            alt="" if alt.casefold() == DECORATIVE else alt,
            caption=caption or "",
            credit=described.credit,
            ratio=round(max(ratio, LOWEST) if use.place == "main" else ratio, 4),
            focus=described.focus or FOCUS,
        )


def anchor_of(entry: Entry[Any], use: PictureUse) -> str:
    """Return the id of a picture on its entry's page."""
    return f"picture-{entry.pictures.index(use) + 1}"


def _level(pictures: list[ShownPicture]) -> tuple[ShownPicture, ...]:
    """Return pictures side by side that are as high as each other."""
    whole = sum(one.ratio for one in pictures)
    least, most = NARROWEST, 1 - NARROWEST
    return tuple(_share_width(one, min(max(one.ratio / whole, least), most)) for one in pictures)


def _share_width(picture: ShownPicture, share: float) -> ShownPicture:
    return replace(picture, share=round(share, 4))

"""An entry goes in; its preview comes out: what is shown of it where someone shares a link to its
page, as `layouts/site/preview.html` draws it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.link_picture import SIZE
from citybook.kinds.front import Front
from citybook.kinds.wording import choose_wording
from citybook.models.identity import Colours
from citybook.typeface import digest_of, text_width
from citybook.views import addresses
from citybook.views.entry import countries
from citybook.views.illustrations import EntryPictures, ShownPicture
from citybook.views.locator import Locator, locator
from citybook.views.look import look_of
from citybook.views.pictures import Pictures

MM_PER_PX, PT_PER_PX = 25.4 / 96, 72 / 96
# How wide and high the field is that shows map or picture, and where in it the place is, in shares.
FIELD, AT = (1200, 510), (0.78, 0.25)
LOWEST = 0.28
# The room of a title in pixels, beside a picture and without one; sizes of its letters in pt, and
# the height of a line by that.
BESIDE, ROOM = (536, 356), (1072, 264)
SMALLEST, LARGEST, LEADING = 24, 66, 1.1


def beside(page: str) -> str:
    """Return where in the site the preview of the entry on a page is."""
    return addresses.beside(page, "preview.jpg")


def kicker(
    catalogue: Catalogue, entry: Entry[Front], translate: Callable[[str], str]
) -> tuple[str, ...]:
    """Return what an entry is and where: its country, or its guide."""
    kind = catalogue.kind_of(entry)
    label = translate(choose_wording(kind.words.label, catalogue.publication.language))
    in_guide = kind.in_guide
    where = (
        catalogue.guide_of_chapter(entry).front.title if in_guide else countries(catalogue, entry)
    )
    return tuple(filter(None, (label, where)))


@dataclass(frozen=True)
class Preview:
    """What stands for an entry elsewhere: its title on its picture or map; `kicker` says what it is
    and where. `size` is that of the whole in pixels, `letters` that of the title in pt to begin
    with; `icon` is the publication's logo or icon as a drawing."""

    lang: str
    direction: str
    colours: Colours
    colour: str
    kicker: tuple[str, ...]
    title: str
    network: str
    address: str
    at: str
    icon: Markup
    picture: ShownPicture | None
    map: Locator | None
    size: tuple[int, int] = SIZE
    letters: int = LARGEST


class Previews:
    """Makes previews of the entries of one publication; `translate` says a phrase in its language,
    `made_by` is the hash of what draws them."""

    def __init__(
        self,
        catalogue: Catalogue,
        translate: Callable[[str], str],
        icon: Markup,
        made_by: str,
    ) -> None:
        self.catalogue, self.translate, self.icon, self.made_by = (
            catalogue,
            translate,
            icon,
            made_by,
        )

    def preview(self, entry: Entry[Front]) -> Preview:
        """Return the preview of an entry."""
        catalogue, publication = self.catalogue, self.catalogue.publication
        look = look_of(catalogue, entry)
        pictures = Pictures(catalogue.pictures, "site", "images/{}".format)
        picture = EntryPictures(catalogue, entry, pictures).main()
        return Preview(
            lang=publication.language,
            direction=publication.direction,
            colours=publication.colours,
            colour=look.colour,
            kicker=kicker(catalogue, entry, self.translate),
            title=entry.front.title,
            network=publication.title,
            address=addresses.short_address(publication.base),
            at=entry.file,
            icon=self.icon,
            picture=picture,
            map=None if picture else self._map(entry, look.colour),
            letters=self._letters(entry, BESIDE if picture else ROOM),
        )

    def _map(self, entry: Entry[Front], colour: str) -> Locator | None:
        room = FIELD[0] * MM_PER_PX, FIELD[1] * MM_PER_PX
        places = entry.front.places
        found = (locator(self.catalogue, place, room, colour, at=AT) for place in places)
        # At the edge of the map a place lies lower than asked for, where the title stands.
        return next((one for one in found if one and one.y <= LOWEST * one.height), None)

    def _letters(self, entry: Entry[Front], room: tuple[int, int]) -> int:
        """Guess how large a title can be: lines are full to nine tenths."""
        width = text_width(self.catalogue.typeface, entry.front.title, bold=True)
        for size in range(LARGEST, SMALLEST, -3):
            em = size / PT_PER_PX
            if ceil(width * em / (0.9 * room[0])) * em * LEADING <= room[1]:
                return size
        return SMALLEST

    def made_from(self, entry: Entry[Front]) -> str:
        """Return a hash of all that the preview of an entry is made from."""
        catalogue, front = self.catalogue, entry.front
        parts = (
            catalogue.kind_of(entry).__dict__,
            [catalogue.places[slug] for slug in front.places],
            [catalogue.themes[slug] for slug in front.themes],
            [catalogue.communities[slug] for slug in catalogue.communities_of(entry)],
            [catalogue.pictures.get(use.file) for use in entry.pictures],
            [catalogue.described.get(use.file) for use in entry.pictures],
            kicker(catalogue, entry, self.translate),
        )
        digest = hashlib.sha256(self._shared + entry.public_hash)
        digest.update(repr(parts).encode())
        return digest.hexdigest()[:32]

    @cached_property
    def _shared(self) -> bytes:
        """Return a hash of what all previews have in common."""
        publication = self.catalogue.publication.model_copy(update={"hosting": None})
        typeface, wording = digest_of(self.catalogue.typeface), self.catalogue.wording
        parts = (self.made_by, publication, typeface, wording, self.icon)
        return hashlib.sha256(repr(parts).encode()).digest()

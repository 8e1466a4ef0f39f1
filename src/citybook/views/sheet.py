"""An entry goes in; its one-page sheet comes out as the view of a layout in layouts/sheet/."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.words import Words
from citybook.kinds.front import Front
from citybook.models.identity import Colours
from citybook.views import addresses
from citybook.views.entry import EntryView, entry_view
from citybook.views.illustrations import EntryPictures
from citybook.views.logos import LogoShelf, Strip
from citybook.views.look import look_of
from citybook.views.measure import letters, size_that_fits
from citybook.views.medium import Medium
from citybook.views.pictures import Pictures
from citybook.views.prose import EntryRenderer

# The column of the route in pt: 100 mm by 220 mm, styles/media/sheet.css.
WIDTH, HEIGHT = 283.0, 624.0
# How wide the foot is, as a multiple of the height of its logos: 182 mm and 11 mm.
ROOM = 182 / 11


@dataclass(frozen=True)
class Sheet:
    """A sheet. `code` is its QR code's picture; `size` is the size of its text in pt to begin
    with."""

    lang: str
    direction: str
    kicker: str
    entry: EntryView
    address: str
    short_address: str
    code: str
    funder: str
    colours: Colours
    logos: Strip
    size: float

    @property
    def foot(self) -> float:
        """Where the foot begins, in mm from the top: with logos of publisher or partners it has two
        rows, with the funder's alone that stands beside the words."""
        if self.logos.bodies:
            return 268.0
        return 276.0 if self.logos else 279.5


def sheet(catalogue: Catalogue, entry: Entry[Front], pictures: Pictures) -> Sheet:
    """Return the view of one entry's sheet."""
    publication, kind = catalogue.publication, catalogue.kind_of(entry)
    address = addresses.absolute(catalogue, addresses.of_entry(catalogue, entry))
    renderer = EntryRenderer(
        Unlinked(catalogue.kinds.place_link),
        Words.none(),
        look_of(catalogue, entry).colour,
        medium=Medium(catalogue),
        pictures=EntryPictures(catalogue, entry, pictures),
    )
    view = entry_view(catalogue, entry, renderer)
    return Sheet(
        lang=publication.language,
        direction=publication.direction,
        kicker=publication.journey,
        entry=replace(view, spell=addresses.breakable),
        address=address,
        short_address=addresses.printed(address),
        code=addresses.code(address),
        funder=publication.funder.notice if publication.funder else "",
        colours=publication.colours,
        logos=LogoShelf(catalogue, "images", is_marked=True).strip(publication).fitted(ROOM),
        size=size_that_fits(letters(entry, kind), WIDTH, HEIGHT),
    )


class Unlinked:
    """A sheet stands alone, there is nothing in it to lead to: prose.Links that keep the words."""

    def __init__(self, place_link: str) -> None:
        self.place_link = place_link

    def entry(self, link: str, slug: str, text: str, words: str) -> str:  # noqa: ARG002
        """Return the words of a link, those to places in bold."""
        return f'<b class="city">{text}</b>' if link == self.place_link else text

    def address(self, url: str, text: str, words: str) -> str:
        """Return a link to a public address."""
        return f'<a href="{escape(url)}">{addresses.breakable_words(text, words)}</a>'

    def term(self, slug: str, text: str) -> str:  # noqa: ARG002
        """Return the word."""
        return text

    def note(self, number: int) -> str:  # noqa: ARG002
        """Return nothing: a sheet has no notes."""
        return ""

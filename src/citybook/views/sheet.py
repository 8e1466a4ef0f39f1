"""An entry goes in; its one-page sheet comes out as the view of a layout in layouts/sheet/."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.words import TermIndex
from citybook.kinds.front import Front
from citybook.models.identity import Colours
from citybook.views import addresses
from citybook.views.book_maps import head_map
from citybook.views.code_sizes import code_size
from citybook.views.entry import EntryView, entry_view
from citybook.views.illustrations import EntryPictures
from citybook.views.locator import Locator
from citybook.views.logos import LogoShelf, Strip
from citybook.views.look import look_of
from citybook.views.measure import letters, size_that_fits
from citybook.views.medium import Medium
from citybook.views.pictures import Pictures
from citybook.views.prose import EntryRenderer
from citybook.views.sheet_side import HOST, has_room_for_grant, room_below

# The width of the route's text in pt: 106 mm, styles/media/sheet.css.
WIDTH = 300.0
# How wide the foot is, as a multiple of the height of its logos: 181 mm and 11 mm.
ROOM = 181 / 11
# Width and greatest height of a head in mm.
HEAD = (210.0, 100.0)


@dataclass(frozen=True)
class Sheet:
    """A sheet. `code` is its QR code's picture; `size` is the size of its text in pt to begin
    with."""

    lang: str
    direction: str
    entry: EntryView
    address: str
    short_address: str
    code: str
    funder: str
    colours: Colours
    logos: Strip
    map: Locator | None
    has_grant_beside: bool
    size: float

    @property
    def stations(self) -> int:
        """How many ways from one station to the next there are beside the route, at least one; what
        is left out of a line counts as a station."""
        rows = (
            len(line.stations) + bool(line.more_before) + bool(line.more_after)
            for line in self.entry.lines
        )
        return max(1, sum(row - 1 for row in rows))

    @property
    def beside(self) -> int:
        """How many gaps there are between what stands beside the route."""
        return len(self.entry.sections_at("side")) + len(self.entry.lines) + self.has_grant_beside

    @property
    def code_size(self) -> float:
        """The least side of its code, in mm with its border."""
        return code_size(self.address)

    @property
    def has_long_host(self) -> bool:
        """Whether its address has no room beside the code without being broken in its host."""
        return len(self.short_address.partition("/")[0]) > HOST

    @property
    def foot(self) -> float:
        """Where the foot begins, in mm from the top: logos stand above its words."""
        return 266.5 if self.logos else 279.5


def sheet(catalogue: Catalogue, entry: Entry[Front], pictures: Pictures) -> Sheet:
    """Return the view of one entry's sheet."""
    publication, kind = catalogue.publication, catalogue.kind_of(entry)
    address = addresses.absolute(catalogue, addresses.of_entry(catalogue, entry))
    renderer = EntryRenderer(
        Unlinked(catalogue.kinds.place_link),
        TermIndex.none(),
        look_of(catalogue, entry).colour,
        medium=Medium(catalogue),
        pictures=EntryPictures(catalogue, entry, pictures),
    )
    view = entry_view(catalogue, entry, renderer)
    is_beside = has_room_for_grant(catalogue, entry, view)
    counted = [one for one in letters(entry, kind) if one[0] != "in-plan" or not is_beside]
    shelf = LogoShelf(catalogue, "images", is_marked=True)
    return Sheet(
        lang=publication.language,
        direction=publication.direction,
        entry=replace(view, spell=addresses.breakable),
        address=address,
        short_address=addresses.short_address(address),
        code=addresses.code(address),
        funder=publication.funder.notice if publication.funder else "",
        colours=publication.colours,
        logos=shelf.strip(publication, has_names_alone=True).fit_into(ROOM),
        map=head_map(catalogue, entry, HEAD),
        has_grant_beside=is_beside,
        size=size_that_fits(counted, WIDTH, room_below(catalogue, view)),
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

"""A card goes in; its one-page sheet comes out as the view of layouts/sheet/city.html."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.words import Words
from citybook.models import Card
from citybook.views import addresses
from citybook.views.measure import first_that_fits, letters
from citybook.views.parts import INK, Journey, Pictures, journey, nowhere
from citybook.views.prose import EntryRenderer

# Sizes of the text in pt, from the most comfortable to the floor.
STEPS = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
# The column of the route in pt: 100 mm by 220 mm, styles/media/sheet.css.
WIDTH, HEIGHT = 283.0, 624.0


@dataclass(frozen=True)
class Sheet:
    """A sheet. `code` is its QR code's picture; `step` is the size in pt to try first, `steps` all
    that may be tried."""

    lang: str
    direction: str
    journey: Journey
    address: str
    short_address: str
    code: str
    funder: str
    step: float
    steps: tuple[float, ...]


def sheet(catalogue: Catalogue, card: Entry[Card], pictures: Pictures) -> Sheet:
    """The view of one card's sheet."""
    publication = catalogue.publication
    address = addresses.absolute(catalogue, addresses.city(card.slug))
    step = first_that_fits(letters(card), STEPS, WIDTH, HEIGHT)
    return Sheet(
        publication.language,
        publication.direction,
        journey(catalogue, card, nowhere, EntryRenderer(Unlinked(), Words.none(), INK), pictures),
        address,
        addresses.printed(address),
        addresses.code(address),
        f"{publication.funder.statement} {publication.funder.disclaimer}",
        step,
        STEPS,
    )


class Unlinked:
    """A sheet stands alone, there is nothing in it to lead to: prose.Links that keep the words."""

    def entry(self, kind: str, slug: str, text: str, words: str) -> str:  # noqa: ARG002
        return f'<b class="city">{text}</b>' if kind == "city" else text

    def address(self, url: str, text: str, words: str) -> str:  # noqa: ARG002
        return f'<a href="{escape(url)}">{text}</a>'

    def term(self, slug: str, text: str) -> str:  # noqa: ARG002
        return text

    def note(self, number: int) -> str:  # noqa: ARG002
        return ""

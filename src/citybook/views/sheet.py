"""A card goes in; its one-page sheet comes out as the view of layouts/sheet/city.html."""

from __future__ import annotations

from dataclasses import dataclass

from citybook.catalogue import Catalogue
from citybook.content.entries import CardEntry
from citybook.views import addresses
from citybook.views.measure import first_that_fits, letters
from citybook.views.parts import Journey, Pictures, journey, nowhere

# Sizes of the text in pt, from the most comfortable to the floor.
STEPS = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
# The column of the route in pt: 100 mm by 220 mm, styles/media/sheet.css.
WIDTH, HEIGHT = 283.0, 624.0


@dataclass(frozen=True)
class Sheet:
    """A sheet. `code` is its QR code's picture; `step` is the size in pt to try first, `steps` all that may be tried."""

    lang: str
    direction: str
    journey: Journey
    address: str
    short_address: str
    code: str
    funder: str
    step: float
    steps: tuple[float, ...]


def sheet(catalogue: Catalogue, card: CardEntry, pictures: Pictures) -> Sheet:
    """The view of one card's sheet."""
    publication = catalogue.publication
    address = addresses.absolute(catalogue, addresses.city(card.slug))
    step = first_that_fits(letters(card), STEPS, WIDTH, HEIGHT)
    return Sheet(
        publication.language, publication.direction, journey(catalogue, card, nowhere, _unlinked, pictures), address,
        addresses.printed(address), addresses.code(address),
        f"{publication.funder.statement} {publication.funder.disclaimer}", step, STEPS)


def _unlinked(slug: str, text: str) -> str:  # noqa: ARG001  # a sheet stands alone: nothing in it to lead to
    return f'<b class="city">{text}</b>'

"""A card goes in; its one-page sheet comes out as the view of layouts/sheet/city.html."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content import markup
from citybook.content.entries import CardEntry
from citybook.views import addresses, qr
from citybook.views.parts import Journey, journey

# Sizes of the text in pt, from the most comfortable to the floor.
STEPS = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
# Measured on the real cards: how many letters of 1 pt fit in the column's width, how many lines of 1 pt in its height.
LETTERS = 640.0
HEIGHT = 430.0


@dataclass(frozen=True)
class Sheet:
    """A sheet. `step` is the size in pt to try first, `steps` all that may be tried; `picture` is a file's name."""

    lang: str
    direction: str
    journey: Journey
    address: str
    short_address: str
    code: Markup
    funder: str
    step: float
    steps: tuple[float, ...]
    picture: str
    picture_alt: str
    picture_credit: str


def sheet(catalogue: Catalogue, card: CardEntry) -> Sheet:
    """The view of one card's sheet."""
    publication = catalogue.publication
    address = addresses.absolute(catalogue, addresses.city(card.slug))
    picture = card.card.picture
    return Sheet(
        publication.language, "ltr", journey(catalogue, card, lambda slug: "", lambda slug, text: f'<b class="city">{text}</b>'),
        address, addresses.printed(address), qr.code(address, f"QR code: {addresses.printed(address)}"),
        f"{publication.funder.statement} {publication.funder.disclaimer}", first_step(card), STEPS,
        picture.file if picture else "", picture.alt if picture else "", picture.credit if picture else "")


def first_step(card: CardEntry) -> float:
    """The largest size at which the main column should fit, by counting letters: mostly right, so one layout is enough."""
    return next((step for step in STEPS if _height(card, step) <= HEIGHT), STEPS[-1])


def _height(card: CardEntry, step: float) -> float:
    """The main column's height in pt at a size in pt."""
    letters_a_line = LETTERS / step
    height = 0.0
    for name, section in card.sections.items():
        if name == "strengths":
            continue
        blocks = [len(markup.plain(block)) for block in (section.items or [section.html])]
        lines = sum(ceil(letters / letters_a_line) for letters in blocks)
        height += step * (lines * 1.4 + 0.45 * len(blocks) + 3.2)
    return height

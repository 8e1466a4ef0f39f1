"""A card goes in; how much room its text will take comes out, by counting letters: near enough to choose a size."""

from __future__ import annotations

from math import ceil

from citybook.content import markup
from citybook.content.entries import CardEntry

# An average letter of Sofia Sans, in em.
LETTER = 0.435
LEADING = 1.4
# What stands above and below a section's text, and between its paragraphs, in em: styles/components/stop.css, plan-box.css.
AROUND = {"plan": 5.0, "grant-use": 4.2}
AROUND_OTHERS = 3.0
BETWEEN = {"plan": 0.1, "grant-use": 0.1}
BETWEEN_OTHERS = 0.45
# How much narrower the action plan's box is, in em.
INSET = {"plan": 2.0, "grant-use": 3.1}


def first_that_fits(card: CardEntry, sizes: tuple[float, ...], width: float, height: float) -> float:
    """The first of `sizes` (pt) at which the route should fit a column of `width` by `height` pt, else the last."""
    return next((size for size in sizes if route_height(card, size, width) <= height), sizes[-1])


def route_height(card: CardEntry, size: float, width: float) -> float:
    """The height in pt of a card's route set in `size` pt in a column `width` pt wide; strengths stand elsewhere."""
    height = 0.0
    for name, section in card.sections.items():
        if name != "strengths":
            letters_a_line = (width / size - INSET.get(name, 0.0)) / LETTER
            blocks = [len(markup.plain(block)) for block in section.html.replace("</p>", "</li>").split("</li>")]
            lines = sum(ceil(letters / letters_a_line) for letters in blocks)
            between = BETWEEN.get(name, BETWEEN_OTHERS) * (sum(map(bool, blocks)) - 1)
            height += size * (lines * LEADING + between + AROUND.get(name, AROUND_OTHERS))
    return height

"""A card goes in; how much room its text will take comes out, by counting letters: near enough to
choose a size."""

from __future__ import annotations

from math import ceil

from citybook.content import tree
from citybook.content.entries import Entry
from citybook.models import Card

# An average letter of Sofia Sans, in em.
LETTER = 0.435
LEADING = 1.4
# What stands above and below a section's text, and between its paragraphs, in em:
# styles/components/stop.css, plan-box.css.
AROUND = {"plan": 5.0, "grant-use": 4.2}
AROUND_OTHERS = 3.0
BETWEEN = {"plan": 0.1, "grant-use": 0.1}
BETWEEN_OTHERS = 0.45
# How much narrower the action plan's box is, in em.
INSET = {"plan": 2.0, "grant-use": 3.1}


Letters = list[tuple[str, list[int]]]


def letters(card: Entry[Card]) -> Letters:
    """How many letters each paragraph and list item of the route has, by section; strengths stand
    elsewhere."""
    return [
        (name, [len(words) for words in tree.paragraphs(section.body)])
        for name, section in card.sections.items()
        if name != "strengths"
    ]


def first_that_fits(
    counted: Letters, sizes: tuple[float, ...], width: float, height: float
) -> float:
    """The first of `sizes` (pt) at which the route should fit a column of `width` by `height` pt,
    else the last."""
    return next((size for size in sizes if route_height(counted, size, width) <= height), sizes[-1])


def route_height(counted: Letters, size: float, width: float) -> float:
    """The height in pt of a route set in `size` pt in a column `width` pt wide."""
    height = 0.0
    for name, blocks in counted:
        letters_a_line = (width / size - INSET.get(name, 0.0)) / LETTER
        lines = sum(ceil(count / letters_a_line) for count in blocks)
        between = BETWEEN.get(name, BETWEEN_OTHERS) * (len(blocks) - 1)
        height += size * (lines * LEADING + between + AROUND.get(name, AROUND_OTHERS))
    return height

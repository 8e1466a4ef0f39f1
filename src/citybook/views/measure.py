"""An entry goes in; how much room its text will take comes out, by counting letters: near enough to
choose a size."""

from __future__ import annotations

from math import ceil

from citybook.content import tree
from citybook.content.blocks import Block
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind

# An average letter of Sofia Sans, in em.
LETTER = 0.435
LEADING = 1.4
# No text is set in other sizes than between these, in pt.
SMALLEST, LARGEST = 6, 14
# By how a section is drawn, in em: what stands above and below its text and between its paragraphs,
# and how much narrower its box is (styles/components/route.css, plan-box.css).
AROUND = {"plan": 5.0, "in-plan": 4.2, "route": 3.0}
BETWEEN = {"plan": 0.1, "in-plan": 0.1, "route": 0.45}
INSET = {"plan": 2.0, "in-plan": 3.1, "route": 0.0}

# For each section how it is drawn, and how many letters its paragraphs have.
SectionLetters = list[tuple[str, list[int]]]


def letters(entry: Entry[Front], kind: Kind) -> SectionLetters:
    """Return how many letters each paragraph and list item of the route has, by section; others
    stand elsewhere."""
    found: SectionLetters = []
    for section in entry.text.sections:
        spec = kind.section(section.id)
        if spec is None or spec.drawn in ("side", "page-only"):
            continue
        drawn = "plan" if spec.holds == "plan" else spec.drawn
        counts = [count for block in section.blocks for count in _counts(block)]
        found.append((drawn if drawn in AROUND else "route", counts))
    return found


def _counts(block: Block) -> list[int]:
    """Return how many letters each paragraph and item has; a row of a table as many as if all its
    cells were as long as the longest."""
    body, counts = block.body, [] if block.title is None else [len(tree.words(block.title))]
    if body is None:
        return counts
    if block.kind == "table":
        rows = tree.table_rows(body[0])
        counts += [len(row) * max(len(tree.words(cell)) for cell in row) for row in rows]
        body = tree.below_table(body)
    return counts + [len(words) for words in tree.paragraphs(body)]


def size_that_fits(counted: SectionLetters, width: float, height: float) -> float:
    """Return the largest size in pt, by quarters, at which the route should fit a column of `width`
    by `height` pt."""
    sizes = (quarters / 4 for quarters in range(LARGEST * 4, SMALLEST * 4, -1))
    return next(
        (size for size in sizes if route_height(counted, size, width) <= height), float(SMALLEST)
    )


def route_height(counted: SectionLetters, size: float, width: float) -> float:
    """Return the height in pt of a route set in `size` pt in a column `width` pt wide."""
    height = 0.0
    for drawn, blocks in counted:
        letters_a_line = (width / size - INSET[drawn]) / LETTER
        lines = sum(ceil(count / letters_a_line) for count in blocks)
        between = BETWEEN[drawn] * (len(blocks) - 1)
        height += size * (lines * LEADING + between + AROUND[drawn])
    return height

"""The view of a card goes in; how much room there is below the head of its sheet, and whether its
grant has room beside the route, comes out.

All lengths are in pt and follow styles/media/sheet.css, where what may grow is as small as it gets.
"""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content import tree
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.typeface import text_width
from citybook.views.entry import EntryView

# The height of the sheet for head and side; of a head with one line of title and of question, and
# what one more of each takes.
SHEET, HEAD, TITLE, QUESTION = 728.0, 170.0, 36.0, 18.0
# What the heading of a part takes with the gap before it, the amount, a station; and of what leads
# further, the code, and the address below it.
NAME, AMOUNT, STATION, CODE, ADDRESS = 32.0, 26.0, 12.2, 68.0, 14.0
# The size of texts and how wide their lines are: title and question, items with icons and others,
# words beside the code; and the leading of items and what stands between them.
TITLES, QUESTIONS, WORDS = (34.0, 329.0), (14.5, 329.0), (7.6, 70.0)
ITEMS = {True: ((8.7, 123.0), 11.75, 2.8), False: ((8.7, 132.0), 11.2, 1.4)}
GAP, FACT, WORDS_LEADING = 9.6, 34.0, 10.0
LONG = 12  # letters of a title that is set in its smaller size
HOST = 17  # letters of a host that have room beside the code


def has_room_for_grant(catalogue: Catalogue, entry: Entry[Front], view: EntryView) -> bool:
    """Tell whether amount and use of the grant have room beside the route."""
    if not (view.grant and view.sections_at("in-plan")):
        return False
    height = AMOUNT - GAP + sum(NAME + STATION * len(line.stations) for line in view.lines)
    for section in entry.text.sections:
        spec = catalogue.kind_of(entry).section(section.id)
        if spec and spec.drawn in ("side", "in-plan"):
            setting, leading, between = ITEMS[spec.holds == "list with icons"]
            words = tree.paragraphs(section.body)
            lines = sum(_lines(catalogue, one, setting) for one in words)
            height += NAME + leading * lines + between * (len(words) - 1)
    facts = len(view.facts) + bool(view.contact) + bool(view.lead) + bool(view.partners)
    height += NAME * bool(facts) + FACT * facts
    return height + _more(catalogue, view) <= room_below(catalogue, view)


def _more(catalogue: Catalogue, view: EntryView) -> float:
    """Return how high is what leads further, with the address of the page in three lines."""
    guides = [line.guide.name for line in view.lines if line.guide]
    lines = 3 + sum(1 + _lines(catalogue, name, WORDS) for name in guides)
    # The address of the page may stand below the code, in two lines.
    host = catalogue.publication.base.split("://")[-1].partition("/")[0]
    below = 2 * WORDS_LEADING * (len(host) > HOST)
    return NAME + max(CODE, lines * WORDS_LEADING) + ADDRESS * len(guides) + below


def room_below(catalogue: Catalogue, view: EntryView) -> float:
    """Return how much height there is below the head, from the first line of the side to its
    last."""
    question = _lines(catalogue, view.question, QUESTIONS)
    title = _lines(catalogue, view.title, TITLES) if len(view.title) > LONG else 1
    return SHEET - HEAD - TITLE * (title - 1) - QUESTION * (question - 1)


def _lines(catalogue: Catalogue, words: str, setting: tuple[float, float]) -> int:
    """Return how many lines words need that are set in a size and a width."""
    size, width = setting
    space, lines, at = text_width(catalogue.typeface, " ") * size, 1, 0.0
    for word in words.split():
        wide = text_width(catalogue.typeface, word) * size
        lines, at = (lines, at + space + wide) if at + space + wide <= width else (lines + 1, wide)
    return lines

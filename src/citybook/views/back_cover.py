"""The parts of an edition go in; what its back cover tells of what is inside comes out: entries by
their numbers, themes and lines in a sentence each, the steps of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import TRIMS, Choice, Edition, Funder, Imprint
from citybook.typeface import text_width
from citybook.views.bookorder import divide
from citybook.views.cover_art.drawing import MM_PER_PT
from citybook.views.look import brand_of, look_of_theme

# The size of what is inside for which columns are made, in pt, and the smallest (styles/media/
# booklet.css).
SIZES = {"A5": 9.6, "square": 9.6, "A4": 11.0, "US letter": 11.0}
SMALLEST = {"A5": 7.2, "square": 7.2, "A4": 8.4, "US letter": 8.4}
# In em: how wide a column of names is at least and at most, a number, and the gap between columns.
COLUMN, WIDEST, NUMBER, GAP = 9.0, 15.0, 1.7, 1.2
# More themes and lines than these stand in two columns.
MANY = 6
# In mm: the code's width, the air below and above it, and the strip of logos with the air around
# them; the size of its notice in pt, and the leading.
SMALL, LARGE = (24.0, 9.0, 24.0, 7.0), (28.0, 13.0, 30.0, 7.6)
FOOT = {"A5": SMALL, "square": SMALL, "A4": LARGE, "US letter": LARGE}
LEADING = 1.3
# How much of the height the summary takes; in em, the air around a row of groups with its titles,
# and a line of it.
SUMMARY, AROUND, LINE = 0.28, 4.0, 1.45
SPARE = 1.12  # what is estimated may be so much higher


@dataclass(frozen=True)
class Inside:
    """A part, theme or line of an edition: its number, what is said of it, and the names in it,
    each with its number or none. It is `columns` of all columns wide."""

    title: str
    colour: str
    number: int | None = None
    text: str = ""
    rows: tuple[tuple[int | None, str], ...] = ()
    columns: int = 1

    @property
    def split(self) -> list[tuple[tuple[int | None, str], ...]]:
        """The names of each column."""
        height = -(-len(self.rows) // self.columns)
        return [self.rows[at : at + height] for at in range(0, len(self.rows), height or 1)]


@dataclass(frozen=True)
class BackCover:
    """What is inside, in rows of groups side by side, and the size to begin with, in pt; the code's
    width, and how far from the top the room for text ends, in mm."""

    rows: tuple[tuple[Inside, ...], ...]
    size: float
    code: float
    end: float


def back_cover(
    catalogue: Catalogue,
    edition: Edition,
    imprint: Imprint,
    chosen: Sequence[tuple[Choice, list[Entry[Front]]]],
    lines: Sequence[str],
    margin: float,
) -> BackCover:
    """Return what the back cover of an edition tells; `lines` are those with a divider."""
    trim, width = TRIMS[edition.trim], TRIMS[edition.trim][0] - 2 * margin
    notice = imprint.funder.notice if isinstance(imprint.funder, Funder) else ""
    has_strip = bool(imprint.publisher or imprint.partners or imprint.funder)
    code, air, logos, small = FOOT[edition.trim]
    strip = logos + _height(catalogue, notice, width, small) if has_strip else 0.0
    end = trim[1] - strip - code - 1.6 * air
    groups = [one for choice, held in chosen for one in _groups(catalogue, choice, held, lines)]
    rows = list(_rows(catalogue, groups, width / (SIZES[edition.trim] * MM_PER_PT)))
    room, least = end - trim[1] * SUMMARY, SMALLEST[edition.trim]

    def fits(size: float) -> bool:
        em = size * MM_PER_PT
        return SPARE * em * sum(_lines(catalogue, row, width / em) for row in rows) <= room

    while len(rows) > 1 and not fits(least):
        rows.pop()  # the last tell least of an edition
    size = SIZES[edition.trim]
    while size > least and not fits(size):
        size = max(least, size - 0.2)
    return BackCover(rows=tuple(rows), size=round(size, 2), code=code, end=round(end, 1))


def _lines(catalogue: Catalogue, row: Sequence[Inside], width: float) -> float:
    """Return about how high a row of groups is at the smallest size, in em of that; `width` is
    that of the text, in em too."""
    columns = sum(group.columns for group in row)
    room = width / columns - NUMBER - GAP
    tallest = 0.0
    for group in row:
        names = [text_width(catalogue.typeface, name) / room for _, name in group.rows]
        text = text_width(catalogue.typeface, group.text) / width
        lines = sum(int(1.1 * share) + 1 for share in (*names, *([text] if group.text else [])))
        tallest = max(tallest, lines / group.columns)
    return AROUND + tallest * LINE


def _height(catalogue: Catalogue, text: str, width: float, size: float) -> float:
    """Return how high the notice is, in mm, somewhat more than it will be."""
    length = text_width(catalogue.typeface, text) * size * MM_PER_PT
    return (int(length / width * 1.08) + 1) * size * LEADING * MM_PER_PT if text else 0.0


def _groups(
    catalogue: Catalogue, choice: Choice, held: list[Entry[Front]], lines: Sequence[str]
) -> Iterator[Inside]:
    """Yield the groups of one part."""
    brand = brand_of(catalogue)
    if choice.divide == "by line":
        for slug, _ in divide(catalogue, lines, choice, held):
            if slug:
                line = catalogue.communities[slug]
                yield Inside(line.name, line.colour, line.number, line.question)
    elif choice.divide == "by theme":
        for slug, _ in divide(catalogue, lines, choice, held):
            if slug:
                theme, look = catalogue.themes[slug], look_of_theme(catalogue, slug)
                yield Inside(theme.name, look.colour, None, theme.summary)
    elif choice.guide:
        for chapter in held:
            if chapter.front.numbered:
                steps = tuple((n, head.title) for n, head in enumerate(chapter.heads, 1))
                yield Inside(chapter.front.title, brand, rows=steps)
    elif held:
        numbers = range(1, len(held) + 1) if choice.numbered else [None] * len(held)
        names = (entry.front.title for entry in held)
        yield Inside(choice.title, brand, rows=tuple(zip(numbers, names, strict=True)))


def _rows(
    catalogue: Catalogue, groups: Sequence[Inside], width: float
) -> Iterator[tuple[Inside, ...]]:
    """Yield groups that stand side by side: themes and lines one by one, or two where they are
    many; parts in as many columns as their names leave."""
    told, listed = ([one for one in groups if bool(one.rows) == has] for has in (False, True))
    abreast = 2 if len(told) > MANY else 1
    for at in range(0, len(told), abreast):
        yield tuple(told[at : at + abreast])
    columns = _columns(catalogue, listed, width)
    for at in range(0, len(listed), columns):
        yield _share_columns(listed[at : at + columns], columns)


def _columns(catalogue: Catalogue, groups: Sequence[Inside], width: float) -> int:
    """Return how many columns there are, so that three names of four are not broken."""
    names = sorted(
        text_width(catalogue.typeface, name) for group in groups for _, name in group.rows
    )
    usual = names[len(names) * 3 // 4] if names else 0.0
    need = max(COLUMN, min(usual, WIDEST) + NUMBER) + GAP
    return max(1, min(3, int((width + GAP) / need)))


def _share_columns(groups: Sequence[Inside], columns: int) -> tuple[Inside, ...]:
    """Give columns that are left to the groups that have most names in one."""
    found = list(groups)
    for _ in range(columns - len(found)):
        at = max(range(len(found)), key=lambda n: len(found[n].rows) / found[n].columns)
        if len(found[at].rows) / found[at].columns < 4:
            break
        found[at] = replace(found[at], columns=found[at].columns + 1)
    return tuple(found)

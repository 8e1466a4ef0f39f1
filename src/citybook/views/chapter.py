"""A chapter of a guide goes in, as it is rendered; its sections come out as rows of a page: what
stands beside a text, which boxes have two halves, and which text is long enough for two columns.

How long something will be is told from its letters, which is near enough to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content import tree
from citybook.content.blocks import Block
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.selection import printed_sections
from citybook.views.booklinks import WITH_PAGE
from citybook.views.entry import EntryView, SectionView
from citybook.views.html import Flow
from citybook.views.locator import Locator, locator
from citybook.views.look import country_name
from citybook.views.prose import PLAIN, BlockView

# Letters in a line of the text beside a margin, in the margin, and of a key there; so many lines
# of a margin a map and a tile take (styles/media/chapter.css).
LINE, MARGIN_LINE, KEY_LINE = 68, 34, 26
MAP, TILE = 9, 7
# How wide and high a map in the margin may be, in mm.
ROOM = (52.0, 24.0)
# A text of more letters than this is set in two columns where nothing stands beside it.
COLUMNS = 300
# A margin may be so many lines longer than the text that it stands beside.
LONGER = 3
# A term is explained in the margin if that takes no more letters.
TERM = 330
TERM_LINK = re.compile(r'href="#term-([^"]+)"')
# What stands in the margin beside what comes before it.
FOLLOWERS = {"prose": ("key", "good-practice"), "example": ("good-practice",)}
# How the two halves of a box divide the width, in per cent of it.
DIVISIONS = (33, 50, 67)


@dataclass(frozen=True)
class BoxPart:
    """What stands under a heading of a box, or before the first one."""

    heading: Markup | None
    text: Flow


@dataclass(frozen=True)
class TermNote:
    """A term of the glossary as a margin explains it."""

    slug: str
    name: str
    text: Markup


@dataclass(frozen=True)
class Tile:
    """A good practice that a chapter points at: its name, what else its title says, and the anchor
    whose page is shown, if the book holds it."""

    name: Markup
    more: Markup
    anchor: str
    text: Flow


@dataclass(frozen=True)
class ChapterRow:
    """A row of a page. By its form, it is a `text` with what stands beside it; a text in `columns`;
    a key in `large` letters; an `example`; a box whose title and cause stand beside its ways out
    (`halves`, `share` is the width of the first in per cent); a `tile`; or any other `box`. `words`
    are those of the title, `main` and `margin` the parts of an example; in the margin of a row also
    stand keys, tiles, terms, and a map with its caption."""

    form: str
    block: BlockView
    words: str = ""
    main: tuple[BoxPart, ...] = ()
    margin: tuple[BoxPart, ...] = ()
    keys: tuple[BlockView, ...] = ()
    tiles: tuple[Tile, ...] = ()
    terms: tuple[TermNote, ...] = ()
    map: Locator | None = None
    caption: str = ""
    share: int = 0
    in_columns: bool = False

    @property
    def has_margin(self) -> bool:
        """Whether anything stands beside its text."""
        return bool(self.margin or self.keys or self.tiles or self.terms or self.map)

    @property
    def is_brief(self) -> bool:
        """Whether it is a text of a few lines."""
        return self.block.body.letters <= 2 * LINE


@dataclass(frozen=True)
class ChapterSection:
    """A section of a chapter and its rows."""

    section: SectionView
    rows: tuple[ChapterRow, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter of a guide: its number in the book, if that has several of the guide, and whether
    its pages are wide enough for a margin."""

    entry: EntryView
    number: int | None
    has_margin: bool
    sections: tuple[ChapterSection, ...]

    @property
    def map(self) -> Locator | None:
        """The first of the maps beside its text."""
        rows = (row for one in self.sections for row in one.rows)
        return next((row.map for row in rows if row.map), None)


def chapter(
    catalogue: Catalogue,
    entry: Entry[Front],
    view: EntryView,
    *,
    number: int | None = None,
    has_margin: bool = True,
) -> Chapter:
    """Return a chapter whose rendered `view` is given. Without a margin, no maps and no terms."""
    arranger = _Arranger(catalogue, has_margin, view.look.colour)
    sections = zip(printed_sections(catalogue, entry), view.sections, strict=True)
    return Chapter(
        entry=view,
        number=number,
        has_margin=has_margin,
        sections=tuple(
            ChapterSection(shown, tuple(arranger.rows(section.blocks, shown.blocks)))
            for section, shown in sections
        ),
    )


@dataclass(frozen=True)
class _Arranger:
    """Arranges the blocks of sections."""

    catalogue: Catalogue
    has_margin: bool
    colour: str

    def rows(self, blocks: Sequence[Block], shown: Sequence[BlockView]) -> Iterator[ChapterRow]:
        """Yield the rows of a section."""
        pairs = list(zip(blocks, shown, strict=True))
        while pairs:
            block, view = pairs.pop(0)
            followers, beside = FOLLOWERS.get(view.kind, ()), list[BlockView]()
            while pairs and pairs[0][1].kind in followers:
                beside.append(pairs.pop(0)[1])
            if view.kind == "prose":
                yield from self._text(view, beside)
            elif view.kind == "example":
                yield self._example(block, view, tuple(_tile(one) for one in beside))
            elif view.kind in ("challenge", "risk"):
                yield _halves(block, view)
            else:
                yield _across(view)

    def _text(self, view: BlockView, beside: list[BlockView]) -> Iterator[ChapterRow]:
        """Yield a text with what stands beside it; if that is much longer, it stands below."""
        terms = self._terms(view.body)
        if not beside:
            yield self._alone(view, terms)
        elif sum(_margin_lines(one) for one in beside) > view.body.letters / LINE + LONGER:
            yield self._alone(view, terms)
            yield from (_across(one) for one in beside)
        else:
            keys = tuple(one for one in beside if one.kind == "key")
            tiles = tuple(_tile(one) for one in beside if one.kind != "key")
            yield ChapterRow("text", view, keys=keys, tiles=tiles, terms=terms)

    def _alone(self, view: BlockView, terms: tuple[TermNote, ...]) -> ChapterRow:
        is_long = view.body.letters > COLUMNS and not view.body.has_figures
        return ChapterRow("columns" if is_long and not terms else "text", view, terms=terms)

    def _example(self, block: Block, view: BlockView, tiles: tuple[Tile, ...]) -> ChapterRow:
        """Return an example. What it shows stands in the margin if that stays the shorter one."""
        lead, *lessons = _parts(view.body)
        map, caption = self._map(block)
        terms = self._terms(view.body)
        margin: float = MAP * bool(map) + TILE * len(tiles)
        margin += sum(len(one.text) for one in terms) / MARGIN_LINE
        margin += sum(part.text.letters / MARGIN_LINE + 2 for part in lessons)
        is_beside = bool(lessons) and margin <= lead.text.letters / LINE + LONGER
        return ChapterRow(
            form="example",
            block=view,
            words=_words(block),
            main=(lead,) if is_beside else (lead, *lessons),
            margin=tuple(lessons) if is_beside else (),
            tiles=tiles,
            terms=terms,
            map=map,
            caption=caption,
            in_columns=view.body.letters > COLUMNS and not view.body.has_figures,
        )

    def _terms(self, text: Flow) -> tuple[TermNote, ...]:
        """Return the terms that a text links to the glossary, as far as they are told shortly."""
        slugs = TERM_LINK.findall(text.html) if self.has_margin else ()
        notes = (self._term(slug) for slug in dict.fromkeys(slugs))
        return tuple(note for note in notes if note)

    def _term(self, slug: str) -> TermNote | None:
        term = self.catalogue.terms[slug]
        body = term.text.sections[0].body
        first = tree.lead(body) if body is not None else None
        if first is None or len(tree.words(first)) > TERM:
            return None
        return TermNote(slug, term.front.title, Markup(PLAIN.content(first)))

    def _map(self, block: Block) -> tuple[Locator | None, str]:
        """Return a map with the first place of a title that lies on it, and what stands below."""
        if not self.has_margin or block.title is None:
            return None, ""
        for slug in tree.slugs(block.title, self.catalogue.kinds.place_link):
            found = locator(self.catalogue, slug, ROOM, self.colour)
            if found:
                place = self.catalogue.places[slug]
                return found, f"{place.name}, {country_name(self.catalogue, place.country)}"
        return None, ""


def _halves(block: Block, view: BlockView) -> ChapterRow:
    """Return a box in two halves, divided so that it is as low as can be."""
    lead, *ways = _parts(view.body)
    words = _words(block)
    first = len(words) + (lead.text.letters if ways else 0)
    second = sum(part.text.letters for part in ways) if ways else lead.text.letters
    share = min(DIVISIONS, key=lambda one: max(first / one, second / (100 - one)))
    return ChapterRow(
        form="halves",
        block=view,
        words=words,
        main=(lead,) if ways else (),
        margin=tuple(ways) if ways else (lead,),
        share=share,
    )


def _parts(text: Flow) -> list[BoxPart]:
    """Return what stands before the first heading of a text, then what stands under each."""
    found = [BoxPart(None, Flow())]
    for is_heading, part in text.parts:
        if is_heading:
            found.append(BoxPart(Markup(part), Flow()))
        else:
            found[-1] = BoxPart(found[-1].heading, Flow((*found[-1].text.parts, (False, part))))
    return found


def _across(view: BlockView) -> ChapterRow:
    """Return a block with nothing beside it."""
    if view.kind == "good-practice":
        return ChapterRow("tile", view, tiles=(_tile(view),))
    return ChapterRow("large" if view.kind == "key" else "box", view)


def _tile(view: BlockView) -> Tile:
    """Return a good practice; that its title begins with a link to it tells the name from the
    rest."""
    linked = WITH_PAGE.match(view.title)
    if linked is None:
        return Tile(view.title, Markup(""), "", view.body)
    more = view.title[linked.end() :].lstrip(" ,")
    return Tile(Markup(linked[1]), Markup(more), linked[2], view.body)


def _margin_lines(block: BlockView) -> float:
    """Return how many lines a block takes in the margin."""
    if block.kind == "good-practice":
        return TILE
    return block.body.letters / KEY_LINE * 1.3 + 1


def _words(block: Block) -> str:
    return tree.words(block.title) if block.title is not None else ""

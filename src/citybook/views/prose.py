"""An entry's sections go in; what layouts show of them comes out: passages of prose and boxes,
links resolved, charts measured.

Where links lead differs between site and paper, so each brings its own `Links`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol
from urllib.parse import quote

from markupsafe import Markup

from citybook.colours import tint
from citybook.content import markup
from citybook.content.blocks import Block, Row
from citybook.content.entries import Entry
from citybook.content.sections import Section
from citybook.content.words import Words

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
# Charts draw so many dots for a share; a larger whole is drawn as a bar.
MOST_DOTS = 20


class Links(Protocol):
    """Where links lead in one medium, within one page or entry."""

    def entry(self, kind: str, slug: str, text: str) -> str:
        """A link to another entry, as HTML."""

    def address(self, url: str, text: str) -> str:
        """A link to a public address, as HTML."""

    def term(self, slug: str, text: str) -> str:
        """A word that the glossary explains, as HTML."""

    def note(self, number: int) -> str:
        """A reference to a work cited, as HTML."""


@dataclass(frozen=True)
class Bar:
    """A row of a chart. `share` is its length in per cent of the longest, or of the whole; `dots`
    an address of a drawing of a share, empty where it is a bar; `colour` that of a part."""

    value: str
    label: str
    share: float
    colour: str
    dots: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of prose, or a box with its title."""

    kind: str
    title: Markup
    html: Markup
    by: str = ""
    form: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A section as it is read. `number` is there where sections are numbered; `at` is its place in
    its file, for messages."""

    number: int | None
    title: str
    anchor: str
    at: str
    pieces: tuple[Piece, ...]


class EntryRenderer:
    """Tells one entry in one medium: each term of the glossary is linked where the entry first uses
    it."""

    def __init__(self, links: Links, words: Words, colour: str, own_term: str = "") -> None:
        self.links, self.words, self.colour = links, words, colour
        self.seen = {own_term} if own_term else set()

    def passages(
        self, entry: Entry[Any], *, numbered: bool = False, prefix: str = ""
    ) -> tuple[Passage, ...]:
        """All sections of an entry. `prefix` makes anchors unique where several entries share a
        file."""
        return tuple(
            Passage(
                number if numbered else None,
                section.title,
                prefix + section.anchor,
                f"{entry.file}:{section.line}",
                self.pieces(section),
            )
            for number, section in enumerate(entry.text.sections, 1)
        )

    def pieces(self, section: Section) -> tuple[Piece, ...]:
        return tuple(self.piece(block) for block in section.blocks)

    def piece(self, block: Block) -> Piece:
        return Piece(
            block.kind,
            self.html(block.title),
            self.html(block.html),
            block.by,
            block.form,
            tuple(bars(block.form, block.rows, self.colour)),
        )

    def html(self, made: str) -> Markup:
        """HTML with its links resolved and its terms linked."""
        return Markup(self.words.linked(LINK.sub(self._link, made), self.seen, self.links.term))

    def _link(self, found: re.Match[str]) -> str:
        target, text = unescape(found.group(1)), found.group(2)
        kind, _, slug = target.partition(":")
        if kind in ("http", "https"):
            return self.links.address(target, text)
        if kind == "count":
            return text
        if kind == "note":
            return self.links.note(int(slug))
        if kind == "term":
            self.seen.add(slug)
            return self.links.term(slug, text)
        return self.links.entry(kind, slug, text)


def bars(form: str, rows: Iterable[Row], colour: str) -> list[Bar]:
    """The rows of a chart with the length of each. Per cents are of a hundred, other parts of their
    sum."""
    rows = list(rows)
    if form == "share":
        return [
            Bar(
                row.value,
                row.label,
                100 * row.number / row.whole,
                colour,
                dots(row.number, row.whole, colour) if row.whole <= MOST_DOTS else "",
            )
            for row in rows
        ]
    per_cent = all(row.value.rstrip().endswith("%") for row in rows)
    whole = (
        max(100.0, sum(row.number for row in rows))
        if per_cent and form == "parts"
        else (
            sum(row.number for row in rows)
            if form == "parts"
            else max((row.number for row in rows), default=1.0)
        )
    )
    return [
        Bar(
            row.value,
            row.label,
            round(100 * row.number / (whole or 1), 2),
            shade(colour, index / len(rows)) if form == "parts" else colour,
        )
        for index, row in enumerate(rows)
    ]


def shade(colour: str, share: float) -> str:
    """`#rrggbb` lighter by up to two thirds: parts of one bar differ also without colour."""
    return tint(colour, 1 - 0.8 * share)


def dots(part: float, whole: float, colour: str) -> str:
    """Dots in a row, as many filled as are counted, as a `data:` address; the row of the chart says
    the same in words."""
    drawn = "".join(
        f'<circle cx="{12 + 24 * index}" cy="12" r="9" fill="{colour if index < part else "#ffffff"}" '
        f'stroke="{colour}" stroke-width="2.5"/>'
        for index in range(round(whole))
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {24 * round(whole)} 24">{drawn}</svg>'
    return "data:image/svg+xml," + quote(drawing, safe=" =:/")


def plain(made: str) -> str:
    """HTML as the words in it."""
    return markup.plain(made)

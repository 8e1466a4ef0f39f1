"""An entry's sections go in; what layouts show of them comes out: their prose and boxes, links
resolved, charts measured.

Where links lead differs between site and paper, so each brings its own `Links`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markupsafe import Markup

from citybook.colours import tint
from citybook.content import tree
from citybook.content.blocks import Block
from citybook.content.charts import ChartValue
from citybook.content.links import WEB
from citybook.content.sections import Section
from citybook.content.words import TermIndex
from citybook.views.html import Flow, HtmlWriter, drop_link, escape_text, write_figure
from citybook.views.illustrations import EntryPictures
from citybook.views.logos import Strip
from citybook.views.medium import FileView, Medium
from citybook.views.tables import TableView, table_view

PLAIN = HtmlWriter(drop_link)
# Charts draw so many dots for a share; a larger whole is drawn as a bar.
MOST_DOTS = 20


class Links(Protocol):
    """Where links lead in one medium, within one page or entry. `text` is what a link shows, as
    HTML, `words` the same without tags."""

    def entry(self, link: str, slug: str, text: str, words: str) -> str:
        """A link to another entry, as HTML."""

    def address(self, url: str, text: str, words: str) -> str:
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
class BlockView:
    """A stretch of prose, or a box with its title; `at` is its place in its file, for messages. Of
    a table, the body is what stands below it."""

    kind: str
    title: Markup
    body: Flow
    by: str = ""
    form: str = ""
    bars: tuple[Bar, ...] = ()
    table: TableView | None = None
    file: FileView | None = None
    strip: Strip | None = None
    at: str = ""


class EntryRenderer:
    """Renders one entry in one medium: each term of the glossary is linked where the entry first
    uses it, and illustrations are those of its `pictures`."""

    def __init__(
        self,
        links: Links,
        words: TermIndex,
        colour: str,
        *,
        own_term: str = "",
        medium: Medium | None = None,
        pictures: EntryPictures | None = None,
    ) -> None:
        self.links, self.words, self.colour, self.medium = links, words, colour, medium
        self.pictures = pictures
        self.seen = {own_term} if own_term else set()
        figure = pictures.illustration if pictures else write_figure
        self.writer = HtmlWriter(self._link, self._text, figure)

    def blocks(self, section: Section, file: str) -> tuple[BlockView, ...]:
        """Return the blocks of a section of `file`."""
        return tuple(self._block(block, file) for block in section.blocks)

    def _block(self, block: Block, file: str) -> BlockView:
        # The title of a download leads to the file: no word of it leads elsewhere.
        title = self._plain(block.title) if block.kind == "download" else self.html(block.title)
        table, body = None, block.body
        if block.kind == "table" and body is not None:
            language = self.medium.language if self.medium else "en"
            table, body = table_view(body[0], self.html, language), tree.below_table(body)
        return BlockView(
            kind=block.kind,
            title=title,
            body=self.flow(body),
            by=block.by,
            form=block.form,
            bars=self._bars(block),
            table=table,
            file=self.medium.file(block.form) if self.medium and block.kind == "download" else None,
            strip=self.medium.logos(block.logos) if self.medium and block.logos else None,
            at=f"{file}:{block.line}",
        )

    def _bars(self, block: Block) -> tuple[Bar, ...]:
        from_right = self.medium is not None and self.medium.is_from_right
        return tuple(bars(block.form, block.rows, self.colour, from_right=from_right))

    def html(self, element: Element | None) -> Markup:
        """Return what is in an element as HTML with its links resolved and its terms linked."""
        self._skip_linked(element)
        return Markup(self.writer.content(element) if element is not None else "")

    def _plain(self, element: Element | None) -> Markup:
        """Return what is in an element without links."""
        return Markup(PLAIN.content(element) if element is not None else "")

    def flow(self, body: Element | None) -> Flow:
        """Return the same of a text in which headings may be."""
        self._skip_linked(body)
        return self.writer.flow(body)

    def _skip_linked(self, element: Element | None) -> None:
        """Leave out terms that the editor has linked further down."""
        self.seen.update(tree.slugs(element, self.words.link) if element is not None else ())

    def _text(self, text: str) -> str:
        html, at = "", 0
        for start, end, slug in self.words.find(text, self.seen):
            linked = self.links.term(slug, escape_text(text[start:end]))
            html, at = html + escape_text(text[at:start]) + linked, end
        return html + escape_text(text[at:])

    def _link(self, target: str, text: str, words: str) -> str:
        kind, _, slug = target.partition(":")
        if kind in WEB:
            return self.links.address(target, text, words)
        if kind == "count":
            return text
        if kind == "note":
            return self.links.note(int(slug))
        if kind == self.words.link:
            return self.links.term(slug, text)
        return self.links.entry(kind, slug, text, words)


def bars(
    form: str, rows: Iterable[ChartValue], colour: str, *, from_right: bool = False
) -> list[Bar]:
    """The rows of a chart with the length of each. Per cents are of a hundred, other parts of their
    sum. `from_right` is the side that dots are filled from."""
    rows = list(rows)
    if form == "share":
        return [
            Bar(
                row.value,
                row.label,
                100 * row.number / row.whole,
                colour,
                dots(row.number, row.whole, colour, from_right) if row.whole <= MOST_DOTS else "",
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


def dots(part: float, whole: float, colour: str, from_right: bool) -> str:
    """Dots in a row, as many filled as are counted, as a `data:` address; the row of the chart says
    the same in words. A picture has no direction of its own, so it is told where to begin."""
    filled = [index < part for index in range(round(whole))]
    drawn = "".join(
        f'<circle cx="{12 + 24 * index}" cy="12" r="9" '
        f'fill="{colour if is_filled else "#ffffff"}" stroke="{colour}" stroke-width="2.5"/>'
        for index, is_filled in enumerate(reversed(filled) if from_right else filled)
    )
    size = f'viewBox="0 0 {24 * round(whole)} 24"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
    return "data:image/svg+xml," + quote(drawing, safe=" =:/")

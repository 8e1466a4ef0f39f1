"""Contributed Markdown goes in; its tree comes out, of a few harmless elements.

Contributed text is text: HTML in it is text as it was typed, and what Markdown could make beyond
paragraphs, lists, quotations, emphasis, links and headings is not registered.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import ETX, STX, AtomicString

from citybook.content import list_marks
from citybook.content.links import ESCAPED, WRITTEN, complete
from citybook.content.list_indents import indent_lists
from citybook.models.languages import FOREIGN

# Code, lines across, underlined headings, HTML, pictures, addresses by reference and mail addresses
# are not for contributed text. The library's own addresses between < and > are ours, below.
BLOCKS = ("code", "setextheader", "hr", "reference")
INLINE = (
    "backtick",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "html",
    "entity",
)
# Headings of three number signs: those of two begin sections, and others are refused.
# A run of stars opens before a word and closes behind one: not within a word or a product, such as
# 20*30 or Bürger*innen, nor behind a word, such as Prices*.
STARS = re.compile(
    r"(?P<ambiguous>(?<!^)(?<![\s\w*])\*+(?![\s*])(?!$))"
    r"|(?P<end>(?<!^)(?<![\s*])(?!(?<=\d)\*+\d)\*+)"
    r"|(?P<start>(?<![\w*])\*+(?![\s*])(?!$))"
)
HEADING = re.compile(
    r"(?:^|\n)(?P<level>###)(?!#)(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
)


def parse(source: str) -> Element:
    """Return the tree of a text: `p`, `ul`, `ol`, `li`, `blockquote`, `h3`, `br`, `strong`, `em`,
    `a` with its target as `href` and `span` with its `lang`. Raises RecursionError."""
    return _reader().parse(source)


def parse_rows(source: str) -> Element:
    """Return the `table` of rows: `thead`, `tbody`, `tr`, `th` and `td`, with `left`, `center` or
    `right` as `align` where its column says so."""
    return _table_reader().parse(source)[0]


@cache
def _reader() -> _MarkdownReader:
    return _MarkdownReader(extensions=[SaneListExtension(), _OurMarkdown()])


@cache
def _table_reader() -> _MarkdownReader:
    tables = TableExtension(use_align_attribute=True)
    return _MarkdownReader(extensions=[SaneListExtension(), _OurMarkdown(), tables])


class _MarkdownReader(Markdown):
    """Stops where the library would write HTML."""

    def parse(self, source: str) -> Element:
        self.reset()
        lines = [line for _, line in indent_lists(list(enumerate(source.split("\n"))))]
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        root: Any = self.parser.parseDocument(lines).getroot()
        for treeprocessor in self.treeprocessors:
            treeprocessor.run(root)  # each of them changes the tree it is given
        for link in root.iter("a"):
            link.text = str(link.text or "")  # AtomicString would be pickled by its name
        return root  # type: ignore[no-any-return]


class _OurMarkdown(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        for name in BLOCKS:
            md.parser.blockprocessors.deregister(name)
        for name in INLINE:
            md.inlinePatterns.deregister(name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.register(_Escape(ESCAPED.pattern, md), "escape", 180)
        md.inlinePatterns.register(_Link(WRITTEN.pattern, md), "link", 160)
        md.inlinePatterns.register(_Foreign(FOREIGN.pattern, md), "foreign", 150)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "break", 101)
        delimiters: Any = md.delimiters
        delimiters.delimiters["*"].boundary = STARS
        _register_lists(md)


def _register_lists(md: Markdown) -> None:
    """Let items begin with all that list_marks.py knows."""
    blocks: Any = md.parser.blockprocessors
    blocks["hashheader"].RE = HEADING
    blocks["olist"].LAZY_OL = True  # no attribute says where a list begins: all begin at 1
    for name, marks in (("olist", list_marks.NUMBERS), ("ulist", list_marks.SIGNS)):
        blocks[name].RE = re.compile(rf"^ {{0,3}}{marks} +(.*)")
        blocks[name].CHILD_RE = re.compile(rf"^ {{0,3}}(({marks})) +(.*)")
        blocks[name].INDENT_RE = re.compile(
            rf"^ {{4,7}}(({list_marks.NUMBERS})|{list_marks.SIGNS}) +.*"
        )


class _Escape(InlineProcessor):
    """A sign behind a backslash, as the library stashes it."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        return f"{STX}{ord(m[1])}{ETX}", m.start(), m.end()


class _Link(InlineProcessor):
    """`[Paris](city:paris)`, `<https://paris.fr>`, `www.paris.fr` or a reference `[^2]`, a link to
    `note:2`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        shown = self.unescape(m["bare"] or m["plain"] or "")
        target = f"note:{m['note']}" if m["note"] else complete(shown) if shown else m["target"]
        link = Element("a", href=self.unescape(target or ""))
        link.text = AtomicString(shown) if shown else m["text"] or m["note"]
        return link, m.start(), m.end()


class _Foreign(InlineProcessor):
    """`[Samenleven in één Stad]{lang=nl}`: words in another language."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        words = Element("span", lang=m["language"])
        words.text = m["foreign"]
        return words, m.start(), m.end()

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
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from citybook.content.links import WRITTEN

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
HEADING = re.compile(
    r"(?:^|\n)(?P<level>###)(?!#)(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
)


def parse(source: str) -> Element:
    """Return the tree of a text: `p`, `ul`, `ol`, `li`, `blockquote`, `h3`, `br`, `strong`, `em`
    and `a` with its target as `href`. Raises RecursionError."""
    return _reader().parse(source)


@cache
def _reader() -> _Reader:
    return _Reader(extensions=[SaneListExtension(), _OurMarkdown()])


class _Reader(Markdown):
    """Stops where the library would write HTML."""

    def parse(self, source: str) -> Element:
        self.reset()
        lines = source.split("\n")
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
        md.inlinePatterns.register(_Link(WRITTEN.pattern, md), "link", 160)
        blocks: Any = md.parser.blockprocessors
        blocks["hashheader"].RE = HEADING
        blocks["olist"].LAZY_OL = True  # no attribute says where a list begins: all begin at 1


class _Link(InlineProcessor):
    """`[Paris](city:paris)`, `<https://paris.fr>` or a reference `[^2]`, a link to `note:2`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        target = f"note:{m['note']}" if m["note"] else m["target"] or m["bare"] or ""
        link = Element("a", href=self.unescape(target))
        link.text = AtomicString(m["bare"]) if m["bare"] else m["text"] or m["note"]
        return link, m.start(), m.end()

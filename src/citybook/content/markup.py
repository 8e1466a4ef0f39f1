"""Contributed Markdown goes in; its tree comes out, of a few harmless elements.

Contributed text is text: HTML in it is text as it was typed, and what Markdown could make beyond
paragraphs, lists, quotations, emphasis, links and headings is not registered.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.inlinepatterns import AutolinkInlineProcessor, InlineProcessor
from markdown.treeprocessors import Treeprocessor

from citybook.content.links import ADDRESS, BARE, NOTE

LINK = rf"(?<!!)\[([^\[\]\n]*)\]\((?:<({ADDRESS})>|({ADDRESS}))\)"
# Code, lines across, underlined headings, HTML, pictures, addresses by reference and mail addresses
# are not for contributed text.
BLOCKS = ("code", "setextheader", "hr", "reference")
INLINE = (
    "backtick",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "automail",
    "html",
    "entity",
)


def parse(source: str) -> Element:
    """Return the tree of a text. List items hold no paragraphs (PDF/UA-1, 7.2). Raises
    RecursionError."""
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
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        assert isinstance(root, Element)
        return root


class _OurMarkdown(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # the library's name
        for name in BLOCKS:
            md.parser.blockprocessors.deregister(name)
        for name in INLINE:
            md.inlinePatterns.deregister(name)
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.register(_Subheading(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_NumberedList(md.parser), "olist", 40)
        md.inlinePatterns.register(_Link(LINK, md), "link", 160)
        md.inlinePatterns.register(_Note(NOTE.pattern, md), "note", 155)
        md.inlinePatterns.register(_Address(BARE, md), "autolink", 120)
        md.treeprocessors.register(_Items(md), "items", 5)
        md.treeprocessors.register(_PlainTexts(md), "plain_texts", -1)


class _Subheading(HashHeaderProcessor):
    """Headings of three number signs: those of two begin sections, and others are refused."""

    RE = re.compile(
        r"(?:^|\n)(?P<level>###)(?!#)(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )


class _NumberedList(SaneOListProcessor):
    """Lists that begin at one: line_rules.py refuses others."""

    LAZY_OL = True


class _Link(InlineProcessor):
    """`[Paris](city:paris)`, with the address between < and > or not."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        link = Element("a", href=self.unescape(m[2] or m[3] or ""))
        link.text = m[1]
        return link, m.start(), m.end()


class _Note(InlineProcessor):
    """`[^2]`, a reference to the second note: a link to `note:2`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        link = Element("a", href=f"note:{m[1]}")
        link.text = m[1]
        return link, m.start(), m.end()


class _Address(AutolinkInlineProcessor):
    """`<https://paris.fr>`, a public address that is shown."""

    ANCESTOR_EXCLUDES = ("a",)


class _Items(Treeprocessor):
    """Takes the paragraphs out of list items: a break divides those that follow each other."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            for part in (item, *item.findall("blockquote")):
                _unwrap(part)


def _unwrap(item: Element) -> None:
    """Put the content of an item's paragraphs in their place, up to a list in it."""
    children = list(item)
    if not any(child.tag == "p" for child in children):
        return
    item[:] = []
    item.text = (item.text or "").lstrip() if item.tag == "li" else item.text
    for child, follower in zip(children, [*children[1:], None], strict=True):
        if child.tag in ("ul", "ol"):
            item.extend(children[children.index(child) :])
            return
        if child.tag != "p":
            item.append(child)
            continue
        _add_text(item, child.text)
        item.extend(child)
        if follower is not None and follower.tag == "p":
            SubElement(item, "br").tail = "\n"
        elif follower is not None:
            _add_text(item, child.tail)


def _add_text(parent: Element, text: str | None) -> None:
    if not len(parent):
        parent.text = (parent.text or "") + (text or "")
    else:
        parent[-1].tail = (parent[-1].tail or "") + (text or "")


class _PlainTexts(Treeprocessor):
    """Replaces the library's own class of text in addresses, which would be pickled by its name."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.text = str(link.text or "")

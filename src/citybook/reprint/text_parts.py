"""The print HTML of a fragment goes in; its parts come out, each with the paragraphs that are
printed in it.

A part is an entry, a panel of a leaflet, or what else a fragment holds. Read from the HTML, nothing
that is printed is missed, whatever file it came from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

import tinyhtml5

from citybook.reprint.sentences import HEADING, NUMBER

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt"))
BLOCKS = HEADINGS | frozenset(
    [
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "figcaption",
        "figure",
        "footer",
        "header",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
CELLS = frozenset(("td", "th"))
UNPRINTED = frozenset(("head", "script", "style", "svg", "template"))
# Numbers that follow from the order of all, and change where nobody changed a text.
NUMBERS = frozenset(
    [
        "contents-number",
        "contents-rank",
        "entry-number",
        "inside-number",
        "note",
        "notes-number",
        "opener-ring",
        "page-number",
        "page-ref",
        "page-refs",
    ]
)
PANEL = "panel"
PLACE = re.compile(rf"\s*{NUMBER}")


@dataclass
class TextPart:
    """A part of a fragment: what it is called in the book, and its paragraphs. Headings begin with
    `# `."""

    anchor: str
    paragraphs: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called, in words."""
        return self.anchor.replace("-", " ").capitalize()

    @property
    def heading(self) -> str:
        """Its first heading; empty without one."""
        headings = (text for text in self.paragraphs if text.startswith(HEADING))
        return remove_numbers(next(headings, "").removeprefix(HEADING))


def read_parts(html: str, anchor: str, entries: Collection[str]) -> list[TextPart]:
    """Read the parts of a fragment in order: one for each of the `entries`' anchors in it and each
    panel; what stands outside of them belongs to the part `anchor`. Parts without a word are left
    out."""
    reader = _ParagraphCollector(anchor, entries)
    reader.read(tinyhtml5.parse(html, namespace_html_elements=False), _Context(anchor))
    return [part for part in reader.parts.values() if part.paragraphs]


def remove_numbers(text: str) -> str:
    """Take the places of numbers that follow from the order of all out of a text."""
    return PLACE.sub("", text).strip()


@dataclass(frozen=True)
class _Context:
    """Where an element stands: in which part, in a heading."""

    part: str
    is_heading: bool = False


class _ParagraphCollector:
    """Collects paragraphs under the part that they stand in."""

    def __init__(self, anchor: str, entries: Collection[str]) -> None:
        self.entries = entries
        self.parts = {anchor: TextPart(anchor)}
        self.text: list[str] = []

    def read(self, element: Any, around: _Context) -> None:
        """Read an element with all that is in it."""
        tag, classes = str(element.tag).rpartition("}")[2], set(element.get("class", "").split())
        if tag in BLOCKS or tag == "img":
            self._end_paragraph(around)
        if tag in CELLS and "".join(self.text).strip():
            self.text.append(": ")
        inner = self._enter(element, tag, classes, around)
        if classes & NUMBERS:
            self.text.append(NUMBER)
        elif tag not in UNPRINTED:
            self.text.append(_describe(element) if tag == "img" else element.text or "")
            for child in element:
                self.read(child, inner)
                self.text.append(child.tail or "")
        if tag in BLOCKS or tag == "img":
            self._end_paragraph(inner)

    def _enter(self, element: Any, tag: str, classes: set[str], around: _Context) -> _Context:
        inner = replace(around, is_heading=around.is_heading or tag in HEADINGS)
        if PANEL in classes:
            return replace(inner, part=f"{element.get('data-name', '')}-{PANEL}")
        name = element.get("id")
        return replace(inner, part=name) if name in self.entries else inner

    def _end_paragraph(self, context: _Context) -> None:
        text = " ".join("".join(self.text).split())
        self.text = []
        if remove_numbers(text):
            part = self.parts.setdefault(context.part, TextPart(context.part))
            part.paragraphs.append(f"{HEADING if context.is_heading else ''}{text}")


def _describe(image: Any) -> str:
    """A picture is told by the name of its file, which is another one for another picture; a code
    by where it leads."""
    kind, _, name = image.get("src", "").rpartition("/")
    if kind.endswith("codes"):
        return f"[QR code: {unquote(name).removesuffix('.svg')}]"
    return f"[picture: {name}]"

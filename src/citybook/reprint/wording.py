"""The print HTML of a fragment goes in; its parts come out, each with the paragraphs that are
printed in it.

A part is an entry, a panel of a leaflet, or what else a fragment holds. Read from the HTML, nothing
that is printed is missed, whatever file it came from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from citybook.reprint.sentences import NUMBER

HEADING = "# "
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt"))
BLOCKS = HEADINGS | {
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
}
CELLS = frozenset(("td", "th"))
UNPRINTED = frozenset(("head", "script", "style", "svg", "template"))
VOID = frozenset(("br", "col", "hr", "img", "link", "meta", "wbr"))
# Numbers that follow from the order of all, and change where nobody changed a text.
NUMBERS = frozenset(
    ("page-ref", "page-refs", "page-number", "note", "entry-number", "contents-rank")
)
PANEL = "panel"
PLACE = re.compile(rf"\s*{NUMBER}")


@dataclass
class Part:
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
        return next(
            (
                spoken(text.removeprefix(HEADING))
                for text in self.paragraphs
                if text.startswith(HEADING)
            ),
            "",
        )


def parts(html: str, anchor: str, entries: Collection[str]) -> list[Part]:
    """The parts of a fragment in order: one for each of the `entries`' anchors in it and each
    panel; what stands outside of them belongs to the part `anchor`. Parts without a word are left
    out."""
    reader = _Reader(anchor, entries)
    reader.feed(html)
    reader.close()
    reader.flush()
    return [part for part in reader.parts.values() if part.paragraphs]


def spoken(text: str) -> str:
    """A text without the places of numbers that follow from the order of all."""
    return PLACE.sub("", text).strip()


@dataclass(frozen=True)
class _Open:
    """An open element: its tag and classes, the part it belongs to, whether it is a heading, and
    whether it has no words."""

    tag: str
    classes: frozenset[str]
    part: str
    is_heading: bool = False
    is_silent: bool = False


class _Reader(HTMLParser):
    """Collects paragraphs under the part that they stand in."""

    def __init__(self, anchor: str, entries: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.entries = entries
        self.parts = {anchor: Part(anchor)}
        self.open = [_Open("", frozenset(), anchor)]
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.flush()
        if tag == "img":
            self._show(given.get("src", ""))
        if tag not in VOID:
            self.open.append(self._opened(tag, given))

    def _opened(self, tag: str, given: dict[str, str]) -> _Open:
        parent, classes = self.open[-1], frozenset(given.get("class", "").split())
        if tag in CELLS and "".join(self.said).strip():
            self.said.append(": ")
        # A note begins with its number, in bold.
        is_number = bool(classes & NUMBERS) or (
            tag == "strong" and any("notes-text" in one.classes for one in self.open)
        )
        if is_number:
            self.said.append(NUMBER)
        part = given.get("id", "") if given.get("id") in self.entries else parent.part
        if PANEL in classes:
            part = f"{given.get('data-name', '')}-{PANEL}"
        return _Open(
            tag,
            classes,
            part,
            parent.is_heading or tag in HEADINGS,
            parent.is_silent or is_number or tag in UNPRINTED,
        )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in [one.tag for one in self.open]:
            return
        if tag in BLOCKS:
            self.flush()
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open[-1].is_silent:
            self.said.append(data)

    def flush(self) -> None:
        """End a paragraph."""
        text, inside = " ".join("".join(self.said).split()), self.open[-1]
        self.said = []
        if spoken(text):
            part = self.parts.setdefault(inside.part, Part(inside.part))
            part.paragraphs.append(f"{HEADING if inside.is_heading else ''}{text}")

    def _show(self, source: str) -> None:
        """A picture is told by the name of its file, which is another one for another picture; a
        code by where it leads."""
        kind, _, name = source.rpartition("/")
        self.flush()
        self.said.append(
            f"[QR code: {unquote(name).removesuffix('.svg')}]"
            if kind.endswith("codes")
            else f"[picture: {name}]"
        )
        self.flush()

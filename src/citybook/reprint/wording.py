"""The print HTML of a fragment goes in; its parts come out, each with the paragraphs that are printed in it.

A part is an entry, a panel of a leaflet, or what else a fragment holds. Read from the HTML, nothing that is printed is
missed, whatever file it came from.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from citybook.reprint.sentences import NUMBER

HEADING = "# "
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 caption dt".split())
BLOCKS = HEADINGS | frozenset("article blockquote br dd div dl figcaption figure footer header li ol p section table tr "
                              "ul".split())
CELLS = frozenset(("td", "th"))
UNPRINTED = frozenset(("head", "script", "style", "svg", "template"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Numbers that follow from the order of all, and change where nobody changed a text.
NUMBERS = frozenset(("page-ref", "page-refs", "page-number", "note", "entry-number", "contents-rank"))
PANEL = "panel"


@dataclass
class Part:
    """A part of a fragment: what it is called in the book, and its paragraphs. Headings begin with `# `."""

    anchor: str
    paragraphs: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its first heading, else what it is called."""
        first = next((text.removeprefix(HEADING) for text in self.paragraphs if text.startswith(HEADING)), "")
        return first or self.anchor.replace("-", " ").capitalize()


def parts(html: str, anchor: str, entries: Collection[str]) -> list[Part]:
    """The parts of a fragment in order: one for each of the `entries`' anchors in it and each panel; what stands outside of
    them belongs to the part `anchor`. Parts without a word are left out."""
    reader = _Reader(anchor, entries)
    reader.feed(html)
    reader.close()
    reader.flush()
    return [part for part in reader.parts.values() if part.paragraphs]


class _Reader(HTMLParser):
    """Collects paragraphs; `open` are the open elements, each with the part it began, whether its text is no text of its own,
    and whether it is a heading."""

    def __init__(self, anchor: str, entries: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.entries = entries
        self.parts = {anchor: Part(anchor)}
        self.open: list[tuple[str, str, bool, bool]] = [("", anchor, False, False)]
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if tag in BLOCKS or tag in HEADINGS:
            self.flush()
        if tag == "img":
            self._picture(given.get("src", ""))
        if tag in VOID:
            return
        _, part, is_silent, is_heading = self.open[-1]
        if tag in CELLS and "".join(self.said).strip():
            self.said.append(": ")
        if classes & NUMBERS or self._numbers_a_note(tag):
            self.said.append(NUMBER)
            is_silent = True
        self.open.append((tag, self._part(part, given.get("id", ""), given.get("data-name", ""), classes),
                          is_silent or tag in UNPRINTED, is_heading or tag in HEADINGS))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in [name for name, *_ in self.open]:
            return
        if tag in BLOCKS:
            self.flush()
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open[-1][2]:
            self.said.append(data)

    def flush(self) -> None:
        """End a paragraph."""
        text = " ".join("".join(self.said).split())
        self.said = []
        if text.strip(NUMBER + " "):
            _, part, _, is_heading = self.open[-1]
            self.parts.setdefault(part, Part(part)).paragraphs.append(f"{HEADING if is_heading else ''}{text}")

    def _part(self, part: str, name: str, panel: str, classes: set[str]) -> str:
        """The part that an element belongs to."""
        if PANEL in classes:
            return f"{panel}-{PANEL}"
        return name if name in self.entries else part

    def _numbers_a_note(self, tag: str) -> bool:
        """A note begins with its number."""
        return tag == "strong" and self.open[-1][0] == "p" and self.open[-2][0] == "div" and self.is_in_notes

"""The lines of a text go in; they come out with lists within lists indented by four spaces a level,
as Python-Markdown reads them, however they were indented."""

from __future__ import annotations

import re

from citybook.content.links import NumberedLine
from citybook.content.list_marks import ITEM

QUOTE = re.compile(r" {0,3}> ?")
BEFORE_WORDS = re.compile(r"^[ \t>]*")
# An item indented by so much more than another stands within it (CommonMark asks for as much as the
# mark of that is wide, two or three). Text so much further in belongs to no item.
WITHIN, TOO_FAR = 2, 8


def indent_lists(lines: list[NumberedLine]) -> list[NumberedLine]:
    """Return the lines with items, and what belongs to them, at four spaces a level. An item
    between two levels keeps one space too many, for which line_rules.py names it."""
    reader = _IndentTracker()
    return [(number, reader.indent(line)) for number, line in lines]


class _IndentTracker:
    """Knows how far in the items are that are open, and whether a list or a text is above."""

    def __init__(self) -> None:
        self.open: list[int] = []
        self.quotes, self.is_below_text, self.is_below_blank = "", False, True

    def indent(self, line: str) -> str:
        """Return a line at its place."""
        content, quotes = line.expandtabs(4), ""
        while found := QUOTE.match(content):
            content, quotes = content[found.end() :], quotes + found.group()
        if quotes.count(">") != self.quotes.count(">"):
            self.open, self.is_below_text = [], False
        self.quotes = quotes
        if not content.strip():
            self.is_below_blank, self.is_below_text = True, False
            return line
        bare = content.lstrip()
        level = self._level(len(content) - len(bare), bool(ITEM.match(bare)))
        self.is_below_blank = False
        if level is None or bare.startswith(">"):
            return line
        return f"{quotes}{' ' * level}{BEFORE_WORDS.sub('', line)}"

    def _level(self, indent: int, is_item: bool) -> int | None:
        """Return how far in a line belongs; None where it stays as it is."""
        if is_item and not self.is_below_text:
            return self._item(indent)
        if not self.is_below_blank:
            return None
        while self.open and indent < self.open[-1] + WITHIN:
            self.open.pop()
        self.is_below_text = not self.open
        if not self.open or indent >= self.open[-1] + TOO_FAR:
            return None
        return 4 * len(self.open)

    def _item(self, indent: int) -> int | None:
        while self.open and indent < self.open[-1]:
            self.open.pop()
        if not self.open and indent >= 4:
            return None
        if not self.open or indent >= self.open[-1] + WITHIN:
            self.open.append(indent)
        return 4 * (len(self.open) - 1) + (indent > self.open[-1])

"""The lines of a text go in; what Markdown would lose, renumber or read as something else comes out
as problems.

Each line is looked at once, before the Markdown library sees it: what it takes long for is among
what is refused. What is not foreseen here is found in the tree by content/completeness.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from citybook.content.links import NumberedLine
from citybook.content.list_indents import QUOTE
from citybook.content.list_marks import ITEM, PASTED
from citybook.content.paste_rules import paste_fault
from citybook.content.sign_rules import AT_END, SignFault, breaks_line, inner_fault, whole_fault
from citybook.problems import Problem

ICON = re.compile(r":[a-z0-9-]*: *")
TABLES = ("a table", "columns, as of a table")
# What is wrong with a line that begins as a list item does: column, message and hint.
NO_BLANK_LINE: SignFault = (
    0,
    "a list without a blank line before it: it would be part of the paragraph",
    "put a blank line above it",
)
PLUS: SignFault = (
    0,
    "a list item with a plus: the sign would be lost",
    r"write - for an item, or \+ for the sign",
)
ITEM_IN_ITEM: SignFault = (
    0,
    "an item within an item in one line",
    r"indent the inner one below by four spaces; \- or 1\. keeps the sign as text",
)
NO_LIST: SignFault = (
    0,
    "indented by four spaces or more, without a list that it belongs to",
    "take the spaces out",
)
TWO_KINDS: SignFault = (
    0,
    "two kinds of list without a blank line between them",
    "put a blank line between them",
)
TWO_SIGNS: SignFault = (
    0,
    "another bullet than that of the item above: beside it, or within it?",
    r"indent a list within a list by four spaces, and give items side by side one sign; "
    r"\ before it keeps it as text",
)
ONE_SPACE: SignFault = (
    0,
    "a list item indented by one space more than another: beside it, or within it?",
    "indent a list within a list by four spaces, and others not at all",
)
BELOW_LIST: SignFault = (
    0,
    "text right below a list: it would be part of the last item",
    "leave a blank line above it; if it belongs to the item, indent it by four spaces",
)
BELOW_QUOTE: SignFault = (
    0,
    "text right below a quotation: it would be part of it",
    "leave a blank line above it; if it belongs to the quotation, begin it with >",
)


@dataclass(frozen=True)
class _List:
    """A list that is open: its sign, `1` where it is numbered, how many items it has, and whether
    each of them is numbered 1."""

    sign: str
    count: int = 0
    is_all_ones: bool = False


def check_lines(lines: list[NumberedLine], file: str) -> list[Problem]:
    """Return the first fault of each line, with its place; of the rows of a table, the first."""
    found = dict(_LineReader(lines).faults())
    for number in sorted(found, reverse=True):
        message = found[number][1]
        if message.startswith(TABLES) and message == found.get(number - 1, ("", ""))[1]:
            del found[number]
    for number, column in _breaks_of_nothing(lines):
        found.setdefault(number, (column, *AT_END))
    return [Problem(file, number, *found[number]) for number in sorted(found)]


def _breaks_of_nothing(lines: list[NumberedLine]) -> Iterator[tuple[int, int]]:
    """Yield the places of backslashes at ends of lines that no text goes on below."""
    for (number, line), (_, below) in zip_longest(lines, lines[1:], fillvalue=(0, "")):
        below = below.strip()
        if breaks_line(line) and (not below or below[0] in "#>:" or ITEM.match(below)):
            yield number, len(line)


class _LineReader:
    """Goes through the lines; knows the line before, and the lists that are open by their depth."""

    def __init__(self, lines: Iterable[NumberedLine]) -> None:
        self.lines = lines
        self.before, self.quotes, self.adjacent = "", 0, False
        self.lists: dict[int, _List] = {}

    def faults(self) -> Iterator[tuple[int, SignFault]]:
        """Yield the first fault of each line, with the line's number."""
        for number, line in self.lines:
            content, quotes = line.expandtabs(4), 0
            while found := QUOTE.match(content):
                content, quotes = content[found.end() :], quotes + 1
            is_lazy = bool(self.before) and quotes < self.quotes
            if content.strip() and quotes != self.quotes:
                self._change_quotes(quotes)
            if not content.strip():
                self.before, self.adjacent = "", False
                continue
            if fault := self._fault(line, content, quotes, is_lazy):
                yield number, (max(1, fault[0]), *fault[1:])
            self.before = content.strip()
            if content.startswith("#"):
                self.before, self.lists, self.adjacent = "", {}, False

    def _change_quotes(self, quotes: int) -> None:
        """Begin anew where a quotation begins or ends."""
        self.before = "" if quotes else self.before
        self.lists, self.adjacent, self.quotes = {}, False, quotes

    def _fault(self, line: str, content: str, quotes: int, is_lazy: bool) -> SignFault | None:
        shift = max(0, len(line) - len(content)) if quotes else 0
        bare, indent = content.strip(), len(content) - len(content.lstrip())
        bullet = ITEM.match(bare)
        if pasted := paste_fault(line, self.before):
            self._no_item(indent)
            return pasted
        above = "" if self.adjacent and not indent else self.before
        found = (
            (BELOW_QUOTE if is_lazy else None)
            or whole_fault(bare[bullet.end() :] if bullet else bare, "" if bullet else above)
            or whole_fault(bare, above)
            or (self._item(bare, indent, bullet) if bullet else self._no_item(indent))
            or _heading(bare, indent, bullet, shift)
            or inner_fault(content)
        )
        if not found:
            return None
        column = found[0] + (indent + 1 if found[0] == 0 else 0) + shift
        return column - (len(line.expandtabs(4)) - len(line)), *found[1:]

    def _item(self, bare: str, indent: int, bullet: re.Match[str]) -> SignFault | None:
        """What is wrong with a line that begins as a list item does."""
        mark, depth = bullet.group(1), indent // 4
        value = int(mark[:-1][:9]) if mark[-1] in ".)" else 0
        sign = "1" if mark[-1] in ".)" else mark if mark in PASTED else "-"
        known, is_text = self.lists.get(depth), mark == "+" or (sign == "1" and value != 1)
        if self.before and not self.adjacent:  # a paragraph's line, as of a year
            return None if is_text else NO_BLANK_LINE
        if not ICON.sub("", bare[bullet.end() :], count=1):
            self.adjacent = True
            return 0, "an empty list item", "write its text, or take the line out"
        if mark == "+":
            return PLUS
        if indent % 4:
            return ONE_SPACE
        if ITEM.match(bare[bullet.end() :]):
            return ITEM_IN_ITEM
        if depth and depth - 1 not in self.lists:
            return NO_LIST
        if known and known.sign != sign and "1" not in (known.sign, sign):
            return TWO_SIGNS
        if known and self.before and known.sign != sign:
            return self._no_item(indent) if is_text else TWO_KINDS
        return self._count(depth, mark, _List(sign) if not known or known.sign != sign else known)

    def _count(self, depth: int, mark: str, known: _List) -> SignFault | None:
        """Numbers are those that Markdown counts: from 1, or 1 for all."""
        is_all_ones = known.is_all_ones or (known.count == 1 and mark[:-1] == "1")
        expected = known.count + 1
        self.lists = {level: found for level, found in self.lists.items() if level < depth}
        self.lists[depth] = _List(known.sign, expected, is_all_ones)
        self.adjacent = True
        if known.sign == "1" and mark[:-1] != str(1 if is_all_ones else expected):
            message = f"an item numbered {mark[:-1]} that would be shown as {expected}"
            hint = f"number lists from 1, one by one; {mark[:-1]}\\{mark[-1]} keeps it as text"
            return 0, message, hint
        return None

    def _no_item(self, indent: int) -> SignFault | None:
        """What is wrong with another line; it ends the lists unless it belongs to an item."""
        if self.before:
            if not self.adjacent or indent:
                return None
            self.lists, self.adjacent = {}, False
            return BELOW_LIST
        if indent >= 4 and indent // 4 - 1 not in self.lists:
            return NO_LIST
        if indent < 4:
            self.lists = {}
        self.adjacent = bool(self.lists)
        return None


def _heading(bare: str, indent: int, bullet: re.Match[str] | None, shift: int) -> SignFault | None:
    content = bare[bullet.end() :] if bullet else bare
    if content.startswith("#") and (bullet or indent or shift):
        return (
            0,
            "a heading within a list, a quotation or an indented text",
            r"begin headings at the beginning of their line; \# keeps the sign as text",
        )
    if not bare.strip("# ") and "#" in bare:
        return 0, "a heading without words", "write them behind ###"
    if "#######" in bare:
        return 0, "more than six # in a row", "headings have two or three"
    if bare.startswith("#") and re.search(r"[^#\s\\]#+$", bare):
        return len(bare), "the # at the end of a heading would be lost", r"write \#"
    return None

"""The lines of a text go in; what Markdown would lose, renumber or read as something else comes out
as problems.

Each line is looked at once, before the Markdown library sees it: what it takes long for is among
what is refused. What is not foreseen here is found in the tree by content/completeness.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from citybook.content.links import WRITTEN, Line, masked
from citybook.problems import Problem

Fault = tuple[int, str, str]
ICON = re.compile(r":[a-z0-9-]*: *")
ITEM = re.compile(r"([*+-]|[0-9]+\.)(?: +|$)")
QUOTE = re.compile(r" {0,3}> ?")
ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*;?);")
# Lines that are no text as a whole, with a line break before those that go on a paragraph: pattern,
# what it is, what to write instead.
WHOLE = (
    (
        re.compile(r"\n?==+$|\n--+$"),
        "a line that makes the line above it a heading",
        "begin headings with ##, and take this line out",
    ),
    (
        re.compile(r"\n?([-*_])(?: *\1){2,}$"),
        "a line across: it would be lost",
        "take it out, or begin a section: ## and its heading",
    ),
    (
        re.compile(r"\n?(?:```|~~~)"),
        "a block of code: there is none here",
        "take the line out",
    ),
    (
        re.compile(r"\n?(?=.*\|)(?=.*-)[|: -]*$"),
        "a table: there are none here",
        "write a list, or a chart: ::: chart",
    ),
    (
        re.compile(r"\n?:::"),
        "a block that does not stand at the beginning of its line",
        "take out what stands before the colons",
    ),
    (
        re.compile(r"\n?\[\^[^\]]*\]:(?:\s|$)"),
        "a note below the text: it would be shown here",
        "write it under `notes` in the front matter",
    ),
    (
        re.compile(r"\n?\[[^\]]*\]:(?:\s|$)"),
        "an address by reference: there are none here",
        r"write the address behind the words; \[ keeps the bracket as text",
    ),
)
# What may stand anywhere in a line: pattern, what it is, what to write instead.
ANYWHERE = (
    (
        re.compile(r"`"),
        "code between backticks: there is none here",
        r"write quotation marks, or \` for a backtick",
    ),
    (
        re.compile(r"~~"),
        "text that is struck through: there is none here",
        "take the ~~ out, and the words if they do not hold",
    ),
    (
        re.compile(r"\]\["),
        "a link by reference: its address would be lost",
        "write the address behind the words: [Paris](city:paris)",
    ),
    (
        re.compile(r"\]\s?\((?=\S)"),
        "a link that cannot be read as one",
        "write it in one line, with no space or bracket between or within the brackets: "
        "[Paris](city:paris)",
    ),
    (
        re.compile(r"\[\^"),
        "a reference that is none",
        "write the number of a note, such as [^1], and the note in the front matter",
    ),
)
# What is wrong with a line that begins as a list item does: column, message and hint.
NO_BLANK_LINE: Fault = (
    0,
    "a list without a blank line before it: it would be part of the paragraph",
    "put a blank line above it",
)
PLUS: Fault = (
    0,
    "a list item with a plus: the sign would be lost",
    r"write - for an item, or \+ for the sign",
)
ITEM_IN_ITEM: Fault = (
    0,
    "an item within an item in one line",
    r"indent the inner one below by four spaces; \- or 1\. keeps the sign as text",
)
NO_LIST: Fault = (
    0,
    "indented by four spaces or more, without a list that it belongs to",
    "take the spaces out",
)
TWO_KINDS: Fault = (
    0,
    "two kinds of list without a blank line between them",
    "put a blank line between them",
)


def check_lines(lines: Iterable[Line], file: str) -> list[Problem]:
    """Return the first fault of each line, with its place."""
    return [
        Problem(file, number, column, message, hint)
        for number, (column, message, hint) in _Reader(lines).faults()
    ]


class _Reader:
    """Goes through the lines; knows the line before, and the lists that are open: kind and number
    by their depth."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = lines
        self.before, self.quotes, self.adjacent = "", 0, False
        self.lists: dict[int, tuple[bool, str, int]] = {}

    def faults(self) -> Iterator[tuple[int, Fault]]:
        for number, line in self.lines:
            if not line.strip():
                self.before, self.adjacent = "", False
                continue
            content, quotes = line.expandtabs(4), 0
            while found := QUOTE.match(content):
                content, quotes = content[found.end() :], quotes + 1
            if quotes != self.quotes and not (self.before and quotes < self.quotes):
                self.lists, self.before, self.adjacent, self.quotes = (
                    {},
                    "" if quotes else self.before,
                    False,
                    quotes,
                )
            if not content.strip():
                self.before, self.adjacent = "", False
                continue
            if fault := self._fault(content, max(0, len(line) - len(content)) if quotes else 0):
                tabs = len(line.expandtabs(4)) - len(line)
                yield number, (max(1, fault[0] - tabs), *fault[1:])
            self.before = content.strip()
            if content.startswith("#"):
                self.before, self.lists, self.adjacent = "", {}, False

    def _fault(self, line: str, shift: int) -> Fault | None:
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        bullet = ITEM.match(bare)
        found = (
            _whole(bare, self.before)
            or (self._item(bare, indent, bullet) if bullet else self._no_item(indent))
            or _heading(bare, indent, bullet, shift)
            or _anywhere(line)
        )
        return (
            (found[0] + (indent + 1 if found[0] == 0 else 0) + shift, *found[1:]) if found else None
        )

    def _item(self, bare: str, indent: int, bullet: re.Match[str]) -> Fault | None:
        """What is wrong with a line that begins as a list item does."""
        mark, depth = bullet.group(1), indent // 4
        numbered, value = mark[-1] == ".", int(mark[:-1][:9]) if mark[-1] == "." else 0
        known = self.lists.get(depth)
        if self.before and not self.adjacent:
            is_text = mark == "+" or (numbered and value != 1)  # a paragraph's line, as of a year
            return None if is_text else NO_BLANK_LINE
        if not ICON.sub("", bare[bullet.end() :], count=1):
            return 0, "an empty list item", "write its text, or take the line out"
        if mark == "+":
            return PLUS
        if indent % 4:
            message = (
                f"a list item indented by {indent}: it would be read as an item of the list above"
            )
            return 0, message, "indent a list within a list by four spaces, and others not at all"
        if ITEM.match(bare[bullet.end() :]):
            return ITEM_IN_ITEM
        if depth and depth - 1 not in self.lists:
            return NO_LIST
        if known and self.before and known[0] != numbered:
            is_text = numbered and value != 1  # an item's line that begins with a year
            return None if is_text else TWO_KINDS
        return self._count(
            depth, mark, numbered, value, known if known and known[0] == numbered else None
        )

    def _count(
        self, depth: int, mark: str, numbered: bool, value: int, known: tuple[bool, str, int] | None
    ) -> Fault | None:
        """Numbers are those that Markdown counts: from 1, or 1 for all."""
        expected = known[2] + 1 if known else 1
        ones = known is not None and known[1] == "ones"
        first_two = known is not None and known[2] == 1 and value == 1
        self.lists = {level: found for level, found in self.lists.items() if level < depth}
        self.lists[depth] = (numbered, "ones" if ones or first_two else "", expected)
        self.adjacent = True
        if numbered and mark != f"{1 if ones or first_two else expected}.":
            return (
                0,
                f"an item numbered {mark[:-1]} that would be shown as {expected}",
                f"number lists from 1, one by one; {mark[:-1]}\\. keeps the number as text",
            )
        return None

    def _no_item(self, indent: int) -> Fault | None:
        """What is wrong with another line; it ends the lists unless it belongs to an item."""
        if self.before:
            return None
        if indent >= 4 and indent // 4 - 1 not in self.lists:
            return (
                0,
                "indented by four spaces or more, without a list that it belongs to",
                "take the spaces out",
            )
        if indent < 4:
            self.lists = {}
        self.adjacent = bool(self.lists)
        return None


def _whole(bare: str, before: str) -> Fault | None:
    """Lines that are no text as a whole."""
    line = f"\n{bare}" if before else bare
    return next(((0, message, hint) for form, message, hint in WHOLE if form.match(line)), None)


def _heading(bare: str, indent: int, bullet: re.Match[str] | None, shift: int) -> Fault | None:
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


def _anywhere(line: str) -> Fault | None:
    """What is wrong within a line, links aside."""
    if entity := _entity(line):
        return entity
    rest = WRITTEN.sub(
        lambda found: found.group() if found["bare"] else "x" * len(found.group()), masked(line)
    )
    for pattern, message, hint in ANYWHERE:
        if found := pattern.search(rest):
            return found.start() + 1, message, hint
    return None


def _entity(line: str) -> Fault | None:
    for found in ENTITY.finditer(line):
        name = found.group(1)
        if name.startswith("#") or name + ";" in html5:
            return (
                found.start() + 1,
                f"'{found.group()}', a sign written as in HTML",
                "write the sign itself",
            )
    return None

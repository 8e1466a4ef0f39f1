"""An edition's file goes in; the links and pictures of its foreword come out, which is a text as an
entry's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeVar

from citybook.content import limits, sections, text
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.content.links import Link
from citybook.content.note_references import check_notes
from citybook.content.sections import Allowed
from citybook.content.values import Located, Mark
from citybook.problems import Problem

WORD = re.compile(r"\S+")


def read_foreword(
    edition: Entry[Any], located: Located, allowed: Allowed, data: bytes, problems: list[Problem]
) -> None:
    """Give an edition the links and pictures of its foreword, and note what is wrong with that,
    where they stand in the file."""
    foreword = located.value.get("foreword") if isinstance(located.value, dict) else None
    if not isinstance(foreword, str):
        return
    own: list[Problem] = []
    file = edition.file
    source = _Source(located, (text.decode(data, file, []) or "").split("\n"), foreword)
    if limits.within(foreword, 1, file, own):
        read = sections.text(foreword, 1, file, own, allowed)
        edition.links = tuple(_move(link, source) for link in read.links)
        edition.pictures = tuple(_move(one, source) for one in read.pictures)
    own.extend(check_notes(text.Parts("", foreword, 1), 0, "", file))
    problems.extend(_move(one, source) if one.line else one for one in own)


Placed = TypeVar("Placed", Problem, Link, PictureUse)


def _move(one: Placed, source: _Source) -> Placed:
    line, column = source.place(one.line, one.column)
    return replace(one, line=line, column=column)


class _Source:
    """Where the text of a foreword stands in its file. Behind `|` each line is one of the file;
    elsewhere YAML joins lines, and words are looked for."""

    def __init__(self, located: Located, lines: list[str], foreword: str) -> None:
        self.line, self.column = located.mark(("foreword",))
        marks = [*located.marks.values(), *located.keys.values()]
        below = [line for line, _ in marks if line > self.line]
        self.end = min(below, default=len(lines) + 1)
        self.lines, self.foreword = lines, foreword.split("\n")
        self.is_literal = lines[self.line - 1][self.column - 1 :].startswith("|")

    def place(self, line: int, column: int) -> Mark:
        """Return the place in the file of one in the foreword, both counted from 1."""
        if self.is_literal:
            body = self.lines[self.line : self.end - 1]
            first = next((one for one in body if one.strip()), "")
            at = min(self.line + line, self.end - 1)
            return at, column + (len(first) - len(first.lstrip()) if self.lines[at - 1] else 0)
        text = self.foreword[min(line, len(self.foreword)) - 1]
        word = WORD.match(text, column - 1)
        before = "\n".join([*self.foreword[: line - 1], text[: column - 1]])
        return self._locate(word.group(), before.count(word.group())) if word else self._beginning()

    def _locate(self, word: str, number: int) -> Mark:
        """Where a word stands in the file, behind `number` others that are the same."""
        for line in range(self.line, self.end):
            text, at = self.lines[line - 1], self.column - 1 if line == self.line else 0
            while (at := text.find(word, at)) >= 0:
                if not number:
                    return line, at + 1
                number, at = number - 1, at + len(word)
        return self._beginning()

    def _beginning(self) -> Mark:
        return self.line, self.column

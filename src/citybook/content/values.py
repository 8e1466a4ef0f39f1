"""Strict YAML: text goes in, plain values with the line and column of each come out.

YAML 1.1 as PyYAML reads it turns `NO` into false, `12:30` into 750 and `010` into 8, and keeps the
last of two equal keys, all without a word. Here every scalar stays the text it is (the models know
which field is a number), and what surprises people is refused: equal keys, anchors and aliases,
tags, deep nesting, comments that may be meant as text, characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from citybook.content import letters, odd_spaces
from citybook.problems import Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 6
MAX_BYTES = 1_000_000
MOST_VALUES = 2_000
# Of a vocabulary, which may name the places of a continent.
MOST_IN_LISTS = 100_000
EMPTY = ("", "~")
# What follows a value without quotation marks and is lost as a comment.
COMMENT = re.compile(r"[ \t]+#")
Path = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass
class Located:
    """A value and where it stands: `marks` by the path of each value, `keys` by the path of each
    key."""

    value: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, path: Path) -> Mark:
        """The place of the value at `path`, or of the nearest value around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


class _Stop(Exception):
    """Reading further makes no sense: a problem has been noted."""


class _Reader:
    def __init__(self, text: str, file: str, first_line: int, most: int) -> None:
        self.file, self.first_line, self.most = file, first_line, most
        self.lines = text.split("\n")
        self.found = Located()
        self.events: Iterator[Any] = yaml.parse(text, Loader=Loader)

    def read(self) -> Located:
        try:
            event = self._next()
            while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                event = self._next()
            if not isinstance(event, yaml.StreamEndEvent):
                self.found.value = self._value(event, ())
                self._ends()
        except _Stop:
            self.found.value = None
        except yaml.MarkedYAMLError as error:
            self._note(error.problem_mark or error.context_mark, *_in_plain_words(error))
            self.found.value = None
        except yaml.YAMLError as error:
            self.found.problems.append(
                Problem(self.file, self.first_line, 1, f"this is not readable as YAML: {error}")
            )
            self.found.value = None
        return self.found

    def _ends(self) -> None:
        """What follows a line `---` or `...` would be lost."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._note(
                    event.start_mark,
                    "the fields end before this line, and what follows is lost",
                    "take the line of hyphens or dots out",
                )
                raise _Stop

    def _next(self) -> Any:
        return next(self.events)

    def _place(self, mark: Any) -> Mark:
        if not mark:
            return self.first_line, 1
        line = min(
            mark.line, len(self.lines) - 1
        )  # libyaml's end of a text can be a line behind it
        return line + self.first_line, min(mark.column, len(self.lines[line])) + 1

    def _note(self, mark: Any, message: str, hint: str = "") -> None:
        line, column = self._place(mark)
        self.found.problems.append(Problem(self.file, line, column, message, hint))

    def _value(self, event: Any, path: Path) -> Any:
        self._refuse_surprises(event, path)
        self.found.marks[path] = self._place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style  # None in Python, empty in libyaml
            self._refuse_losses(event, plain)
            return None if plain and event.value in EMPTY else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _text(self, event: Any) -> str:
        """A scalar; what escapes in quotation marks put into it is checked like the file itself."""
        text, faults = letters.unescaped(event.value) if event.style == '"' else (event.value, [])
        for fault in faults:
            self._note(event.start_mark, *fault.describe())
        return str(text)

    def _refuse_surprises(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._note(
                event.start_mark,
                "anchors (&) and aliases (*) are not used here",
                "put the text in quotation marks if it begins with & or *",
            )
            raise _Stop
        if event.tag:
            self._note(
                event.start_mark,
                f"tags such as {event.tag} are not used here",
                "put the text in quotation marks if it begins with !",
            )
            raise _Stop
        if len(self.found.marks) > self.most:
            self._note(
                event.start_mark,
                f"more than {self.most:,} values",
                "divide them among several files",
            )
            raise _Stop
        if len(path) > MAX_DEPTH:
            self._note(event.start_mark, f"nested more than {MAX_DEPTH} deep")
            raise _Stop

    def _refuse_losses(self, event: Any, plain: bool) -> None:
        end = event.end_mark
        if (
            plain
            and event.value
            and end.line < len(self.lines)
            and COMMENT.match(self.lines[end.line], end.column)
        ):
            self._note(
                end,
                "what stands behind ' #' is lost as a comment",
                "put the whole value in quotation marks, or the comment on a line of its own",
            )

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse_surprises(event, path)
                self._note(event.start_mark, "expected a field's name", "such as title: Zagreb")
                raise _Stop
            self._refuse_surprises(event, path)
            key = self._text(event)
            at = (*path, key)
            if key in values:
                first = self.found.keys[at][0]
                self._note(
                    event.start_mark,
                    f"the field '{key}' is given twice, first in line {first}",
                    "keep one",
                )
                self._value(self._next(), (*path, f"{key} (again)"))
                continue
            self.found.keys[at] = self._place(event.start_mark)
            values[key] = self._value(self._next(), at)
        return values


def read(text: str, file: str, first_line: int = 1, most: int = MOST_VALUES) -> Located:
    """The values of a YAML text that begins in `first_line` of `file`; mistakes are in `.problems`,
    never raised."""
    if len(text) > MAX_BYTES:
        return Located(problems=[Problem(file, 1, 1, f"longer than {MAX_BYTES:,} characters")])
    tabs = [
        Problem(
            file,
            number,
            line.index("\t") + 1,
            "a tab; YAML is indented with spaces",
            "write two spaces",
        )
        for number, line in enumerate(text.split("\n"), first_line)
        if re.match(r"[ -]*\t", line)
    ]
    if tabs:
        return Located(problems=tabs)
    return _Reader(odd_spaces.plain(text), file, first_line, most).read()


def _in_plain_words(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """libyaml's message, and what an editor most likely has to do."""
    said = error.problem or "not readable as YAML"
    if "expected <document start>" in said:
        return (
            "the fields end before this line, and what follows is lost",
            "take the line of hyphens or dots out",
        )
    if "mapping values are not allowed" in said:
        return "a second ': ' in one line", "put the text after the first ': ' in quotation marks"
    if "could not find expected ':'" in said or "did not find expected key" in said:
        return (
            "expected 'name: value' here",
            "check the indentation, the ':' and the quotation marks above",
        )
    if "cannot start any token" in said:
        return "a text may not begin with this character", "put the text in quotation marks"
    if "unexpected end of stream" in said:
        return "a quotation mark is opened and never closed", "close it"
    if "did not find expected ',' or ']'" in said or "did not find expected ',' or '}'" in said:
        return "a list in brackets is not closed, or a comma is missing", "write [one, two]"
    return (
        f"not readable as YAML: {said}",
        "put the text in quotation marks if it holds : # & * ! or brackets",
    )

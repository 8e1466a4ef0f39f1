"""Strict YAML: text goes in, plain values with the line and column of each come out.

YAML 1.1 as PyYAML reads it turns `NO` into false, `12:30` into 750 and `010` into 8, and keeps the
last of two equal keys, all without a word. Here every scalar stays the text it is (the models know
which field is a number), and what surprises people is refused: equal keys, anchors and aliases,
tags, deep nesting, comments that may be meant as text, characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from citybook.content import letters, odd_spaces
from citybook.content.yaml_faults import YamlFault, describe_lost_value, find_fault
from citybook.problems import Problem

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 6
MOST_VALUES = 2_000
# Of a vocabulary, which may name the places of a continent.
MOST_IN_LISTS = 100_000
# So many lines are read as they were meant; each time all is read again.
MOST_MENDED = 10
EMPTY = ("", "~")
INDENTED_BY_TAB = re.compile(r"[ -]*\t")
# What follows a value without quotation marks and is lost as a comment.
COMMENT = re.compile(r"[ \t]+#")
# What is written as a value, such as a colour, and is a comment.
COMMENT_ALONE = re.compile(r":[ \t]+(?P<value>#[^\s,}]+)")
# What Word makes of a value in quotation marks.
QUOTED = re.compile(
    "“[^“”]+”|„[^“”„]+[“”]|«[^«»]+»|»[^«»]+«|‘[^‘’]+’|‚[^‘’‚]+[‘’]|‹[^‹›]+›|›[^‹›]+‹"
)
KeyPath = tuple[str | int, ...]
Mark = tuple[int, int]


def nearest(marks: Mapping[KeyPath, Mark], path: KeyPath) -> Mark:
    """Return where the value at `path` stands, or the nearest one around it, or the beginning."""
    while path and path not in marks:
        path = path[:-1]
    return marks.get(path, (1, 1))


@dataclass
class Located:
    """A value and where it stands: `marks` by the path of each value, `keys` by the path of each
    key. What stands in the lines of `mended` had a mistake, and may be meant otherwise; what is
    `quoted` stands as a whole in quotation marks that are letters for YAML."""

    value: Any = None
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    keys: dict[KeyPath, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)
    quoted: set[KeyPath] = field(default_factory=set)

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing is known of the values, which has been said."""
        return self.value is None and bool(self.problems)

    def at(self, path: KeyPath) -> Any:
        """The value at `path`; None where there is none, as behind a field given twice."""
        value = self.value
        for part in path:
            is_there = isinstance(value, list) and isinstance(part, int) and part < len(value)
            if not is_there and not (isinstance(value, dict) and part in value):
                return None
            value = value[part]
        return value

    def mark(self, path: KeyPath) -> Mark:
        """The place of the value at `path`, or of the nearest value around it."""
        return nearest(self.marks, path)


class _Stop(Exception):
    """Reading further makes no sense: a problem has been noted."""


class _Unreadable(Exception):
    """The text is not readable as YAML: the fault."""

    def __init__(self, fault: YamlFault) -> None:
        self.fault = fault


class _ValueReader:
    def __init__(self, lines: list[str], file: str, first_line: int, most: int) -> None:
        self.file, self.first_line, self.most = file, first_line, most
        self.lines = lines
        self.found = Located()
        self.events: Iterator[Any] = yaml.parse("\n".join(lines), Loader=Loader)
        self.last: Any = None

    def read(self) -> Located:
        """Return the values. Raises _Unreadable."""
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
            raise _Unreadable(self._fault(error)) from None
        except yaml.YAMLError as error:
            self.found.problems.append(
                Problem(self.file, self.first_line, 1, f"this is not readable as YAML: {error}")
            )
            self.found.value = None
        return self.found

    def _fault(self, error: yaml.MarkedYAMLError) -> YamlFault:
        """What is wrong where the library stopped, or where that was opened which it looks for the
        end of."""
        context: str = error.context or ""
        mark: Any = error.problem_mark or error.context_mark
        opened = ("flow", "quoted", "simple key")
        if error.context_mark and any(one in context for one in opened):
            mark = error.context_mark
        elif self._is_behind(self.last, mark):
            mark = self.last.start_mark
        line, column = self._place(mark)
        return find_fault(error.problem or "", line - self.first_line, column - 1, self.lines)

    def _is_behind(self, event: Any, mark: Any) -> bool:
        """Whether a quotation of several lines ends in the line of `mark`: it was not meant to."""
        if not isinstance(event, yaml.ScalarEvent) or event.style not in ("'", '"'):
            return False
        start, end = self._place(event.start_mark)[0], self._place(event.end_mark)[0]
        return start < end == self._place(mark)[0]

    def _ends(self) -> None:
        """What follows a line `---` or `...` would be lost."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                message = "the fields end before this line, and what follows is lost"
                self._note(event.start_mark, message, "take the line of hyphens or dots out")
                raise _Stop

    def _next(self) -> Any:
        self.last = next(self.events)
        return self.last

    def _place(self, mark: Any) -> Mark:
        if not mark:
            return self.first_line, 1
        # The library's end of a text can be a line behind it.
        line = min(mark.line, len(self.lines) - 1)
        return line + self.first_line, min(mark.column, len(self.lines[line])) + 1

    def _note(self, mark: Any, message: str, hint: str = "") -> None:
        line, column = self._place(mark)
        self.found.problems.append(Problem(self.file, line, column, message, hint))

    def _value(self, event: Any, path: KeyPath) -> Any:
        self._refuse_surprises(event, path)
        self.found.marks[path] = self._place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style  # None in Python, empty in libyaml
            self._refuse_losses(event, plain)
            self.found.quoted |= {path} if plain and QUOTED.fullmatch(event.value) else set()
            return None if plain and event.value in EMPTY else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _text(self, event: Any) -> str:
        """A scalar; what escapes in quotation marks put into it is checked like the file itself."""
        text, faults = (
            letters.resolve_escapes(event.value) if event.style == '"' else (event.value, [])
        )
        for fault in faults:
            self._note(event.start_mark, *fault.describe())
        return str(text)

    def _refuse_surprises(self, event: Any, path: KeyPath) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            line, column = self._place(event.start_mark)
            raise _Unreadable(find_fault("", line - self.first_line, column - 1, self.lines))
        if len(self.found.marks) > self.most:
            many = f"more than {self.most:,} values"
            self._note(event.start_mark, many, "divide them among several files")
            raise _Stop
        if len(path) > MAX_DEPTH:
            self._note(event.start_mark, f"nested more than {MAX_DEPTH} deep")
            raise _Stop

    def _refuse_losses(self, event: Any, plain: bool) -> None:
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if plain and not event.value and (found := COMMENT_ALONE.match(line, end.column - 1)):
            self._note(end, *describe_lost_value(found["value"]))
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

    def _list(self, path: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
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
    lines = odd_spaces.plain(text).split("\n")
    tabs = [number for number, line in enumerate(lines) if INDENTED_BY_TAB.match(line)]
    problems = [
        Problem(
            file,
            number + first_line,
            lines[number].index("\t") + 1,
            "a tab; YAML is indented with spaces",
            "write two spaces",
        )
        for number in tabs
    ]
    for number in tabs:
        lines[number] = lines[number].replace("\t", "  ")
    mended = {number + first_line for number in tabs}
    return _read_mending(lines, file, first_line, most, problems, mended)


def mark_in(path: Path, place: KeyPath) -> Mark:
    """Return where a field of a file of YAML stands. Raises OSError."""
    return read(path.read_text("utf-8"), path.name).mark(place)


def _read_mending(
    lines: list[str],
    file: str,
    first_line: int,
    most: int,
    problems: list[Problem],
    mended: set[int],
) -> Located:
    """Read lines, each that cannot be read as it was most likely meant, so that all mistakes are
    told at once."""
    while True:
        reader = _ValueReader(lines, file, first_line, most)
        try:
            found = reader.read()
        except _Unreadable as error:
            fault = error.fault
            line = fault.line + first_line
            if line not in mended:
                place = line, fault.column + 1
                problems.append(Problem(file, *place, fault.message, fault.hint))
            if not fault.mended or line in mended or len(mended) >= MOST_MENDED:
                return Located(problems=[*problems, *reader.found.problems])
            at = fault.line if fault.mended_line < 0 else fault.mended_line
            lines = [*lines[:at], fault.mended, *lines[at + 1 :]]
            mended |= {line, at + first_line}
            continue
        found.problems[:0] = problems
        found.mended = mended
        return found

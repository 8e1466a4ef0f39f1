"""An edition's file goes in; the links of its foreword come out, which is a text as an entry's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citybook.content import limits, sections, text
from citybook.content.links import NOTE, Link
from citybook.content.sections import Allowed
from citybook.content.values import Located
from citybook.problems import Problem


def read_foreword(
    located: Located, allowed: Allowed, data: bytes, file: str, problems: list[Problem]
) -> tuple[Link, ...]:
    """Return the links of a foreword. In one that begins behind its name, the lines that problems
    name are those nearest."""
    foreword = located.value.get("foreword") if isinstance(located.value, dict) else None
    if not isinstance(foreword, str):
        return ()
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    line, column = located.mark(("foreword",))
    parts = text.Parts("", foreword, line + (lines[line - 1][column - 1 : column] in ("|", ">")))
    own: list[Problem] = []
    links: tuple[Link, ...] = ()
    if limits.within(foreword, parts.body_line, file, own):
        links = sections.text(foreword, parts.body_line, file, own, allowed).links
    own.extend(check_notes(parts, 0, "", file))
    indent = (
        len(lines[parts.body_line - 1]) - len(lines[parts.body_line - 1].lstrip())
        if parts.body_line > line
        else 0
    )
    problems.extend(_within(one, lines, indent) for one in own)
    return tuple(replace(link, column=link.column + indent) for link in links)


def _within(problem: Problem, lines: list[str], indent: int) -> Problem:
    """Return the problem of an indented text with a place that the file has."""
    line = min(problem.line, len(lines))
    return replace(
        problem, line=line, column=min(problem.column + indent, len(lines[line - 1]) + 1)
    )


def check_notes(parts: text.Parts, notes: int, field: str, file: str) -> Iterator[Problem]:
    """Yield references in a text to notes that it has not in `field`; empty where texts have
    none."""
    there = "there is 1 note" if notes == 1 else f"there are {notes} notes"
    hint = (
        f"add it to `{field}` in the front matter" if field else "take it out: no notes stand here"
    )
    for number, line in enumerate(parts.body.split("\n"), parts.body_line):
        for match in NOTE.finditer(line):
            if not 1 <= int(match.group(1)) <= notes:
                message = f"a reference to note {match.group(1)}, but {there}"
                yield Problem(file, number, match.start() + 1, message, hint)

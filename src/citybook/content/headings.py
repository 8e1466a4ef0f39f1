"""A line that begins with # goes in; the heading's words come out, or what is wrong with it."""

from __future__ import annotations

from citybook.models.plain import plain_fault, read_plain
from citybook.problems import Problem


def fold(heading: str) -> str:
    """Return a heading as it is compared: whichever capitals, apostrophes and spaces it has."""
    return " ".join(heading.replace("’", "'").casefold().split())


def heading_fault(line: str, level: int, example: str, *, has_blocks: bool) -> tuple[str, str]:
    """Say what is wrong with a line that begins with # and is no heading, such as the `example`:
    message and hint."""
    if level == 1 and not line[1:2].isspace():
        return (
            "a # at the beginning of a line begins a heading",
            rf"write \# for the sign itself; headings begin with two, {example}",
        )
    also = ", or three" if has_blocks else ""
    hint = rf"headings have two, {example}{also}; \# keeps the sign as text"
    return f"a heading with {level} #", hint


def read_title(line: str, number: int, file: str, problems: list[Problem]) -> str:
    """A heading's words, without signs that close it: `## Context ##`."""
    words = line[2:].strip()
    unclosed = words.rstrip("#")
    title = unclosed.rstrip() if unclosed != unclosed.rstrip() or not unclosed else words
    if not title:
        problems.append(Problem(file, number, 1, "a heading without words", "write them behind ##"))
    elif fault := plain_fault(title):
        column, message, hint = fault
        at = line.index(title) + column
        problems.append(Problem(file, number, at, f"in a heading, {message}", hint))
    return read_plain(title)

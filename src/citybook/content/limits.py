"""A file's bytes or a body of text go in; what is too large or too deep to be read quickly comes
out as a problem.

Markdown is parsed in time that grows with the square of a paragraph, or not at all beyond Python's
stack: within these limits the worst that was found takes less than two seconds. The largest text of
the publications before takes a seventh.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citybook.content import list_marks
from citybook.problems import Problem

# Of an entry's file.
MOST_BYTES = 200_000
MOST_LINES = 3_000
MOST_HEADINGS = 200
MOST_LINKS = 500
LONGEST_LINE = 5_000
LONGEST_PARAGRAPH = 10_000
DEEPEST = 6
# Brackets opened and not closed yet in one paragraph; signs that may begin something, in one and in
# the whole text.
MOST_OPEN = 10
MOST_SIGNS = 1_000
MOST_SIGNS_IN_ALL = 10_000
# Of one file so many problems are told: nobody mends more at once, and each looks for a name that
# is near.
MOST_PROBLEMS = 50
LONGEST_MESSAGE = 400

INDENTED = re.compile(r"[ \t]*")
NESTED = re.compile(rf"(?:[ \t]*(?:>|{list_marks.SIGNS}[ \t]|[0-9]{{1,9}}[.)][ \t]))+")
NESTING = re.compile(rf">|{list_marks.SIGNS}|[.)]")
# Links, references, and addresses that stand by themselves.
LINKS = re.compile(r"\]\(|\[\^|(?<![(<\w])(?:https?://|www\.)")
SIGNS = re.compile(r"[*_\\&<]")


def within(body: str, first_line: int, file: str, problems: list[Problem]) -> bool:
    """Whether a text can be read; the first thing that is too much is a problem with its place."""
    found = _too_many(body, first_line) or _too_deep(body, first_line)
    if found:
        line, column, message, hint = found
        problems.append(Problem(file, line, column, message, hint))
    return not found


def shorten(problems: list[Problem]) -> None:
    """Keep the first problems of one file, errors before warnings, each of a length that can be
    read, and say that there are more."""
    problems.sort(key=lambda one: not one.is_error)
    problems[:] = [
        one
        if len(one.message) <= LONGEST_MESSAGE
        else replace(one, message=one.message[:LONGEST_MESSAGE] + "…")
        for one in problems
    ]
    if len(problems) > MOST_PROBLEMS:
        more, last = len(problems) - MOST_PROBLEMS, problems[MOST_PROBLEMS]
        problems[MOST_PROBLEMS:] = [
            Problem(
                last.file,
                last.line,
                last.column,
                f"{more} more problems in this file",
                "mend those above first",
                last.severity,
            )
        ]


def _too_many(body: str, first_line: int) -> tuple[int, int, str, str] | None:
    lines = body.split("\n")
    if len(lines) > MOST_LINES:
        return (
            first_line + MOST_LINES,
            1,
            f"the text has more than {MOST_LINES:,} lines",
            "divide it into several entries",
        )
    headings = [number for number, line in enumerate(lines, first_line) if line.startswith("#")]
    if len(headings) > MOST_HEADINGS:
        return (
            headings[MOST_HEADINGS],
            1,
            f"the text has more than {MOST_HEADINGS} headings",
            "divide it into several entries",
        )
    before = 0
    for number, line in enumerate(lines, first_line):
        before += len(LINKS.findall(line))
        if before > MOST_LINKS:
            return (
                number,
                1,
                f"the text has more than {MOST_LINKS} links",
                "keep those that readers need",
            )
    return None


def _too_deep(body: str, first_line: int) -> tuple[int, int, str, str] | None:
    length = opened = signs = in_all = 0
    for number, line in enumerate(body.split("\n"), first_line):
        if len(line) > LONGEST_LINE:
            return (
                number,
                LONGEST_LINE + 1,
                f"a line of more than {LONGEST_LINE:,} letters",
                "divide it into paragraphs",
            )
        length, opened, signs = (length + len(line), opened, signs) if line.strip() else (0, 0, 0)
        opened = max(0, opened + line.count("[") - line.count("]"))
        found = len(SIGNS.findall(line))
        signs, in_all = signs + found, in_all + found
        if length > LONGEST_PARAGRAPH:
            return (
                number,
                1,
                f"a paragraph of more than {LONGEST_PARAGRAPH:,} letters",
                "divide it with blank lines",
            )
        if opened > MOST_OPEN or "(" * MOST_OPEN in line:
            return (
                number,
                1,
                "many brackets that are opened and not closed",
                "close each, or take them out",
            )
        if signs > MOST_SIGNS or in_all > MOST_SIGNS_IN_ALL:
            most = f"{MOST_SIGNS:,} of the signs * _ \\ & < in one paragraph"
            message = f"more than {most}, or {MOST_SIGNS_IN_ALL:,} in the text"
            return number, 1, message, "take some out"
        if _depth(line) > DEEPEST:
            return number, 1, f"nested more than {DEEPEST} deep", "write it less deep"
    return None


def _depth(line: str) -> int:
    """How many lists and quotations are around the words of a line, as far as it says so itself."""
    start, nested = INDENTED.match(line), NESTED.match(line)
    indent = len(start.group().expandtabs(4)) // 4 if start and line.strip() else 0
    return indent + (len(NESTING.findall(nested.group())) if nested else 0)

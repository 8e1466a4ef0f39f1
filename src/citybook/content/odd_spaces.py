"""The text of a file goes in; the no-break and other spaces come out that stand where YAML and
Markdown know a plain space only: both would take a field or a heading for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

# No-break spaces, and those of a certain width that the web and Word write.
ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACE = rf"[ {ODD}]"
# All that may stand at the end of a line for nothing.
SPACES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
RUN = re.compile(f"[{ODD}]+")
# What may stand before the value of a field: indentation, hyphens of lists, its name and a colon.
FIELD = re.compile(rf"{SPACE}*(?P<dashes>(?:-{SPACE}+)*)(?P<name>[\w-]+:(?={SPACE}|$){SPACE}*)?")
# What stands above fields and items that are further in; under other lines, more of their value.
OPENS = re.compile(rf":$|^-{SPACE}+[\w-]+:")
# A list or fields in brackets, without quotation marks.
BRACKETS = re.compile(r"[\[{][^\"']*[\]}]\s*$")
IN_BRACKETS = re.compile(rf"(?<=[\[{{,:])[{ODD}]{SPACE}*|{SPACE}*[{ODD}](?=[\]}},])")
# What begins a heading, an item, a quotation or a block. A number and a no-break space may be a
# date, and a hyphen before a digit a minus.
MARK = re.compile(rf"{SPACE}*(?:#{{2,}}|\*|-(?!{SPACE}*\d)|>|:::)[{ODD}]{SPACE}*")
MESSAGE = "a no-break space, or another that is no plain one, where only a plain one is read"
HINT = "write a plain space"
Span = tuple[int, int]


def in_yaml(text: str) -> list[Span]:
    """Return where such spaces stand in YAML: in indentation, behind a hyphen or a field's colon,
    and in brackets. One within a value is part of it."""
    return [*_in_lines(text)] if RUN.search(text) else []


def in_markdown(text: str) -> list[Span]:
    """Return where such spaces stand behind the signs that begin a heading, an item, a quotation or
    a block."""
    if not RUN.search(text):
        return []
    return [
        (start + found.start(), start + found.end())
        for start, line in lines_of(text)
        if (mark := MARK.match(line))
        for found in RUN.finditer(line, 0, mark.end())
    ]


def plain(text: str) -> str:
    """Return YAML with plain spaces in these places, each as long as before."""
    for start, end in in_yaml(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line and where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _in_lines(text: str) -> Iterator[Span]:
    above: list[tuple[int, str]] = []
    for start, line in lines_of(text):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        found = FIELD.match(line)
        is_field = bool(found and (found["name"] or found["dashes"]))
        if found and is_field and (not indent or (above and OPENS.search(above[-1][1]))):
            for run in RUN.finditer(line, 0, found.end()):
                yield start + run.start(), start + run.end()
            if BRACKETS.match(line, found.end()):
                for run in IN_BRACKETS.finditer(line, found.end()):
                    yield start + run.start(), start + run.end()
        above.append((indent, bare))

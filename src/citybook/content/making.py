"""A block's Markdown goes in; the block with its HTML comes out, and a problem for whatever would
be lost on the way."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator

from citybook.content import guard, markup
from citybook.content.blocks import Block, Source
from citybook.content.refused import Line, refused
from citybook.models.web import fault
from citybook.problems import Problem

ICON = re.compile(r"^([*-] +):([a-z0-9-]*):[ ]*", re.MULTILINE)
HREF = re.compile(r'href="([^"]*)"')
WEB = re.compile(r"https?:")


def made(source: Source, file: str, problems: list[Problem]) -> Block:
    """The block; text with mistakes is left out of it, since nothing is built from that."""
    block = source.made(lambda lines: _html(lines, file, problems))
    if "<" in re.sub(r"</?(?:a|em|strong)\b[^>]*>", "", block.title):
        problems.append(
            Problem(
                file,
                source.line,
                len(f"::: {source.kind} "),
                "a title that is a list or a quotation",
                r"begin it with a letter; \ before the dot of a number keeps it as text",
            )
        )
    return block


def _html(lines: list[Line], file: str, problems: list[Problem]) -> str:
    faulty = {problem.line for problem in problems if problem.is_error}
    own = [problem for problem in refused(lines, file) if problem.line not in faulty]
    problems.extend(own)
    if own or any(number in faulty for number, _ in lines):
        return ""
    source = ICON.sub(r"\1", "\n".join(line for _, line in lines))
    try:
        raw = markup.made(source)
    except RecursionError:
        problems.append(
            Problem(
                file, lines[0][0], 1, "this is nested too deep to be read", "write it less deep"
            )
        )
        return ""
    clean = markup.allowed(raw)
    lost = guard.lost(source, raw, clean)
    own = (
        [Problem(file, lines[lost[0]][0], 1, *lost[1:])]
        if lost
        else list(_addresses(lines, clean, file))
    )
    problems.extend(own)
    return "" if own else markup.finished(clean)


def _addresses(lines: list[Line], clean: str, file: str) -> Iterator[Problem]:
    """Addresses in the result that are none: those between < and >, which sections.py does not see
    in the lines."""
    for target in map(entities.unescape, HREF.findall(clean)):
        if WEB.match(target) and (wrong := fault(target)):
            number = next((number for number, line in lines if target in line), lines[0][0])
            yield Problem(file, number, 1, f"a link to '{target[:80]}': expected {wrong}")

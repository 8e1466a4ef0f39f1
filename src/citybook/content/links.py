"""The lines of a block go in; the links in them come out, each with its place, and a problem for
each that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citybook.models.web import fault
from citybook.problems import Problem

Line = tuple[int, str]
# The schemes of public addresses.
WEB = ("http", "https")
ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]")
# An address in a link holds no spaces, and brackets in pairs only.
ADDRESS = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
NOTE = re.compile(r"\[\^(?P<note>[0-9]{1,4})\](?!:)")
# What is written as a link, right or wrong, or as a reference: markup.py makes links of the same.
WRITTEN = re.compile(
    rf"(?P<picture>!?)\[(?P<text>[^\[\]\n]*)\]\(<?(?P<target>{ADDRESS})>?(?P<behind>[^()\n]*)\)"
    rf"|<(?P<bare>[A-Za-z][A-Za-z0-9+.-]*://[^<>\n]*)>|{NOTE.pattern}"
)


@dataclass(frozen=True)
class Link:
    """A link such as `city:paris` or to a public address, where it stands in the file, in which
    section and block of it."""

    kind: str
    slug: str
    text: str
    line: int
    column: int
    section: int = 0
    block: int = 0


def written(line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what is written as a link or a reference in a line, and the words that it shows."""
    for found in WRITTEN.finditer(masked(line)) if "[" in line or "<" in line else ():
        words = "bare" if found["bare"] else "note" if found["note"] else "text"
        yield found, line[slice(*found.span(words))]


def masked(line: str) -> str:
    """Return a line in which no escaped sign is one, as long as it was."""
    return ESCAPED.sub("xx", line) if "\\" in line else line


def visible(line: str) -> str:
    """Return a line with each link as its words, and each reference as its number."""
    said, at = "", 0
    for found, words in written(line):
        said, at = said + line[at : found.start()] + words, found.end()
    return said + line[at:]


def find_links(
    lines: Iterable[Line],
    allowed: tuple[str, ...],
    place: tuple[int, int],
    file: str,
    problems: list[Problem],
    *,
    picture_hint: str = "take it out",
) -> list[Link]:
    """Return every link, also those with a fault, each of which is a problem. `allowed` are the
    sorts of links between entries, the first that to places; `place` is the number of the section
    and of the block."""
    links = []
    for number, line in lines:
        for found, words in written(line):
            if found["note"]:
                continue
            group = "bare" if found["bare"] else "target"
            target = line[slice(*found.span(group))]
            kind, _, slug = target.partition(":")
            column = found.start(group) + 1
            links.append(Link(kind, slug, words, number, column, *place))
            if found["picture"]:
                place_of = number, found.start() + 1
                problems.append(Problem(file, *place_of, "a picture in the text", picture_hint))
            elif wrong := _fault(found, kind, target, column, allowed):
                problems.append(Problem(file, number, *wrong))
    return links


def _fault(
    found: re.Match[str], kind: str, target: str, column: int, allowed: tuple[str, ...]
) -> tuple[int, str, str] | None:
    """Say what is wrong with a link, if anything: the column, the message and the hint."""
    if found["behind"]:
        hint = "write only the address between the brackets, with %20 for a space"
        return found.start("behind") + 1, "words behind an address would be lost", hint
    if kind not in WEB and (found["bare"] or kind not in allowed):
        to = allowed[0]
        hint = f"link to a {to}, such as [Paris]({to}:paris), or to https://…"
        return column, f"a link to '{target[:80]}' leads nowhere", hint
    if kind in WEB and (wrong := fault(target)):
        return column, f"a link to '{target[:80]}': expected {wrong}", ""
    return None

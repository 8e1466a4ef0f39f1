"""The lines of a block go in; the links and references in them come out, each with its place, and a
problem for each that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from citybook.models.web import fault
from citybook.problems import Problem

Line = tuple[int, str]
# The schemes of public addresses.
WEB = ("http", "https")
ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]")
# What markup.py makes links of: an address holds no spaces, and brackets in pairs only.
ADDRESS = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
NOTE = re.compile(r"\[\^(?P<note>[0-9]{1,4})\](?!:)")
BARE = r"<(?P<bare>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>"
# All that is written as a link, right or wrong, or as a reference.
WRITTEN = re.compile(
    rf"(?P<picture>!?)\[(?P<text>[^\[\]\n]*)\]\(<?(?P<target>{ADDRESS})>?(?P<behind>[^()\n]*)\)"
    rf"|{BARE}|{NOTE.pattern}"
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

    @property
    def target(self) -> str:
        return f"{self.kind}:{self.slug}"


def masked(line: str) -> str:
    """Return a line in which no escaped sign is one, as long as it was."""
    return ESCAPED.sub("xx", line) if "\\" in line else line


def visible(line: str) -> str:
    """Return a line with each link as its words, and each reference as its number."""
    if "[" not in line:
        return line
    said, at = "", 0
    for found in WRITTEN.finditer(masked(line)):
        start, end = found.span("text" if found["text"] is not None else found.lastgroup or 0)
        said, at = said + line[at : found.start()] + line[start:end], found.end()
    return said + line[at:]


def find_links(
    lines: Iterable[Line],
    allowed: tuple[str, ...],
    place: tuple[int, int],
    file: str,
    problems: list[Problem],
) -> list[Link]:
    """Return every link, also those with a fault, each of which is a problem. `allowed` are the
    sorts of links between entries, the first that to places; `place` is the number of the section
    and of the block."""
    found = []
    for number, line in lines:
        for match in WRITTEN.finditer(masked(line)) if "](" in line or "://" in line else ():
            group = "target" if match["target"] is not None else "bare"
            if match["note"] is not None:
                continue
            target = line[slice(*match.span(group))]
            text = line[slice(*match.span("text"))] if group == "target" else target
            kind, _, slug = target.partition(":")
            link = Link(kind, slug, text, number, match.start(group) + 1, *place)
            found.append(link)
            if wrong := _fault(match, link, target, allowed):
                problems.append(Problem(file, number, *wrong))
    return found


def _fault(
    match: re.Match[str], link: Link, target: str, allowed: tuple[str, ...]
) -> tuple[int, str, str] | None:
    """Say what is wrong with a link, if anything: the column, the message and the hint."""
    if match["picture"]:
        hint = "a city card names one in its front matter: picture, with file, alt and credit"
        return match.start() + 1, "a picture in the text", hint
    if (match["behind"] or "").strip():
        hint = "write only the address between the brackets, with %20 for a space"
        return match.start("behind") + 1, "words behind an address would be lost", hint
    if link.kind in allowed and match["bare"] is None:
        return None
    if link.kind not in WEB:
        to = allowed[0]
        hint = f"link to a {to}, such as [Paris]({to}:paris), or to https://…"
        return link.column, f"a link to '{target[:80]}' leads nowhere", hint
    if wrong := fault(target):
        return link.column, f"a link to '{target[:80]}': expected {wrong}", ""
    return None

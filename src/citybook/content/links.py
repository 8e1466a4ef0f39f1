"""The lines of a block go in; the links in them come out, each with its place, and a problem for
each that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citybook.models.languages import without_attributes
from citybook.models.web import fault
from citybook.problems import Problem, did_you_mean

NumberedLine = tuple[int, str]
# The schemes of public addresses.
WEB = ("http", "https")
# A backslash keeps any sign as text: neither letter, figure nor space.
ESCAPED = re.compile(r"\\([^\w\s]|_)")
# Stands for it, and its backslash, in a line: no text holds this (letters.py).
MASK = "\ue000\ue000"
# An address in a link holds no spaces, and brackets in pairs only.
ADDRESS = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
# An address that stands in a text by itself, without the signs that end a sentence behind it.
PLAIN = (
    r"(?<![\w@/.:-])(?i:https?://(?=\w)|www\.(?=[\w-]+\.))"
    r"(?:[^\s()<>\[\]{}|\\^`*\"'“”„‟‘’«»‹›]|'(?!s\b)|\*(?=\w)|\([^\s()<>\[\]{}|\\^`*\"]*\))+"
    r"(?<![.,;:!?'_…–—·])"
)
NOTE = re.compile(r"\[\^(?P<note>[0-9]{1,4})\](?!:)")
# What is written as a link, right or wrong, or as a reference: markup.py makes links of the same.
WRITTEN = re.compile(
    rf"(?P<picture>!?)\[(?P<text>[^\[\]\n]*)\]\(<?(?P<target>{ADDRESS})>?(?P<behind>[^()\n]*)\)"
    rf"|<(?P<bare>(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^<>\n]*)>|{NOTE.pattern}|(?P<plain>{PLAIN})"
)
# What shows nothing in the words of a link.
UNSEEN = re.compile(r"[\s\u00ad\\*_]+")
# What is written as a link to an entry, whatever it begins with.
BETWEEN_ENTRIES = re.compile(r"[a-z-]{1,40}:[\w#/-]{1,200}")
WITHOUT_SCHEME = re.compile(r"www\.", re.IGNORECASE)
SCHEME = re.compile(r"https?:", re.IGNORECASE)

# What is said of pictures that are no illustrations: message and hint.
WITHIN = (
    "a picture within a text",
    "put it on a line of its own, with a blank line above and below",
)
NO_PICTURES = ("a picture in a text that has none", "take it out")


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


def find_written(line: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what is written as a link or a reference in a line, and the words that it shows."""
    for found in WRITTEN.finditer(mask_escapes(line)):
        words = next((name for name in ("bare", "plain", "note") if found[name]), "text")
        yield found, line[slice(*found.span(words))]


def mask_escapes(line: str) -> str:
    """Return a line in which no escaped sign is one, as long as it was."""
    return ESCAPED.sub(MASK, line) if "\\" in line else line


def unescape(text: str) -> str:
    """Return a text without the backslashes that keep signs as text."""
    return ESCAPED.sub(r"\1", text)


def complete(address: str) -> str:
    """Return an address that stands by itself as a link leads to it: with its scheme."""
    if WITHOUT_SCHEME.match(address):
        return f"https://{address}"
    return SCHEME.sub(lambda found: found.group().lower(), address, count=1)


def visible(line: str) -> str:
    """Return a line with each link as its words, and each reference as its number."""
    said, at = "", 0
    for found, words in find_written(line):
        said, at = said + line[at : found.start()] + words, found.end()
    return without_attributes(said + line[at:])


def find_links(
    lines: Iterable[NumberedLine],
    allowed: tuple[str, ...],
    place: tuple[int, int],
    file: str,
    problems: list[Problem],
    *,
    has_pictures: bool = True,
) -> list[Link]:
    """Return every link, also those with a fault, each of which is a problem. `allowed` are the
    sorts of links between entries, the first that to places; `place` is the number of the section
    and of the block. Pictures that are illustrations have been taken out: others are in the way."""
    links = []
    for number, line in lines:
        for found, words in find_written(line):
            if found["note"]:
                continue
            group = next((name for name in ("bare", "plain") if found[name]), "target")
            target = unescape(line[slice(*found.span(group))])
            target = target if group == "target" else complete(target)
            kind, _, slug = target.partition(":")
            link = Link(kind, slug, words, number, found.start(group) + 1, *place)
            links.append(link)
            if found["picture"]:
                place_of = number, found.start() + 1
                fault = WITHIN if has_pictures else NO_PICTURES
                problems.append(Problem(file, *place_of, *fault))
            elif wrong := _fault(found, link, target, allowed):
                problems.append(Problem(file, number, *wrong))
    return links


def _fault(
    found: re.Match[str], link: Link, target: str, allowed: tuple[str, ...]
) -> tuple[int, str, str] | None:
    """Say what is wrong with a link, if anything: the column, the message and the hint."""
    if found["behind"]:
        hint = "write only the address between the brackets, with %20 for a space"
        return found.start("behind") + 1, "words behind an address would be lost", hint
    if link.kind not in WEB and (found["bare"] or link.kind not in allowed):
        near = did_you_mean(link.kind, allowed) if BETWEEN_ENTRIES.fullmatch(target) else ""
        message = f"a link to '{target[:80]}' leads nowhere{near}"
        return link.column, message, _way_to(target, allowed)
    if link.kind in WEB and (wrong := fault(target)):
        hint = r"\ before its colon or dot keeps it as text" if found["plain"] else ""
        return link.column, f"a link to '{target[:80]}': expected {wrong}", hint
    if not UNSEEN.sub("", link.text):
        hint = "write between [ and ] where it leads, or take the link out"
        return found.start() + 1, "a link without words: nobody would see it", hint
    return None


def _way_to(target: str, allowed: tuple[str, ...]) -> str:
    """Say what to write in place of an address that leads nowhere."""
    if WITHOUT_SCHEME.match(target):
        return f"write {complete(target)[:80]}"
    if target.lower().startswith("mailto:"):
        return "take the link out; an address that may be published stands in `office`"
    place = allowed[0]
    if BETWEEN_ENTRIES.fullmatch(target):
        words = [one for one in allowed if one != "count"]
        return f"links begin with {', '.join(words)}, as in [Paris]({place}:paris), or https"
    return f"link to a {place}, such as [Paris]({place}:paris), or to https://…"

"""A Markdown source and what was made of it go in; whatever was lost on the way comes out.

The result is compared with the source itself, not with what the library or the allow-list say they
do: every tag and attribute of the one is in the other, every letter and figure of the source is
shown, in order, and every link leads where the source says.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

from citybook.content import markup

TAG = re.compile(r"<(/?[a-z0-9]+)((?:\s+[a-z]+=\"[^\"]*\")*)\s*/?>")
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(<?([^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?\)"
)
HREF = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
NUMBER = re.compile(r"[ >]*[0-9]+\. +")
# Signs that Markdown may use up; all others are shown.
SIGNS = re.compile(r"[\s\\*_\[\]()<>#+\-.!]+")
EMPHASIS = re.compile(r"(?<!\\)\*\*")
# Lines of digits alone can be read in many ways; the first and the last are those with all numbers,
# and with none.
MOST_WAYS = 32
ESCAPED = re.compile(r"\\[\[\]()]")


def lost(source: str, made: str, clean: str) -> tuple[int, str, str] | None:
    """What was lost first: its line in the source from 0, what it is, what to do; None when nothing
    was."""
    found = _words(source, clean)
    if found is not None:
        return found, "words that would be lost or stand elsewhere", "write this line more simply"
    if _tags(made) != _tags(clean):
        return (
            _first_line(
                source, lambda one: _tags(m := markup.made(one)) != _tags(markup.allowed(m))
            ),
            "a form of text that is not used here, and would be lost",
            "write paragraphs, lists, **bold** and *italics*",
        )
    if _targets(source) != _links(clean):
        return (
            _first_line(
                source, lambda one: _targets(one) != _links(markup.allowed(markup.made(one)))
            ),
            "a link that cannot be read as one",
            "write it in one line: [Paris](city:paris)",
        )
    if "**" in clean and (bare := _open_emphasis(source)) is not None:
        return (
            bare,
            "** that begin or end no bold",
            r"write **words** without spaces inside, and \*\* for two stars",
        )
    return None


def _tags(html: str) -> list[tuple[str, str]]:
    return [
        (name, entities.unescape(attributes).strip())
        for name, attributes in TAG.findall(html)
        if name != "/br"
    ]


def _words(source: str, clean: str) -> int | None:
    """The line of the source whose letters and figures are not what follows in the result; lists
    may lack their numbers."""
    shown = SIGNS.sub("", entities.unescape(re.sub(r"<[^>]*>", "", clean)))
    places = {0}
    read = markup.NOTE.sub(r"\1", LINK.sub(r"\1", ESCAPED.sub("", source)))
    for number, line in enumerate(read.split("\n")):
        whole, listed = SIGNS.sub("", line), NUMBER.match(line)
        ways = {whole, SIGNS.sub("", line[listed.end() :])} if listed else {whole}
        places = {at + len(way) for at in places for way in ways if shown.startswith(way, at)}
        if not places:
            return number
        if len(places) > MOST_WAYS:
            places = {min(places), max(places)}
    return None if len(shown) in places else source.count("\n")


def _targets(source: str) -> list[str]:
    return [target for _, target in LINK.findall(ESCAPED.sub("", source))]


def _links(clean: str) -> list[str]:
    """Where the links of the result lead; those that show their own address are written without
    brackets."""
    found = (
        (entities.unescape(href), entities.unescape(text)) for href, text in HREF.findall(clean)
    )
    return [target for target, text in found if not target.startswith("note:") and target != text]


def _open_emphasis(source: str) -> int | None:
    """The first line with ** that no other ends, for want of a better one."""
    lines = LINK.sub("", source).split("\n")
    return next(
        (number for number, line in enumerate(lines) if len(EMPHASIS.findall(line)) % 2),
        next((number for number, line in enumerate(lines) if EMPHASIS.search(line)), None),
    )


def _first_line(source: str, fails: Callable[[str], bool]) -> int:
    """The first line that fails by itself, else that of the paragraph that does, else the first."""
    at = 0
    for paragraph in re.split(r"(\n\s*\n)", source):
        if paragraph.strip() and fails(paragraph):
            lines = paragraph.split("\n")
            return at + next(
                (number for number, line in enumerate(lines) if line.strip() and fails(line)), 0
            )
        at += paragraph.count("\n")
    return 0

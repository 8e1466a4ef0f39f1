"""A file's text goes in; its text as it is read comes out, composed and without what hides or
breaks text, and a problem for each place that held such.

What is refused follows Unicode Technical Report #36 (bidirectional controls, 2.5) and Standard
Annex #31 (invisible characters, 2.3). A joiner is fine where a script needs it, after RFC 5892,
appendices A.1 and A.2: behind a virama, or within a word of a script whose letters join or stack.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from citybook.problems import Problem
from citybook.visible import compose, is_mark

CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
BREAKS = "\x85\u2028\u2029"
BIDI = "\u202a-\u202e\u2066-\u2069"
DIRECTION = "\u200e\u200f\u061c"
JOINERS = "\u200c\u200d"
INVISIBLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb"
)
LOST = "\ufffc\ufffd"
PRIVATE = "\ue000-\uf8ff"
NEVER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
BASIC = CONTROLS + BREAKS + BIDI + DIRECTION + JOINERS + INVISIBLE + LOST + PRIVATE + NEVER
# The same kinds beyond U+FFFF.
FAR_INVISIBLE = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
FAR_PRIVATE = "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
FAR_NEVER = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
SUSPICIOUS = re.compile(f"[{BASIC}{FAR_INVISIBLE}{FAR_PRIVATE}{FAR_NEVER}]")
# These, and all that is as rare: a class without many ranges beyond U+FFFF is searched ten times as
# fast.
RARE = re.compile(f"[{BASIC}\U00010000-\U0010ffff]")
# What is said of each kind, and what to do. Every other kind is invisible.
KINDS = tuple(
    (re.compile(f"[{kind}]"), what, hint)
    for kind, what, hint in (
        (CONTROLS, "a control character", "delete it"),
        (BREAKS, "a line break that only some programs see", "delete it, and begin a new line"),
        (
            BIDI,
            "it changes the order in which text is read",
            "delete it: right-to-left letters need no such sign",
        ),
        (
            DIRECTION,
            "a direction mark with no right-to-left letter near it, or several in a row",
            "delete it",
        ),
        (JOINERS, "an invisible joiner where no script needs one", "delete it"),
        (LOST, "it stands for something that was lost", "write what belongs here"),
        (
            PRIVATE + FAR_PRIVATE,
            "a letter of one font's own that others do not have",
            "write another sign, or words",
        ),
        (NEVER + FAR_NEVER, "no character at all", "delete it"),
    )
)
# Arabic to Indic, Tibetan and Burmese, Khmer and Mongolian, their later blocks, and the Brahmic
# ones beyond.
JOINING = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1bff\ua840-\ua8ff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010d00-\U000119ff]"
)
# The blocks of right-to-left letters (UAX #44, DerivedBidiClass); a mark serves one that is as near
# as this in its line.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
NEAR = 20
# Marks can stand in a row only among these signs, which no text in Latin letters has so many of.
OTHERS = re.compile("[^\x00-\u02ff\u2000-\u20cf][^\x00-\u02ff\u2000-\u20cf]{6}")
ROW = re.compile(r"[^\w\s\x00-\u02ff]{7,}")
MARKS = 6
ENTITY = re.compile(r"&(?:#0*(\d{1,7})|#[xX]0*([0-9a-fA-F]{1,6})|[A-Za-z]\w{1,31});")
# So many places are named in a file, then only how many more there are.
NAMED = 10


class LetterFault(NamedTuple):
    """A stretch of a text that must not be there, with the character it stands for; none for marks
    piled on a letter."""

    start: int
    end: int
    character: str = ""

    def describe(self) -> tuple[str, str]:
        """Say what it is, and what to do."""
        if not self.character:
            return (
                f"{self.end - self.start} marks on one letter",
                "delete them, and write the letter anew",
            )
        if is_mark(self.character) and not SUSPICIOUS.match(self.character):
            return (
                f"{_name_character(self.character)}: a mark without its letter",
                "write the letter itself",
            )
        what, hint = next(
            ((what, hint) for kind, what, hint in KINDS if kind.match(self.character)),
            ("nobody sees it", "delete it"),
        )
        return f"{_name_character(self.character)}: {what}", hint


def clean(text: str, file: str, problems: list[Problem]) -> str:
    """`text` composed and without its faults, each of which is a problem of `file`. Places count in
    the composed text."""
    text = compose(text)
    found = faults(text)
    for fault in found[:NAMED]:
        line, column = (
            text.count("\n", 0, fault.start) + 1,
            fault.start - text.rfind("\n", 0, fault.start),
        )
        problems.append(Problem(file, line, column, *fault.describe()))
    if len(found) > NAMED:
        problems.append(
            Problem(
                file,
                0,
                0,
                f"{len(found) - NAMED} more such characters are in this file",
                "paste the text as plain text, without formatting",
            )
        )
    return _remove(text, found)


def resolve_escapes(value: str) -> tuple[str, list[LetterFault]]:
    """What escapes such as `\\u202e` made of a value in quotation marks: composed, without its
    faults; and these."""
    value = compose(value)
    found = faults(value)
    return _remove(value, found), found


def faults(text: str) -> list[LetterFault]:
    """All that hides or breaks text, in order; what stands side by side is one."""
    merged: list[LetterFault] = []
    first, end = None, -1
    for fault in sorted([*_find_hidden(text), *_find_piled(text), *_entities(text)]):
        if first and fault.start > end:
            merged.append(first._replace(end=end))
        first, end = fault if first is None or fault.start > end else first, max(fault.end, end)
    return [*merged, first._replace(end=end)] if first else merged


def _remove(text: str, found: list[LetterFault]) -> str:
    if not found:
        return text
    starts = [0, *(fault.end for fault in found)]
    ends = [*(fault.start for fault in found), len(text)]
    return compose("".join(text[start:end] for start, end in zip(starts, ends, strict=True)))


def _find_hidden(text: str) -> Iterator[LetterFault]:
    for match in RARE.finditer(text):
        character, at = match.group(), match.start()
        if SUSPICIOUS.match(character) and not _belongs(character, text, at, at + 1):
            yield LetterFault(at, at + 1, character)


def _find_piled(text: str) -> Iterator[LetterFault]:
    """Marks over marks, more than any script has on a letter."""
    for stretch in ROW.finditer(text) if OTHERS.search(text) else ():
        first = stretch.start()
        for at in range(stretch.start(), stretch.end() + 1):
            if at < stretch.end() and is_mark(text[at]):
                continue
            if at - first > MARKS:
                yield LetterFault(first, at)
            first = at + 1


def _entities(text: str) -> Iterator[LetterFault]:
    """HTML's names and numbers of such characters, such as `&#8238;`: Markdown turns them into the
    character."""
    for match in ENTITY.finditer(text) if "&" in text else ():
        made = meant(match)
        is_wrong = (len(made) == 1 and is_mark(made)) or SUSPICIOUS.search(made)
        if is_wrong and not _belongs(made, text, match.start(), match.end()):
            yield LetterFault(match.start(), match.end(), made)


def meant(entity: re.Match[str]) -> str:
    """What HTML reads an entity as; its numbers 128 to 159 are those of Windows (HTML,
    13.2.5.80)."""
    decimal, hexadecimal = entity.groups()
    number = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else -1
    return (
        chr(number)
        if 0 <= number < 0x110000 and not 128 <= number < 160
        else html.unescape(entity.group())
    )


def _belongs(character: str, text: str, start: int, end: int) -> bool:
    """Whether a joiner or a direction mark at `start` to `end` stands where a script needs it."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if character in JOINERS:
        is_behind_virama = bool(before) and unicodedata.combining(before) == 9
        return is_behind_virama or (_joins(before) and _joins(after))
    if character in DIRECTION:
        line = (
            text[max(0, start - NEAR) : start].rpartition("\n")[2]
            + text[end : end + NEAR].partition("\n")[0]
        )
        is_doubled = before in (*DIRECTION, *JOINERS) or after in (*DIRECTION, *JOINERS)
        return bool(RIGHT_TO_LEFT.search(line)) and not is_doubled
    return False


def _joins(character: str) -> bool:
    return bool(JOINING.match(character)) and unicodedata.category(character)[0] in "LM"


def _name_character(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"the character U+{ord(character):04X}{f' ({name})' if name else ''}"

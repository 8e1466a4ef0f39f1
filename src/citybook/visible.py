"""Any text goes in; text that a terminal or a page of letters can hold comes out: composed, or with
its controls as escapes."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from itertools import groupby, islice

# So many marks of one letter are composed; the time that takes grows with the square of their
# number.
MARKS = 30
# A stretch that may hold more: no sign of the Latin script, no space, no punctuation. (Said twice,
# it is found much faster.)
STRETCH = re.compile(rf"[^\x00-\u02ff\u2000-\u20cf][^\x00-\u02ff\u2000-\u20cf]{{{MARKS},}}")
# A soft hyphen and spaces without width; what does not break, as what it stands for.
BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), "") | {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " "),
    0x2011: "-",
}
# Letters and marks by their category that nobody sees.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


def compose(text: str) -> str:
    """`text` in Unicode's form NFC (UAX #15), as keyboards write it. Of more than 30 marks in a
    row, 30 are left."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", STRETCH.sub(_trim, text))


def _trim(stretch: re.Match[str]) -> str:
    groups = groupby(stretch.group(), key=is_mark)
    return "".join("".join(islice(group, MARKS) if marks else group) for marks, group in groups)


def is_mark(character: str) -> bool:
    """Whether a character is written over, under or around the one before it."""
    return unicodedata.category(character).startswith("M")


def has_letters(text: str) -> bool:
    """Whether anything of a text can be seen: more than spaces, controls and marks."""
    return any(unicodedata.category(one)[0] not in "ZCM" and one not in BLANK for one in text)


def visible(text: str) -> str:
    """`text` with what does not show, or steers a terminal, as an escape: `\\x1b`, `\\u202e`,
    `\\n`. Spaces stay."""
    if text.isprintable() and not any(character in text for character in BLANK):
        return text
    return "".join(
        character if _shows(character) else character.encode("unicode_escape").decode()
        for character in text
    )


def _shows(character: str) -> bool:
    return (character.isprintable() and character not in BLANK) or unicodedata.category(
        character
    ) == "Zs"


def strip_breaks(text: str) -> str:
    """Return `text` for a place where no lines are set, such as a bookmark: without signs that only
    say where a line may break or may not."""
    return text if text.isascii() else text.translate(BREAKS)


def spell_out() -> None:
    """Let what this process prints spell out the letters that its terminal has not, instead of
    failing at them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

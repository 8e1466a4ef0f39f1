"""A paragraph goes in; its sentences come out.

Where they end is only a matter of how finely changes are told, so the rules are few: pysbd, which
knows more of them, has had no release since 2021. A full stop ends a sentence unless an
abbreviation, an initial or a small ordinal stands before it.
"""

from __future__ import annotations

import re

# Stands in a text where print has a number that follows from the order of all: of a page, a note,
# an entry in its list.
NUMBER = "\ufffc"
# Where a sentence may end: its stop, what closes behind it, and white space; Chinese and Japanese
# need none.
END = re.compile(rf"[.!?…؟۔।]+[\"'”’»)\]{NUMBER}]*\s+|[。！？]+[」』”’）{NUMBER}]*\s*")
OPENING = "\"'“‘„«‚»(["
SHORT = (
    "al approx art ca cf ch co dept dr ed eds eg etc fig ie incl ltd max min mr mrs ms no nos nr p pp prof rev sec st "
    "vol vs abs bzw ggf inkl mio mrd sog str tel usw vgl zzgl"
)
ABBREVIATIONS = frozenset(SHORT.split())


def split(paragraph: str) -> list[str]:
    """The sentences of a paragraph, white space at their ends taken off."""
    found, begin = [], 0
    for end in END.finditer(paragraph):
        if _ends(paragraph[begin : end.start() + 1], paragraph[end.end() :]):
            found.append(paragraph[begin : end.end()].strip())
            begin = end.end()
    return [*found, rest] if (rest := paragraph[begin:].strip()) else found


def _ends(before: str, after: str) -> bool:
    """Whether the stop that `before` ends with is a sentence's last, seen by what follows it."""
    following = after.lstrip(f"{OPENING}{NUMBER} ")[:1]
    if not following or following.islower():
        return not following
    if not before.endswith("."):
        return True
    word = before[:-1].split()[-1].lstrip(OPENING) if before[:-1].split() else ""
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    is_ordinal = word.isdigit() and len(word) <= 2
    return not (
        is_initial
        or is_ordinal
        or ("." in word and word.replace(".", "").isalpha())
        or word.casefold() in ABBREVIATIONS
    )

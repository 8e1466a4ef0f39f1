"""The cells of a column of a table go in; if they are numbers, what stands unseen behind each comes
out, so that their decimals stand below one another.

It is made of the signs that the longest number has more, so that it is as wide as these in any
typeface whose figures are of one width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from babel.numbers import get_decimal_symbol

from citybook.models.numerals import NUMERAL, SEPARATOR

# What stands for no number.
NOTHING = frozenset(("", "-", "–", "—", "−", "…", "...", "?", "n/a", "N/A"))
# Signs and a currency around a number: € 5, +5, ~5, EUR 5.
BEFORE = re.compile(r"(?:[^\w\s.]|[A-Z]{3}\b|\s)*")
BEHIND = re.compile(r"(?:[^\w\s]|[A-Z]{3}\b|\s)*")
DIGIT = re.compile(r"\d")
# About as wide as a raised digit.
NOTE = "."
# So many letters may a unit have that stands behind all numbers of a column.
LONGEST_UNIT = 20


def pads(column: Sequence[tuple[str, str]], language: str) -> list[str]:
    """Return what stands behind each cell of a column: its words and its references to notes.
    Nothing where not all are numbers, or words for none."""
    sign = str(get_decimal_symbol(language))
    tails = [_tail(words, sign) for words, _ in column]
    units = {unit for found in tails if found for _, unit in [found] if unit}
    is_plain = all(BEHIND.fullmatch(unit) for unit in units)
    if None in tails or not any(NUMERAL.search(words) for words, _ in column):
        return []
    if not is_plain and len(units) > 1:
        return []
    behind = [
        f"{found[0]}{found[1]}{NOTE * len(notes)}"
        for found, (_, notes) in zip(tails, column, strict=True)
        if found
    ]
    longest = max(behind, key=_width)
    return [_missing(one, longest) for one in behind]


def _width(text: str) -> float:
    """Return about how wide a text is, in digits."""
    return sum(1 if sign.isalnum() else 0.5 for sign in text)


def _tail(words: str, decimal: str) -> tuple[str, str] | None:
    """Return what stands behind the whole part of a number: its decimals, and its unit. None where
    it is no number."""
    if words in NOTHING:
        return "", ""
    found = NUMERAL.search(words)
    if not found or not BEFORE.fullmatch(words[: found.start()]):
        return None
    unit = words[found.end() :]
    if len(unit) > LONGEST_UNIT or DIGIT.search(unit):
        return None
    return found.group()[decimals_at(found.group(), decimal) :], unit


def decimals_at(numeral: str, decimal: str) -> int:
    """Return where the decimals of a numeral begin, its end where it has none. `decimal` is what
    the language writes before them, which decides on 1.250."""
    signs = list(SEPARATOR.finditer(numeral))
    kinds = {one.group() for one in signs}
    last = signs[-1] if signs else None
    if last is None or last.group() not in ".," or len(signs) > len(kinds) == 1:
        return len(numeral)
    is_of_thousand = len(numeral) - last.end() == 3 and last.group() != decimal
    return len(numeral) if is_of_thousand and len(kinds) == 1 else last.start()


def _missing(tail: str, longest: str) -> str:
    """Return the signs that the longest tail has more, each digit as 0."""
    wanted, own = (DIGIT.sub("0", one) for one in (longest, tail))
    lacking = Counter(wanted) - Counter(own)
    found = ""
    for sign in wanted:
        if lacking[sign] > 0:
            lacking[sign] -= 1
            found += sign
    return found

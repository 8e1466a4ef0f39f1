"""A number as people write it goes in; every way to read it comes out, in plain digits.

Half of Europe writes 1.250 for a thousand and more, the other half for one and a quarter. Such a
number has two readings, and its writer must be asked.
"""

from __future__ import annotations

import re

# What divides thousands beside the dot and the comma: spaces, and apostrophes as the Swiss do.
GAPS = " \u00a0\u202f\u2009'’"
# Digits behind a letter are part of a word, such as CO2.
NUMERAL = re.compile(rf"(?<![^\W_])[0-9]+(?:[.,{GAPS}][0-9]+)*")
SEPARATOR = re.compile(rf"[.,{GAPS}]")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+")
LONGEST = 30
# What may stand around a number that is written in digits only elsewhere: signs, or a currency.
SIGNS = re.compile(r"(?:[^\w.,−-]|\b[A-Z]{3}\b)*(?P<minus>[-−]?)")
BEHIND = re.compile(r"(?:\W|\b[A-Z]{3}\b)*")


def readings(numeral: str) -> list[str]:
    """Return every number that a numeral can be, as plain digits with a dot before decimals: two
    for 1.250, one for 1 250 or 1,5, none for 1.2.3."""
    if len(numeral) > LONGEST or not NUMERAL.fullmatch(numeral):
        return []
    *before, last = SEPARATOR.split(numeral)
    signs = SEPARATOR.findall(numeral)
    found = []
    if not before or (len(set(signs)) == 1 and THOUSANDS.fullmatch(" ".join([*before, last]))):
        found.append("".join([*before, last]))
    whole, sign = " ".join(before), signs[-1] if signs else ""
    is_divided = THOUSANDS.fullmatch(whole) and len(set(signs[:-1])) == 1 and signs[0] != sign
    if sign in (".", ",") and before and (len(before) == 1 or is_divided):
        found.append(f"{whole.replace(' ', '')}.{last}")
    return [_plain(one) for one in found]


def guess_digits(text: str) -> list[str]:
    """Return the plain digits that can be meant by a text with one number and signs around it, such
    as € 1'250.-; none where that is not certain."""
    numerals = list(NUMERAL.finditer(text)) if len(text) <= 2 * LONGEST else []
    if len(numerals) != 1:
        return []
    before = SIGNS.fullmatch(text[: numerals[0].start()])
    if not before or not BEHIND.fullmatch(text[numerals[0].end() :]):
        return []
    minus = "-" if before["minus"] else ""
    return [minus + one for one in readings(numerals[0].group())]


def which(text: str, found: list[str]) -> str:
    """Return what to write for a numeral of these readings, as an editor is told it."""
    if len(found) < 2:
        return f"write {found[0]}" if found else ""
    sign = "dot" if "." in text else "comma"
    return f"write {found[0]} if the {sign} divides thousands, {found[1]} if decimals follow it"


def _plain(number: str) -> str:
    """Return a number without zeros that say nothing. A fourth decimal says that three are none of
    thousands."""
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    end = "0" if len(decimals) == 3 and whole.strip("0") and len(whole) <= 3 else ""
    return (whole.lstrip("0") or "0") + (f".{decimals}{end}" if decimals else "")

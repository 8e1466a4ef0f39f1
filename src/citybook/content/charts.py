"""A row of a chart as it is written goes in; its value, its label and the number that is drawn come
out, or what keeps it from being drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citybook.models.numerals import NUMERAL, readings, which

FORMS = ("bars", "parts", "share")
EXAMPLES = {"bars": "- 17% | 2020–2021", "share": "- 8 of 10 | mentors start a new duo"}
# A second number that is joined to the first: a span, an hour, a year before its value.
JOINED = re.compile(r"\s?[–—:/-]\s?[^\w\s]?\d")
# Words that multiply a number, by how they begin in languages of Europe.
SCALE = re.compile(
    r"\W?(thousand|tausend|tis[ií]c|tisu[ćc]|mill[ij]|mil[ij]|mio|mln|mld|mrd|bn\b|bil[ij]|bill[ij])"
    r"\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ChartValue:
    """A value of a chart as it is printed, its label, the number it stands for and, for a share, of
    how many."""

    value: str
    label: str
    number: float
    whole: float = 0.0


class NotARow(Exception):
    """The line cannot be drawn: message and hint."""


def read_row(form: str, value: str, label: str) -> ChartValue:
    """Return a row of a chart of this form. Raises NotARow."""
    example = EXAMPLES.get(form, EXAMPLES["bars"])
    is_share = form == "share"
    numbers = value.split(" of ", 1) if is_share else [value]
    is_number = NUMERAL.fullmatch if is_share else NUMERAL.search
    if not label or len(numbers) <= is_share or not all(map(is_number, numbers)):
        raise NotARow("this is no row of a chart", f"write a value, a bar, its label: {example}")
    row = ChartValue(value, label, *map(_number, numbers))
    if is_share and not 0 < max(row.number, row.whole) <= row.whole:
        raise NotARow(f"'{value}' is no share of a whole", f"write a part of it: {example}")
    return row


def are_alike(row: ChartValue, other: ChartValue) -> bool:
    """Whether the same word, such as million, multiplies the numbers of two rows, or none."""
    return _scale(row.value) == _scale(other.value)


def per_cent_of_parts(rows: Sequence[ChartValue]) -> float:
    """Return the sum of parts that are per cents, if it is more than rounding makes it; else 0."""
    whole = sum(row.number for row in rows)
    is_per_cent = all(row.value.rstrip().endswith("%") for row in rows)
    return whole if is_per_cent and whole > 100 + len(rows) / 2 else 0.0


def _scale(value: str) -> str:
    """Return the word that multiplies a value's number, in its first letters; empty without."""
    number = NUMERAL.search(value)
    found = SCALE.match(value, number.end()) if number else None
    return found.group().strip()[:6].casefold() if found else ""


def _number(text: str) -> float:
    """Return the first number of a text. Raises NotARow if it can be read in several ways, or does
    not stand for itself."""
    found = NUMERAL.search(text)
    assert found
    meant = readings(found.group())
    if len(meant) > 1 and "," in found.group():
        meant = meant[:1]  # in English, thousands
    if len(meant) > 1:
        message = f"'{found.group()}' can be read in two ways"
        raise NotARow(message, which(found.group(), meant))
    if not meant or JOINED.match(text, found.end()):
        message = f"it is not certain which number of '{text}' is to be drawn"
        raise NotARow(message, "keep one, and write the other into the label")
    if text[: found.start()].rstrip().endswith(("-", "−", "–")):
        raise NotARow(f"'{text}' is below 0, and cannot be drawn", "write it in the text instead")
    return float(meant[0])

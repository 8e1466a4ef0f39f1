"""All content goes in; every number that says what it counts and is wrong comes out as a warning.

A figure names what it counts (`counts: city-partners`), and so does a number in the text: `[13
partners](count:partners)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citybook.content.entries import Entry
from citybook.content.reading import Content
from citybook.problems import Problem, did_you_mean

NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: number for number, word in enumerate(NUMBERS.split(" "), 1)}


def counts(content: Content) -> dict[str, int]:
    """What there is of each thing that can be counted."""
    partners = getattr(content.about.front, "partners", None) if content.about else None
    cities, regions = (len(partners.cities), len(partners.regions)) if partners else (0, 0)
    return {
        "cards": len(content.cards),
        "practices": len(content.practices),
        "profiles": len(content.profiles),
        "terms": len(content.terms),
        "communities": len(content.communities),
        "city-partners": cities,
        "regional-partners": regions,
        "partners": cities + regions,
    }


def wrong_counts(content: Content) -> Iterable[Problem]:
    """Numbers that contradict what they count, and links that count nothing known."""
    there = counts(content)
    if content.about is None or "summary" not in content.about.front.model_fields_set:
        there = {
            what: number for what, number in there.items() if "partners" not in what
        }  # it has mistakes of its own
    known = counts(content)
    for entry in content.entries():
        for link in entry.links:
            if link.kind == "count" and link.slug not in known:
                yield Problem(
                    entry.file,
                    link.line,
                    link.column,
                    f"a link to 'count:{link.slug}', but nothing is counted "
                    f"so{did_you_mean(link.slug, known)}",
                    f"what can be counted is {', '.join(known)}",
                )
            elif link.kind == "count" and link.slug in there:
                yield from _compare(
                    entry, (link.line, link.column), "", link.text, link.slug, there
                )
        for index, figure in enumerate(getattr(entry.front, "figures", None) or []):
            if figure.counts in there:
                yield from _compare(
                    entry,
                    entry.mark(("figures", index, "value")),
                    f"figures.{index + 1}.value: ",
                    figure.value,
                    figure.counts,
                    there,
                )


def _compare(
    entry: Entry[Any],
    mark: tuple[int, int],
    field: str,
    said: str,
    what: str,
    there: dict[str, int],
) -> Iterable[Problem]:
    number = _number(said)
    if number != there[what]:
        yield Problem(
            entry.file,
            *mark,
            f"{field}'{said}', but the content has {there[what]} {what.replace('-', ' ')}",
            "correct the number or the list it counts",
            "warning",
        )


def _number(said: str) -> int | None:
    found = re.search(r"\d[\d,]*", said)
    if found:
        return int(found.group().replace(",", ""))
    return next(
        (number for word, number in WORDS.items() if re.search(rf"\b{word}\b", said.casefold())),
        None,
    )

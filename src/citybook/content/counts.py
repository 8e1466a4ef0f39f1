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
from citybook.content.vocabularies import COMMUNITIES
from citybook.models import Figure
from citybook.models.numerals import NUMERAL, readings
from citybook.problems import Problem, did_you_mean

NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
WORDS = {word: number for number, word in enumerate(NUMBERS.split(" "), 1)}


def counts(content: Content) -> dict[str, int]:
    """Return how many there are of each thing that can be counted."""
    partners = getattr(content.about.front, "partners", None) if content.about else None
    cities, regions = (len(partners.cities), len(partners.regions)) if partners else (0, 0)
    kinds = [kind for kind in content.kinds if not kind.in_guide]
    return {
        **{kind.plural: len(content.slugs.get(kind.id, ())) for kind in kinds},
        "communities": len(_named_communities(content)),
        "city-partners": cities,
        "regional-partners": regions,
        "partners": cities + regions,
    }


def _named_communities(content: Content) -> dict[str, Any]:
    """The communities that their file names, those with mistakes too."""
    located = content.located.get(COMMUNITIES)
    return located.value if located and isinstance(located.value, dict) else {}


def _is_certain(what: str, content: Content) -> bool:
    """Whether it is known how many there are: not so of what stands in a file with mistakes."""
    if what == "communities":
        return bool(_named_communities(content))
    is_known = content.about is not None and "partners" not in content.about.unknown
    return is_known or "partners" not in what


def wrong_counts(content: Content) -> Iterable[Problem]:
    """Yield numbers that contradict what they count, and those that count nothing known."""
    known = counts(content)
    there = {what: number for what, number in known.items() if _is_certain(what, content)}
    for entry in content.with_text():
        for link in entry.links:
            if link.kind == "count" and link.slug not in known:
                message = (
                    f"a link to 'count:{link.slug}', but nothing is counted so"
                    f"{did_you_mean(link.slug, known)}"
                )
                hint = f"what can be counted is {', '.join(known)}"
                yield Problem(entry.file, link.line, link.column, message, hint)
            elif link.kind == "count" and link.slug in there:
                mark = (link.line, link.column)
                yield from _compare(entry, mark, "", link.text, link.slug, there)
        kind = content.kinds.by_id.get(entry.kind)
        field = kind.roles.get("figures", "") if kind else "figures"
        for index, figure in enumerate(getattr(entry.front, "figures", None) or ()):
            yield from _figure(entry, (field, index), figure, known, there)


def _figure(
    entry: Entry[Any],
    place: tuple[str, int],
    figure: Figure,
    known: dict[str, int],
    there: dict[str, int],
) -> Iterable[Problem]:
    field = f"{place[0]}.{place[1] + 1}"
    if figure.counts and figure.counts not in known:
        message = (
            f"{field}.counts: expected one of {', '.join(known)}, got '{figure.counts}'"
            f"{did_you_mean(figure.counts, known)}"
        )
        yield Problem(entry.file, *entry.mark((*place, "counts")), message)
    elif figure.counts in there:
        mark = entry.mark((*place, "value"))
        yield from _compare(entry, mark, f"{field}.value: ", figure.value, figure.counts, there)


def _compare(
    entry: Entry[Any],
    mark: tuple[int, int],
    field: str,
    said: str,
    what: str,
    there: dict[str, int],
) -> Iterable[Problem]:
    if not _is_said(there[what], said):
        yield Problem(
            entry.file,
            *mark,
            f"{field}'{said}', but the content has {there[what]} {what.replace('-', ' ')}",
            "correct the number or the list it counts",
            "warning",
        )


def _is_said(number: int, said: str) -> bool:
    """Whether a text says this number, in digits or as a word."""
    if found := NUMERAL.search(said):
        return str(number) in readings(found.group())
    words = (known for word, known in WORDS.items() if re.search(rf"\b{word}\b", said.casefold()))
    return next(words, None) == number

"""Titles, headings and figures go in; a warning comes out for each that layouts show badly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from citybook.content.sections import Section
from citybook.content.values import Located
from citybook.models import Figure
from citybook.problems import Problem, describe_path

# What is printed large, by the names of fields.
TITLES = ("title", "subtitle", "headline", "name", "short")
LONGEST_TITLE = 200
IN_QUOTES = (*TITLES, "summary", "value")
# What belongs to the number before it, and not to the label below it.
OF_NUMBER = re.compile(
    r"(?:(?:or|and) (?:so|more|less|fewer|above|over)|plus|of \d[\d.,]*|out of \d[\d.,]*"
    r"|per ?cent|thousand|million|billion)\b|[%‰°+€$£/)]+",
    re.IGNORECASE,
)


def warn_of_titles(located: Located, found: Iterable[Section], file: str) -> Iterator[Problem]:
    """Yield titles and headings that are too long to be read at a glance, and what stands as a
    whole in quotation marks that would be printed."""
    for path in located.quoted:
        if path and path[-1] in IN_QUOTES:
            bare = json.dumps(located.at(path)[1:-1], ensure_ascii=False)
            hint = f"write {bare}; to keep these, put straight ones around them"
            message = f"{describe_path(path)}: these quotation marks would be printed"
            yield Problem(file, *located.mark(path), message, hint, "warning")
    for path in located.marks:
        if path and len(path) < 3 and path[-1] in TITLES:
            yield from _long(located.at(path), str(path[-1]), file, located.mark(path))
    for section in found:
        yield from _long(section.title, "heading", file, (section.line, 4))


def _long(said: Any, what: str, file: str, place: tuple[int, int]) -> Iterator[Problem]:
    if isinstance(said, str) and len(said) > LONGEST_TITLE:
        message = f"a {what} of {len(said):,} letters fills a page: more than {LONGEST_TITLE}"
        hint = "shorten it, and write the rest into the text"
        yield Problem(file, *place, message, hint, "warning")


def warn_of_figures(
    figures: Iterable[Figure], field: str, located: Located, file: str
) -> Iterator[Problem]:
    """Yield figures whose label begins with words that belong to the number."""
    for index, figure in enumerate(figures):
        if found := OF_NUMBER.match(figure.label):
            words = found.group()
            message = (
                f"{field}.{index + 1}.label: '{words}' belongs to the number, and would stand in "
                "the line below it"
            )
            space = "" if words[0] in "%‰°+" else " "
            hint = f'write value: "{figure.value}{space}{words}", and the label without it'
            yield Problem(file, *located.mark((field, index, "label")), message, hint, "warning")

"""Words that are marked as being in another language go in; where the marks are, what is wrong with
them and how the language is written come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# What stands behind the words, in quotation marks if one likes: `{lang=nl}`.
ATTRIBUTE = r"\{:? ?lang=(?P<quote>[\"']?)(?P<language>[^\s{}\"']*)(?P=quote) ?\}"
# `[Samenleven in één Stad]{lang=nl}`. The words can hold links and references.
FOREIGN = re.compile(rf"\[(?P<foreign>(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\]{ATTRIBUTE}")
# A tag of BCP 47 (RFC 5646, 2.1), without extensions: language, script, region, variants.
TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)


def without_attributes(line: str) -> str:
    """Return a line without what says which language its words are in."""
    return FOREIGN.sub(lambda found: f"[{found['foreign']}]", line) if "lang=" in line else line


def language_faults(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the marks of a line: column, message and hint."""
    for found in FOREIGN.finditer(line) if "lang=" in line else ():
        language = found["language"]
        if not is_known(language):
            hint = "write a code after BCP 47, such as nl for Dutch, or pt-BR"
            yield found.start("language") + 1, f"no language has the code '{language[:40]}'", hint
        elif not found["foreign"].strip():
            hint = "write them between [ and ], or take the mark out"
            yield found.start() + 1, "a mark of a language without words", hint


@cache
def is_known(code: str) -> bool:
    """Whether a code is one of BCP 47 whose language, script and region CLDR knows."""
    found, known = TAG.fullmatch(code), Locale("en")
    # Other codes of languages, such as prs for fa-AF; to load them takes 20 ms.
    names = {*known.languages, *get_global("language_aliases")}
    return bool(
        found
        and found["language"].lower() in names
        and (not found["script"] or found["script"].title() in known.scripts)
        and (not found["region"] or found["region"].upper() in known.territories)
    )


@cache
def direction(code: str) -> str:
    """Return `rtl` or `ltr`, as a language is written."""
    try:
        return str(Locale.parse(code, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"

"""The logos that publication and editions name go in; what is not there, what would print badly,
and where the rules of a funder are not met come out as problems.

The rules are those of the European Union for what it pays for: its emblem is shown with a statement
in the language of the publication, and no other mark stands for its support.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from typing import Any

from babel import Locale

from citybook.content.entries import Entry
from citybook.content.logos import FOLDER
from citybook.content.reading import Content
from citybook.models import Edition, Funder, logos_in
from citybook.models.emblem import has_statement
from citybook.naming import show_name
from citybook.problems import Problem, describe_path, did_you_mean

# What a logo of pixels needs at least to be printed 13 mm high, the most that any is.
HIGHEST, DOTS = 13.0, 300
NEEDED = ceil(HIGHEST / 25.4 * DOTS)


def check_logos(content: Content) -> Iterable[Problem]:
    """Yield the problems with logos and emblems."""
    entries = ([content.publication] if content.publication else []) + [*content.editions]
    for entry in entries:
        yield from _files(entry, content)
        for place, funder in _funders(entry):
            yield from _funder(entry, place, funder, content)
    for edition in content.editions:
        yield from _places(edition, content)


def _files(entry: Entry[Any], content: Content) -> Iterable[Problem]:
    for place, logo in logos_in(entry.front):
        for field, file in logo.files().items():
            mark, name = entry.mark((*place, field)), describe_path(place)
            found = content.logos.get(file)
            if found is None:
                near = did_you_mean(file, map(show_name, content.logos))
                message = f"{name}: no logo '{show_name(file)}' in content/{FOLDER}/{near}"
                yield Problem(entry.file, *mark, message, "put the file there, or correct its name")
            elif not found.fault and not found.is_drawn and found.height < NEEDED:
                message = (
                    f"{name}: '{show_name(file)}' is {found.width:g} × {found.height:g} pixels, "
                    "too few to be sharp on paper"
                )
                hint = f"ask for it as SVG, or at least {NEEDED} pixels high"
                yield Problem(entry.file, *mark, message, hint, "warning")


def _funders(entry: Entry[Any]) -> Iterable[tuple[tuple[str, ...], Funder]]:
    """Yield the funder that an entry names itself, and where."""
    front = entry.front
    imprint = getattr(front, "imprint", None)
    place = ("funder",) if imprint is None else ("imprint", "funder")
    funder = getattr(front if imprint is None else imprint, "funder", None)
    if isinstance(funder, Funder):
        yield place, funder


def _funder(
    entry: Entry[Any], place: tuple[str, ...], funder: Funder, content: Content
) -> Iterable[Problem]:
    """Yield where the rules of the European Union are not met."""
    name = describe_path(place)
    language = getattr(content.publication.front, "language", "en") if content.publication else "en"
    words = f"{funder.name or ''} {funder.notice}"
    if not funder.emblem and _names_union(words, language):
        message = f"{name}: it names the European Union, whose emblem has to be shown"
        hint = "add 'emblem: EU co-funded', or 'emblem: EU funded' if it pays for all of it"
        yield Problem(entry.file, *entry.mark((*place, "statement")), message, hint, "warning")
    if funder.emblem and funder.logo:
        message = f"{name}.logo: no mark but the emblem may stand for the European Union’s support"
        hint = "take it out; a partner’s logo belongs to `partners`"
        yield Problem(entry.file, *entry.mark((*place, "logo")), message, hint, "warning")
    if funder.emblem and not has_statement(funder.emblem, language):
        message = f"{name}.emblem: its statement is not known in '{language}': it stands in English"
        hint = "ask the funder whether English will do"
        yield Problem(entry.file, *entry.mark((*place, "emblem")), message, hint, "warning")


def _names_union(words: str, language: str) -> bool:
    """Tell whether words name the European Union or its Commission, in English or in a language
    that bends its name."""
    names = [str(Locale(one).territories.get("EU", "")) for one in ("en", language)]
    stems = [[part[: max(4, len(part) - 2)] for part in name.split()] for name in names if name]
    patterns = [r"\s+".join(rf"{re.escape(stem)}\w*" for stem in parts) for parts in stems]
    return any(
        re.search(rf"\b{pattern}", words, re.IGNORECASE)
        for pattern in (*patterns, "European Commission")
    )


def _places(entry: Entry[Edition], content: Content) -> Iterable[Problem]:
    """Yield editions that have an emblem or a logo of the funder and nowhere to show it."""
    edition = entry.front
    if entry.unknown or not content.publication or content.publication.unknown:
        return
    funder = edition.imprint.fill_from(content.publication.front).funder
    if not isinstance(funder, Funder) or not (funder.emblem or funder.logo):
        return
    what = "the emblem" if funder.emblem else "the funder’s logo"
    if edition.panels and not edition.panels.show("funder"):
        message, hint = f"no panel shows {what}", "add `funder` to what a panel `shows`"
    elif edition.parts and not {"back-cover", "imprint"} & _names(edition):
        message, hint = f"no part shows {what}", "add a line '- back-cover' to `parts`"
    else:
        return
    mark = entry.mark(("imprint", "funder"))
    yield Problem(entry.file, *mark, f"imprint.funder: {message}", hint, "warning")


def _names(edition: Edition) -> set[str]:
    """Return the parts of an edition that have names."""
    return {part for part in edition.parts if isinstance(part, str)}

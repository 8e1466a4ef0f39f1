"""A linked catalogue goes in; what hangs in it comes out as warnings: entries nothing leads to,
words nothing uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Choice, Edition
from citybook.problems import Problem
from citybook.selection import chosen, entries_of


def find_orphans(catalogue: Catalogue) -> Iterable[Problem]:
    """Everything that is there and belongs nowhere."""
    printed = {
        id(entry)
        for edition in catalogue.editions.values()
        for entry in entries_of(catalogue, edition.front)
    }
    for entry in catalogue.entries if catalogue.editions else ():
        if id(entry) not in printed and not _is_listed(catalogue, entry):
            yield Problem(
                entry.file,
                0,
                0,
                "this entry is in no edition and no list, and no other entry links to it",
                "choose it in an edition, or link to it",
                "warning",
            )
    for edition in catalogue.editions.values():
        yield from _choices(catalogue, edition)
    for term in catalogue.terms.values():
        users = [entry for entry in catalogue.uses.get(term.slug, ()) if entry.kind != "term"]
        if not users:
            yield Problem(
                term.file,
                0,
                0,
                f"no text uses the term '{term.front.title}'",
                "add the forms it is used in to `also`, or take it out",
                "warning",
            )
    for slug, found in catalogue.of_theme.items():
        if not found and not catalogue.themes[slug].line:
            yield Problem(
                "content/themes.yaml",
                0,
                0,
                f"nothing is about the theme '{slug}'",
                "take it out",
                "warning",
            )
    for slug in catalogue.places.keys() - catalogue.named_places.keys():
        yield Problem(
            "content/places.yaml",
            0,
            0,
            f"nothing names the place '{slug}'",
            "take it out",
            "warning",
        )


def _choices(catalogue: Catalogue, edition: Entry[Edition]) -> Iterable[Problem]:
    """Parts of an edition that hold nothing, and entries that two of them hold: a page cannot lead
    to both."""
    seen: dict[int, int] = {}
    for number, part in enumerate(edition.front.parts):
        if not isinstance(part, Choice):
            continue
        found = chosen(catalogue, part)
        if not found:
            yield Problem(
                edition.file,
                *edition.mark(("parts", number)),
                "this part holds no entry",
                "no entry is what it asks for: ask for less, or take it out",
                "warning",
            )
        for entry in found:
            if seen.setdefault(id(entry), number) != number:
                yield Problem(
                    edition.file,
                    *edition.mark(("parts", number)),
                    f"'{entry.front.title}' is in two parts",
                    "take it out of one of them",
                )


def _is_listed(catalogue: Catalogue, entry: Entry[Any]) -> bool:
    """Whether a community lists the entry, a guide holds it or another entry links to it."""
    kind = "guide" if entry.kind == "chapter" else entry.kind
    mentions = catalogue.mentions.get((kind, entry.slug), ())
    return bool(entry.kind in ("card", "chapter") or entry.front.communities or mentions)

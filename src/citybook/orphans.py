"""A linked catalogue goes in; what belongs nowhere in it comes out as warnings: entries nothing
leads to, words nothing uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from citybook.catalogue import Catalogue
from citybook.content.downloads import FOLDER as FILES
from citybook.content.entries import Entry
from citybook.content.vocabularies import PLACES, THEMES
from citybook.kinds.front import Front
from citybook.models import Choice, Edition
from citybook.problems import Problem
from citybook.selection import entries_of, offered_files, select


def find_orphans(catalogue: Catalogue) -> Iterable[Problem]:
    """Yield a warning for everything that is there and belongs nowhere."""
    yield from _entries(catalogue)
    for edition in catalogue.editions.values():
        yield from _parts(catalogue, edition)
    for term in catalogue.terms.values():
        users = catalogue.uses.get(term.slug, ())
        if all(user.kind == term.kind for user in users):
            message = f"no text uses the term '{term.front.title}'"
            hint = "add the forms it is used in to `also`, or take it out"
            yield Problem(term.file, 0, 0, message, hint, "warning")
    for file in sorted(catalogue.downloads.keys() - set(offered_files(catalogue))):
        hint = "offer it in a text, ::: download, or take it out; it is not on the site"
        yield Problem(f"content/{FILES}/{file}", 0, 0, "no text offers this file", hint, "warning")
    without = [one for one in _every_entry(catalogue) if not catalogue.kind_of(one).has_page]
    themes = {slug for one in without for slug in one.front.themes}
    for slug, found in catalogue.of_theme.items():
        if not found and slug not in themes and not catalogue.themes[slug].line:
            yield _report_unused(THEMES, f"nothing is about the theme '{slug}'")
    place = catalogue.kinds.place_link
    linked = {link.slug for one in without for link in one.links if link.kind == place}
    named = {*catalogue.named_places, *linked}
    named |= {slug for one in without for slug in one.front.places}
    for slug in catalogue.places.keys() - named:
        yield _report_unused(PLACES, f"nothing names the place '{slug}'")


def _report_unused(vocabulary: str, message: str) -> Problem:
    return Problem(f"content/{vocabulary}", 0, 0, message, "take it out", "warning")


def _every_entry(catalogue: Catalogue) -> list[Entry[Front]]:
    """Return all entries, those without pages too; terms are found in the glossary."""
    kinds = [kind for kind in catalogue.kinds if not kind.explains]
    return [entry for kind in kinds for entry in catalogue.of(kind).values()]


def _entries(catalogue: Catalogue) -> Iterable[Problem]:
    editions = catalogue.editions.values()
    printed = {id(one) for edition in editions for one in entries_of(catalogue, edition.front)}
    every = _every_entry(catalogue) if editions else []
    without = [one for one in every if id(one) in printed and not catalogue.kind_of(one).has_page]
    linked = {(link.kind, link.slug) for one in without for link in one.links}
    for entry in every:
        if id(entry) not in printed and not _is_listed(catalogue, entry, linked):
            message = "this entry is in no edition and no list, and no other entry links to it"
            hint = "choose it in an edition, or link to it"
            yield Problem(entry.file, 0, 0, message, hint, "warning")


def _parts(catalogue: Catalogue, edition: Entry[Edition]) -> Iterable[Problem]:
    """Yield parts of an edition that hold nothing, and entries that two of them hold: a page cannot
    lead to both."""
    seen: dict[int, int] = {}
    for number, part in enumerate(edition.front.parts):
        if not isinstance(part, Choice):
            continue
        mark, found = edition.mark(("parts", number)), select(catalogue, part)
        if not found:
            hint = "no entry is what it asks for: ask for less, or take it out"
            yield Problem(edition.file, *mark, "this part holds no entry", hint, "warning")
        for entry in found:
            if seen.setdefault(id(entry), number) != number:
                message = f"'{entry.front.title}' is in two parts"
                yield Problem(edition.file, *mark, message, "take it out of one of them")


def _is_listed(
    catalogue: Catalogue, entry: Entry[Front], linked: Collection[tuple[str, str]]
) -> bool:
    """Whether a place or a guide leads to the entry, a community lists it or another entry links to
    it: `linked` is what printed entries without pages do."""
    kind = catalogue.kind_of(entry)
    if not kind.has_page:
        return False  # no link leads to it
    if kind.stands_for_places or kind.in_guide or entry.front.communities:
        return True
    if (kind.link, entry.slug) in linked:
        return True
    mentions = catalogue.mentions.get((kind.link, entry.slug), [])
    return any(mention.entry is not entry for mention in mentions)

"""The entries of a part of an edition go in; their order under dividers comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.wording import choose_wording
from citybook.models import Choice

# The layout in booklet/ of entries that can share pages; others have pages of their own.
SHARED = "entries"
# An entry, with its number if it has one.
Numbered = tuple[Entry[Front], int | None]


def shares_pages(catalogue: Catalogue, entry: Entry[Front]) -> bool:
    """Whether an entry can share pages with others."""
    return catalogue.kind_of(entry).book == SHARED


def is_chapter(catalogue: Catalogue, entry: Entry[Front]) -> bool:
    """Whether an entry is set as a chapter of its guide."""
    return catalogue.kind_of(entry).in_guide and not shares_pages(catalogue, entry)


def chapter_number(held: Iterable[tuple[str, str]], slug: str) -> int | None:
    """Return the number of a chapter in a book that holds these entries, by kind and slug: its
    place among chapters of its guide that follow each other, if there are several. One that stands
    apart from those has none."""
    guide, slugs = f"{slug.partition('/')[0]}/", [one for _, one in held]
    first = next(at for at, one in enumerate(slugs) if one.startswith(guide))
    together = list(takewhile(lambda one: one.startswith(guide), slugs[first:]))
    return together.index(slug) + 1 if slug in together and len(together) > 1 else None


def divide(
    catalogue: Catalogue, lines: Sequence[str], choice: Choice, found: list[Entry[Front]]
) -> list[tuple[str, list[Entry[Front]]]]:
    """Return the entries of a part under the slug of their first line or theme; those without one
    at the end, under none. A line has its divider even where no entry is under it."""
    if choice.divide == "by line":
        slugs = list(lines)
        firsts = [catalogue.communities_of(entry)[:1] for entry in found]
    elif choice.divide == "by theme":
        slugs = list(choice.where.get("themes", ())) or list(catalogue.themes)
        firsts = [[one for one in entry.front.themes if one in slugs][:1] for entry in found]
    else:
        return [("", found)]
    divided: dict[str, list[Entry[Front]]] = {slug: [] for slug in (*slugs, "")}
    for entry, first in zip(found, firsts, strict=True):
        divided[first[0] if first and first[0] in slugs else ""].append(entry)
    by_line = choice.divide == "by line"
    return [(slug, under) for slug, under in divided.items() if under or (slug and by_line)]


def group_shared(
    numbered: Iterable[Numbered], is_shared: Callable[[Entry[Front]], bool]
) -> Iterator[list[Numbered]]:
    """Yield what stands together: neighbours that share pages, and others by themselves."""
    together: list[Numbered] = []
    for one in numbered:
        if is_shared(one[0]):
            together.append(one)
            continue
        if together:
            yield together
            together = []
        yield [one]
    if together:
        yield together


def name_counted(catalogue: Catalogue, entries: Iterable[Entry[Front]]) -> str:
    """Return what entries that are counted are called; empty where they are of several kinds."""
    kinds = [catalogue.kind_of(entry) for entry in entries]
    if len(set(kinds)) != 1:
        return ""
    return choose_wording(kinds[0].words.of_count(len(kinds)), catalogue.publication.language)

"""An edition as it was printed and as it is now go in; the pages that differ and the printer's
sheets to print again come out.

A sheet is kept if it would come out of the printer as it did: the same pages, in the same places,
each with the same text, pictures and drawings. One that only looks otherwise (a colour, a place on
the page) says nothing wrong, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Literal

from citybook.press.imposition import ImposedPages
from citybook.reprint.changes import PartChange
from citybook.reprint.record import Record

# Why a page must be printed again.
Reason = Literal["", "new", "changed", "text", "picture"]


@dataclass(frozen=True)
class PrinterSheet:
    """A printer's sheet with the pages on its front and back; None is an empty page. `again` are
    its pages because of which it must be printed again."""

    number: int
    pages: ImposedPages
    again: tuple[int, ...]


@dataclass(frozen=True)
class Reprint:
    """What to print again. `pages` says why a page differs, `otherwise` are those that only look
    so; `surplus` is how many printed sheets have no place in the present edition, `whole` why none
    of them has."""

    sheets: tuple[PrinterSheet, ...]
    pages: dict[int, Reason]
    otherwise: tuple[int, ...]
    surplus: int
    whole: str = ""

    @property
    def again(self) -> tuple[PrinterSheet, ...]:
        """The sheets that must be printed again."""
        return tuple(sheet for sheet in self.sheets if sheet.again)


def plan_reprint(
    old: Record, new: Record, changes: Iterable[PartChange], forwarded: Set[int] = frozenset()
) -> Reprint:
    """Plan what of `new` must be printed again by someone who has `old`. Codes on the pages
    `forwarded` of `old` have another address now, to which the printed one leads."""
    changed = {page for row in changes for page in row.touched}
    whole = _compare_make(old, new)
    before, now = [] if whole else _sheets(old), _sheets(new)
    all_pages = range(1, len(new.pages) + 1)

    def compare_pages(past: int, page: int) -> Reason:
        reason = _compare_pages(old, new, past, page, changed)
        return "" if reason == "picture" and past in forwarded else reason

    why = {page: compare_pages(page, page) for page in all_pages}
    sheets = []
    for number, pages in enumerate(now):
        was = before[number] if number < len(before) else (None,) * len(pages)
        both = list(zip(was, pages, strict=True))
        again = tuple(
            page for past, page in both if page and (not past or compare_pages(past, page))
        )
        is_emptied = any(past and not page for past, page in both)
        fresh = again or (tuple(page for page in pages if page) if is_emptied else ())
        sheets.append(PrinterSheet(number + 1, pages, fresh))
    otherwise = tuple(
        page for page in all_pages if not why[page] and _looks(old, page) != _looks(new, page)
    )
    differing: dict[int, Reason] = {page: reason for page, reason in why.items() if reason}
    return Reprint(tuple(sheets), differing, otherwise, max(0, len(before) - len(now)), whole)


def _sheets(record: Record) -> list[ImposedPages]:
    return [
        tuple(None if page == "-" else int(page) for page in sheet.split())
        for sheet in record.sheets
    ]


def _compare_make(old: Record, new: Record) -> str:
    """Say why no printed sheet can be kept, whatever stands on it."""
    if old.trim != new.trim:
        return f"its pages were {_size(old.trim)} and are {_size(new.trim)}"
    if old.binding != new.binding:
        return f"it was bound as {old.binding} and now is {new.binding}"
    return ""


def _compare_pages(old: Record, new: Record, past: int, page: int, changed: set[int]) -> Reason:
    """Say why a page must not take the place of one that was printed; empty if it says and shows
    the same."""
    if past > len(old.pages):
        return "new"
    said, shown, looked = old.pages[past - 1].split()
    says, shows, look = new.pages[page - 1].split()
    if page in changed and look != looked:
        return "changed"
    if says != said:
        return "text"
    return "" if shows == shown else "picture"


def _looks(record: Record, page: int) -> str:
    return record.pages[page - 1].split()[-1] if page <= len(record.pages) else ""


def _size(trim: tuple[float, float]) -> str:
    return f"{trim[0]:g} × {trim[1]:g} mm"

"""An edition as it was printed and as it is now go in; the pages that differ and the printer's
sheets to print again come out.

A sheet is kept if it would come out of the printer as it did: the same pages, in the same places,
each with the same text, pictures and drawings. One that only looks otherwise (a colour, a place on
the page) says nothing wrong, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook.reprint.changes import Changed
from citybook.reprint.record import Record

Pages = tuple[int | None, ...]


@dataclass(frozen=True)
class Sheet:
    """A printer's sheet with the pages on its front and back; None is an empty page. `again` are
    its pages because of which it must be printed again."""

    number: int
    pages: Pages
    again: tuple[int, ...]
    is_otherwise: bool


@dataclass(frozen=True)
class Reprint:
    """What to print again. `pages` says why a page differs, `otherwise` are those that only look
    so; `surplus` is how many printed sheets have no place in the present edition."""

    sheets: tuple[Sheet, ...]
    pages: dict[int, str]
    otherwise: tuple[int, ...]
    surplus: int
    whole: str = ""

    @property
    def again(self) -> tuple[Sheet, ...]:
        """The sheets that must be printed again."""
        return tuple(sheet for sheet in self.sheets if sheet.again)


def reprint(old: Record, new: Record, changes: Iterable[Changed]) -> Reprint:
    """What of `new` must be printed again by someone who has `old`."""
    told = {page for row in changes for page in row.touched}
    whole = _whole(old, new)
    before = [] if whole else _sheets(old)
    why = {
        page: found
        for page in range(1, len(new.pages) + 1)
        if (found := _why(old, new, page, page, told))
    }
    sheets = []
    for number, pages in enumerate(_sheets(new)):
        was = before[number] if number < len(before) else (None,) * len(pages)
        both = list(zip(was, pages, strict=True))
        again = tuple(
            page for past, page in both if page and (not past or _why(old, new, past, page, told))
        )
        emptied = any(past and not page for past, page in both)
        fresh = again or (tuple(page for page in pages if page) if emptied else ())
        looks = any(past and page and _look(old, past) != _look(new, page) for past, page in both)
        sheets.append(Sheet(number + 1, pages, fresh, looks))
    otherwise = tuple(
        page
        for page in range(1, len(new.pages) + 1)
        if page not in why and _look(old, page) != _look(new, page)
    )
    return Reprint(tuple(sheets), why, otherwise, max(0, len(before) - len(sheets)), whole)


def _sheets(record: Record) -> list[Pages]:
    return [
        tuple(None if page == "-" else int(page) for page in sheet.split())
        for sheet in record.sheets
    ]


def _whole(old: Record, new: Record) -> str:
    """Why no printed sheet can be kept, whatever stands on it."""
    if old.trim != new.trim:
        return f"its pages were {_size(old.trim)} and are {_size(new.trim)}"
    return (
        f"it was bound as {old.binding} and now is {new.binding}"
        if old.binding != new.binding
        else ""
    )


def _why(old: Record, new: Record, past: int, page: int, told: set[int]) -> str:
    """Why a page must not take the place of one that was printed; empty if it says and shows the
    same."""
    if past > len(old.pages):
        return "new"
    (says, shows, look), (said, shown, looked) = (
        new.pages[page - 1].split(),
        old.pages[past - 1].split(),
    )
    if page in told and look != looked:
        return "changed"
    if says != said:
        return "text"
    return "" if shows == shown else "picture"


def _look(record: Record, page: int) -> str:
    return record.pages[page - 1].split()[-1] if page <= len(record.pages) else ""


def _size(trim: tuple[float, float]) -> str:
    return f"{trim[0]:g} × {trim[1]:g} mm"

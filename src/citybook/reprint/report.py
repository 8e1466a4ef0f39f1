"""What changed since an edition was printed goes in; a report in plain words comes out: texts,
pages, sheets to print again."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Iterator

from citybook.reprint.changes import Change, Changed
from citybook.reprint.record import Part, Record, Said, day
from citybook.reprint.sheets import Reprint, Sheet

WIDTH = 120
WHY = {
    "changed": "text that changed, as told above",
    "text": "text that moved from page to page, or another number of a page, a note or an entry",
    "picture": "a picture, a code or a drawing",
    "new": "there was no such page",
}
# What stands before the old and the new sentence.
LABELS = {
    "figure": ("was", "now"),
    "sentence": ("was", "now"),
    "new": ("", "new"),
    "gone": ("gone", ""),
    "moved": ("moved", ""),
}


def tell(slug: str, old: Record, new: Record, rows: list[Changed], found: Reprint) -> str:
    """The whole report."""
    told = [row for row in rows if not row.old or not row.new or row.changes]
    moved = sum(row.has_moved and not row.changes for row in rows)
    lines = [*_head(slug, old, new), *(line for row in told for line in ("", *_row(row)))]
    if moved:
        lines += [
            "",
            f"{_count(moved, 'part says', 'parts say')} the same, on other pages than before.",
        ]
    return "\n".join([*lines, *_pages(found), *_sheets(slug, new, found, old.printed)])


def _head(slug: str, old: Record, new: Record) -> Iterator[str]:
    then, now = len(old.pages), len(new.pages)
    pages = (
        _count(now, "page", "pages")
        if then == now
        else f"{_count(then, 'page', 'pages')} then, {now} now"
    )
    yield f"{new.title} (content/editions/{slug}.yaml), printed on {day(old.printed)}; {pages}."
    if old.title != new.title:
        yield f"Its title was: {old.title}"


def _row(row: Changed) -> Iterator[str]:
    name = f"{row.part.title} ({row.part.file})" if row.part.file else row.part.title
    if not row.old:
        yield f"Added: {name}, now on {_on(row.part)}"
    elif not row.new:
        yield f"Removed: {name}, printed on {_on(row.part)}"
    else:
        place = (
            f", printed on {_on(row.old)}, now on {_on(row.new)}"
            if row.has_moved
            else f", {_on(row.new)}"
        )
        yield f"Changed: {name}{place}"
        at = ""
        for change in row.changes:
            here = _place(change, row)
            yield from [] if here == at else [f"  {here}"]
            yield from _change(change)
            at = here


def _place(change: Change, row: Changed) -> str:
    """The printed and the present page, and the heading above."""
    old, new = change.old, change.new
    said = new or old
    assert said
    pages = [f"printed on page {old.page}" if old else "", f"now on page {new.page}" if new else ""]
    is_same = old.page == new.page if old and new else not row.has_moved
    where = f"page {said.page}" if is_same else ", ".join(filter(None, pages))
    return where if said.under in ("", said.text, row.part.title) else f"{where}, {said.under}"


def _change(change: Change) -> Iterator[str]:
    for old, new in change.figures:
        yield f"    figure  {old} → {new}"
    for said, label in zip((change.old, change.new), LABELS[change.kind], strict=True):
        if said and label:
            yield from _said(said, label)


def _said(said: Said, label: str) -> list[str]:
    return textwrap.wrap(
        said.text,
        WIDTH,
        initial_indent=f"    {label:<7} ",
        subsequent_indent=" " * 12,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _pages(found: Reprint) -> Iterator[str]:
    if found.whole or not (found.pages or found.otherwise):
        return
    yield from ("", "Pages that differ from the printed ones:") if found.pages else ()
    for why, words in WHY.items():
        if pages := [page for page, reason in found.pages.items() if reason == why]:
            yield f"  {_numbers(pages)}: {words}"
    if found.otherwise:
        yield ""
        yield f"Pages that only look otherwise (a colour, a size, a place on the page): {_numbers(found.otherwise)}."
        yield "They say and show what was printed, and need not be printed again."


def _sheets(slug: str, new: Record, found: Reprint, printed: datetime.date) -> Iterator[str]:
    yield ""
    what = {"saddle stitch": "sheet", "side staple": "leaf", "folded leaflet": "sheet"}[new.binding]
    many, again = {"sheet": "sheets", "leaf": "leaves"}[what], found.again
    if not again and not found.surplus:
        yield f"Nothing has to be printed again: what was printed on {day(printed)} says what the edition says now."
        return
    if len(again) == len(found.sheets):
        reason = f": {found.whole}" if found.whole else ""
        yield (
            f"Print the {what} again, both sides{reason}."
            if len(again) == 1
            else (f"Print all {len(again)} {many} again{reason}.")
        )
        return
    if again:
        counted = ", counted from the outside" if new.binding == "saddle stitch" else ""
        yield f"Print again {len(again)} of {_count(len(found.sheets), what, many)}, both sides{counted}:"
        yield from (_sheet(sheet, what) for sheet in again)
        sides = ", ".join(f"{2 * sheet.number - 1}-{2 * sheet.number}" for sheet in again)
        yield f"On the office copier these are pages {sides} of build/press/{slug}-office.pdf."
    if found.surplus:
        gone = _count(found.surplus, f"{what} that was", f"{many} that were")
        yield f"Take out the last {gone} printed: the edition has become shorter."


def _sheet(sheet: Sheet, what: str) -> str:
    pages = sorted(page for page in sheet.pages if page)
    because = "" if list(sheet.again) == pages else f", because of {_numbers(sorted(sheet.again))}"
    return f"  {what} {sheet.number}: pages {_numbers(pages)}{because}"


def _on(part: Part) -> str:
    first, last = part.pages
    return f"page {first}" if first == last else f"pages {first}–{last}"


def _numbers(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours together: 3, 5–8."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}" if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}"
        for run in runs
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

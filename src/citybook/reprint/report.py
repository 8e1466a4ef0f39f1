"""An edition that is typeset and the record of its printing go in; a report in plain words comes
out: texts that changed, pages, sheets to print again."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Iterator

from citybook.catalogue import Catalogue
from citybook.problems import describe_count
from citybook.project import Project
from citybook.reprint.changes import PartChange, SentenceChange, compare
from citybook.reprint.old_addresses import Forwarded, follow_aliases
from citybook.reprint.record import PrintedPart, Record, format_day, load
from citybook.reprint.recorder import make_record
from citybook.reprint.reprint_plan import PrinterSheet, Reprint, plan_reprint

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


def report_changes(project: Project, catalogue: Catalogue, slug: str) -> str:
    """Report what changed since an edition was printed. Raises ContentError if it is not typeset,
    or its record is missing or damaged."""
    old, new = load(project, slug), make_record(project, catalogue, slug)
    old, new, forwarded = follow_aliases(project, catalogue, slug, old, new)
    rows = compare(old, new)
    changed = [row for row in rows if not row.old or not row.new or row.changes]
    moved = sum(row.has_moved and not row.changes for row in rows)
    lines = [*_head(slug, old, new), *(line for row in changed for line in ("", *_row(row)))]
    if moved:
        count = describe_count(moved, "part says", "parts say")
        lines += ["", f"{count} the same, on other pages than before."]
    plan = plan_reprint(old, new, rows, {one.page for one in forwarded})
    told = [*lines, *_describe_forwarded(forwarded), *_pages(plan)]
    return "\n".join([*told, *_sheets(slug, new, plan, old.printed)])


def _describe_forwarded(codes: list[Forwarded]) -> Iterator[str]:
    if codes:
        yield ""
        yield "Printed codes that lead on to a new address, as long as the old one is an alias:"
        yield from (f"  page {one.page}: {one.old} → {one.new}" for one in codes)


def _head(slug: str, old: Record, new: Record) -> Iterator[str]:
    then, now = len(old.pages), len(new.pages)
    pages = (
        describe_count(now, "page")
        if then == now
        else f"{describe_count(then, 'page')} then, {now} now"
    )
    day = format_day(old.printed)
    yield f"{new.title} (content/editions/{slug}.yaml), printed on {day}; {pages}."
    if old.title != new.title:
        yield f"Its title was: {old.title}"


def _row(row: PartChange) -> Iterator[str]:
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


def _place(change: SentenceChange, row: PartChange) -> str:
    """The printed and the present page, and the heading above."""
    old, new = change.old, change.new
    sentence = new or old
    assert sentence
    pages = [f"printed on page {old.page}" if old else "", f"now on page {new.page}" if new else ""]
    is_same = old.page == new.page if old and new else not row.has_moved
    where = f"page {sentence.page}" if is_same else ", ".join(filter(None, pages))
    is_under = sentence.under not in ("", sentence.text, row.part.title)
    return f"{where}, {sentence.under}" if is_under else where


def _change(change: SentenceChange) -> Iterator[str]:
    for old, new in change.figures:
        yield f"    figure  {old} → {new}"
    for sentence, label in zip((change.old, change.new), LABELS[change.kind], strict=True):
        if sentence and label:
            yield from textwrap.wrap(
                sentence.text,
                WIDTH,
                initial_indent=f"    {label:<7} ",
                subsequent_indent=" " * 12,
                break_long_words=False,
                break_on_hyphens=False,
            )


def _pages(plan: Reprint) -> Iterator[str]:
    if plan.whole or not (plan.pages or plan.otherwise):
        return
    yield from ("", "Pages that differ from the printed ones:") if plan.pages else ()
    for why, words in WHY.items():
        if pages := [page for page, reason in plan.pages.items() if reason == why]:
            yield f"  {_numbers(pages)}: {words}"
    if plan.otherwise:
        yield ""
        listed = f"page{'s' * (len(plan.otherwise) > 1)} {_numbers(plan.otherwise)}"
        yield f"Only the look has changed (a colour, a size, a place on the page) on {listed}."
        yield "What was printed there still holds, and need not be printed again."


def _sheets(slug: str, new: Record, plan: Reprint, printed: datetime.date) -> Iterator[str]:
    yield ""
    what = {"saddle stitch": "sheet", "side staple": "leaf", "folded leaflet": "sheet"}[new.binding]
    many, again = {"sheet": "sheets", "leaf": "leaves"}[what], plan.again
    if not again and not plan.surplus:
        yield (
            f"Nothing has to be printed again: what was printed on {format_day(printed)} says what "
            "the edition says now."
        )
        return
    if len(again) == len(plan.sheets):
        reason = f": {plan.whole}" if plan.whole else ""
        yield (
            f"Print the {what} again, both sides{reason}."
            if len(again) == 1
            else (f"Print all {len(again)} {many} again{reason}.")
        )
        return
    if again:
        counted = ", counted from the outside" if new.binding == "saddle stitch" else ""
        all_of_them = describe_count(len(plan.sheets), what, many)
        yield f"Print again {len(again)} of {all_of_them}, both sides{counted}:"
        yield from (_sheet(sheet, what) for sheet in again)
        sides = ", ".join(f"{2 * sheet.number - 1}-{2 * sheet.number}" for sheet in again)
        yield f"On the office copier these are pages {sides} of build/press/{slug}-office.pdf."
    if plan.surplus:
        gone = describe_count(plan.surplus, f"{what} that was", f"{many} that were")
        yield f"Take out the last {gone} printed: the edition has become shorter."


def _sheet(sheet: PrinterSheet, what: str) -> str:
    pages = sorted(page for page in sheet.pages if page)
    because = "" if list(sheet.again) == pages else f", because of {_numbers(sorted(sheet.again))}"
    return f"  {what} {sheet.number}: pages {_numbers(pages)}{because}"


def _on(part: PrintedPart) -> str:
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

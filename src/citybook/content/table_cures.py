"""Lines of a text go in; those with tabs between their columns, as Word and Excel paste a table,
and tables without a block around them come out as the rows of one.

Its caption is left to the editor: nobody else knows what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from citybook.content.list_cures import ITEM, NO_TEXT, ItemSpan
from citybook.content.odd_spaces import SPACES, lines_of
from citybook.content.tables import MOST_COLUMNS, divide_row, has_bar

OPEN, CLOSE = "::: table", ":::"


def find_tables(text: str) -> Iterator[ItemSpan]:
    """Yield from where to where such lines stand, and what belongs there."""
    block = ""
    for is_blank, group in groupby(lines_of(text), key=lambda line: not line[1].strip()):
        lines = [] if is_blank else list(group)
        for at, (_, line) in enumerate(lines):
            if line.startswith(":::"):
                block = line.strip() if line.strip() != CLOSE else ""
            elif at == 0 or lines[at - 1][1].startswith(":::"):
                run = _run(lines[at:])
                if block in ("", OPEN) or block.startswith(f"{OPEN} "):
                    yield from _cure(run, is_in_block=bool(block))


def _run(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines up to the end of a block."""
    end = next((at for at, (_, line) in enumerate(lines) if line.startswith(":::")), len(lines))
    return lines[:end]


def _cure(lines: list[tuple[int, str]], *, is_in_block: bool) -> Iterator[ItemSpan]:
    start, last = lines[0][0], lines[-1]
    rows = [line.rstrip(SPACES) for _, line in lines]
    if _has_columns(rows):
        rows = _with_bars(rows)
    elif is_in_block or not _is_table(rows):
        return
    if not is_in_block:
        rows = [OPEN, *rows, CLOSE]
    yield start, last[0] + len(last[1]), "\n".join(rows)


def _has_columns(rows: list[str]) -> bool:
    """Whether tabs divide all lines into the same number of columns. What begins as an item of a
    list does is none."""
    counts = {row.count("\t") for row in rows}
    is_text = not any(has_bar(row) or ITEM.match(row) or NO_TEXT.match(row) for row in rows)
    return len(rows) > 1 and len(counts) == 1 and 0 < min(counts) < MOST_COLUMNS and is_text


def _with_bars(rows: list[str]) -> list[str]:
    cells = [[cell.strip() for cell in row.split("\t")] for row in rows]
    head, *others = [f"| {' | '.join(row)} |" for row in cells]
    return [head, f"|{' --- |' * len(cells[0])}", *others]


def _is_table(rows: list[str]) -> bool:
    """Whether lines with bars have one of hyphens below the first."""
    return len(rows) > 2 and has_bar(rows[0]) and divide_row(0, rows[1]).is_divider

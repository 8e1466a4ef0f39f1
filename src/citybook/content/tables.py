"""The lines of a table's block go in; its rows come out, cell by cell, with the lines below them,
and a fault for each row of which something would be lost.

Python-Markdown drops the cells that a row has too many and adds those that it lacks, so rows are
counted here before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from citybook.content.links import NumberedLine, mask_escapes
from citybook.content.sign_rules import HTML_TABLE, SignFault, inner_fault
from citybook.problems import describe_count

# More fit no page.
MOST_COLUMNS, MOST_ROWS = 12, 300
EXAMPLE = "write lines such as: | Year | Money |, then | --- | --- |, then | 2020 | 500 |"
DIVIDER = re.compile(r"\s*:?-+:?\s*")
HTML = re.compile(r"\s*</?(?:table|thead|tbody|tfoot|caption|colgroup|tr|th|td)\b", re.IGNORECASE)
TABS = (
    "columns with tabs: they are no cells of a table",
    "put bars between the cells: | 2020 | 500 |",
)


@dataclass(frozen=True)
class TableCell:
    """A cell as it is written, without spaces around it, and its column in the line, from 1."""

    text: str
    column: int


@dataclass(frozen=True)
class TableRow:
    """A row of a table, and its line in the file."""

    line: int
    cells: tuple[TableCell, ...]

    @property
    def is_divider(self) -> bool:
        """Whether it is the line of hyphens that stands below the names of the columns."""
        return bool(self.cells) and all(DIVIDER.fullmatch(cell.text) for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells)

    @property
    def written(self) -> str:
        """The row as Python-Markdown reads it."""
        return f"| {' | '.join(cell.text for cell in self.cells)} |"


def divide_row(number: int, line: str) -> TableRow:
    """Return the cells of a line; bars at its ends divide nothing."""
    bars = [at for at, sign in enumerate(mask_escapes(line)) if sign == "|"]
    spans = list(pairwise([-1, *bars, len(line)]))
    if bars and not line[: bars[0]].strip():
        del spans[0]
    if bars and spans and not line[bars[-1] + 1 :].strip():
        del spans[-1]
    return TableRow(number, tuple(_cell(line, start + 1, end) for start, end in spans))


def _cell(line: str, start: int, end: int) -> TableCell:
    text = line[start:end]
    return TableCell(text.strip(), start + len(text) - len(text.lstrip()) + 1)


def has_bar(line: str) -> bool:
    """Whether a line has a bar that divides cells."""
    return "|" in mask_escapes(line)


def divide(lines: list[NumberedLine]) -> tuple[list[NumberedLine], list[NumberedLine]]:
    """Return the lines of a table, which a blank line ends, and those below."""
    first = next((at for at, (_, line) in enumerate(lines) if line.strip()), len(lines))
    table = list(takewhile(lambda one: one[1].strip(), lines[first:]))
    return table, lines[first + len(table) :]


def find_faults(
    lines: list[NumberedLine], below: list[NumberedLine]
) -> Iterator[tuple[int, SignFault]]:
    """Yield what is wrong with the lines of a table, and with those below that are rows, too: the
    number of the line, and the fault."""
    alien = next(
        (_describe_alien(number, line) for number, line in lines if _describe_alien(number, line)),
        None,
    )
    if alien:
        yield alien
        return
    rows = [divide_row(number, line) for number, line in lines]
    yield from _shape_faults(rows)
    for number, line in lines:
        if not divide_row(number, line).is_divider and (fault := inner_fault(line)):
            yield number, fault
    for number, line in below:
        if mask_escapes(line).strip().startswith("|"):
            yield number, (1, "a row behind a blank line", "take the blank line above it out")
            return


def _describe_alien(number: int, line: str) -> tuple[int, SignFault] | None:
    """Say what a line is that has no cells."""
    if HTML.match(line):
        return number, (1, *HTML_TABLE)
    if has_bar(line):
        return None
    if "\t" in line.strip():
        return number, (1, *TABS)
    hint = "leave a blank line between it and the rows, and put it below them"
    return number, (1, "text beside the rows of a table", hint)


def _shape_faults(rows: list[TableRow]) -> Iterator[tuple[int, SignFault]]:
    head, *others = rows
    if head.is_divider:
        message = "the names of the columns are missing above this line"
        yield head.line, (1, message, "write them into a line: | Year | Money |")
        return
    if not others or not others[0].is_divider:
        hint = f"write it below the names of the columns: |{' --- |' * len(head.cells)}"
        yield head.line, (1, "a table without a line of hyphens below its first row", hint)
        return
    if len(others[0].cells) != len(head.cells):
        yield others[0].line, _count_fault(others[0], head)
        return
    if len(others) == 1:
        yield head.line, (1, "a table without rows", EXAMPLE)
    if len(head.cells) > MOST_COLUMNS or len(others) > MOST_ROWS + 1:
        message = f"a table of more than {MOST_COLUMNS} columns or {MOST_ROWS} rows"
        yield head.line, (1, message, "divide it into several")
        return
    yield from _head_faults(head)
    for row in others[1:]:
        if fault := _row_fault(row, head):
            yield row.line, fault
    yield from _unnamed_rows(others[1:])


def _count_fault(row: TableRow, head: TableRow) -> SignFault:
    count, wanted = len(row.cells), len(head.cells)
    what = describe_count(count, "cell")
    if count > wanted:
        hint = r"take a bar out; \| is a bar within a cell"
        column = row.cells[wanted].column
    else:
        hint = "write – where there is nothing to say"
        column = 1
    return column, f"a row of {what} in a table of {describe_count(wanted, 'column')}", hint


def _row_fault(row: TableRow, head: TableRow) -> SignFault | None:
    if row.is_divider:
        return 1, "a second line of hyphens in a table", "take it out, or make a table of its own"
    if len(row.cells) != len(head.cells):
        return _count_fault(row, head)
    if row.is_empty:
        return 1, "an empty row", "take it out"
    for cell in row.cells:
        if cell.text in ("^^", "<<", "^", ">"):
            hint = "repeat the words of the cell that it is part of"
            return cell.column, f"'{cell.text}' for merged cells: there are none here", hint
        if "\t" in cell.text:
            return cell.column, *TABS
    return None


def _head_faults(head: TableRow) -> Iterator[tuple[int, SignFault]]:
    """A column without a name; the first may have none, since its cells are names themselves."""
    seen: set[str] = set()
    for number, cell in enumerate(head.cells, 1):
        folded = cell.text.casefold()
        if not folded and number > 1:
            message = f"column {number} has no name"
            yield head.line, (cell.column, message, "write what stands in it; cells do not merge")
        elif folded in seen:
            hint = "tell them apart, such as: % of 2019, % of 2020"
            yield head.line, (cell.column, f"two columns are called '{cell.text[:40]}'", hint)
        seen.add(folded)


def _unnamed_rows(rows: list[TableRow]) -> Iterator[tuple[int, SignFault]]:
    """An empty first cell is what is left of one that reached over several rows."""
    for row in rows:
        if row.cells and not row.cells[0].text and not row.is_empty:
            message = "the first cell of this row is empty: what is the row about?"
            yield row.line, (1, message, "write it; cells do not merge, so repeat that above")

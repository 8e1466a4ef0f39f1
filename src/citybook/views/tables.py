"""The tree of a table goes in; its cells come out as layouts show them, those of numbers with what
puts their decimals below one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from citybook.content import tree
from citybook.views.decimals import pads

ALIGNED = {"left": "start", "center": "center", "right": "end"}


@dataclass(frozen=True)
class CellView:
    """A cell. `is_header` where it names its column or row; `align` is empty, `start`, `center`,
    `end` or `number`. `pad` is what stands unseen behind a number, so that its decimals are below
    those of the others."""

    html: Markup
    label: str
    is_header: bool
    align: str = ""
    pad: str = ""


@dataclass(frozen=True)
class TableView:
    """The names of columns, and the rows; each cell has that of its column as its label."""

    head: tuple[CellView, ...]
    rows: tuple[tuple[CellView, ...], ...]


def table_view(table: Element, html: Callable[[Element], Markup], language: str) -> TableView:
    """Return a table as it is shown; `html` writes what is in a cell, and numbers are read as
    `language` writes them."""
    head, *rows = tree.table_rows(table)
    labels = [_without_notes(cell)[0] for cell in head]
    padded = [_pads([row[at] for row in rows], language) for at in range(len(head))]
    aligns = [
        "number" if padded[at] else ALIGNED.get(cell.get("align", ""), "")
        for at, cell in enumerate(head)
    ]
    return TableView(
        head=tuple(
            CellView(html(cell), "", bool(label), align)
            for cell, label, align in zip(head, labels, aligns, strict=True)
        ),
        rows=tuple(
            tuple(
                CellView(
                    html(cell),
                    labels[at],
                    cell.tag == "th",
                    aligns[at],
                    padded[at][number] if padded[at] else "",
                )
                for at, cell in enumerate(row)
            )
            for number, row in enumerate(rows)
        ),
    )


def _pads(column: list[Element], language: str) -> list[str]:
    """Return what stands behind each number of a column; nothing where it holds others, names its
    rows, or is to stand at the left or in the middle."""
    if any(cell.tag == "th" for cell in column) or column[0].get("align") in ("left", "center"):
        return []
    return pads([_without_notes(cell) for cell in column], language)


def _without_notes(cell: Element) -> tuple[str, str]:
    """Return the words of a cell, and the numbers of the notes that follow them."""
    notes = "".join(
        tree.words(link) for link in cell.iter("a") if link.get("href", "").startswith("note:")
    )
    words = tree.words(cell)
    return words.removesuffix(notes).rstrip() if notes else words, notes

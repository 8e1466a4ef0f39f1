"""Entries that stand together go in; stretches of their text come out, in columns or as wide as the
page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from citybook.views.html import Flow
from citybook.views.prose import BlockView
from citybook.views.stretches import Stretch, stretches


@dataclass(frozen=True)
class Section:
    id: str
    blocks: tuple[Any, ...]
    holds: str = "text"


@dataclass(frozen=True)
class Entry:
    sections: tuple[Section, ...]
    is_short: bool = False
    kind: str = field(default="profile")


def block(kind: str, html: str = "<p>Text</p>") -> Any:
    return BlockView(kind, "", Flow(((False, html),)))  # type: ignore[arg-type]


LONG = f"<p>{'A long quote. ' * 30}</p>"
DATES = "<ul>" + "<li><strong>2020</strong> Something</li>" * 4 + "</ul>"
PROSE, KEY, TABLE = block("prose"), block("key", "<p>A key</p>"), block("table")
QUOTE, SHORT = block("quote", LONG), block("quote", "<p>Short</p>")
HEADING: Any = BlockView("prose", "", Flow(((True, "Heading"),)))
HEADED: Any = BlockView("prose", "", Flow(((False, "<p>Text</p>"), (True, "Heading"))))


def told(found: tuple[Stretch, ...]) -> list[tuple[str, list[str]]]:
    """The form of each stretch, and what it holds: `#` is a heading, `.` the end of an entry."""
    told = []
    for stretch in found:
        words: list[str] = []
        for piece in stretch.pieces:
            for part in piece.parts:
                words += [f"#{part.section.id}"] if part.opens else []
                words += [one.kind for one in part.blocks]
            words += ["."] if piece.closes else []
        told.append((stretch.form, words))
    return told


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([[PROSE], [PROSE]], [("", ["#a", "prose", "#b", "prose", "."])]),
        # A table ends the columns and takes a heading right above it with it.
        (
            [[PROSE, TABLE, PROSE]],
            [("", ["#a", "prose"]), ("wide", ["table"]), ("", ["prose", "."])],
        ),
        (
            [[PROSE], [TABLE]],
            [("", ["#a", "prose"]), ("wide", ["#b", "table"]), ("end", ["."])],
        ),
        (
            [[HEADED, TABLE]],
            [("", ["#a", "prose"]), ("wide", ["prose", "table"]), ("end", ["."])],
        ),
        (
            [[PROSE], [HEADING, KEY, PROSE]],
            [("", ["#a", "prose"]), ("band", ["#b", "prose", "key"]), ("", ["prose", "."])],
        ),
        ([[HEADED, HEADING, PROSE]], [("", ["#a", "prose", "prose", "prose", "."])]),
        # The first key is a band, unless a long quote is one.
        (
            [[PROSE, KEY], [block("key"), PROSE]],
            [("", ["#a", "prose"]), ("band", ["key"]), ("", ["#b", "key", "prose", "."])],
        ),
        (
            [[KEY, QUOTE, SHORT]],
            [("", ["#a", "key"]), ("band", ["quote"]), ("", ["quote", "."])],
        ),
        # A few dates stand beside each other, many below each other.
        (
            [[PROSE, block("timeline", DATES)]],
            [("", ["#a", "prose"]), ("dates", ["timeline"]), ("end", ["."])],
        ),
        ([[block("timeline", DATES * 3)]], [("", ["#a", "timeline", "."])]),
    ],
)
def test_what_is_wide_parts_the_columns_where_it_stands(
    sections: list[list[Any]], expected: list[tuple[str, list[str]]]
) -> None:
    named = zip("abc", sections, strict=False)
    entry: Any = Entry(tuple(Section(name, tuple(blocks)) for name, blocks in named))
    assert told(stretches([("one", 1, entry)])) == expected


def test_entries_that_share_pages_run_on_in_the_same_columns() -> None:
    first: Any = Entry((Section("a", (PROSE,)),))
    second: Any = replace(first, sections=(Section("b", (PROSE,)),))
    found = stretches([("one", None, first), ("two", None, second)])
    assert told(found) == [("", ["#a", "prose", ".", "#b", "prose", "."])]
    assert [piece.anchor for piece in found[0].pieces if piece.opens] == ["one", "two"]

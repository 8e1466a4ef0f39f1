"""Lines of a text go in; the marks of lists that Word and the web paste come out, each with the
mark that Markdown has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from citybook.content.list_marks import PASTED
from citybook.content.odd_spaces import ODD, lines_of

# Bullets, and the letters of one font's own that Word's are in its files; what a bullet becomes
# where that font is missing is a letter and a tab. A dot may stand in the middle of words.
BULLETS = PASTED.replace("·", "") + "\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf076"
ITEM = re.compile(
    rf"(?P<indent>[ \t{ODD}]*)(?:"
    rf"(?P<bullet>[{BULLETS}])[ \t{ODD}]*|(?P<dot>·)[ \t{ODD}]+"
    r"|(?P<letter>[o§ØüvqÜ–—])\t\s*"
    rf"|(?P<dash>–)[ {ODD}]+"
    rf"|(?P<number>\((?=\d+\))\d+\)|\d+\))[ \t{ODD}]+"
    r")(?=[^\W_]|[^\w\s])"
)
# A line above that is no paragraph: a heading, the beginning of a block, an item of Markdown.
NO_TEXT = re.compile(r"\s*(?:#|:::|[-*]\s|\d+\.\s)")
ItemSpan = tuple[int, int, str]


class _Item(NamedTuple):
    """A line that begins as an item does in another program; `mark` is its sign, or `1`."""

    start: int
    end: int
    indent: int
    mark: str
    number: int
    is_sure: bool
    is_below_text: bool


def find_items(text: str) -> Iterator[ItemSpan]:
    """Yield from where to where such a mark and its indentation stand, and what Markdown has."""
    for run in _runs(text):
        least = min(item.indent for item in run)
        is_indented = any(item.indent > least for item in run)
        levels: list[str] = []
        for item in run:
            if item.mark in levels:
                del levels[levels.index(item.mark) + 1 :]
            else:
                levels.append(item.mark)
            indent = item.indent - least if is_indented else 4 * (len(levels) - 1)
            mark = f"{item.number}." if item.mark == "1" else "-"
            blank = "\n" if item.is_below_text else ""
            yield item.start, item.end, f"{blank}{' ' * indent}{mark} "


def _runs(text: str) -> Iterator[list[_Item]]:
    """Yield the items that follow each other, with nothing but blank lines and their own text
    between them. Numbers below bullets without blank lines between them, and bullets below such
    numbers, are a list of their own behind a blank line."""
    run: list[_Item] = []
    is_tight = False
    for is_blank, lines in groupby(lines_of(text), key=lambda line: not line[1].strip()):
        if is_blank:
            continue
        items, begins_with_item = _items([*lines])
        if run and (not begins_with_item or (is_tight and _is_other(items[0], run))):
            yield run
            run, is_tight = [], False
        run += items
        is_tight = is_tight or len(items) > 1
    if run:
        yield run


def _is_other(item: _Item, run: list[_Item]) -> bool:
    """Whether an item is numbered and those above it are not, or the other way round."""
    return not item.indent and (item.mark == "1") not in {one.mark == "1" for one in run}


def _items(lines: list[tuple[int, str]]) -> tuple[list[_Item], bool]:
    """Return the items of a paragraph, and whether it begins with one."""
    found: list[_Item] = []
    above = ""
    for start, line in lines:
        is_below_text = bool(above) and not found and not NO_TEXT.match(above)
        if item := _item(start, line, is_below_text):
            found.append(item)
        above = line
    listed = {mark: _is_list(mark, found) for mark in {item.mark for item in found}}
    items = [item for item in found if item.is_sure or listed[item.mark]]
    return items, bool(items) and items[0].start == lines[0][0]


def _item(start: int, line: str, is_below_text: bool) -> _Item | None:
    found = ITEM.match(line)
    if not found:
        return None
    number = int((found["number"] or "0").strip("()")[:9])
    sign = "1" if found["number"] else found[0].strip(f" \t{ODD}")[:1]
    indent = len(found["indent"].expandtabs(4))
    is_sure = bool(found["bullet"] or found["dot"] or found["letter"])
    return _Item(start, start + found.end(), indent, sign, number, is_sure, is_below_text)


def _is_list(mark: str, found: list[_Item]) -> bool:
    """Whether dashes or numbers begin items: one alone might begin a sentence. Numbers count
    from 1."""
    alike = [one for one in found if one.mark == mark]
    if mark == "1":
        return len(alike) > 1 and [one.number for one in alike] == [*range(1, len(alike) + 1)]
    return len(alike) > 1 or found[0].is_sure

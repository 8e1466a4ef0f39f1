"""Entries that stand together go in; stretches of their text come out in order: columns, or a block
that is as wide as the page.

What is wide begins where it stands in the text, with the headings above it: the columns before it
end above them, and those after it begin below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citybook.views.entry import EntryView, SectionView
from citybook.views.html import Flow
from citybook.views.illustrations import IllustrationView
from citybook.views.prose import BlockView

# A quote of more letters is a band; of keys, the first is, where no quote is.
LONG_QUOTE = 260
# So many dates stand beside each other, if none has more letters than that.
DATES, DATE_LETTERS = 6, 70
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class SectionPart:
    """Blocks of a section; the first part `opens` it with its heading."""

    section: SectionView
    blocks: tuple[BlockView, ...]
    opens: bool = True


@dataclass(frozen=True)
class Piece:
    """What of an entry stands in one stretch: its head if it `opens` the entry, parts of sections,
    and what stands at its end if it `closes` it."""

    anchor: str
    number: int | None
    entry: EntryView
    parts: tuple[SectionPart, ...] = ()
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True)
class Stretch:
    """A stretch of text in columns; or one block that is wide, in the `form` of a band, dates, or
    as it is."""

    pieces: tuple[Piece, ...]
    form: str = ""


def stretches(entries: Sequence[tuple[str, int | None, EntryView]]) -> tuple[Stretch, ...]:
    """Divide what entries say, each with its anchor and its number, into stretches."""
    found: list[Stretch] = []
    for anchor, number, entry in entries:
        own = list(_stretches(Piece(anchor, number, entry)))
        first, last = own[0].pieces[0], own[-1].pieces[0]
        own[0] = replace(own[0], pieces=(replace(first, opens=True),))
        if own[-1].form:
            own.append(Stretch((replace(last, parts=()),), "end"))
        last = own[-1].pieces[0]
        own[-1] = replace(own[-1], pieces=(replace(last, closes=True),))
        for one in own:
            one = replace(one, form="") if one.form == "end" and entry.is_short else one
            if found and not one.form and not found[-1].form:
                found[-1] = replace(found[-1], pieces=(*found[-1].pieces, *one.pieces))
            else:
                found.append(one)
    return tuple(found)


def _stretches(piece: Piece) -> Iterator[Stretch]:
    """Yield the stretches of one entry, the first of them in columns."""
    parts: list[SectionPart] = []
    is_first = True
    bands = _bands(piece.entry.sections)
    for section in piece.entry.sections:
        opens, blocks = True, list[BlockView]()
        for block in (one for whole in section.blocks for one in _divide(whole)):
            form = "band" if any(block is one for one in bands) else _form(block)
            if not form:
                blocks.append(block)
                continue
            blocks, headings = _part_headings(blocks)
            if blocks or (opens and section.holds != "text"):
                parts.append(SectionPart(section, tuple(blocks), opens))
                opens = False
            if parts or is_first:
                yield Stretch((replace(piece, parts=tuple(parts)),))
            yield Stretch(
                (replace(piece, parts=(SectionPart(section, (*headings, block), opens),)),), form
            )
            parts, blocks, opens, is_first = [], [], False, False
        if blocks or opens:
            parts.append(SectionPart(section, tuple(blocks), opens))
    if parts or is_first:
        yield Stretch((replace(piece, parts=tuple(parts)),))


def _part_headings(blocks: list[BlockView]) -> tuple[list[BlockView], list[BlockView]]:
    """Part blocks from the headings at their end, which belong to what follows."""
    if not blocks or blocks[-1].kind != "prose":
        return blocks, []
    parts = blocks[-1].body.parts
    at = next((at for at in range(len(parts), 0, -1) if not parts[at - 1][0]), 0)
    before, after = (
        [replace(blocks[-1], body=Flow(some))] if some else [] for some in (parts[:at], parts[at:])
    )
    return [*blocks[:-1], *before], after


def _bands(sections: Sequence[SectionView]) -> list[BlockView]:
    """The blocks that are bands: long quotes, else the first key."""
    blocks = [block for section in sections for block in section.blocks]
    quotes = [one for one in blocks if one.kind == "quote" and one.body.letters > LONG_QUOTE]
    return quotes or [one for one in blocks if one.kind == "key"][:1]


def _form(block: BlockView) -> str:
    """How a block is wide; empty if it is not."""
    if block.kind == "timeline":
        return "dates" if _is_row_of_dates(block.body) else ""
    if block.kind in ("table", "beside", "wide", "logos") or _is_wide(block.body.parts):
        return "wide"
    return ""


def _is_row_of_dates(body: Flow) -> bool:
    dates = [TAG.sub("", one) for _, part in body.parts for one in str(part).split("<li>")[1:]]
    return 1 < len(dates) <= DATES and all(len(date) <= DATE_LETTERS for date in dates)


def _divide(block: BlockView) -> Iterator[BlockView]:
    """Yield a stretch of prose with each wide picture in it by itself."""
    if block.kind != "prose":
        yield block
        return
    parts: list[tuple[bool, object]] = []
    for part in block.body.parts:
        if not _is_wide([part]):
            parts.append(part)
            continue
        if parts:
            yield replace(block, body=Flow(tuple(parts)))
        yield replace(block, body=Flow((part,)))
        parts = []
    if parts or not block.body.parts:
        yield replace(block, body=Flow(tuple(parts)))


def _is_wide(parts: Sequence[tuple[bool, object]]) -> bool:
    """Whether it is pictures that a column has no room for."""
    shown = [part for _, part in parts]
    return bool(shown) and all(
        isinstance(one, IllustrationView) and one.place in ("wide", "half") for one in shown
    )

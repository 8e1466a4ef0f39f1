"""An edition as it was printed and as it is now go in, two records; every change of a text, part by
part, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from citybook.reprint.record import PrintedPart, Record, Sentence

FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?%?")
# Sentences that share at least this much of their words are one sentence that was changed.
ALIKE = 0.5


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that was changed or moved, one that is new, or one that is gone. Where nothing but
    numbers changed, it is a figure."""

    kind: Literal["figure", "sentence", "moved", "new", "gone"]
    old: Sentence | None
    new: Sentence | None

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The numbers that differ, each with the new one."""
        if self.kind != "figure" or not self.old or not self.new:
            return []
        pairs = zip(FIGURE.findall(self.old.text), FIGURE.findall(self.new.text), strict=True)
        return [(old, new) for old, new in pairs if old != new]


@dataclass(frozen=True)
class PartChange:
    """A part with its changes. `old` is None where it was added, `new` where it was removed."""

    old: PrintedPart | None
    new: PrintedPart | None
    changes: tuple[SentenceChange, ...] = ()

    @property
    def part(self) -> PrintedPart:
        """The part as it is now, else as it was."""
        found = self.new or self.old
        assert found
        return found

    @property
    def touched(self) -> set[int]:
        """The pages of the new edition on which something changed; what is gone stood where it
        would stand now."""
        shift = self.new.pages[0] - self.old.pages[0] if self.old and self.new else 0
        return {one.new.page for one in self.changes if one.new} | {
            one.old.page + shift for one in self.changes if one.old and not one.new
        }

    @property
    def has_moved(self) -> bool:
        """Whether it stands on other pages than it did."""
        return bool(self.old and self.new and self.old.pages != self.new.pages)


def compare(old: Record, new: Record) -> list[PartChange]:
    """Compare every part of both, in the order of the new edition, what was removed after what it
    stood behind. A part whose file was renamed and nothing else is the same part."""
    before = {part.anchor: part for part in old.parts}
    now = {part.anchor for part in new.parts}
    gone = {tuple(_texts(part)): part for part in old.parts if part.anchor not in now}
    rows = []
    for part in new.parts:
        was = before.get(part.anchor) or gone.pop(tuple(_texts(part)), None)
        rows.append(PartChange(was, part, tuple(differences(was, part)) if was else ()))
    order = {anchor: number for number, anchor in enumerate(before)}
    for part in gone.values():
        behind = [
            at
            for at, row in enumerate(rows, 1)
            if row.old and order[row.old.anchor] < order[part.anchor]
        ]
        rows.insert(max(behind, default=0), PartChange(part, None))
    return rows


def differences(old: PrintedPart, new: PrintedPart) -> list[SentenceChange]:
    """Find what was changed in a part, in its order."""
    was, now = list(old.sentences()), list(new.sentences())
    found: list[SentenceChange] = []
    matcher = SequenceMatcher(None, _texts(old), _texts(new), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found.extend(_pair(was[a:b], now[c:d]))
    return _find_moves(found)


def _pair(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    """Pair what stood in one place with what stands there now, sentence by sentence."""
    at = 0
    for sentence in old:
        likeness = [_likeness(sentence.text, one.text) for one in new[at:]]
        best = max(likeness, default=0.0)
        if best < ALIKE and not len(old) == len(new) == 1:
            yield SentenceChange("gone", sentence, None)
            continue
        found = at + likeness.index(best)
        yield from (SentenceChange("new", None, one) for one in new[at:found])
        is_figure = FIGURE.sub("0", sentence.text) == FIGURE.sub("0", new[found].text)
        yield SentenceChange("figure" if is_figure else "sentence", sentence, new[found])
        at = found + 1
    yield from (SentenceChange("new", None, one) for one in new[at:])


def _find_moves(changes: list[SentenceChange]) -> list[SentenceChange]:
    """Find what has moved: it is gone in one place and new in another."""
    new = {change.new.text: change for change in changes if change.kind == "new" and change.new}
    moved: dict[int, SentenceChange | None] = {}
    for change in changes:
        if change.kind == "gone" and change.old and (to := new.pop(change.old.text, None)):
            moved[id(change)], moved[id(to)] = SentenceChange("moved", change.old, to.new), None
    return [one for change in changes if (one := moved.get(id(change), change))]


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(
        None, FIGURE.sub("0", old).split(), FIGURE.sub("0", new).split(), autojunk=False
    ).ratio()


def _texts(part: PrintedPart) -> list[str]:
    return [sentence.text for sentence in part.sentences()]

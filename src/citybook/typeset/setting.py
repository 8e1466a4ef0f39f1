"""The springs of a layout go in; the values with which it fits its pages and fills them come out.

What is free at the foot is shared out by arithmetic among the springs, the most important first;
laying it out again is the check. So most layouts need one or two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any, NamedTuple

from citybook.typeset.springs import Spring, Springs

# After so many layouts the best that was found is taken.
TRIALS = 4
Steps = tuple[int, ...]


class Room(NamedTuple):
    """How much of a column is free at its foot, and how much is used, in mm."""

    free: float
    used: float


@dataclass(frozen=True)
class Reach:
    """How far a layout reaches, in mm: how much too far, how much is free at its foot, how much is
    used in all; and whether there is nothing to fill. Where a page has columns, `columns` says the
    same of each by name, and `column` is the one that is too long."""

    over: float = 0.0
    free: float = 0.0
    used: float = 0.0
    is_full: bool = True
    columns: Mapping[str, Room] = field(default_factory=dict)
    column: str = ""


@dataclass(frozen=True)
class LayoutTrial:
    """A layout with its springs at these steps."""

    steps: Steps
    document: Any
    reach: Reach


class Setter:
    """Finds the steps of some springs. `lay_out` returns the document with these values and how far
    it reaches; `most` is how often that may be. `trials` are all that were laid out."""

    def __init__(
        self,
        springs: Springs,
        lay_out: Callable[[dict[str, str]], tuple[Any, Reach]],
        most: int = TRIALS,
    ) -> None:
        self.springs, self.lay_out, self.most = springs, lay_out, most
        self.trials: list[LayoutTrial] = []
        self.failed: list[Steps] = []

    def settle(self, first: Steps | None = None) -> tuple[LayoutTrial, bool]:
        """Find the largest steps that fit, the most important first, beginning with these; return
        the last trial and False if none do."""
        trial, best = self._try(first or tuple(0 for _ in self.springs.springs)), None
        failures = 0  # of those one after the other: each takes back twice as much as the last
        while True:
            if trial.reach.over:
                self.failed.append(trial.steps)
                failures += 1
                following = self._between(best, trial) or self._shrunk(trial, 2 ** (failures - 1))
            else:
                failures = 0
                best = trial if best is None or trial.steps > best.steps else best
                following = self._grow(trial)
            is_done = best is not None and (
                best.reach.is_full or len(self.trials) >= self.most or following <= best.steps
            )
            if is_done or following in [one.steps for one in self.trials]:
                return best or trial, best is not None
            trial = self._try(following)

    def _try(self, steps: Steps) -> LayoutTrial:
        trial = LayoutTrial(steps, *self.lay_out(self.springs.values(steps)))
        self.trials.append(trial)
        return trial

    def _grow(self, trial: LayoutTrial, start: int = 0, free: float | None = None) -> Steps:
        """Let the springs from `start` on take what is free."""
        steps, left = trial.steps, {name: room.free for name, room in trial.reach.columns.items()}
        if free is not None or not left:
            left = {trial.reach.column: trial.reach.free if free is None else free}
        for at, spring in list(enumerate(self.springs.springs))[start:]:
            taken = [spring.column] if spring.column else [*left]
            room, text = min(left.get(name, 0.0) for name in taken), self._text(trial, spring)
            for step in range(spring.steps, steps[at], -1):
                grown = (*steps[:at], step, *steps[at + 1 :])
                needed = spring.room(steps[at], step, text)
                if needed <= room and not self._is_too_much(grown):
                    left |= {name: left[name] - needed for name in taken}
                    steps = grown
                    break
        return steps

    def _between(self, best: LayoutTrial | None, failed: LayoutTrial) -> Steps | None:
        """Halve the last spring between what fits and what does not, where only that differs."""
        if best is None or not failed.steps or best.steps[:-1] != failed.steps[:-1]:
            return None
        return (*best.steps[:-1], (best.steps[-1] + failed.steps[-1]) // 2)

    def _shrunk(self, trial: LayoutTrial, times: int = 1) -> Steps:
        """Take what is too much back, from the least important spring first. The text is tried at
        each of its sizes; what a smaller one leaves, goes to the springs behind it."""
        over, steps, column = trial.reach.over * times, trial.steps, trial.reach.column
        for at, spring in reversed(list(enumerate(self.springs.springs))):
            if not steps[at] or (column and spring.column not in ("", column)):
                continue
            if spring.is_text:
                over -= spring.room(steps[at] - 1, steps[at], self._text(trial, spring))
                steps = (*steps[:at], steps[at] - 1, *steps[at + 1 :])
                smaller = LayoutTrial(steps, None, trial.reach)
                return self._grow(smaller, at + 1, -over) if over < 0 else steps
            less = min(steps[at], ceil(over / spring.room(0, 1, 0)))
            over -= spring.room(0, less, 0)
            steps = (*steps[:at], steps[at] - less, *steps[at + 1 :])
            if over <= 0:
                break
        return steps

    def _text(self, trial: LayoutTrial, spring: Spring) -> float:
        """How high the text is where a spring is, in mm: what else is used is springs."""
        room = trial.reach.columns.get(spring.column)
        used = room.used if room else trial.reach.used
        return max(used - self.springs.height(trial.steps, spring.column), 0.0)

    def _is_too_much(self, steps: Steps) -> bool:
        """Whether it is known that these do not fit, since smaller ones did not."""
        return any(
            all(one >= limit for one, limit in zip(steps, failed, strict=True))
            for failed in self.failed
        )

"""The springs of a layout go in; the values with which it fits its pages and fills them come out.

What is free at the foot is shared out by arithmetic among the springs, the most important first;
laying it out again is the check. So most layouts need one or two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from citybook.typeset.springs import Springs

# A page is full if this share of its type area is used.
GOAL = 0.85
# After so many layouts the best that was found is taken.
TRIALS = 6
Steps = tuple[int, ...]


@dataclass(frozen=True)
class Reach:
    """How far a layout reaches, in mm: how much too far, how much is free at its foot, how much is
    used in all; and whether there is nothing to fill."""

    over: float = 0.0
    free: float = 0.0
    used: float = 0.0
    is_full: bool = True


@dataclass(frozen=True)
class Trial:
    """A layout with its springs at these steps."""

    steps: Steps
    document: Any
    reach: Reach


class Setter:
    """Finds the steps of some springs. `lay_out` returns the document with these values and how far
    it reaches; `trials` are all that were laid out."""

    def __init__(
        self, springs: Springs, lay_out: Callable[[dict[str, str]], tuple[Any, Reach]]
    ) -> None:
        self.springs, self.lay_out = springs, lay_out
        self.trials: list[Trial] = []
        self.failed: list[Steps] = []

    def settle(self, first: Steps | None = None) -> tuple[Trial, bool]:
        """Find the largest steps that fit, the most important first, beginning with these; return
        the last trial and False if none do."""
        trial, best = self._try(first or tuple(0 for _ in self.springs.springs)), None
        while True:
            if trial.reach.over:
                self.failed.append(trial.steps)
                following = self._shrunk(trial)
            else:
                best = trial if best is None or trial.steps > best.steps else best
                following = self._grown(trial)
            is_done = best is not None and (
                best.reach.is_full or len(self.trials) >= TRIALS or following <= best.steps
            )
            if is_done or following in [one.steps for one in self.trials]:
                return best or trial, best is not None
            trial = self._try(following)

    def _try(self, steps: Steps) -> Trial:
        trial = Trial(steps, *self.lay_out(self.springs.values(steps)))
        self.trials.append(trial)
        return trial

    def _grown(self, trial: Trial, start: int = 0, free: float | None = None) -> Steps:
        """Let the springs from `start` on take what is free."""
        free, steps = trial.reach.free if free is None else free, trial.steps
        text = self._text(trial)
        for at, spring in list(enumerate(self.springs.springs))[start:]:
            for step in range(spring.steps, steps[at], -1):
                grown = (*steps[:at], step, *steps[at + 1 :])
                room = spring.room(steps[at], step, text)
                if room <= free and not self._is_too_much(grown):
                    free, steps = free - room, grown
                    break
        return steps

    def _shrunk(self, trial: Trial) -> Steps:
        """Take what is too much back, from the least important spring first. The text is tried at
        each of its sizes; what a smaller one leaves, goes to the springs behind it."""
        over, steps = trial.reach.over, trial.steps
        for at, spring in reversed(list(enumerate(self.springs.springs))):
            if not steps[at]:
                continue
            if spring.is_text:
                over -= spring.room(steps[at] - 1, steps[at], self._text(trial))
                steps = (*steps[:at], steps[at] - 1, *steps[at + 1 :])
                smaller = Trial(steps, None, trial.reach)
                return self._grown(smaller, at + 1, -over) if over < 0 else steps
            less = min(steps[at], ceil(over / spring.room(0, 1, 0)))
            over -= spring.room(0, less, 0)
            steps = (*steps[:at], steps[at] - less, *steps[at + 1 :])
            if over <= 0:
                break
        return steps

    def _text(self, trial: Trial) -> float:
        """How high the text is, in mm: what else is used is springs."""
        return max(trial.reach.used - self.springs.height(trial.steps), 0.0)

    def _is_too_much(self, steps: Steps) -> bool:
        """Whether it is known that these do not fit, since smaller ones did not."""
        return any(
            all(one >= limit for one, limit in zip(steps, failed, strict=True))
            for failed in self.failed
        )

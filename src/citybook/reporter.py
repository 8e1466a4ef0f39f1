"""doit's events go in; what an editor wants to see comes out: what is running, how many of how
many, and every problem."""

from __future__ import annotations

import os
import time
from typing import Any

from doit.reporter import ConsoleReporter


class Progress(ConsoleReporter):  # type: ignore[misc]  # doit has no types
    """One line for each task that runs, counted among all that were selected; nothing for what is
    up to date."""

    desc = "what is running, how many of how many, and every problem"
    total = 0

    def start(self, total: int) -> None:
        """Count from here, of `total` tasks."""
        self.began, self.total = time.monotonic(), total
        self.seen = self.ran = self.failed = 0

    def write(self, text: str) -> None:
        """Write as far as somebody reads it: `doit | head` ends early, and the work goes on."""
        try:
            super().write(text)
            self.outstream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.outstream.fileno())

    def execute_task(self, task: Any) -> None:
        if task.actions:
            self.seen += 1
            self.ran += 1
            self.write(f"[{self.seen:>{len(str(self.total))}} of {self.total}] {task.name}\n")

    def skip_uptodate(self, task: Any) -> None:
        self.seen += bool(task.actions)

    skip_ignore = skip_uptodate

    def add_failure(self, task: Any, fail: Any) -> None:  # noqa: ARG002  # doit's signature
        if fail.get_name() == "UnmetDependency":  # what it waited for has told its own story
            return
        self.failed += 1
        self.write(f"{fail.get_msg().strip()}\n")

    def complete_run(self) -> None:
        if not self.total:  # there was nothing that could be done, and that has been said
            return
        for message in self.runtime_errors:
            self.write(f"{message}\n")
        if self.failed or self.runtime_errors:
            self.write(
                f"{self.failed} of {self.total} tasks failed. What was built before is kept.\n"
            )
        elif self.ran:
            self.write(f"Done in {time.monotonic() - self.began:.1f} s.\n")
        else:
            self.write("Everything is up to date.\n")


def find_needed(tasks: dict[str, Any], selected: list[str]) -> frozenset[str]:
    """Name all tasks with something to do that the selected ones need."""
    found: set[str] = set()
    waiting = list(selected)
    while waiting:
        name = waiting.pop()
        if name not in found and name in tasks:
            found.add(name)
            waiting.extend(tasks[name].task_dep)
            waiting.extend(tasks[name].setup_tasks)
    return frozenset(name for name in found if tasks[name].actions)

"""Names of tasks go in; `doit` makes them in a process of its own, which begins with everything
imported, so that it answers at once.

One process imports and waits, and each build is forked from it (multiprocessing's forkserver).
Where a system cannot fork, each imports for itself.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from citybook.outputs import Output
from citybook.typeset import pango

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
# What every build imports.
ALWAYS = ("doit.doit_cmd", "citybook.tasks", "citybook.commands", "citybook.orphans")


def modules(outputs: Iterable[Output]) -> list[str]:
    """Name the modules that making these outputs imports, as far as this machine has their
    libraries."""
    named = [
        name
        for output in outputs
        if pango.is_here() or not output.needs_pango
        for name in output.modules
    ]
    return list(dict.fromkeys([*ALWAYS, *named]))


class Process:
    """A `doit` of some tasks in the publication's folder `root`, which begins at once. What it
    prints goes to the file `output`; `modules` are imported before the first one begins."""

    def __init__(
        self, root: Path, tasks: Sequence[str], output: Path, modules: Sequence[str]
    ) -> None:
        self.output = output
        context: Any = multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
        if CAN_FORK:
            context.set_forkserver_preload(list(modules))
        self.process = context.Process(target=_run, args=(root, tasks, output))
        self.process.start()

    def stop(self) -> None:
        """Stop it where it is: the next build repairs what it leaves."""
        self.process.terminate()

    def wait(self) -> tuple[int, str]:
        """Wait for its end; return its exit code, negative if a signal ended it, and what it
        printed."""
        self.process.join()
        printed = b""
        if self.output.exists():
            printed = self.output.read_bytes()
            self.output.unlink()
        return self.process.exitcode, printed.decode(errors="replace")


def _run(root: Path, tasks: Sequence[str], output: Path) -> None:
    from doit.doit_cmd import DoitMain

    with open(output, "wb") as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    os.chdir(root)
    sys.exit(DoitMain().run(list(tasks)))

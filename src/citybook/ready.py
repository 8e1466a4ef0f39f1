"""A build goes in; it runs in a process of its own that begins with everything imported, so that it
answers at once.

One process imports and waits, and each build is forked from it (multiprocessing's forkserver).
Where a system cannot fork, each imports for itself.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


def all_of_it() -> None:
    """A plain `doit` in this folder; ends the process with its exit code."""
    from doit.doit_cmd import DoitMain

    sys.exit(DoitMain().run([]))


class Build:
    """A build in the publication's folder `root`, which begins at once. What it prints goes to the
    file `said`."""

    def __init__(self, work: Callable[[], None], root: Path, said: Path) -> None:
        self.said = said
        context: Any = multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
        if CAN_FORK:
            context.set_forkserver_preload(["citybook.imported"])
        self.process = context.Process(target=_run, args=(work, root, said))
        self.process.start()

    def stop(self) -> None:
        """Let it end where it is: the next build repairs what it leaves."""
        self.process.terminate()

    def end(self) -> tuple[int, str]:
        """Wait for its end; its exit code, negative if a signal ended it, and what it printed."""
        self.process.join()
        said = self.said.read_text(encoding="utf-8", errors="replace") if self.said.exists() else ""
        self.said.unlink(missing_ok=True)
        return self.process.exitcode, said


def _run(work: Callable[[], None], root: Path, said: Path) -> None:
    with open(said, "wb") as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    os.chdir(root)
    work()

"""A command of doit goes in; its exit code and what it printed come out, of a process that began
with everything imported.

Importing Citybook and the libraries takes longer than most of what the tests ask of it. So one
process imports them and waits, and each command is forked from it (multiprocessing's forkserver),
with nothing in memory that another command left behind.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from citybook.outputs import OURS
from citybook.preload import modules

ROOT = Path(__file__).parents[1]
SECONDS = 900


def run_doit(folder: Path, arguments: tuple[str, ...], *, is_wide: bool = False) -> tuple[int, str]:
    """Run doit in `folder`, and return its exit code and output. One that is wide has all cores;
    others have one, where several processes run tests: each worker reads styles anew. Raises
    TimeoutError."""
    with tempfile.NamedTemporaryFile() as output:
        process = start_doit(folder, arguments, output.name, is_wide=is_wide)
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"doit {' '.join(arguments)} has not ended after {SECONDS} seconds")
        return process.exitcode, output.read().decode(errors="replace")


def start_doit(
    folder: Path,
    arguments: tuple[str, ...],
    output: str,
    *,
    leads: bool = False,
    is_wide: bool = True,
) -> Any:
    """Start doit in `folder`, and return its process (multiprocessing.Process), whose output goes
    to a file. One that leads is in a group of its own, as at a terminal, and can be stopped."""
    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*modules(OURS), "tests.preloaded"])
    process = context.Process(
        target=_begin, args=(str(folder), arguments, output, dict(os.environ), leads, is_wide)
    )
    process.start()
    return process


def _begin(
    folder: str,
    arguments: tuple[str, ...],
    output: str,
    environment: dict[str, str],
    leads: bool,
    is_wide: bool,
) -> None:
    """Make this process what `python -m doit` in that folder would be, and let it run."""
    if leads:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # even where tests run behind
    with open(output, "wb") as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    runner = environment.get("PYTEST_XDIST_WORKER", "")  # such as gw1
    if runner and not is_wide:
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(runner[2:]) % len(cores)]})
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["doit", *arguments]
    sys.path[:] = [folder, *(path for path in sys.path if path not in ("", str(ROOT)))]

    from doit.doit_cmd import DoitMain

    sys.exit(DoitMain().run(list(arguments)))

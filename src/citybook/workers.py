"""Work that may go wrong goes in, item by item; what came of each comes out, done by worker
processes with limits.

A hostile text or picture may take hours, fill the memory or crash the interpreter. In a worker with
limits it costs that one item its time: the worker ends, the item is a Failure with its reason,
another worker goes on with the next. Workers are forked, so they begin with all that the parent has
read; they end with it.
"""

from __future__ import annotations

import ctypes
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

Work = Callable[[Any], Any]
# The ends of all pipes that this process holds: a worker must not keep others' open, or they
# would outlive the parent.
PIPES: set[Connection] = set()
# How a worker ends that could get no more memory.
NO_MEMORY = 77
# PR_SET_PDEATHSIG, see prctl(2).
DIE_WITH_PARENT = 1


@dataclass(frozen=True)
class Limits:
    """What one item may take: `seconds` of a core's time, `memory` in bytes beside what the parent
    has, and `wall_seconds` by the clock, since what waits for ever takes no core's time."""

    seconds: int = 8
    memory: int = 800_000_000
    wall_seconds: int = 120


# For a card, a practice, a picture: whatever comes from somewhere else.
CONTRIBUTED = Limits()
# For what is made of all entries together, such as the contents of a book of thousands.
OWN = Limits(seconds=900, memory=8_000_000_000, wall_seconds=3600)


@dataclass(frozen=True)
class Failure:
    """An item that could not be done; `reason` completes the sentence that begins with what it
    is."""

    reason: str


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    ticket: int = -1
    limits: Limits = CONTRIBUTED
    since: float = field(default_factory=time.monotonic)
    is_overdue: bool = False


def cores() -> int:
    """Count the cores that this process may use: a container or `taskset` may allow fewer than the
    machine has."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool:
    """Workers that do one kind of work: `submit` an item, ask for its `result` by the ticket.

    `count` is how many there are at most: as many as there are `cores`, if not said. Each does
    `begin` before its first item, under no limits. Whatever else may do work elsewhere has to offer
    what is public here: `spawn`, `submit`, `result`, `first_of`, `map`, `close` and `count`.
    """

    def __init__(self, work: Work, count: int = 0, begin: Callable[[], None] | None = None) -> None:
        self.work, self.count, self.begin = work, count or cores(), begin
        self.workers: list[_Worker] = []
        self.queue: deque[tuple[int, Any, Limits]] = deque()
        self.results: dict[int, tuple[bool, Any]] = {}
        self.tickets = itertools.count()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def spawn(self) -> None:
        """Start a worker before there is work for it."""
        if can_fork() and len(self.workers) < self.count:
            self._spawn()

    def submit(self, item: Any, limits: Limits = CONTRIBUTED, *, first: bool = False) -> int:
        """Hand in an item, to be done `first` of all that wait; returns the ticket to ask for its
        result with."""
        ticket = next(self.tickets)
        if can_fork():
            (self.queue.appendleft if first else self.queue.append)((ticket, item, limits))
            self._dispatch()
        else:
            self.results[ticket] = _attempt(self.work, item)
        return ticket

    def result(self, ticket: int) -> Any:
        """What came of an item, or a Failure. Raises what the work raised."""
        while ticket not in self.results:
            self._listen()
        is_done, outcome = self.results.pop(ticket)
        if not is_done:
            raise outcome
        return outcome

    def first_of(self, tickets: Collection[int]) -> int:
        """Of some tickets the one whose result is there first."""
        while (
            done := next((ticket for ticket in self.results if ticket in tickets), None)
        ) is None:
            self._listen()
        return done

    def map(self, items: Iterable[Any], limits: Limits = CONTRIBUTED) -> Iterator[Any]:
        """The results of all items, in their order."""
        tickets = [self.submit(item, limits) for item in items]
        return (self.result(ticket) for ticket in tickets)

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            self._kill(worker)
        self.workers = []

    def _dispatch(self) -> None:
        while self.queue:
            idle = next((worker for worker in self.workers if worker.ticket < 0), None)
            if idle is None and len(self.workers) < self.count:
                idle = self._spawn()
            if idle is None:
                return
            idle.ticket, item, idle.limits = self.queue.popleft()
            idle.since = time.monotonic()
            try:
                idle.pipe.send((item, idle.limits))
            except OSError:  # it died while it was idle: nothing of this item's is to blame
                self.queue.appendleft((idle.ticket, item, idle.limits))
                self._remove(idle)

    def _spawn(self) -> _Worker:
        fork = multiprocessing.get_context("fork")
        ours, theirs = fork.Pipe()
        PIPES.add(ours)
        # The kernel ends workers with the thread that forked them: only the main one lives as long
        # as the process.
        is_main = threading.current_thread() is threading.main_thread()
        process = fork.Process(
            target=_serve, args=(theirs, self.work, self.begin, os.getpid(), is_main), daemon=True
        )
        process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours))
        return self.workers[-1]

    def _listen(self) -> None:
        """Wait until a worker sends a result, and end those that are overdue."""
        busy = {worker.pipe: worker for worker in self.workers if worker.ticket >= 0}
        for pipe in wait(list(busy), timeout=1):
            worker = busy[pipe]  # type: ignore[index]
            try:
                self.results[worker.ticket] = worker.pipe.recv()
                worker.ticket = -1
            except (EOFError, OSError):
                self._reap(worker)
        for worker in self.workers:
            if worker.ticket >= 0 and time.monotonic() - worker.since > worker.limits.wall_seconds:
                worker.is_overdue = True
                worker.process.kill()
        self._dispatch()

    def _reap(self, worker: _Worker) -> None:
        """Note why a worker ended amid an item."""
        worker.process.join()
        overdue = f"takes more than {worker.limits.wall_seconds} seconds by the clock"
        self.results[worker.ticket] = (
            True,
            Failure(
                overdue if worker.is_overdue else _reason(worker.process.exitcode, worker.limits)
            ),
        )
        self._remove(worker)

    def _remove(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        self._kill(worker)

    def _kill(self, worker: _Worker) -> None:
        PIPES.discard(worker.pipe)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def alone(work: Work, item: Any, limits: Limits = CONTRIBUTED) -> Any:
    """What comes of a single item, or a Failure. Raises what the work raises."""
    with WorkerPool(work, 1) as pool:
        return pool.result(pool.submit(item, limits))


def can_fork() -> bool:
    """Tell whether this process may have workers: it is none itself, and the system forks."""
    return hasattr(os, "fork") and not multiprocessing.current_process().daemon


def _reason(code: int | None, limits: Limits) -> str:
    """Why a worker ended, by its exit code: that of a signal is negative."""
    if code == NO_MEMORY:
        return f"takes more than {limits.memory / 1e9:g} GB of memory"
    ended = -(code or 0)
    if ended == signal.SIGXCPU:
        return f"takes more than {limits.seconds} seconds"
    if ended == signal.SIGKILL:
        return "was ended from outside; perhaps the machine ran out of memory"
    return (
        f"makes the program crash ({signal.Signals(ended).name})"
        if ended > 0
        else f"ends the program (code {code})"
    )


def _serve(
    pipe: Connection, work: Work, begin: Callable[[], None] | None, parent: int, is_tied: bool
) -> None:
    """Do what a worker does until its parent closes the pipe or ends; `is_tied`, the kernel ends it
    with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, whose end is ours
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in PIPES:
        other.close()
    if sys.platform == "linux" and is_tied:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if begin:
        begin()
    has = _memory() if sys.platform == "linux" else 0
    with suppress(EOFError, OSError):
        while os.getppid() == parent:
            item, limits = pipe.recv()
            _limit(limits, has)
            pipe.send(_attempt(work, item))
    os._exit(0)


def _attempt(work: Work, item: Any) -> tuple[bool, Any]:
    """Whether the work was done, and what came of it: its result, a Failure, or what it raised."""
    try:
        return True, work(item)
    except RecursionError:
        return True, Failure("is nested too deep")
    except MemoryError:
        if multiprocessing.current_process().daemon:
            os._exit(NO_MEMORY)  # the memory is in pieces: another worker shall go on
        return True, Failure("takes more memory than there is")
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error


def _limit(limits: Limits, has: int) -> None:
    """Limit what this process may take from now on, beside the memory that it had when it began."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(time.process_time()) + 1 + limits.seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most)
    )
    if sys.platform == "linux":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        soft = has + limits.memory
        resource.setrlimit(
            resource.RLIMIT_AS, (soft if most == resource.RLIM_INFINITY else min(soft, most), most)
        )


def _memory() -> int:
    """The size in bytes of what this process has mapped (proc(5), /proc/pid/statm)."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")

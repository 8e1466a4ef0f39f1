"""Work that may go wrong goes in, item by item; what came of each comes out, done in child
processes with limits.

A hostile text or picture may take hours, fill the memory or crash the interpreter. In a child with
limits it costs that one item its time: the child ends, the item is a Failure with its reason,
another child goes on with the next. Children are forked, so they begin with all that the parent has
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
# The ends of all pipes that this process holds: a child must not keep its sisters' open, or they
# would outlive the parent.
ENDS: set[Connection] = set()
# How a child ends that could get no more memory.
NO_MEMORY = 77
# PR_SET_PDEATHSIG, see prctl(2).
DIE_WITH_PARENT = 1


@dataclass(frozen=True)
class Limits:
    """What one item may take: `seconds` of a core's time, `memory` in bytes beside what the parent
    has, and `wall_seconds`, seconds by the clock, since what waits for ever takes no core's time."""

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
class _Child:
    process: Any
    end: Connection
    ticket: int = -1
    limits: Limits = CONTRIBUTED
    since: float = field(default_factory=time.monotonic)
    is_overdue: bool = False


class WorkerPool:
    """Children that do one kind of work. `count` is how many at most: as many as the machine has
    cores, if not said. Each does `begin` before its first item, under no limits."""

    def __init__(self, work: Work, count: int = 0, begin: Callable[[], None] | None = None) -> None:
        self.work, self.count, self.begin = work, count or os.cpu_count() or 1, begin
        self.children: list[_Child] = []
        self.waiting: deque[tuple[int, Any, Limits]] = deque()
        self.found: dict[int, tuple[bool, Any]] = {}
        self.tickets = itertools.count()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def spawn(self) -> None:
        """Let a child begin before there is work for it."""
        if _can_fork() and len(self.children) < self.count:
            self._spawn()

    def submit(self, item: Any, limits: Limits = CONTRIBUTED, *, first: bool = False) -> int:
        """Hand in an item, to be done `first` of all that wait; returns the ticket to ask for its
        result with."""
        ticket = next(self.tickets)
        if _can_fork():
            (self.waiting.appendleft if first else self.waiting.append)((ticket, item, limits))
            self._hand_out()
        else:
            self.found[ticket] = _done(self.work, item)
        return ticket

    def result(self, ticket: int) -> Any:
        """What came of an item, or a Failure. Raises what the work raised."""
        while ticket not in self.found:
            self._listen()
        is_done, outcome = self.found.pop(ticket)
        if not is_done:
            raise outcome
        return outcome

    def first_of(self, tickets: Collection[int]) -> int:
        """Of some tickets the one whose result is there first."""
        while (done := next((ticket for ticket in self.found if ticket in tickets), None)) is None:
            self._listen()
        return done

    def map(self, items: Iterable[Any], limits: Limits = CONTRIBUTED) -> Iterator[Any]:
        """The results of all items, in their order."""
        tickets = [self.submit(item, limits) for item in items]
        return (self.result(ticket) for ticket in tickets)

    def close(self) -> None:
        """End the children."""
        for child in self.children:
            self._kill(child)
        self.children = []

    def _hand_out(self) -> None:
        while self.waiting:
            idle = next((child for child in self.children if child.ticket < 0), None)
            if idle is None and len(self.children) < self.count:
                idle = self._spawn()
            if idle is None:
                return
            idle.ticket, item, idle.limits = self.waiting.popleft()
            idle.since = time.monotonic()
            try:
                idle.end.send((item, idle.limits))
            except OSError:  # it died while it was idle: nothing of this item's is to blame
                self.waiting.appendleft((idle.ticket, item, idle.limits))
                self._remove(idle)

    def _spawn(self) -> _Child:
        fork = multiprocessing.get_context("fork")
        ours, theirs = fork.Pipe()
        ENDS.add(ours)
        # The kernel ends children with the thread that forked them: only the main one lives as long
        # as the process.
        is_main = threading.current_thread() is threading.main_thread()
        process = fork.Process(
            target=_serve, args=(theirs, self.work, self.begin, os.getpid(), is_main), daemon=True
        )
        process.start()
        theirs.close()
        self.children.append(_Child(process, ours))
        return self.children[-1]

    def _listen(self) -> None:
        """Wait until a child has something to say, or has said nothing for too long."""
        busy = {child.end: child for child in self.children if child.ticket >= 0}
        for end in wait(list(busy), timeout=1):
            child = busy[end]  # type: ignore[index]
            try:
                self.found[child.ticket] = child.end.recv()
                child.ticket = -1
            except (EOFError, OSError):
                self._reap(child)
        for child in self.children:
            if child.ticket >= 0 and time.monotonic() - child.since > child.limits.wall_seconds:
                child.is_overdue = True
                child.process.kill()
        self._hand_out()

    def _reap(self, child: _Child) -> None:
        """Note why a child ended amid an item."""
        child.process.join()
        overdue = f"takes more than {child.limits.wall_seconds} seconds by the clock"
        self.found[child.ticket] = (
            True,
            Failure(overdue if child.is_overdue else _reason(child.process.exitcode, child.limits)),
        )
        self._remove(child)

    def _remove(self, child: _Child) -> None:
        self.children.remove(child)
        self._kill(child)

    def _kill(self, child: _Child) -> None:
        ENDS.discard(child.end)
        child.end.close()
        child.process.kill()
        child.process.join()


def alone(work: Work, item: Any, limits: Limits = CONTRIBUTED) -> Any:
    """What comes of a single item, or a Failure. Raises what the work raises."""
    with WorkerPool(work, 1) as pool:
        return pool.result(pool.submit(item, limits))


def _can_fork() -> bool:
    """Whether this process may have children: not a child itself, and on a system that forks."""
    return hasattr(os, "fork") and not multiprocessing.current_process().daemon


def _reason(code: int | None, limits: Limits) -> str:
    """Why a child ended, by its exit code: that of a signal is negative."""
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
    end: Connection, work: Work, begin: Callable[[], None] | None, parent: int, is_tied: bool
) -> None:
    """What a child does until its parent closes the pipe or ends; `is_tied`, the kernel ends it
    with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, whose end is ours
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in ENDS:
        other.close()
    if sys.platform == "linux" and is_tied:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if begin:
        begin()
    has = _memory() if sys.platform == "linux" else 0
    with suppress(EOFError, OSError):
        while os.getppid() == parent:
            item, limits = end.recv()
            _limit(limits, has)
            end.send(_done(work, item))
    os._exit(0)


def _done(work: Work, item: Any) -> tuple[bool, Any]:
    """Whether the work was done, and what came of it: its result, a Failure, or what it raised."""
    try:
        return True, work(item)
    except RecursionError:
        return True, Failure("is nested too deep")
    except MemoryError:
        if multiprocessing.current_process().daemon:
            os._exit(NO_MEMORY)  # the memory is in pieces: another child shall go on
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

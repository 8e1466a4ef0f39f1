"""Work that hangs, crashes or fills the memory goes in; it is named, everything else is done, and
no process is left."""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import threading
import time
from typing import Any

import pytest

from citybook.workers import Failure, Limits, WorkerPool, alone, cores

SHORT = Limits(seconds=1, memory=200_000_000)


def work(item: Any) -> Any:
    match item:
        case "for ever":
            while True:
                pass
        case "asleep":
            time.sleep(60)
        case "memory":
            return len(bytearray(1_000_000_000))
        case "crash":
            faulthandler.disable()  # pytest's report of it would only frighten
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "deep":
            return _deep(0)
        case "mistake":
            raise ValueError("as it should")
        case "leaves":
            os._exit(3)
    return f"{item} done"


def _deep(depth: int) -> int:
    return _deep(depth + 1) + 1


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("for ever", "takes more than 1 seconds"),
        ("memory", "takes more than 0.2 GB of memory"),
        ("crash", "makes the program crash (SIGSEGV)"),
        ("killed", "was ended from outside"),
        ("deep", "is nested too deep"),
        ("leaves", "ends the program (code 3)"),
    ],
)
def test_what_goes_wrong_is_told_and_everything_else_is_done(item: str, reason: str) -> None:
    with WorkerPool(work, 2) as pool:
        found = list(pool.map([1, item, 2, item, 3, 4], SHORT))
    for failed in found[1::2][:2]:
        assert isinstance(failed, Failure)
        assert reason in failed.reason
    assert found[0::2] == ["1 done", "2 done", "3 done"]
    assert found[5] == "4 done"


def test_what_waits_for_ever_is_ended_by_the_clock() -> None:
    assert alone(work, "asleep", Limits(wall_seconds=2)) == Failure(
        "takes more than 2 seconds by the clock"
    )


def test_an_error_of_the_work_is_raised_where_its_result_is_asked_for_and_tells_its_origin() -> (
    None
):
    with WorkerPool(work, 2) as pool:
        tickets = [pool.submit(item) for item in (1, "mistake", 2)]
        assert pool.result(tickets[2]) == "2 done"
        with pytest.raises(ValueError, match="as it should") as raised:
            pool.result(tickets[1])
        assert "in work" in raised.value.__notes__[0]


def test_a_child_that_dies_while_it_waits_costs_no_item() -> None:
    with WorkerPool(work, 1) as pool:
        assert pool.result(pool.submit(1)) == "1 done"
        os.kill(pool.workers[0].process.pid, signal.SIGKILL)
        time.sleep(0.2)
        assert pool.result(pool.submit(2)) == "2 done"


def test_no_child_is_left_when_the_pool_is_closed() -> None:
    before = set(multiprocessing.active_children())
    with WorkerPool(work, 3) as pool:
        assert len(list(pool.map(range(9)))) == 9
    assert set(multiprocessing.active_children()) == before


def test_a_child_has_no_children_of_its_own_and_still_works() -> None:
    assert alone(lambda item: alone(work, item), 5) == "5 done"


def test_children_outlive_the_thread_that_asked_for_them_first() -> None:
    with WorkerPool(work, 1) as pool:
        asking = threading.Thread(target=lambda: pool.result(pool.submit(1)))
        asking.start()
        asking.join()
        time.sleep(0.2)
        child = pool.workers[0].process
        assert child.is_alive()
        assert pool.result(pool.submit(2)) == "2 done"
        assert pool.workers[0].process is child


def test_large_items_and_results_pass() -> None:
    with WorkerPool(lambda item: item * 2, 2) as pool:
        assert [len(found) for found in pool.map([b"x" * 3_000_000] * 6)] == [6_000_000] * 6


def test_there_are_as_many_workers_as_cores_that_the_process_may_use() -> None:
    may = os.sched_getaffinity(0)
    assert cores() == len(may)
    try:
        os.sched_setaffinity(0, {min(may)})
        assert WorkerPool(work).count == 1
    finally:
        os.sched_setaffinity(0, may)

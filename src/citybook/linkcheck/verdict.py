"""A web address goes in; whether it is good, has moved, is slow, is dead or cannot be judged comes
out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from citybook.linkcheck.asking import Answer, UnreachableError
from citybook.linkcheck.manners import (
    MOST_REDIRECTS,
    REDIRECTS,
    Hosts,
    NotAllowedError,
    redirect_target,
    seconds_of,
)
from citybook.models.web import fault

State = Literal["good", "moved", "slow", "dead", "unclear"]
FOR_GOOD = (301, 308)
GONE = (404, 410)
# A host that says so may be asked again.
BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Verdict:
    """What is so of an address: `message` says it in words, and where it has `moved`."""

    state: State
    message: str = ""
    moved: str = ""
    is_offline: bool = False


@dataclass(frozen=True)
class Judge:
    """Judges addresses. So many seconds are `slow`; after a failure it asks again so many `times`,
    each after a longer `wait` in seconds, but never after more than `longest_wait`."""

    hosts: Hosts
    slow: float = 5
    times: int = 2
    wait: float = 2
    longest_wait: float = 30

    def judge(self, address: str) -> Verdict:
        """Ask for an address, and for those that it leads to."""
        try:
            return self._follow(address)
        except NotAllowedError:
            return Verdict("unclear", "its host asks programs not to look (robots.txt)")
        except UnreachableError as error:
            return Verdict("dead", str(error), is_offline=error.is_offline)

    def _follow(self, address: str) -> Verdict:
        at, moved, is_for_good = address, "", True
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(at)
            if answer.status not in REDIRECTS or not answer.location:
                return self._of(answer, address, moved)
            at = redirect_target(at, answer.location)
            if not at or fault(at.partition("#")[0]):
                return Verdict("unclear", f"it leads on to {(at or answer.location)[:200]}")
            is_for_good = is_for_good and answer.status in FOR_GOOD
            moved = at if is_for_good else moved
        return Verdict("dead", f"it leads on more than {MOST_REDIRECTS} times, maybe in a circle")

    def _ask(self, address: str) -> Answer:
        """Ask for the head, and for all where a host refuses that; again where it is busy."""
        answer = self._patiently("HEAD", address)
        if answer.status >= 400 and answer.status not in (*GONE[1:], 429):
            answer = self._patiently("GET", address)
        return answer

    def _patiently(self, method: str, address: str) -> Answer:
        for left in range(self.times, -1, -1):
            wait = self.wait * 2 ** (self.times - left)
            try:
                answer = self.hosts.ask(method, address)
                asked = seconds_of(answer.retry_after) if answer.retry_after else None
                is_too_long = asked is not None and asked > self.longest_wait
                if answer.status not in BUSY or not left or is_too_long:
                    return answer
                wait = max(wait, asked or 0)
            except UnreachableError as error:
                if error.is_final or not left:
                    if error.is_offline:  # its other addresses have the same name
                        self.hosts.give_up(address, error)
                    raise
            self.hosts.wait(address, min(wait, self.longest_wait))
        raise AssertionError("the last time returns or raises")

    def _of(self, answer: Answer, address: str, moved: str) -> Verdict:
        status = answer.status
        if status in GONE:
            return Verdict("dead", f"it is gone: its host answers {status}")
        if status == 429 or (status == 503 and answer.retry_after):
            return Verdict("unclear", f"its host is busy: it answers {status}")
        if status >= 500:
            return Verdict("dead", f"its host fails: it answers {status}")
        if status >= 400:
            return Verdict("unclear", f"its host answers {status}, maybe to programs only")
        if moved and moved.rstrip("/") != address.rstrip("/"):
            return _judge_moved(address, moved)
        if answer.seconds > self.slow:
            return Verdict("slow", f"it took {answer.seconds:.0f} seconds to answer")
        return Verdict("good")


def _judge_moved(address: str, moved: str) -> Verdict:
    """What is so of an address that leads on for good. A page that now leads to a site's home page
    is most likely gone."""
    if urlsplit(address).path.strip("/") and not urlsplit(moved).path.strip("/"):
        return Verdict("moved", f"it leads to a home page now, {moved}: the page may be gone")
    return Verdict("moved", f"it has moved to {moved}", moved)

"""Requests go in; each goes out when its host may be asked: one at a time, with a pause, and only
what its robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from citybook.linkcheck.asking import Answer, Asker, UnreachableError

MOST_ROBOTS = 500_000  # bytes, as much as RFC 9309 asks for
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# The digits of a number that no delay needs, and of which Python refuses to read thousands.
NEEDLESS_DIGITS = re.compile(r"(?<=[0-9]{9})[0-9]+")


class NotAllowedError(Exception):
    """What a host asks programs not to ask for."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0
    robots: RobotFileParser | None = None
    failure: UnreachableError | None = None


@dataclass
class Hosts:
    """Hosts that are asked, in any number of threads. `pause` is in seconds between two requests,
    `longest_pause` what is waited for at most where a host asks for more."""

    asker: Asker
    pause: float = 1
    longest_pause: float = 10
    _known: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, method: str, address: str) -> Answer:
        """Ask for an address when its host may be asked. Raises NotAllowedError and
        UnreachableError."""
        host = self._host(address)
        with host.lock:
            if host.failure:
                raise host.failure
            if host.robots is None:
                host.robots = self._read_robots(host, address)
            if not host.robots.can_fetch(self.asker.agent, address):
                raise NotAllowedError
            return self._ask(host, method, address)

    def wait(self, address: str, seconds: float) -> None:
        """Let a host be for so many seconds."""
        host = self._host(address)
        host.free_at = max(host.free_at, time.monotonic() + seconds)

    def give_up(self, address: str, failure: UnreachableError) -> None:
        """Let every later request to a host fail at once."""
        self._host(address).failure = failure

    def _host(self, address: str) -> _Host:
        with self._lock:
            return self._known.setdefault(urlsplit(address).netloc.lower(), _Host())

    def _ask(self, host: _Host, method: str, address: str, most: int = 0) -> Answer:
        time.sleep(max(0.0, host.free_at - time.monotonic()))
        try:
            return self.asker.ask(method, address, most)
        finally:
            asked = host.robots.crawl_delay(self.asker.agent) if host.robots else None
            # Any int can be compared; as a float it ends at 309 digits.
            pause = min(max(self.pause, int(asked or 0)), self.longest_pause)
            host.free_at = time.monotonic() + pause

    def _read_robots(self, host: _Host, address: str) -> RobotFileParser:
        """Read what a host allows. Where it has no such file all is allowed; where it cannot give
        it, nothing. Raises UnreachableError."""
        found = RobotFileParser()
        place = urljoin(address, "/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(host, "GET", place, MOST_ROBOTS)
            if answer.status not in REDIRECTS or not answer.location:
                break
            place = redirect_target(place, answer.location)
            if not place.startswith(("http://", "https://")):
                break
        if answer.status == 200:
            found.parse(_readable_lines(answer.body.decode("utf-8", "replace")))
        else:
            found.parse(["User-agent: *", "Disallow: /"] if answer.status >= 500 else [])
        return found


def redirect_target(address: str, location: str) -> str:
    """Return where a redirect from an address leads; empty where that is no address."""
    try:
        return urljoin(address, location)
    except ValueError:
        return ""


def _readable_lines(robots: str) -> list[str]:
    """Return the lines of a robots.txt that can be read, with numbers no longer than needed."""
    readable = []
    for line in robots.splitlines():
        for written in (line, NEEDLESS_DIGITS.sub("", line)):
            with suppress(ValueError):
                RobotFileParser().parse(["User-agent: *", written])
                readable.append(written)
                break
    return readable


def seconds_of(retry_after: str) -> float | None:
    """Return after how many seconds a host asks to be asked again (RFC 9110, 10.2.3)."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())

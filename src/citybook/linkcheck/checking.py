"""A publication goes in; what is wrong with the web addresses in it comes out as problems, each
address once.

What was good is remembered in build/.state/links for some days. No build reads that file: what the
network said yesterday changes no page and no PDF.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from citybook import clock
from citybook.linkcheck.asking import Asker
from citybook.linkcheck.manners import Hosts
from citybook.linkcheck.named import AddressPlace
from citybook.linkcheck.verdict import Judge, Verdict
from citybook.manifest import write
from citybook.models.web import is_reserved
from citybook.problems import Problem

# So many hosts are asked at the same time.
MANY = 16
REMEMBERED = 7 * 24 * 3600  # seconds
# Of more places of one address only so many are named.
MOST_PLACES = 3
ERRORS = ("dead",)


def agent(base: str) -> str:
    """Return who asks, so that whoever runs a host knows."""
    return f"Citybook/0.1 (checks the links of {base})"


@dataclass
class Memory:
    """Addresses that were good, and when, in a file of what Citybook remembers."""

    path: Path
    is_fresh: bool = False

    def __post_init__(self) -> None:
        self.good: dict[str, float] = {}
        try:
            kept = json.loads(self.path.read_bytes())
            now = time.time()
            self.good = {
                str(address): float(when)
                for address, when in kept.items()
                if not self.is_fresh and now - REMEMBERED < float(when) <= now
            }
        except (OSError, ValueError, TypeError, AttributeError):
            pass  # it is asked again

    def save(self) -> None:
        write(self.path, json.dumps(self.good, sort_keys=True).encode())


def check_all(addresses: Iterable[str], judge: Judge, memory: Memory) -> dict[str, Verdict]:
    """Judge addresses that were not good of late, many hosts at a time, and remember the good.
    What was found is remembered even if it is stopped."""
    found = {address: Verdict("good") for address in addresses if address in memory.good}
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        if address not in found:
            by_host.setdefault(_netloc(address), []).append(address)
    is_stopped = threading.Event()

    def check_host(listed: Sequence[str]) -> None:
        for address in listed:
            if not is_stopped.is_set():
                found[address] = _judge(address, judge)

    try:
        with ThreadPoolExecutor(MANY) as pool:
            try:
                list(pool.map(check_host, by_host.values()))
            except BaseException:
                is_stopped.set()
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        now = time.time()
        for address, one in found.items():
            if one.state == "good":
                memory.good.setdefault(address, now)
        memory.save()
    return found


def _netloc(address: str) -> str:
    """Return the host of an address with its port; empty where it cannot be read."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _judge(address: str, judge: Judge) -> Verdict:
    """Judge an address. Whatever its host answers, the others are judged too."""
    try:
        return judge.judge(address)
    except Exception as error:  # of many kinds, by what is answered
        return Verdict("unclear", f"it could not be checked ({type(error).__name__})")


def make_judge(base: str, *, is_intranet: bool) -> Judge:
    """Return who judges for the publication with this address."""
    return Judge(Hosts(Asker(agent(base), is_intranet=is_intranet)))


def describe(places: dict[str, list[AddressPlace]], found: dict[str, Verdict]) -> list[Problem]:
    """Return a problem for each address that is not good, where it stands first."""
    problems = []
    for address, listed in places.items():
        finding = found[address]
        known = [one for one in listed if one.is_dead]
        listed = [one for one in listed if not one.is_dead]
        if known and finding.state in ("good", "slow"):
            message = f"{address} answers again"
            problems.append(_problem(known, message, "take `dead` out", "warning"))
        if listed and finding.state != "good":
            message = f"{address[:200]}: {finding.message}"
            severity = "error" if finding.state in ERRORS else "warning"
            problems.append(_problem(listed, message, _hint(address, listed[0], finding), severity))
    return problems


def _problem(listed: list[AddressPlace], message: str, hint: str, severity: str) -> Problem:
    first, others = listed[0], listed[1:]
    if others:
        more = f" and {len(others) - MOST_PLACES} more" if len(others) > MOST_PLACES else ""
        also = ", ".join(str(one) for one in others[:MOST_PLACES])
        hint = "; ".join(filter(None, (hint, f"it is also in {also}{more}")))
    return Problem(first.file, first.line, first.column, message, hint, severity)


def _hint(address: str, place: AddressPlace, finding: Verdict) -> str:
    if finding.moved:
        return "open it, and write the new address if it is the same page"
    if _netloc(address) and is_reserved(address):
        return "it is one of those reserved for examples"
    if finding.state == "dead" and place.archived:
        today = clock.today().isoformat()
        return f"write dead: {today} beside it, and site and print lead to the archived copy"
    if finding.state == "dead":
        return "look for its new address; of a source, a copy at web.archive.org goes in `archived`"
    return "open it in a browser" if finding.state in ("unclear", "moved") else ""


def summary(found: dict[str, Verdict], remembered: int) -> str:
    """Say how many addresses are what."""
    counts = {"good": 0, "moved": 0, "slow": 0, "unclear": 0, "dead": 0}
    for one in found.values():
        counts[one.state] += 1
    said = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    asked = f" {remembered} were good of late and not asked again." if remembered else ""
    return f"{len(found)} addresses: {said or 'nothing to check'}.{asked}"

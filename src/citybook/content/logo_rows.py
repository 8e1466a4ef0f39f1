"""A line of a list of logos as it is written goes in; its file, whose it is and where that leads
come out, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citybook.models.plain import plain_fault
from citybook.models.web import fault

EXAMPLE = "- turin.svg | [City of Turin](https://turin.example)"
LINKED = re.compile(r"\[(?P<name>[^\[\]]*)\]\((?P<url>[^()\s]*)\)")


@dataclass(frozen=True)
class LogoRow:
    """The file of a logo in content/logos/, empty where there is none, whose it is, its public web
    page, and its line."""

    file: str
    name: str
    url: str
    line: int


class NotALogo(Exception):
    """The line names no logo: message and hint."""


def read_logo(written: str, line: int) -> LogoRow:
    """Return a line of a list of logos, without the sign that begins it. Raises NotALogo."""
    file, bar, named = (part.strip() for part in written.rpartition("|"))
    found = LINKED.fullmatch(named)
    name, url = (found["name"].strip(), found["url"]) if found else (named, "")
    if not name or bool(bar) != bool(file) or "|" in file:
        raise NotALogo("this is no line of a list of logos", f"write lines such as: {EXAMPLE}")
    if wrong := plain_fault(name):
        raise NotALogo(*wrong[1:])
    if found and (not url.startswith(("http://", "https://")) or fault(url)):
        raise NotALogo(f"'{url[:80]}' leads nowhere", "write an address with https://")
    return LogoRow(file, name, url, line)

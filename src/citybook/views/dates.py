"""An entry and what Git says of its file go in; when it was published and when it changed come out.

All are times of RFC 3339 in UTC, empty where nothing is known; a day is its beginning.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citybook.content.entries import Entry
from citybook.history import Period


@dataclass(frozen=True)
class EntryDates:
    """When an entry was published, when its text changed or was reviewed, and the time that it has
    in the feed: that of its `date`, where its kind has such a field."""

    published: str = ""
    changed: str = ""
    in_feed: str = ""


def dates_of(entry: Entry[Any], history: Mapping[str, Period]) -> EntryDates:
    """Return the dates of an entry or a guide."""
    first, last = history.get(entry.file, ("", ""))
    day = _time(getattr(entry.front, "date", None))
    changed = max(_time(entry.front.reviewed), last)
    return EntryDates(day or first, changed, day or changed)


def _time(day: datetime.date | None) -> str:
    return f"{day}T00:00:00Z" if day else ""

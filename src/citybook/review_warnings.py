"""A linked catalogue goes in; the entries that nobody has looked at for too long come out as
warnings."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from citybook import clock
from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.problems import Problem, describe_count

HINT = "look through it, and write the day on which you did: `reviewed: {today}`"


def warn_of_reviews(catalogue: Catalogue, today: datetime.date | None = None) -> Iterator[Problem]:
    """Yield a warning for each entry whose review is older than the publication's limit or yet to
    come; and, with a limit, a single one for all that were never reviewed."""
    today, limit = today or clock.today(), catalogue.publication.review_after
    hint = HINT.format(today=today)
    never: list[Entry[Any]] = []
    entries: list[Entry[Any]] = [*catalogue.guides.values()]
    for kind in catalogue.kinds:
        entries += catalogue.of(kind).values()
    for entry in entries:
        reviewed, of = entry.front.reviewed, catalogue.kinds.by_id.get(entry.kind)
        field = of.roles.get("reviewed") if of else "reviewed"
        if field is None:
            continue  # what is called so is something else there
        if reviewed is None:
            never.append(entry)
        elif reviewed > today:
            message = f"{field}: {reviewed} is yet to come"
            yield Problem(entry.file, *entry.mark((field,)), message, hint, "warning")
        elif limit and months_later(reviewed, limit) < today:
            message = f"{field}: {reviewed} is longer ago than {_span(limit)}"
            yield Problem(entry.file, *entry.mark((field,)), message, hint, "warning")
    if limit and never:
        others = f", nor in {len(never) - 1} others" if never[1:] else ""
        message = f"no day of a review here{others}: nobody knows whether it is too old"
        yield Problem(never[0].file, *never[0].mark(()), message, hint, "warning")


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    if (year := day.year + years) > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _span(months: int) -> str:
    number, unit = (months, "month") if months % 12 else (months // 12, "year")
    return describe_count(number, unit)

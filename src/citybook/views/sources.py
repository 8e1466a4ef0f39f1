"""Sources, links and works go in; each comes out as it is listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from citybook.models.common import Source
from citybook.views import addresses


@dataclass(frozen=True)
class Cited:
    """A source, a link or a work cited: its title, its address if it has one, its number among the
    notes of a book or, where there are none, the address as it is printed. `archived` is where a
    copy is; if it `is_copy`, the original is dead, and its address is the copy's."""

    title: str
    url: str
    number: int | None = None
    address: str = ""
    archived: str = ""
    is_copy: bool = False


def cite_sources(sources: Iterable[Source]) -> tuple[Cited, ...]:
    """Return sources, links or works as they are listed."""
    return tuple(
        Cited(
            title=source.title,
            url=source.current,
            archived=source.archived or "",
            is_copy=bool(source.dead),
        )
        for source in sources
    )


def with_addresses(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Return what is cited with its printed addresses, for paper."""
    return tuple(
        replace(one, address=addresses.short_address(one.url), archived="") if one.url else one
        for one in cited
    )

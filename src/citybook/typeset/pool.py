"""Print HTML goes in; what WeasyPrint makes of it comes out, set by children with limits:
workers.py.

Only the children import WeasyPrint, and this process goes on meanwhile. Each keeps the fonts and
styles that it has read, and ends with the run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

from citybook.typeset.furniture import Turn
from citybook.typeset.outcome import Fault, Made, Piece, RenderError
from citybook.workers import CONTRIBUTED, OWN, Failure, Limits, WorkerPool

Job = tuple[Callable[..., Any], tuple[Any, ...]]
# HTML of more bytes is no contribution, whose file may have 200 kB, but a list of thousands.
LONG = 1_000_000


@cache
def pool() -> WorkerPool:
    """The children that typeset in this run."""
    return WorkerPool(_do, begin=_begin)


def _begin() -> None:
    """What a child does before it is given work, so that no limit counts it."""
    import citybook.typeset.fragments  # noqa: F401  # and with it WeasyPrint


def _do(job: Job) -> Any:
    function, args = job
    return function(*args)


def spawn() -> None:
    """Start one worker, while this process reads what there is to typeset."""
    pool().spawn()


def submit(
    function: Callable[..., Any], *args: Any, limits: Limits = CONTRIBUTED, first: bool = False
) -> int:
    """Hand in a job, to be done `first` of all that waits; returns the ticket to `ask` with."""
    return pool().submit((function, args), limits, first=first)


def first_of(tickets: Collection[int]) -> int:
    """Of some tickets the one whose job is done first."""
    return pool().first_of(tickets)


def ask(ticket: int) -> Any:
    """What came of a job. Raises what it raised, and RenderError if it went beyond its limits."""
    found = pool().result(ticket)
    if isinstance(found, Failure):
        raise RenderError(
            "", [Fault(f"typesetting it {found.reason}", hint="shorten or divide it")]
        )
    return found


def typeset(html: str, css: str, fonts: Path, images: Path) -> Made:
    """Set `html` with the stylesheet's text `css`. Raises FitError, RenderError."""
    made: Made = ask(submit_whole(html, css, fonts, images))
    return made


def submit_whole(html: str, css: str, fonts: Path, images: Path) -> int:
    """Hand in what `typeset` sets; returns the ticket."""
    return submit(_typeset, html, css, fonts, images)


class Kit:
    """What the fragments of a book are set with: the stylesheet's text, and the folders of fonts
    and pictures."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        self.with_all = (css, fonts, images)

    def submit(self, html: str, *, first: bool = False) -> int:
        """Hand in a fragment; returns the ticket for its `piece`."""
        return submit(
            _set, self.with_all, html, limits=OWN if len(html) > LONG else CONTRIBUTED, first=first
        )

    @staticmethod
    def piece(ticket: int) -> Piece:
        """What came of a fragment; one that could not be set has no pages, and what is wrong with
        it."""
        try:
            piece: Piece = ask(ticket)
        except RenderError as error:
            return Piece(b"", (), (), {}, (), error.faults)
        return piece

    def submit_furniture(self, frame: str, turns: list[Turn]) -> int:
        """Hand in the pages of running titles and folios that are laid over the book's; returns the
        ticket."""
        return submit(_furniture, self.with_all, frame, turns, limits=OWN)


def _typeset(html: str, css: str, fonts: Path, images: Path) -> Made:
    from citybook.typeset.pdf import typeset as set_whole

    return set_whole(html, css, fonts, images)


def _set(kit: tuple[str, Path, Path], html: str) -> Piece:
    from citybook.typeset.fragments import set_fragment
    from citybook.typeset.pdf import Setter

    with Setter(*kit) as setter:
        return set_fragment(setter, html)


def _furniture(kit: tuple[str, Path, Path], frame: str, turns: list[Turn]) -> bytes:
    from citybook.typeset.furniture import furniture
    from citybook.typeset.pdf import Setter

    with Setter(*kit) as setter:
        return furniture(setter, frame, turns)

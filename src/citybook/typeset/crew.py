"""Print HTML goes in; what WeasyPrint makes of it comes out, set by children with limits: workers.py.

The children begin when the first of them is needed and end with the run. Each keeps the fonts and styles that it has read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from citybook.typeset import pdf
from citybook.typeset.fragments import Piece, set_fragment
from citybook.typeset.furniture import Turn, furniture
from citybook.typeset.pdf import Complaint, Made, Setter
from citybook.typeset.spill import Fault
from citybook.workers import CONTRIBUTED, OWN, Crew, Failure, Limits

Job = tuple[Callable[..., Any], tuple[Any, ...]]
# HTML of more bytes is no contribution, whose file may have 200 kB, but a list of thousands.
LONG = 1_000_000


@cache
def crew() -> Crew:
    """The children that typeset in this run."""
    return Crew(_do)


def _do(job: Job) -> Any:
    function, args = job
    return function(*args)


def submit(function: Callable[..., Any], *args: Any, limits: Limits = CONTRIBUTED) -> int:
    """Hand in a job; returns the ticket to `ask` with."""
    return crew().submit((function, args), limits)


def ask(ticket: int) -> Any:
    """What came of a job. Raises what it raised, and Complaint if it went beyond its limits."""
    found = crew().result(ticket)
    if isinstance(found, Failure):
        raise Complaint("", [Fault(f"typesetting it {found.reason}", way_out="shorten or divide it")])
    return found


def typeset(html: str, css: str, fonts: Path, images: Path) -> Made:
    """Set `html` with the stylesheet's text `css`. Raises Unfit, Complaint."""
    made: Made = ask(submit(pdf.typeset, html, css, fonts, images))
    return made


class Kit:
    """What the fragments of a book are set with: the stylesheet's text, and the folders of fonts and pictures."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        self.with_all = (css, fonts, images)

    def set_all(self, sources: list[str]) -> list[Piece]:
        """The pieces of all `sources`, in their order, each with what is wrong with it."""
        # The longest first, so that no core waits for a long one at the end.
        order = sorted(range(len(sources)), key=lambda index: -len(sources[index]))
        tickets = {index: submit(_set, self.with_all, sources[index], limits=OWN if len(sources[index]) > LONG else CONTRIBUTED)
                   for index in order}
        return [_piece(tickets[index]) for index in range(len(sources))]

    def furniture(self, frame: str, turns: list[Turn]) -> bytes:
        """The pages of running titles and folios that are laid over the book's. Raises Complaint."""
        made: bytes = ask(submit(_furniture, self.with_all, frame, turns, limits=OWN))
        return made


def _piece(ticket: int) -> Piece:
    """What came of a fragment; one that could not be set has no pages, and what is wrong with it."""
    try:
        piece: Piece = ask(ticket)
    except Complaint as complaint:
        return Piece(b"", (), {}, (), complaint.faults)
    return piece


def _set(kit: tuple[str, Path, Path], html: str) -> Piece:
    with Setter(*kit) as setter:
        return set_fragment(setter, html)


def _furniture(kit: tuple[str, Path, Path], frame: str, turns: list[Turn]) -> bytes:
    with Setter(*kit) as setter:
        return furniture(setter, frame, turns)

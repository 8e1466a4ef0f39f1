"""Print HTML goes in; what WeasyPrint makes of it comes out, rendered by workers with limits
(workers.py).

Only the workers import WeasyPrint, and this process goes on meanwhile. Each keeps the fonts and
styles that it has read, and ends with the run.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from citybook.typeset import pango
from citybook.typeset.headers import PageHeader
from citybook.typeset.outcome import (
    LayoutFault,
    RenderedDocument,
    RenderedFragment,
    RenderError,
    Setting,
)
from citybook.workers import CONTRIBUTED, OWN, Failure, Limits, WorkerPool

Call = tuple[Callable[..., Any], tuple[Any, ...]]
# HTML of more bytes is no contribution, whose file may have 200 kB, but a list of thousands.
LONG = 1_000_000
# A fragment is laid out several times until its pages are full: it may take so many times as long
# as other contributions, and once more for each stretch of so many bytes.
TIMES, STRETCH = 3, 20_000


@cache
def pool() -> WorkerPool:
    """The workers that render in this run; the only state of typesetting."""
    return WorkerPool(_do, begin=_preload)


def spawn() -> None:
    """Start one worker, while this process reads what there is to typeset."""
    pool().spawn()


def submit(
    function: Callable[..., Any], *args: Any, limits: Limits = CONTRIBUTED, first: bool = False
) -> int:
    """Hand in a job, to be done `first` of all that waits; returns its ticket."""
    return pool().submit((function, args), limits, first=first)


def result(ticket: int) -> Any:
    """Wait for what comes of a job. Raises what it raised, and RenderError if it went beyond its
    limits."""
    found = pool().result(ticket)
    if isinstance(found, Failure):
        raise RenderError(
            "", [LayoutFault(f"typesetting it {found.reason}", hint="shorten or divide it")]
        )
    return found


def render_document(html: str, css: str, fonts: Path, images: Path) -> RenderedDocument:
    """Render `html` with the stylesheet's text `css`. Raises FitError, RenderError."""
    document: RenderedDocument = result(submit_document(html, css, fonts, images))
    return document


def submit_document(html: str, css: str, fonts: Path, images: Path) -> int:
    """Hand in what `render_document` renders; returns the ticket."""
    return submit(_render_document, html, css, fonts, images)


def limits_of(html: str) -> Limits:
    """Return what a fragment of a book may take."""
    if len(html) > LONG:
        return OWN
    times = TIMES + len(html) // STRETCH
    return replace(
        CONTRIBUTED,
        seconds=CONTRIBUTED.seconds * times,
        wall_seconds=CONTRIBUTED.wall_seconds * times,
    )


class BookJobs:
    """The jobs of a book, all with one stylesheet's text and the folders of fonts and pictures."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        self.style = (css, fonts, images)

    def submit_fragment(self, html: str, setting: Setting | None, *, first: bool = False) -> int:
        """Hand in a fragment and the setting that was found for it; returns the ticket."""
        return submit(
            _render_fragment, self.style, html, setting, limits=limits_of(html), first=first
        )

    def submit_headers(self, frame: str, headers: list[PageHeader]) -> int:
        """Hand in headers that are laid over pages; returns the ticket."""
        return submit(_render_headers, self.style, frame, headers, limits=OWN)

    def fragment(self, ticket: int) -> RenderedFragment:
        """Wait for a fragment; one that could not be rendered has no pages, and what is wrong with
        it."""
        try:
            fragment: RenderedFragment = result(ticket)
        except RenderError as error:
            return RenderedFragment(b"", (), (), {}, (), error.faults)
        return fragment

    def headers(self, ticket: int) -> bytes:
        """Wait for headers. Raises RenderError."""
        data: bytes = result(ticket)
        return data

    def first_of(self, tickets: Collection[int]) -> int:
        """Wait for the first of some jobs that is done; returns its ticket."""
        return pool().first_of(tickets)


def _do(job: Call) -> Any:
    function, args = job
    return function(*args)


def _preload() -> None:
    """Import WeasyPrint before a worker is given work, so that no limit counts it."""
    with pango.loading():
        import citybook.typeset.documents
        import citybook.typeset.fragments  # noqa: F401

    gc.freeze()


def _render_document(*args: Any) -> RenderedDocument:
    from citybook.typeset import documents

    return documents.render_document(*args)


def _render_fragment(
    style: tuple[str, Path, Path], html: str, setting: Setting | None
) -> RenderedFragment:
    from citybook.typeset import fragments
    from citybook.typeset.renderer import Renderer

    with Renderer(*style) as renderer:
        return fragments.render_fragment(renderer, html, setting)


def _render_headers(style: tuple[str, Path, Path], frame: str, headers: list[PageHeader]) -> bytes:
    from citybook.typeset.headers import render_headers
    from citybook.typeset.renderer import Renderer

    with Renderer(*style) as renderer:
        return render_headers(renderer, frame, headers)

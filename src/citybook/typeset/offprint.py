"""The HTML of one entry, set as books set it, goes in; its finished PDF with headers and footers
comes out.

It is a book of one fragment, and a worker makes all of it: so workers make as many at a time as
there are cores. Only they import WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from citybook.pdf.about import DocumentInfo
from citybook.pdf.headings import raise_headings
from citybook.typeset.book import render_fragments
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.headers import PageHeader, render_headers
from citybook.typeset.outcome import RenderedDocument, RenderedFragment, Setting
from citybook.typeset.pagination import BookFragment
from citybook.typeset.pool import BookJobs, limits_of, submit
from citybook.typeset.references import FragmentHtml


class _JobsHere(BookJobs):
    """The jobs of a book, done in this process as they are handed in."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        super().__init__(css, fonts, images)
        self.done: list[Any] = []

    def submit_fragment(
        self,
        html: str,
        setting: Setting | None,
        *,
        first: bool = False,  # noqa: ARG002  # nothing waits
    ) -> int:
        from citybook.typeset.fragments import render_fragment
        from citybook.typeset.renderer import Renderer

        with Renderer(*self.style) as renderer:
            rendered = render_fragment(renderer, html, setting)
        # In a book the headings of entries stand below its title.
        return self._add(replace(rendered, data=raise_headings(rendered.data)))

    def submit_headers(self, frame: str, headers: list[PageHeader]) -> int:
        from citybook.typeset.renderer import Renderer

        with Renderer(*self.style) as renderer:
            return self._add(render_headers(renderer, frame, headers))

    def _add(self, found: Any) -> int:
        self.done.append(found)
        return len(self.done) - 1

    def fragment(self, ticket: int) -> RenderedFragment:
        found: RenderedFragment = self.done[ticket]
        return found

    def headers(self, ticket: int) -> bytes:
        data: bytes = self.done[ticket]
        return data

    def first_of(self, tickets: Collection[int]) -> int:
        return min(tickets)


def submit_offprint(
    html: str, listed: dict[str, Any], style: tuple[str, Path, Path], about: DocumentInfo
) -> int:
    """Hand in an offprint to the workers; returns the ticket."""
    return submit(render_offprint, html, listed, style, about, limits=limits_of(html))


def render_offprint(
    html: str, listed: dict[str, Any], style: tuple[str, Path, Path], about: DocumentInfo
) -> RenderedDocument:
    """Render an offprint from the HTML of its fragment. `listed` says of it what `book.json` says
    of a book, and in what HTML its `headers` stand. Raises RenderError."""
    text = FragmentHtml(html)
    fragment = BookFragment(text, running_title=listed["running"], source=listed["source"])
    # Its pages follow each other, so none is blank: what stands for that is rendered anyway.
    blank = BookFragment(text)
    jobs, cache = _JobsHere(*style), FragmentCache(Path(), "")  # for as long as this takes
    frame, shift = listed["headers"], listed["shift"]
    return render_fragments([fragment], blank, jobs, cache, frame, {}, shift, about)

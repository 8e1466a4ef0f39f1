"""The HTML of a sheet or a leaflet goes in; an accessible PDF (PDF/UA-1, ISO 14289-1) comes out, at
the largest size at which it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from citybook.pdf.marks import read_file_marks
from citybook.typeset.accessible.structure_writer import write_tagged_pdf
from citybook.typeset.engine import copy_html
from citybook.typeset.faults import is_whole
from citybook.typeset.filling import GOAL
from citybook.typeset.fitting import FittedColumn, find_columns, find_overflow
from citybook.typeset.outcome import (
    LINE_HEIGHT,
    FitError,
    RenderedDocument,
    RenderError,
    SetPart,
    Setting,
)
from citybook.typeset.renderer import Renderer
from citybook.typeset.setting import LayoutTrial, Reach, Room, Setter
from citybook.typeset.springs import Springs, guessed_values, read_springs, set_values

# How many times as long a page is made to measure what does not fit it.
LONG = 200


def render_document(html: str, css: str, fonts: Path, images: Path) -> RenderedDocument:
    """Render `html` with the stylesheet's text `css`. Raises FitError, RenderError."""
    with Renderer(css, fonts, images) as renderer:
        document, setting = _fit(renderer, html)
        data = write_tagged_pdf(document)
        faults = renderer.faults(document)
    if faults:
        raise RenderError("", faults)
    filled = tuple((f"page {one.page}, {one.name}", one.share) for one in find_columns(document))
    part = SetPart("", setting, filled)
    return RenderedDocument(data, len(document.pages), {}, read_file_marks(data), (part,))


def _fit(renderer: Renderer, html: str) -> tuple[Any, Setting]:
    """Lay out the document in the first of its variants that fits and is full, else the fullest
    that fits. On its root, `data-pages` says how many pages it has, if not one. Raises FitError if
    none does, RenderError."""
    layouts, best, emptiest = 0, None, -1.0
    parsed = renderer.parse(html)
    pages = int(parsed.etree_element.get("data-pages", 1))
    for springs in read_springs(renderer, parsed):
        sheet = _Sheet(renderer, parsed, springs.variant, pages)
        setter = Setter(springs, sheet.lay_out)
        trial, fits = setter.settle(_first_steps(springs, guessed_values(parsed)))
        layouts += len(setter.trials)
        share = min((one.share for one in _to_fill(trial.document)), default=1.0)
        if fits and share > emptiest:
            best, emptiest = (springs.variant, springs.values(trial.steps), trial.document), share
        if emptiest >= GOAL:
            break
    if best is None:
        sheet.refuse(springs, trial)
        best = springs.variant, springs.values(trial.steps), trial.document
    variant, values, document = best
    return document, Setting(variant, values, len(document.pages), layouts)


def _first_steps(springs: Springs, guessed: dict[str, str]) -> tuple[int, ...]:
    """Where to begin: with values that the HTML has; else with text as large as it may be."""
    return tuple(
        one.step_below(guessed[one.name]) if one.name in guessed else one.steps * one.is_text
        for one in springs.springs
    )


def _to_fill(document: Any) -> list[FittedColumn]:
    return [one for one in find_columns(document) if one.is_to_fill]


class _Sheet:
    """Lays out one variant of a document that has so many `pages`."""

    def __init__(self, renderer: Renderer, parsed: Any, variant: str, pages: int) -> None:
        self.renderer, self.parsed, self.variant, self.pages = renderer, parsed, variant, pages

    def lay_out(self, values: dict[str, str]) -> tuple[Any, Reach]:
        """Lay it out with these values. Raises RenderError."""
        document = self._layout(values)
        overflow = find_overflow(document, self.pages)
        columns = _to_fill(document)
        rooms = {one.name: Room(one.free, one.used) for one in columns}
        if overflow or not is_whole(document):
            over = max(overflow.height if overflow else 0.0, LINE_HEIGHT)
            return document, Reach(over, columns=rooms, column=overflow.column if overflow else "")
        free = min((room.free for room in rooms.values()), default=0.0)
        used = max((room.used for room in rooms.values()), default=0.0)
        is_full = all(one.share >= one.goal for one in columns)
        return document, Reach(0.0, free, used, is_full, rooms)

    def refuse(self, springs: Springs, trial: LayoutTrial) -> None:
        """Say what is too long, if anything is; what is lost otherwise is told by `find_faults`.
        Raises FitError."""
        if not springs.springs:
            return
        # WeasyPrint drops what runs off the page where it is placed, so lines are counted on a page
        # that has room for all of them.
        page, values = trial.document.pages[0], springs.values(trial.steps)
        size = f"{page.width}px {LONG * page.height}px"
        long = self._layout(values, f"@page {{ size: {size} !important }}")
        overflow = find_overflow(long) or find_overflow(trial.document, self.pages)
        if overflow:
            text = next((one.first for one in springs.springs if one.is_text), 0.0)
            raise FitError(overflow, text)

    def _layout(self, values: dict[str, str], css: str = "") -> Any:
        parsed = copy_html(self.parsed)
        set_values(parsed, self.variant, values)
        return self.renderer.layout(parsed, css=css)

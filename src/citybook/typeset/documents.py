"""The HTML of a sheet or a leaflet goes in; an accessible PDF (PDF/UA-1, ISO 14289-1) comes out, at
the largest size at which it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from citybook.pdf.marks import read_file_marks
from citybook.typeset.accessible.structure_writer import write_tagged_pdf
from citybook.typeset.faults import is_whole
from citybook.typeset.fitting import find_overflow
from citybook.typeset.outcome import FitError, RenderedDocument, RenderError
from citybook.typeset.renderer import Renderer
from citybook.typeset.sizes import get_size, set_size, size_steps

# How many times as long a page is made to measure what does not fit it.
LONG = 200


def render_document(html: str, css: str, fonts: Path, images: Path) -> RenderedDocument:
    """Render `html` with the stylesheet's text `css`. Raises FitError, RenderError."""
    with Renderer(css, fonts, images) as renderer:
        document, size = _fit(renderer, html)
        data = write_tagged_pdf(document)
        faults = renderer.faults(document)
    if faults:
        raise RenderError("", faults)
    return RenderedDocument(data, len(document.pages), size, {}, read_file_marks(data))


def _fit(renderer: Renderer, html: str) -> tuple[Any, float | None]:
    """Lay out the document at the first size that fits, from the one the view chose down to the
    floor. On its root, `data-pages` says how many pages it has, if not one."""
    parsed = renderer.parse(html)
    steps = size_steps(parsed)
    if not steps:
        return renderer.layout(parsed), None
    pages, first = int(parsed.etree_element.get("data-pages", 1)), get_size(parsed)
    for step in (step for step in steps if step <= first):
        set_size(parsed, step)
        document = renderer.layout(parsed)
        overflow = find_overflow(document, pages)
        if overflow is None and is_whole(document):
            return document, step
    # WeasyPrint drops what runs off the page where it is placed, so lines are counted on a page
    # that has room for all of them.
    overflow = find_overflow(_on_long_pages(renderer, parsed, document.pages[0])) or overflow
    if overflow is None:  # something else is lost, which no size helps: `find_faults` tells it
        return document, step
    raise FitError(overflow, step)


def _on_long_pages(renderer: Renderer, parsed: Any, page: Any) -> Any:
    size = f"{page.width}px {LONG * page.height}px"
    return renderer.layout(parsed, css=f"@page {{ size: {size} !important }}")

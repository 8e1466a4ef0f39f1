"""The fragments of a book go in as HTML files; one accessible PDF with the right numbers of pages
comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from citybook.pdf.about import DocumentInfo
from citybook.typeset.fonts import read_cuts, read_facts
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.header_pages import HeaderPages
from citybook.typeset.joining import MissingAnchorError, PlacedFragment, join
from citybook.typeset.outcome import RenderedDocument, RenderError
from citybook.typeset.pagination import BookFragment, Pagination
from citybook.typeset.pool import BookJobs
from citybook.typeset.references import FragmentHtml

PT_PER_MM = 72 / 25.4


def render_book(
    folder: Path,
    css: str,
    fonts: Path,
    images: Path,
    pages: Mapping[str, int],
    cache: FragmentCache,
    about: DocumentInfo | None = None,
) -> RenderedDocument:
    """Render the edition whose fragments are in `folder`. `pages` are the numbers of its last
    edition: where they still hold, no fragment is rendered twice. It is finished if it is said what
    it is `about`. Raises RenderError."""
    listed = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    jobs = BookJobs(css, fonts, images)
    fragments = [
        BookFragment(
            FragmentHtml(_read(folder, one["file"])),
            one["opens"],
            one["running"],
            one["tab"],
            one["source"],
            Path(one["file"]).stem,
        )
        for one in listed["fragments"]
    ]
    blank = BookFragment(FragmentHtml(_read(folder, "blank.html")))
    frame = _read(folder, "headers.html")
    return render_fragments(fragments, blank, jobs, cache, frame, pages, listed["shift"], about)


def render_fragments(
    fragments: list[BookFragment],
    blank: BookFragment,
    jobs: BookJobs,
    cache: FragmentCache,
    frame: str,
    pages: Mapping[str, int],
    shift: float,
    about: DocumentInfo | None,
) -> RenderedDocument:
    """Render the fragments of a book and join them; headers stand in `frame`, versos are moved by
    `shift` mm. Raises RenderError."""
    header_pages = HeaderPages(jobs, cache, frame)
    has_even_figures = read_facts(jobs.style[1])["has_even_figures"]
    book = Pagination(jobs, cache, header_pages, fragments, blank, dict(pages), has_even_figures)
    book.settle()
    headers = header_pages.render(book.headers())
    cache.keep_only({*headers, *book.keys()})
    placed = [PlacedFragment(rendered, one.start) for one, rendered in book.in_order()]
    try:
        moved, cuts = shift * PT_PER_MM, read_cuts(jobs.style[1])
        data = join(placed, list(headers.values()), moved, about, cuts)
    except MissingAnchorError as error:
        raise RenderError(f"a link leads to '{error}', which is not in this book") from None
    return RenderedDocument(data, len(book.headers()), book.pages, book.marks(), book.parts())


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")

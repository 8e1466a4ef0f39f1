"""A sheet or an edition goes in by its name; the files of its PDF come out, or what is wrong with
it, and where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citybook.problems import ContentError, Problem
from citybook.project import Project

if TYPE_CHECKING:
    from citybook.pdf.about import About
    from citybook.typeset.outcome import FitError, RenderedDocument, RenderError

# The content file of each, and where print HTML has the sources to be attached to its PDF.
SOURCES = {"sheets": "content/cities/{}.md", "editions": "content/editions/{}.yaml"}
ATTACHED = {"sheets": "sheets/{}.sources.json", "editions": "editions/{}/sources.json"}
# Sheets that are being typeset, each with the ticket to ask for it.
TICKETS: dict[str, int] = {}


def files(
    project: Project, kind: str, slug: str, due: Callable[[], list[str]], anchors: dict[str, int]
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files below build/, and what others have to know of them. `due` are all of the kind that
    this run has to typeset, `anchors` the pages of the last time. Raises ContentError."""
    from citybook.pdf.about import About
    from citybook.typeset import aloud
    from citybook.typeset.attaching import read_attachments

    about = About(attachments=read_attachments(project.html / ATTACHED[kind].format(slug)))
    with told(kind, slug):
        made, kept = (
            _sheet(project, slug, about, due)
            if kind == "sheets"
            else _edition(project, slug, about, anchors)
        )
    name = f"sheets/{slug}" if kind == "sheets" else slug
    return (
        {
            f"pdf/{name}.pdf": made.data,
            f"aloud/{name}.txt": aloud.read(made.data, made.marks).encode(),
            **kept,
        },
        {"pages": made.pages, "step": made.font_size, "anchors": made.anchors},
    )


@contextmanager
def told(kind: str, slug: str) -> Iterator[None]:
    """What typesetting complains of, as problems. Raises ContentError."""
    from citybook.typeset.outcome import FitError, RenderError

    try:
        yield
    except FitError as error:
        raise ContentError([_too_long(error, kind, slug)]) from None
    except RenderError as error:
        raise _unfaithful(error, kind, slug) from None


def _sheet(
    project: Project, slug: str, about: About, due: Callable[[], list[str]]
) -> tuple[RenderedDocument, dict[str, bytes]]:
    """A sheet. With the first of a run all that are due are handed in, so that all cores set
    them."""
    from citybook.publish.styles import bundle
    from citybook.typeset import pool

    if slug not in TICKETS:
        css = bundle(project, "sheet.css")
        for one in dict.fromkeys([slug, *due()]):
            html = (project.html / f"sheets/{one}.html").read_text(encoding="utf-8")
            TICKETS[one] = pool.submit_document(html, css, project.fonts, project.html / "images")
    return _finished(pool.result(TICKETS.pop(slug)), about), {}


def _edition(
    project: Project, slug: str, about: About, anchors: dict[str, int]
) -> tuple[RenderedDocument, dict[str, bytes]]:
    """A leaflet in one piece, or a book from its fragments; and the pieces to be kept for the next
    time."""
    from citybook.publish.styles import bundle
    from citybook.typeset.book import render_book
    from citybook.typeset.fragment_cache import FragmentCache
    from citybook.typeset.pool import render_document

    folder, images = project.html / f"editions/{slug}", project.html / "images"
    style = json.loads((folder / "book.json").read_text(encoding="utf-8"))["style"]
    css, place = bundle(project, style), f".state/fragments/{slug}"
    if style == "leaflet.css":
        return _finished(
            render_document(
                (folder / "leaflet.html").read_text(encoding="utf-8"), css, project.fonts, images
            ),
            about,
        ), {}
    cache = FragmentCache(
        project.build / place,
        f"{project.fingerprint('typeset', 'pdf')} {hashlib.sha256(css.encode()).hexdigest()}",
    )
    made = render_book(folder, css, project.fonts, images, anchors, cache, about)
    return made, {f"{place}/{key}.pickle": data for key, data in cache.used.items()}


def _finished(made: RenderedDocument, about: About) -> RenderedDocument:
    from citybook.pdf.archival import finish

    return replace(made, data=finish(made.data, about))


def _unfaithful(error: RenderError, kind: str, slug: str) -> ContentError:
    """What is wrong with the pages of a sheet or an edition, each at the file it comes from."""
    own = SOURCES[kind].format(slug)
    found = [
        _placed(
            fault.at or own,
            f"page {fault.page} of '{slug}': {fault.message}" if fault.page else fault.message,
            fault.hint,
        )
        for fault in error.faults
    ]
    return ContentError(found or [Problem(own, 0, 0, error.message)])


def _too_long(error: FitError, kind: str, slug: str) -> Problem:
    lines = f"{error.overflow.lines} line" + ("s" if error.overflow.lines > 1 else "")
    what = (
        f"the sheet of '{slug}' is {lines} too long for one A4 page"
        if kind == "sheets"
        else (
            f"page {error.overflow.page} of '{slug}': the {error.overflow.column} panel is {lines} too long"
        )
    )
    return _placed(
        error.overflow.at or SOURCES[kind].format(slug),
        f"{what}, even at {error.floor:g} pt",
        f"shorten '{error.overflow.section}', its longest section, by {lines}",
    )


def _placed(at: str, message: str, hint: str) -> Problem:
    file, _, line = at.partition(":")
    return Problem(file, int(line or 0), 1 if line else 0, message, hint)

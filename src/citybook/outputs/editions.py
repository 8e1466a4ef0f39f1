"""Booklets, guides and leaflets: an edition's print HTML goes in; its PDF in reading order and what
a screen reader says of it come out, and how it was set."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citybook.kinds.wording import N_
from citybook.outputs.output import Downloads, Job, Output
from citybook.project import Project

if TYPE_CHECKING:
    from citybook.typeset.outcome import RenderedDocument


def make(job: Job) -> None:
    """Typeset one edition. The numbers of its pages are first taken to be those of the last time.
    Raises ContentError."""
    job.write(*typeset(job, job.manifest.facts.get("anchors", {})))


def typeset(job: Job, anchors: dict[str, int]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Typeset one edition, whose `anchors` may be on these pages; return its files, with the
    fragments to be kept for the next time, and facts. Raises ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.outputs.typeset_files import facts, pdf_files

    fragments: dict[str, bytes] = {}
    with as_problems(f"content/editions/{job.item}.yaml", job.item):
        style = json.loads((_folder(job) / "book.json").read_text(encoding="utf-8"))["style"]
        if style == "leaflet.css":
            edition = _leaflet(job)
        else:
            edition, fragments = _book(job, style, anchors)
    return {**pdf_files(job.item, edition), **fragments}, facts(edition)


def _leaflet(job: Job) -> RenderedDocument:
    """Set a leaflet in one piece."""
    from citybook.outputs.typeset_files import finish_document
    from citybook.publish.styles import bundle
    from citybook.typeset import pool

    project, css = job.project, bundle(job.project, "leaflet.css")
    html = (_folder(job) / "leaflet.html").read_text(encoding="utf-8")
    made = pool.render_document(html, css, project.fonts, project.html / "images")
    return finish_document(made, _folder(job) / "sources.json")


def _book(
    job: Job, style: str, anchors: dict[str, int]
) -> tuple[RenderedDocument, dict[str, bytes]]:
    """Set a book from its fragments, and return it with those that it is made of."""
    from citybook.outputs.typeset_files import about
    from citybook.publish.styles import bundle
    from citybook.typeset.book import render_book
    from citybook.typeset.fragment_cache import FragmentCache

    project, css, folder = job.project, bundle(job.project, style), _folder(job)
    place = f".state/fragments/{job.item}"
    made_by = f"{project.fingerprint('typeset', 'pdf')} {hashlib.sha256(css.encode()).hexdigest()}"
    cache, images = FragmentCache(project.build / place, made_by), project.html / "images"
    sources = about(folder / "sources.json")
    made = render_book(folder, css, project.fonts, images, anchors, cache, sources)
    return made, {f"{place}/{key}.pickle": data for key, data in cache.used.items()}


def _folder(job: Job) -> Path:
    return job.project.html / f"editions/{job.item}"


EDITIONS = Output(
    "editions",
    "Typeset the editions of content/editions/: doit editions:journeys",
    make,
    files=("pdf/{item}.pdf", "aloud/{item}.txt", "setting/{item}.txt", ".state/fragments/{item}/"),
    items=Project.editions,
    needs=("html", "fonts"),
    sources=("build/html/editions/{item}/", "build/fonts/"),
    made_by=("styles", "typeset", "pdf"),
    modules=(
        "citybook.outputs.typeset_files",
        "citybook.publish.styles",
        "citybook.typeset.book",
        "citybook.typeset.fragments",
    ),
    is_default=True,
    needs_pango=True,
    downloads=Downloads(
        N_("Editions"),
        "pdf/{item}.pdf",
        lambda catalogue: catalogue.editions,
        order=10,
    ),
)

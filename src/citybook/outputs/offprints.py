"""Offprints: the print HTML of single entries goes in; a PDF of each by itself and what a screen
reader says of it come out, and how it was set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citybook.kinds.listing import offprints
from citybook.kinds.wording import N_
from citybook.outputs.output import Downloads, Job, Output

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citybook.catalogue import Catalogue
    from citybook.content.entries import Entry
    from citybook.kinds.front import Front


def make(job: Job) -> None:
    """Typeset one offprint. Raises ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.outputs.typeset_files import facts, pdf_files
    from citybook.typeset import pool

    if job.task not in job.run.tickets:
        _hand_in(job)
    with as_problems(offprints(job.project)[job.item], job.item):
        made = pool.result(job.run.tickets.pop(job.task))
    job.write(pdf_files(f"offprints/{job.item}", made), facts(made))


def _hand_in(job: Job) -> None:
    """Hand in this offprint and all others that the run has to typeset, so that all cores set
    them."""
    from citybook.outputs.typeset_files import about
    from citybook.publish.styles import bundle
    from citybook.typeset.offprint import submit_offprint

    project, folder = job.project, job.project.html / "offprints"
    style = bundle(project, "booklet.css"), project.fonts, project.html / "images"
    for one in job.with_due(offprints(project)):
        html = (folder / f"{one.item}.html").read_text(encoding="utf-8")
        listed = json.loads((folder / f"{one.item}.book.json").read_bytes())
        told = about(folder / f"{one.item}.sources.json")
        job.run.tickets[one.task] = submit_offprint(html, listed, style, told)


def _find_offered(catalogue: Catalogue) -> Mapping[str, Entry[Front]]:
    """Return the entries that have one, by the names of their files."""
    from citybook import selection

    return selection.offprints(catalogue)


OFFPRINTS = Output(
    "offprints",
    "Typeset each entry by itself, where its kind asks for that: doit offprints:practices/night",
    make,
    files=(
        "pdf/offprints/{item}.pdf",
        "aloud/offprints/{item}.txt",
        "setting/offprints/{item}.txt",
    ),
    items=offprints,
    needs=("html", "fonts"),
    sources=(
        "build/html/offprints/{item}.html",
        "build/html/offprints/{item}.book.json",
        "build/html/offprints/{item}.sources.json",
        "build/fonts/",
    ),
    made_by=("styles", "typeset", "pdf"),
    modules=(
        "citybook.outputs.typeset_files",
        "citybook.publish.styles",
        "citybook.typeset.offprint",
    ),
    is_default=True,
    needs_pango=True,
    downloads=Downloads(
        N_("Single entries"),
        "pdf/offprints/{item}.pdf",
        _find_offered,
        note=N_("Entries that are a PDF by themselves, too, offer it on their pages."),
        order=25,
        is_on_shelf=False,
    ),
)

"""One-page sheets: an entry's print HTML goes in; its A4 PDF and what a screen reader says of it
come out."""

from __future__ import annotations

from citybook.kinds.listing import sheets
from citybook.kinds.wording import N_
from citybook.outputs.output import Downloads, Job, Output


def make(job: Job) -> None:
    """Typeset one sheet. Raises ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.outputs.typeset_files import facts, finish_document, pdf_files
    from citybook.typeset import pool

    slug, html = job.item, job.project.html / "sheets"
    if job.task not in job.run.tickets:
        _hand_in(job)
    with as_problems(sheets(job.project)[slug], slug, is_sheet=True):
        sheet = pool.result(job.run.tickets.pop(job.task))
    sheet = finish_document(sheet, html / f"{slug}.sources.json")
    job.write(pdf_files(f"sheets/{slug}", sheet), facts(sheet))


def _hand_in(job: Job) -> None:
    """Hand in this sheet and all others that the run has to typeset, so that all cores set them."""
    from citybook.publish.styles import bundle
    from citybook.typeset import pool

    project, css = job.project, bundle(job.project, "sheet.css")
    for one in job.with_due(sheets(project)):
        html = (project.html / f"sheets/{one.item}.html").read_text(encoding="utf-8")
        job.run.tickets[one.task] = pool.submit_document(
            html, css, project.fonts, project.html / "images"
        )


SHEETS = Output(
    "sheets",
    "Typeset a one-page A4 sheet for each entry of a kind that has them: doit sheets:zagreb",
    make,
    files=("pdf/sheets/{item}.pdf", "aloud/sheets/{item}.txt", "setting/sheets/{item}.txt"),
    items=sheets,
    needs=("html", "fonts"),
    sources=(
        "build/html/sheets/{item}.html",
        "build/html/sheets/{item}.sources.json",
        "build/fonts/",
    ),
    made_by=("styles", "typeset", "pdf"),
    modules=(
        "citybook.outputs.typeset_files",
        "citybook.publish.styles",
        "citybook.typeset.documents",
    ),
    is_default=True,
    needs_pango=True,
    downloads=Downloads(
        N_("Journey sheets"),
        "pdf/sheets/{item}.pdf",
        lambda catalogue: catalogue.sheets,
        note=N_("One A4 page for each journey, to print without scaling."),
        order=20,
    ),
)

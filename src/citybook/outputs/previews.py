"""Previews: entries go in; a picture of each, shown where someone shares a link to its page, comes
out, if publication.yaml asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citybook.outputs.output import Job, Output

if TYPE_CHECKING:
    from citybook.catalogue import Catalogue
    from citybook.content.entries import Entry
    from citybook.kinds.front import Front

FIELD, FOLDER = "previews", "previews/"
# So many are handed in at a time.
SOME = 100


class PreviewsOutput(Output):
    """Previews are done where nobody asks for them."""

    def is_done(self, job: Job) -> bool:
        is_off = not job.project.has_field(FIELD) and not job.manifest.files
        return is_off or super().is_done(job)


def find_finished(job: Job) -> dict[str, str]:
    """Return the pictures that are finished, as files below build/, by the pages of entries."""
    manifest = job.other("previews").manifest
    found: dict[str, str] = manifest.facts.get("pages", {}) if manifest.is_finished() else {}
    return found


def make(job: Job) -> None:
    """Make the pictures of entries that changed since the last time. Raises ContentError."""
    from citybook.publish.previews import previews_of
    from citybook.views import addresses

    entries = _find_pictured(job.catalogue)
    made_by = job.project.fingerprint("views/preview.py", "publish/previews.py", *PREVIEWS.made_by)
    previews = previews_of(job.project, job.catalogue, made_by)
    made_from = {file: previews.made_from(entry) for file, entry in entries.items()}
    known: dict[str, str] = job.manifest.facts.get("made_from", {})
    with job.manifest.begin(list(entries)) as manifest:
        due = [
            (file, entry)
            for file, entry in entries.items()
            if known.get(file) != made_from[file] or not manifest.keep(file)
        ]
        for at in range(0, len(due), SOME):
            for file, data in _paint(job, previews, due[at : at + SOME]):
                manifest.write(file, data)
        pages = {addresses.of_entry(job.catalogue, one): file for file, one in entries.items()}
        manifest.finish(job.made_from, {"made_from": made_from, "pages": pages})


def _find_pictured(catalogue: Catalogue) -> dict[str, Entry[Front]]:
    """Return the entries that have a preview, by its file; none where nobody asks for them, or
    where nothing can be typeset."""
    from citybook.typeset import pango

    if not catalogue.publication.previews or not pango.is_here():
        return {}
    kinds = catalogue.kinds
    return {f"{FOLDER}{kinds[one.kind].address}/{one.slug}.jpg": one for one in catalogue.entries}


def _paint(job: Job, previews: Any, due: list[tuple[str, Entry[Front]]]) -> Any:
    """Yield the pictures of some entries, by their files. Raises ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.publish.previews import submit_preview
    from citybook.typeset import pool

    tickets = [
        submit_preview(job.project, job.catalogue, previews.preview(entry)) for _, entry in due
    ]
    for (file, entry), ticket in zip(due, tickets, strict=True):
        with as_problems(entry.file, entry.slug):
            yield file, pool.result(ticket)


PREVIEWS = PreviewsOutput(
    "previews",
    "Picture each entry for those who share a link to it, where publication.yaml asks for that",
    make,
    files=(FOLDER,),
    needs=("html", "fonts"),
    sources=("content/", "build/fonts/"),
    made_by=("layouts", "styles", "typeset"),
    modules=("citybook.publish.previews",),
)

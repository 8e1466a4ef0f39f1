"""The list of licences: what the publication is made of and with."""

from __future__ import annotations

from citybook.outputs.output import Job, Output


def make(job: Job) -> None:
    """List what the publication is made of and with."""
    from citybook.publish.licences import listing

    catalogue = job.catalogue
    text = listing(catalogue.publication.licence, catalogue.typeface)
    job.write({"licences.txt": text.encode()})


LICENCES = Output(
    "licences",
    "List what the publication is made of and with: build/licences.txt",
    make,
    files=("licences.txt",),
    needs=("html",),
    sources=("content/publication.yaml",),
    made_by=("publish/licences.py", "publish/carried_licences.py", "environment"),
    modules=("citybook.publish.licences",),
    is_default=True,
)

"""Files for the office copier: an edition's PDF goes in; what to print, in colour and in black and
white, and a note for whoever prints come out."""

from __future__ import annotations

from citybook.outputs.output import Job, Output
from citybook.project import Project


def make(job: Job) -> None:
    """Prepare an edition for the office copier. Raises ContentError."""
    from citybook.press import office

    catalogue, pdf = job.catalogue, (job.project.pdf / f"{job.item}.pdf").read_bytes()
    files = office.files(job.project, catalogue, catalogue.editions[job.item], pdf)
    job.write({f"press/{name}": data for name, data in files.items()})


PRESS = Output(
    "press",
    "Prepare the editions for the office copier: doit press:journeys",
    make,
    files=(
        "press/{item}-office.pdf",
        "press/{item}-office-grey.pdf",
        "press/{item}-office-note.pdf",
    ),
    items=Project.editions,
    needs=("editions:{item}",),
    sources=(
        "build/pdf/{item}.pdf",
        "content/editions/{item}.yaml",
        "content/communities.yaml",
        "content/publication.yaml",
        "content/words.yaml",
    ),
    made_by=("press", "typeset", "pdf", "styles", "layouts"),
    modules=("citybook.press.office",),
    is_default=True,
    needs_pango=True,
)

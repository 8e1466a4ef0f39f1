"""Open data: the content goes in; a table of each kind as CSV and JSON, places as GeoJSON, and the
Data Package that describes them come out."""

from __future__ import annotations

from citybook.kinds.wording import N_
from citybook.outputs.output import Downloads, Job, Output, offer_publication


def make(job: Job) -> None:
    """Write the data of every kind. Raises ContentError."""
    from citybook.publish.data_files import DataFiles
    from citybook.publish.phrases import phrases

    said = phrases(job.project, job.catalogue).gettext
    files = DataFiles(job.catalogue, said).resources()
    titles = [(f"data/{one.path}", one.title) for one in files]
    job.write({f"data/{one.path}": one.data for one in files}, {"titles": titles})


DATA = Output(
    "data",
    "Write the data of each kind as CSV and JSON, and places as GeoJSON, to build/data/",
    make,
    files=("data/",),
    needs=("html",),
    sources=("content/",),
    made_by=("code", "layouts"),
    modules=("citybook.publish.data_files",),
    is_default=True,
    downloads=Downloads(
        N_("Open data"),
        "data/",
        offer_publication,
        note=N_(
            "The entries of this site as tables, to be counted, compared and drawn with programs"
            " of your own."
        ),
        about="about/data/index.html",
        order=80,
    ),
)

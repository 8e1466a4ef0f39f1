"""Open data: the content goes in; a table of each kind as CSV and JSON, places as GeoJSON, and the
Data Package that describes them come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citybook.kinds.wording import N_
from citybook.outputs.output import Downloads, Job, Output

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citybook.catalogue import Catalogue
    from citybook.content.entries import Entry


def make(job: Job) -> None:
    """Write the data of every kind. Raises ContentError."""
    from citybook.publish.data_files import DataFiles
    from citybook.publish.phrases import phrases

    said = phrases(job.project, job.catalogue).gettext
    files = DataFiles(job.catalogue, said).resources()
    titles = [(f"data/{one.path}", one.title) for one in files]
    job.write({f"data/{one.path}": one.data for one in files}, {"titles": titles})


def _find_offered(catalogue: Catalogue) -> Mapping[str, Entry[object]]:
    """Return whose data the Downloads page offers: the publication's."""
    from citybook.content.entries import Entry

    return {"": Entry("publication", "", "content/publication.yaml", catalogue.publication)}


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
        _find_offered,
        note=N_(
            "The entries of this site as tables, to be counted, compared and drawn with programs"
            " of your own."
        ),
        about="about/data/index.html",
        order=80,
    ),
)

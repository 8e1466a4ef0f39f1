"""Ready-made files for hosts: the site's address and what has moved go in; build/hosting/ comes
out."""

from __future__ import annotations

from citybook.outputs.output import Job, Output


def make(job: Job) -> None:
    """Write headers, redirects and the like, a folder for each sort of host. Raises
    ContentError."""
    from citybook.publish.host_files import make_host_files
    from citybook.views.redirects import find_redirects

    # The page at an old address leads to a place on a page, which not every host's redirects can.
    moved = [one for one in find_redirects(job.catalogue) if "#" not in one.new]
    files = make_host_files(job.project, job.catalogue, moved)
    job.write({f"hosting/{name}": data for name, data in files.items()})


HOSTING = Output(
    "hosting",
    "Write files for hosts to build/hosting/: headers, redirects, a workflow",
    make,
    files=("hosting/",),
    needs=("html",),
    sources=("content/",),
    made_by=("code", "layouts"),
    modules=("citybook.publish.host_files",),
    is_default=True,
)

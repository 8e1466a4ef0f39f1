"""The parcel for a print shop: an edition's print HTML goes in; a zip with cover and inside as
PDF/X-4, preflight and ticket comes out."""

from __future__ import annotations

import sys

from citybook.outputs.office import PRESS
from citybook.outputs.output import Job, Output
from citybook.project import Project


def make(job: Job) -> None:
    """Prepare an edition for the print shop that its settings name a profile of. Raises
    ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.press import print_shop
    from citybook.problems import report

    catalogue, project = job.catalogue, job.project
    anchors = job.other("editions", job.item).manifest.facts.get("anchors", {})
    with as_problems(f"content/editions/{job.item}.yaml", job.item):
        files, warnings = print_shop.files(
            project, catalogue, catalogue.editions[job.item], anchors
        )
    if warnings:
        outcome = "the file for the print shop is made."
        print(report(warnings, project.root, outcome), file=sys.stderr)
    job.write(files)


SHOP = Output(
    "shop",
    "Prepare an edition for the print shop whose profile it names: doit shop:mechelen-2024",
    make,
    files=("press/{item}-shop.zip", ".state/shop/{item}/"),
    items=Project.editions,
    needs=PRESS.needs,
    sources=(*PRESS.sources, "content/press/"),
    made_by=PRESS.made_by,
    modules=("citybook.press.print_shop",),
    needs_pango=True,
)

"""Print HTML: the content goes in; the HTML of every sheet and edition comes out, read, checked and
linked, and what is gone from the content is gone from build/."""

from __future__ import annotations

import sys

from citybook.manifest import Manifest, manifests
from citybook.outputs.output import Job, Output


def make(job: Job) -> None:
    """Write the print HTML that changed, and remove what no output makes any more. Raises
    ContentError."""
    from citybook.problems import report
    from citybook.publish import print as print_html
    from citybook.typeset import pango, pool

    needed = (job.outputs.get(task.partition(":")[0]) for task in job.run.needed)
    if any(output and output.needs_pango for output in needed) and pango.is_here():
        pool.spawn()
    catalogue, warnings = job.run.read()
    if warnings:
        print(report(warnings, job.project.root, "see `doit check`."), file=sys.stderr)
    print_html.publish(job.project, catalogue, job.made_from)
    _remove_what_is_gone(job)


def _remove_what_is_gone(job: Job) -> None:
    """Remove the files of items that are not in the content now, and of outputs that dodo.py does
    not declare any more."""
    project = job.project
    known = {
        output.manifest_of(item)
        for output in job.outputs.values()
        for item in output.items_in(project)
    }
    for name in manifests(project.build):
        if name not in known:
            Manifest(project.build, name).clear()


class HtmlOutput(Output):
    """Print HTML; since it also removes what is gone, an output that goes makes it anew."""

    def state_of(self, job: Job) -> str:
        return " ".join(sorted(job.outputs))


HTML = HtmlOutput(
    "html",
    "Read, check and link all content; write the print HTML that changed",
    make,
    files=("html/",),
    sources=("content/",),
    modules=("citybook.publish.print",),
)

"""The history of content/ goes in; when each file came and when it last changed comes out, for the
feed, the sitemap and what entries say of themselves. Without Git, nothing is known."""

from __future__ import annotations

import json

from citybook.history import FILE, read_head, read_history
from citybook.outputs.output import Job, Output


class DatesOutput(Output):
    """The dates are those of a commit, whatever is in content/ since then."""

    def state_of(self, job: Job) -> str:
        return read_head(str(job.project.root))


def make(job: Job) -> None:
    """Write what Git says."""
    root = str(job.project.root)
    found = read_history(root, "content") if read_head(root) else {}
    job.write({FILE: json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True).encode()})


DATES = DatesOutput(
    "dates",
    "Note when each content file came and last changed, as Git says",
    make,
    files=(FILE,),
    made_by=("history.py",),
)

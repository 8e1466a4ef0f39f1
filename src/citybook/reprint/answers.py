"""An edition that is typeset goes in; its record is kept, or what changed since then is told."""

from __future__ import annotations

import datetime

from citybook.catalogue import Catalogue
from citybook.manifest import Signature, signature, write
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.reprint.changes import compare
from citybook.reprint.record import day, dump, load, path
from citybook.reprint.recording import record
from citybook.reprint.report import tell
from citybook.reprint.sheets import reprint


def keep(project: Project, catalogue: Catalogue, slug: str, before: Signature | None) -> str:
    """Keep a record of an edition that has been printed. `before` is what its PDF was when doit
    began. Raises ContentError if the edition is not typeset, or if its PDF became another one just
    now: then it cannot be what was printed."""
    if before and before != signature(f"{project.pdf}/{slug}.pdf"):
        raise ContentError(
            [
                Problem(
                    catalogue.editions[slug].file,
                    0,
                    0,
                    f"build/pdf/{slug}.pdf has become another one just now, since something in it "
                    "had changed: this one cannot have been printed",
                    "to record what was printed, take its texts back first; to record this one, print it and run "
                    f"`doit printed:{slug}` again",
                )
            ]
        )
    made = record(project, catalogue, slug, datetime.date.today())
    write(path(project, slug), dump(made))
    return (
        f"{project.relative(path(project, slug))} keeps what was printed on {day(made.printed)}: {made.title}, "
        f"{len(made.pages)} pages. Later, `doit reprint:{slug}` tells what changed."
    )


def report(project: Project, catalogue: Catalogue, slug: str) -> str:
    """What changed since an edition was printed. Raises ContentError if it is not typeset, or its
    record is missing or damaged."""
    old, new = load(project, slug), record(project, catalogue, slug, datetime.date.today())
    rows = compare(old, new)
    return tell(slug, old, new, rows, reprint(old, new, rows))

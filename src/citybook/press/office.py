"""A finished edition goes in; its files for the office copier come out: to print, to print in black
and white, and a note."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Edition
from citybook.press import grey, greying, impose, note, planning
from citybook.project import Project
from citybook.views.leaflet import leaflet


def files(
    project: Project, catalogue: Catalogue, entry: Entry[Edition], data: bytes
) -> dict[str, bytes]:
    """The files by name, of the edition whose PDF in reading order is `data`. Raises ContentError
    before anything is made."""
    edition, name = entry.front, entry.slug
    settings = planning.Settings(
        entry.file, edition.press.office, catalogue.publication.direction == "rtl", entry.text.marks
    )
    plan = planning.plan(data, settings)
    folds = edition.kind == "booklet" and edition.press.office.binding == "saddle stitch"
    printed = impose.saddle_stitch(data, settings) if folds else impose.as_it_is(data, settings)
    palette = grey.Palette.of([community.colour for community in catalogue.communities.values()])
    view = leaflet(catalogue, entry) if edition.kind == "leaflet" else None
    shown = note.note(
        edition,
        catalogue.publication,
        plan,
        settings,
        f"{name}-office.pdf",
        f"{name}-office-grey.pdf",
        view,
    )
    return {
        f"{name}-office.pdf": printed,
        f"{name}-office-grey.pdf": greying.greyed(printed, palette),
        f"{name}-office-note.pdf": note.typeset_note(project, shown, entry.file),
    }

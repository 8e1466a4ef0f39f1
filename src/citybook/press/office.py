"""A finished edition goes in; its files for the office copier come out: to print, to print in black
and white, and a note."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Edition
from citybook.press import greyscale, imposition, note, sheets
from citybook.press.code_addresses import reserved_hosts
from citybook.press.grey import GreyPalette
from citybook.project import Project
from citybook.publish.phrases import phrases
from citybook.views.leaflet import leaflet
from citybook.views.look import in_colour


def files(
    project: Project, catalogue: Catalogue, entry: Entry[Edition], data: bytes
) -> dict[str, bytes]:
    """Make the files by name, of the edition whose PDF in reading order is `data`. Raises
    ContentError before anything is made."""
    edition, name = entry.front, entry.slug
    catalogue = in_colour(catalogue, edition.colour)
    is_rtl = catalogue.publication.direction == "rtl"
    job = imposition.OfficeJob(entry.file, edition.press.office, is_rtl, entry.text.marks)
    plan, printed = imposition.plan(data, job), sheets.impose(data, job)
    lines = [line.colour for line in catalogue.communities.values()]
    colours = catalogue.publication.colours.all
    palette = GreyPalette.choose(lines, colours["ink"])
    view = leaflet(catalogue, entry) if edition.kind == "leaflet" else None
    names = f"{name}-office.pdf", f"{name}-office-grey.pdf"
    reserved = reserved_hosts(project.html / "editions" / name)
    shown = note.note(
        edition,
        catalogue.publication,
        plan,
        job,
        *names,
        view,
        reserved,
        (lines or [colours["brand"]])[-1],
        catalogue.typeface,
    )
    return {
        names[0]: printed,
        names[1]: greyscale.convert_to_grey(printed, palette),
        f"{name}-office-note.pdf": note.typeset_note(
            project, phrases(project, catalogue), shown, entry.file
        ),
    }

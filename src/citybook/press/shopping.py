"""An edition goes in; its parcel for the print shop comes out, and the pieces it was made of, to be
kept for the next time."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import TRIMS, Edition
from citybook.press.job import Job, Source
from citybook.press.shop import parcel
from citybook.problems import Problem
from citybook.project import Project
from citybook.publish.styles import bundle


def files(
    project: Project, catalogue: Catalogue, entry: Entry[Edition], anchors: dict[str, int]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files below build/, and warnings of the preflight. Raises ContentError where the shop
    would send the edition back, RenderError and FitError where it cannot be set. `anchors` are the
    pages of the edition that is read on screen."""
    edition, slug, kept = entry.front, entry.slug, f".state/shop/{entry.slug}"
    trim = TRIMS[edition.trim]
    inks = {
        community.colour: community.ink
        for community in catalogue.communities.values()
        if community.ink
    }
    job = Job(
        slug,
        entry.file,
        edition.title,
        edition.trim,
        trim[::-1] if edition.kind == "leaflet" else trim,
        shop=edition.press.shop,
        event=edition.cover.event or "",
        date=edition.cover.date,
        rtl=catalogue.publication.direction == "rtl",
        lines=inks,
        places=entry.text.marks,
    )
    style = "leaflet.css" if edition.kind == "leaflet" else "booklet.css"
    source = Source(
        html=project.html / f"editions/{slug}",
        css=bundle(project, style) + bundle(project, "shop.css"),
        fonts=project.fonts,
        images=project.html / "images",
        profiles=[project.content / "press"],
        kept=project.build / kept,
        made_by=project.fingerprint("typeset", "pdf", "press"),
        anchors=anchors,
    )
    made = parcel(job, source)
    pieces = {f"{kept}/{key}.pickle": data for key, data in made.pieces.items()}
    return {f"press/{slug}-shop.zip": made.data, **pieces}, made.warnings

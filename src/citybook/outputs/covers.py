"""Covers: the PDFs that the site offers go in; a picture of each one's cover, for the site's shelf,
comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citybook.manifest import signature
from citybook.outputs.output import Job, Output

if TYPE_CHECKING:
    from citybook.views.frame import CoverPicture
    from citybook.views.leaflet import Extent

# The PDFs of an output with more items are listed without pictures.
MOST = 60


class CoversOutput(Output):
    """Covers wait for the PDFs of all outputs that the site offers and that can be typeset on this
    machine."""

    def needs_of(self, job: Job) -> list[str]:
        from citybook.typeset import pango

        return [*self.needs, *(_list_pictured(job) if pango.is_here() else ())]

    def sources_of(self, job: Job) -> list[str]:
        return [*self.sources, *(f"build/{file}" for file in _files(job))]

    def is_done(self, job: Job) -> bool:
        is_empty = not job.manifest.files and not any(_there(job))
        return is_empty or super().is_done(job)


def pictures(job: Job) -> dict[str, CoverPicture]:
    """Return the pictures that are finished, by their PDFs below build/."""
    from citybook.views.frame import CoverPicture

    manifest = job.other("covers").manifest
    found: dict[str, Any] = manifest.facts.get("covers", {}) if manifest.is_finished() else {}
    return {file: CoverPicture(*one["picture"]) for file, one in found.items()}


def make(job: Job) -> None:
    """Make the pictures whose PDF changed since the last time. Raises ContentError."""
    from citybook.publish.cover_pictures import picture_cover
    from citybook.views.shelf import picture_file

    manifest, build = job.manifest, job.project.build
    maker = job.project.fingerprint("publish/cover_pictures.py")
    known = manifest.facts.get("covers", {}) if manifest.facts.get("maker") == maker else {}
    panels = {file: (*_span(job, *of), _scale(*of)) for file, of in _there(job).items()}
    made: dict[str, Any] = {}
    with manifest.begin([picture_file(file) for file in panels]):
        for file, (left, right, scale) in panels.items():
            name, of = picture_file(file), [signature(f"{build}/{file}"), left, right, scale]
            if known.get(file, {}).get("of") == of and manifest.keep(name):
                made[file] = known[file]
                continue
            called, panel = name.removesuffix(".webp"), (left, right)
            data, picture = picture_cover(build / file, called, panel, scale)
            manifest.write(name, data)
            made[file] = {"of": of, "picture": picture}
        manifest.finish(job.made_from, {"covers": made, "maker": maker})


def _list_pictured(job: Job) -> list[str]:
    """Name the outputs that offer PDFs, and not too many."""
    return [
        output.name
        for output in job.outputs.values()
        if output.downloads
        and output.downloads.is_on_shelf
        and output.downloads.file.endswith(".pdf")
        and len(output.items_in(job.project)) <= MOST
    ]


def _files(job: Job) -> dict[str, tuple[str, str]]:
    """Return the PDFs of those below build/, each with its output and item."""
    outputs = [job.outputs[name] for name in _list_pictured(job)]
    return {
        output.downloads.file.format(item=item): (output.name, item)
        for output in outputs
        if output.downloads
        for item in output.items_in(job.project)
    }


def _there(job: Job) -> dict[str, tuple[str, str]]:
    """Return those that are finished."""
    return {
        file: (name, item)
        for file, (name, item) in _files(job).items()
        if file in job.other(name, item).manifest.files and (job.project.build / file).is_file()
    }


def _span(job: Job, output: str, item: str) -> Extent:
    """Return which part of its first page is the cover of a PDF."""
    from citybook.views.leaflet import WHOLE, cover_span

    edition = job.catalogue.editions.get(item) if output == "editions" else None
    return cover_span(edition.front, job.catalogue.publication.direction) if edition else WHOLE


def _scale(output: str, item: str) -> float:  # noqa: ARG001  # as _span
    """Return how large a picture is: editions are shown larger than sheets."""
    from citybook.publish.cover_pictures import SCALE, SMALLER

    return SCALE if output == "editions" else SMALLER


COVERS = CoversOutput(
    "covers",
    "Make a picture of each PDF's cover, for the site's shelf",
    make,
    files=("covers/",),
    sources=("content/editions/", "content/publication.yaml"),
    made_by=("publish/cover_pictures.py", "views/leaflet.py"),
    modules=("citybook.publish.cover_pictures",),
    is_default=True,
)

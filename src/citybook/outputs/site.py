"""The microsite: the content and the finished downloads go in; build/site/, all that one hosts,
comes out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citybook.manifest import Manifest
from citybook.outputs.output import Job, Output

if TYPE_CHECKING:
    from citybook.catalogue import Catalogue
    from citybook.views.frame import DownloadGroup


class SiteOutput(Output):
    """The site needs the finished downloads of all other outputs, whose pages and sizes it tells;
    without Pango it leaves out what has to be typeset."""

    def needs_of(self, job: Job) -> list[str]:
        return [*self.needs, *(output.name for output in offering(job))]

    def sources_of(self, job: Job) -> list[str]:
        files = [
            f"build/{output.downloads.file.format(item=item)}"
            for output in job.outputs.values()
            if output.downloads and output is not self
            for item in output.items_in(job.project)
        ]
        return [*self.sources, *files]


class PagesOutput(Output):
    """The site's files, made without waiting for PDFs. `site` finishes what this began."""

    def manifest_of(self, item: str) -> str:  # noqa: ARG002  # there is one
        return "site"

    def state_of(self, job: Job) -> str:
        return " ".join(sorted(job.outputs))  # whose downloads it shows

    def is_done(self, job: Job) -> bool:
        manifest = job.manifest
        return manifest.facts.get("content") == job.stamp() and manifest.is_finished()


def offering(job: Job) -> list[Output]:
    """The outputs with downloads that can be made on this machine, the job's own aside."""
    from citybook.typeset import pango

    return [
        output
        for output in job.outputs.values()
        if output.downloads
        and output is not job.output
        and (pango.is_here() or not output.needs_pango)
    ]


def make(job: Job) -> None:
    """Write the microsite, with the downloads that are there. Raises ContentError."""
    from citybook.typeset import pango

    if not pango.is_here():
        print(f"The site has no PDFs. {pango.missing()}", file=sys.stderr)
    write(job, job.made_from, offering(job))


def make_pages(job: Job) -> None:
    """Write the microsite's pages, with the downloads as they are; `site` has to look whether they
    are the last. Raises ContentError."""
    outputs = [output for output in job.outputs.values() if output.downloads]
    write(job, f"pages {job.made_from}", outputs)


def write(job: Job, stamp: str, outputs: list[Output], *, has_copy: bool = False) -> None:
    """Write the microsite with the finished downloads of `outputs`; `stamp` says what it was made
    from, `has_copy` that it will have a copy of itself to download."""
    from citybook.outputs import previews
    from citybook.outputs.covers import pictures
    from citybook.publish import site

    groups, content = groups_of(job, outputs), job.other("pages").stamp()
    shown = {found.file for group in groups for found in group.downloads}
    covers = {file: one for file, one in pictures(job).items() if file in shown}
    project, made = job.project, previews.find_finished(job)
    site.publish(project, job.catalogue, groups, stamp, content, covers, made, has_copy=has_copy)


def groups_of(job: Job, outputs: list[Output]) -> list[DownloadGroup]:
    """The finished downloads of outputs, as the Downloads page shows them."""
    outputs = sorted(outputs, key=lambda output: output.downloads.order if output.downloads else 0)
    catalogue = job.catalogue
    return [group for output in outputs for group in _groups(job, catalogue, output)]


def _groups(job: Job, catalogue: Catalogue, output: Output) -> Iterator[DownloadGroup]:
    """The files of an output that are finished, for the Downloads page."""
    from citybook.views.frame import Download, DownloadGroup
    from citybook.views.medium import file_size
    from citybook.views.redirects import old_slugs

    shown, found = output.downloads, []
    assert shown
    for named, entry in shown.entries(catalogue).items():
        item = named or output.items_in(job.project)[0]
        name, manifest = shown.file.format(item=item), job.other(output.name, item).manifest
        for file, title in _files(name, manifest).items() if manifest.is_finished() else ():
            facts, size = manifest.facts, manifest.files[file][0]
            found.append(
                Download(
                    file=file,
                    title=title or entry.front.title,
                    pages=facts.get("pages", 0),
                    size=size,
                    shown_size=file_size(size, catalogue.publication.language),
                    output=output.name,
                    item=item,
                    pages_of=facts.get("anchors") or None,
                    old_files=tuple(
                        shown.file.format(item=f"{item.removesuffix(entry.slug)}{slug}")
                        for slug in old_slugs(catalogue, entry)
                        if item.endswith(entry.slug)
                    ),
                )
            )
    if found:
        where = shown.about, shown.beside, shown.is_on_shelf
        yield DownloadGroup(shown.heading, shown.note, tuple(found), *where)


def _files(name: str, manifest: Manifest) -> dict[str, str]:
    """Return the files of a manifest that are offered, each with its title, which is empty where it
    is that of the entry: the file of a name, or those with titles if it names a folder."""
    titled = manifest.facts.get("titles", ()) if name.endswith("/") else [(name, "")]
    return {file: title for file, title in titled if file in manifest.files}


SITE = SiteOutput(
    "site",
    "Write the microsite with all downloads to build/site/, ready to be hosted",
    make,
    files=("site/",),
    needs=("html", "fonts", "icons", "dates", "covers", "previews"),
    sources=("content/", "build/icons/", "build/dates.json", "build/covers/", "build/previews/"),
    modules=("citybook.publish.site",),
    is_default=True,
)
PAGES = PagesOutput(
    "pages",
    "Write the site's pages at once, with the PDFs as they are",
    make_pages,
    files=("site/",),
    needs=("fonts", "dates"),
    sources=("content/", "build/icons/", "build/dates.json"),
)

"""The offline copy: the site with all downloads goes in; a zip that one unpacks and reads from
index.html, without a connection or a server, comes out."""

from __future__ import annotations

from citybook.kinds.wording import N_
from citybook.manifest import Manifest
from citybook.outputs import site
from citybook.outputs.output import Downloads, Job, offer_publication
from citybook.project import Project


def make(job: Job) -> None:
    """Write the site with all downloads but the copy itself, and pack it. Raises ContentError.

    The site's own Downloads page tells the size of the copy, so that it is written by `site`
    afterwards; the copy has one that does without. Until then the site offers the last copy."""
    from citybook.outputs.covers import pictures
    from citybook.publish.archive import pack
    from citybook.publish.site import MANIFEST, downloads_in_copy
    from citybook.views.addresses import DOWNLOADS, download

    others, own = site.offering(job), f"{job.item}.zip"
    site.write(job, f"for {own} {job.made_from}", [*others, job.output], has_copy=True)
    build, prefix = job.project.build, "site/"
    names = [name.removeprefix(prefix) for name in Manifest(build, MANIFEST).files]
    files = {name: build / prefix / name for name in names if name != download(own)}
    page = downloads_in_copy(job.project, job.catalogue, site.groups_of(job, others), pictures(job))
    job.write({own: pack(files, {DOWNLOADS: page})})


OFFLINE = site.SiteOutput(
    "offline",
    "Pack the site with all downloads, to be read without a connection: doit offline",
    make,
    files=("{item}.zip",),
    items=Project.names,
    needs=("html", "fonts", "icons", "dates", "covers", "previews"),
    sources=("content/", "build/icons/", "build/dates.json", "build/covers/", "build/previews/"),
    modules=("citybook.publish.archive",),
    is_default=True,
    needs_pango=True,
    downloads=Downloads(
        N_("Everything, to read offline"),
        "{item}.zip",
        offer_publication,
        note=N_(
            "This site with all its downloads. Unpack it and open index.html in a browser: it needs"
            " no connection."
        ),
        order=90,
    ),
)

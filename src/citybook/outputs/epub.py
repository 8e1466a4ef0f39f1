"""E-books: an edition and its finished PDF go in; the same as EPUB 3, which knows the printed
pages, comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from citybook.history import FILE
from citybook.kinds.wording import N_
from citybook.naming import attached_name
from citybook.outputs.output import Downloads, Job, Output
from citybook.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citybook.catalogue import Catalogue
    from citybook.content.entries import Entry
    from citybook.models import Edition

# Lines of an edition that are read before YAML is: it has an e-book unless one of them says no.
NONE = re.compile(
    r"^[\"']?(?:kind[\"']?[ \t]*:[ \t]+[\"']?leaflet|epub[\"']?[ \t]*:[ \t]+[\"']?false)\b",
    re.MULTILINE,
)
# Where nothing is known of when an edition changed, it is the first time that a zip can tell.
UNKNOWN = "1980-01-01T00:00:00Z"


class EpubOutput(Output):
    """An e-book says when it was modified, as Git knows of the files that it is made of; other
    commits do not make it anew."""

    def state_of(self, job: Job) -> str:
        return _last_modified(job)


def items(project: Project) -> list[str]:
    """List the editions that have an e-book, by two lines of their files."""
    folder = project.content / "editions"
    return [slug for slug in project.editions() if not NONE.search(_read(folder / f"{slug}.yaml"))]


def _read(path: Path) -> str:
    """Return a text; none where it cannot be read, which is told when the content is."""
    try:
        return path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""


def make(job: Job) -> None:
    """Write the e-book of one edition. Raises ContentError."""
    from citybook.publish.cover_pictures import picture_page
    from citybook.publish.epub import PrintedEdition, epub

    project, edition = job.project, job.other("editions", job.item)
    entry = job.catalogue.editions[job.item]
    if not entry.front.has_epub:  # its file says so in another way than it is looked for
        job.write({})
        return
    facts, pdf = edition.manifest.facts, project.pdf / f"{job.item}.pdf"
    aloud = (project.build / f"aloud/{job.item}.txt").read_text(encoding="utf-8")
    printed = PrintedEdition(facts["pages"], facts["anchors"], aloud, picture_page(pdf))
    data = epub(project, job.catalogue, entry, printed, _last_modified(job))
    job.write({f"epub/{job.item}.epub": data})


def _last_modified(job: Job) -> str:
    """Return when the last of an edition's files changed (RFC 3339)."""
    build, names = job.project.build, {f"editions_{job.item}"}
    try:
        dates = json.loads((build / FILE).read_bytes())
        listed = json.loads((build / f"html/editions/{job.item}/sources.json").read_bytes())
    except (OSError, ValueError):
        return UNKNOWN  # it is asked again when these are there
    names |= {one["name"].rpartition(".")[0] for one in listed}
    files = (file for file in dates if attached_name(file).rpartition(".")[0] in names)
    return max((dates[file][1] for file in files), default=UNKNOWN)


def _find_offered(catalogue: Catalogue) -> Mapping[str, Entry[Edition]]:
    """Return the editions that have an e-book."""
    return {slug: one for slug, one in catalogue.editions.items() if one.front.has_epub}


EPUB = EpubOutput(
    "epub",
    "Write booklets and guides as EPUB, for e-readers and phones: doit epub:journeys",
    make,
    files=("epub/{item}.epub",),
    items=items,
    needs=("editions:{item}", "dates"),
    sources=(
        "build/html/editions/{item}/",
        "build/aloud/{item}.txt",
        "build/pdf/{item}.pdf",
        "content/editions/{item}.yaml",
        "content/kinds/",
        *(f"content/{name}.yaml" for name in ("communities", "places", "publication", "themes")),
        "content/words.yaml",
    ),
    modules=("citybook.publish.epub",),
    is_default=True,
    needs_pango=True,
    downloads=Downloads(
        N_("E-books"), "epub/{item}.epub", _find_offered, order=15, beside="editions"
    ),
)

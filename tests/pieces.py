"""A built edition goes in; its fragments come out as the build set them, with their settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from citybook.manifest import Manifest
from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.outcome import RenderedFragment
from citybook.typeset.references import FragmentHtml
from citybook.typeset.renderer import Renderer
from tests.publications import Publication


@dataclass(frozen=True)
class Piece:
    """A fragment: its HTML with the numbers of pages, on which page it `opens`, and what it
    became."""

    html: str
    opens: str
    rendered: RenderedFragment


def renderer(publication: Publication) -> Renderer:
    """What sets a publication's editions."""
    project = Project(publication.folder)
    return Renderer(bundle(project, "booklet.css"), project.fonts, project.html / "images")


def pieces(publication: Publication, slug: str) -> Iterator[Piece]:
    """The fragments of an edition in order."""
    project = Project(publication.folder)
    folder, pages = (
        project.html / "editions" / slug,
        Manifest(project.build, f"editions/{slug}").facts["anchors"],
    )
    style = hashlib.sha256(bundle(project, "booklet.css").encode()).hexdigest()
    made_by = f"{project.fingerprint('typeset', 'pdf')} {style}"
    cache = FragmentCache(project.state / "fragments" / slug, made_by)
    for one in json.loads((folder / "book.json").read_text(encoding="utf-8"))["fragments"]:
        source = FragmentHtml((folder / one["file"]).read_text(encoding="utf-8"))
        html = source.fill(pages)
        rendered = cache.get(cache.key(html))
        assert rendered, f"{one['file']} of {slug} is not what the edition was made of"
        yield Piece(html, one["opens"], rendered)

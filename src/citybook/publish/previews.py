"""A preview of an entry goes in; its picture, a JPEG, comes out of a worker, the same bytes each
time."""

from __future__ import annotations

import io
from pathlib import Path

from citybook.catalogue import Catalogue
from citybook.pdf.pixels import first_page, picture
from citybook.project import Project
from citybook.publish.icons import publication_mark
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeset.pool import submit
from citybook.views.preview import Preview, Previews

# Letters on colour need all of it, and at this quality show no traces around them.
QUALITY = 88
# How high the publication's logo is, in pixels.
MARK = 60


def previews_of(project: Project, catalogue: Catalogue, made_by: str) -> Previews:
    """Return what makes the previews of a publication."""
    mark = publication_mark(catalogue, MARK)
    return Previews(catalogue, phrases(project, catalogue).gettext, mark, made_by)


def submit_preview(project: Project, catalogue: Catalogue, preview: Preview) -> int:
    """Hand in a preview to the workers; returns the ticket of its bytes."""
    said = phrases(project, catalogue)
    html = render(project, said, "site/preview.html", poster=preview).decode()
    style = bundle(project, "poster.css"), project.fonts, project.pictures
    return submit(_paint, html, style, preview.size)


def _paint(html: str, style: tuple[str, Path, Path], size: tuple[int, int]) -> bytes:
    from citybook.typeset.documents import render_document

    out = io.BytesIO()
    with first_page(render_document(html, *style).data) as page:
        shown = picture(page).resize(size)
    shown.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return out.getvalue()

"""A PDF that `write` made goes in, joined with others or not; one that passes as PDF/UA-1 and
PDF/A-3a comes out."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name, ObjectStreamMode

from citybook.typeset.accessible.about import About
from citybook.typeset.accessible.handover import FOLIO, LINK_TEXT, PLACES
from citybook.typeset.accessible.labels import label
from citybook.typeset.accessible.links import tell
from citybook.typeset.accessible.metadata import attach, describe


def finish(data: bytes, about: About) -> bytes:
    """The PDF with metadata, page labels, sources, and links that say where they lead; the same
    bytes for the same input.

    ISO 14289-1 (PDF/UA-1) and ISO 19005-3 (PDF/A-3, level A).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        complete(pdf, about)
        return written(pdf)


def complete(pdf: pikepdf.Pdf, about: About) -> None:
    """The same to an open file."""
    tell(pdf, about, label(pdf))
    describe(pdf, about)
    attach(pdf, about)
    _clear(pdf)


def written(pdf: pikepdf.Pdf) -> bytes:
    """An open file as bytes, the same for the same content."""
    out = io.BytesIO()
    pdf.save(
        out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, min_version="1.7"
    )
    return out.getvalue()


def _clear(pdf: pikepdf.Pdf) -> None:
    """Take out what was noted for us, and smoothing of pictures, which PDF/A forbids (ISO 19005-3,
    6.2.8)."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for holder in (page.obj, *page.obj.get("/Annots", ())):
            for name in (FOLIO, PLACES, LINK_TEXT):
                if f"/{name}" in holder:
                    del holder[f"/{name}"]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            del item["/Interpolate"]

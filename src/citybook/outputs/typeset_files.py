"""A typeset PDF goes in; the files that every sheet and edition has come out, and what others have
to know of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from citybook.pdf.about import About
from citybook.pdf.archival import finish
from citybook.typeset import aloud
from citybook.typeset.attaching import read_attachments
from citybook.typeset.outcome import RenderedDocument


def about(sources: Path) -> About:
    """Say what is attached to a PDF: the sources that print HTML put into the file `sources`."""
    return About(attachments=read_attachments(sources))


def finished(document: RenderedDocument, sources: Path) -> RenderedDocument:
    """Finish a PDF that was set in one piece: structure, metadata and attachments."""
    return replace(document, data=finish(document.data, about(sources)))


def pdf_files(name: str, document: RenderedDocument) -> dict[str, bytes]:
    """The PDF, and what a screen reader says of it."""
    return {
        f"pdf/{name}.pdf": document.data,
        f"aloud/{name}.txt": aloud.read(document.data, document.marks).encode(),
    }


def facts(document: RenderedDocument) -> dict[str, Any]:
    """Number of pages, text size in pt of a sheet, and the page of each anchor."""
    return {"pages": document.pages, "step": document.font_size, "anchors": document.anchors}

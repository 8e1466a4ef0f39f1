"""A typeset PDF goes in; the files that every sheet and edition has come out, and what others have
to know of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from citybook.pdf.about import DocumentInfo
from citybook.pdf.archival import finish
from citybook.typeset import aloud
from citybook.typeset.attaching import read_attachments
from citybook.typeset.outcome import RenderedDocument
from citybook.typeset.setting_report import setting_report


def about(sources: Path) -> DocumentInfo:
    """Say what is attached to a PDF: the sources that print HTML put into the file `sources`."""
    return DocumentInfo(attachments=read_attachments(sources))


def finish_document(made: RenderedDocument, sources: Path) -> RenderedDocument:
    """Finish a PDF that was set in one piece: structure, metadata and attachments."""
    return replace(made, data=finish(made.data, about(sources)))


def pdf_files(name: str, made: RenderedDocument) -> dict[str, bytes]:
    """The PDF, what a screen reader says of it, and how it was set."""
    return {
        f"pdf/{name}.pdf": made.data,
        f"aloud/{name}.txt": aloud.read(made.data, made.marks).encode(),
        f"setting/{name}.txt": setting_report(made.parts).encode(),
    }


def facts(made: RenderedDocument) -> dict[str, Any]:
    """Number of pages, and the page of each anchor."""
    return {"pages": made.pages, "anchors": made.anchors}

"""The bytes of a PDF go in and an open file comes out, and the other way round."""

from __future__ import annotations

import io

import pikepdf


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open the bytes of a PDF. Raises pikepdf.PdfError if they are none."""
    return pikepdf.open(io.BytesIO(data))


def save_pdf(pdf: pikepdf.Pdf, version: str = "1.7", *, is_exact: bool = False) -> bytes:
    """Write an open file; the same content gives the same bytes. The file is marked as `version`,
    or as a later one if it was that before, unless the version `is_exact`."""
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="" if is_exact else version,
        force_version=version if is_exact else "",
    )
    return out.getvalue()

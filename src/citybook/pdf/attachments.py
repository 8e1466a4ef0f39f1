"""Files go in; they come out embedded in a PDF (ISO 19005-3, 6.8 and annex E)."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from citybook.pdf.about import Attachment
from citybook.pdf.destinations import write_name_tree
from citybook.visible import strip_breaks

# An associated file has a date (ISO 32000-2, 14.13.2), but a copy of the content has another one on
# each machine, and the same content must give the same bytes. So it is the day that stands for none
# in archives, the first that ZIP knows.
UNDATED = "D:19800101000000Z"


def embed(pdf: pikepdf.Pdf, attachments: Sequence[Attachment]) -> None:
    """Embed files as belonging to the document."""
    if not attachments:
        return
    files = {one.name: _file(pdf, one) for one in attachments}
    assert len(files) == len(attachments), "two attachments of one name"
    write_name_tree(pdf, "EmbeddedFiles", files)
    pdf.Root.AF = Array(list(files.values()))


def _file(pdf: pikepdf.Pdf, one: Attachment) -> pikepdf.Object:
    stream = pdf.make_stream(
        one.data,
        {
            "/Type": Name.EmbeddedFile,
            "/Subtype": Name(f"/{one.mime}"),
            "/Params": Dictionary(Size=len(one.data), ModDate=String(UNDATED)),
        },
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(one.name),
            UF=String(one.name),
            Desc=String(strip_breaks(one.description)),
            AFRelationship=Name(f"/{one.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )

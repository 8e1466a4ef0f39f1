"""Properties of a document go in; its metadata (XMP, ISO 16684-1) and what colours it is meant for
come out."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def write_xmp(pdf: pikepdf.Pdf, descriptions: str) -> None:
    """Write the metadata: `descriptions` are elements `rdf:Description`."""
    pdf.Root.Metadata = pdf.make_stream(
        PACKET.format(descriptions).encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML}
    )


def write_output_intent(
    pdf: pikepdf.Pdf, kind: str, name: str, profile: bytes, *, components: int, **others: str
) -> None:
    """Write the one output intent (ISO 32000-1, 14.11.5): its `kind` such as GTS_PDFX, the `name`
    of the printing condition, its ICC profile as it is, and `others` of its entries."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name(f"/{kind}"),
        OutputConditionIdentifier=String(name),
        Info=String(name),
        DestOutputProfile=pdf.make_stream(profile, {"/N": components}),
    )
    for key, text in others.items():
        intent[f"/{key}"] = String(text)
    pdf.Root.OutputIntents = Array([intent])


@cache
def screen_profile() -> bytes:
    """The profile of sRGB that comes with WeasyPrint, which need not be imported for it."""
    found = find_spec("weasyprint")
    assert found
    assert found.origin
    return (Path(found.origin).parent / "pdf/sRGB2014.icc").read_bytes()

"""A PDF in inks goes in; the same as PDF/X-4 comes out (ISO 15930-7): what it says of itself, and
nothing that is not printed.

Everything in it follows from what is printed: no clock, no chance, so the same edition gives the
same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import uuid
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from citybook.press.profiles import Profile

VERSION = "PDF/X-4"
# PDF/X-4 is written as PDF 1.6.
PDF = "1.6"
# The date of what has none. A clock would make each build another one.
UNDATED = datetime.date(2000, 1, 1)
CREATOR = "Citybook"
# Printing conditions that are registered at the ICC by this name, which their profiles carry in
# theirs.
REGISTERED, REGISTRY = re.compile(r"FOGRA\d\d"), "http://www.color.org"
# Of no use on paper. ISO 15930-7 forbids actions, forms and annotations on the page.
UNPRINTED = (
    "/Names",
    "/Dests",
    "/Outlines",
    "/StructTreeRoot",
    "/MarkInfo",
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/PageLabels",
    "/AF",
    "/PageMode",
    "/ViewerPreferences",
)
UNPRINTED_ON_PAGES = ("/AF", "/Annots", "/AA", "/StructParents", "/Tabs")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    profile: Profile
    date: datetime.date = UNDATED


def strip(pdf: pikepdf.Pdf) -> None:
    """Take away all that is for screens: links, bookmarks, tags, forms."""
    for name in UNPRINTED:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in UNPRINTED_ON_PAGES:
            if name in page.obj:
                del page.obj[name]


def written(pdf: pikepdf.Pdf, about: About) -> bytes:
    """The bytes of `pdf` as PDF/X-4, its colours separated and its boxes set already."""
    producer = str(pdf.docinfo.get("/Producer", "")) or CREATOR
    strip(pdf)
    _intend(pdf, about.profile)
    _describe(pdf, about, producer)
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        force_version=PDF,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def condition(profile: Profile) -> tuple[str, str | None]:
    """What the printing condition is called, and the registry that knows it by this name."""
    registered = REGISTERED.search(profile.name.upper())
    return (registered.group(), REGISTRY) if registered else (profile.name, None)


def _intend(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """The profile as the one output intent (ISO 32000-1, 14.11.5), its bytes as they are in its
    file."""
    identifier, registry = condition(profile)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(identifier),
        OutputCondition=String(profile.name),
        Info=String(profile.name),
        DestOutputProfile=pdf.make_stream(profile.data, N=4),
    )
    if registry:
        intent.RegistryName = String(registry)
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def _describe(pdf: pikepdf.Pdf, about: About, producer: str) -> None:
    """The metadata and, saying the same, the information dictionary (ISO 32000-1, 14.3)."""
    fields = {
        "version": VERSION,
        "title": about.title,
        "producer": producer,
        "creator": CREATOR,
        "date": f"{about.date.isoformat()}T00:00:00Z",
        "uuid": str(_identifier(pdf, about)),
    }
    pdf.Root.Metadata = pdf.make_stream(
        XMP.format(**{name: escape(text) for name, text in fields.items()}).encode(),
        Type=Name.Metadata,
        Subtype=Name.XML,
    )
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    day = String(f"D:{about.date:%Y%m%d}000000Z")
    told: dict[str, Any] = {
        "Title": String(about.title),
        "Creator": String(CREATOR),
        "Producer": String(producer),
        "CreationDate": day,
        "ModDate": day,
        "Trapped": Name("/False"),
        "GTS_PDFXVersion": String(VERSION),
    }
    for key, value in told.items():
        pdf.docinfo[f"/{key}"] = value


def _identifier(pdf: pikepdf.Pdf, about: About) -> uuid.UUID:
    """The same for the same pages, another for others."""
    digest = hashlib.sha256(about.title.encode())
    for page in pdf.pages:
        contents = page.obj.Contents
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            digest.update(part.read_bytes())
    return uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest())

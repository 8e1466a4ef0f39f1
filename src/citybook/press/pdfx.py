"""A PDF in inks goes in; the same as PDF/X-4 comes out (ISO 15930-7): what it says of itself, and
nothing that is not printed.

Everything in it follows from what is printed: no clock, no chance, so the same edition gives the
same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import uuid
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Name, String

from citybook.pdf.files import save_pdf
from citybook.pdf.metadata import write_output_intent, write_xmp
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
DESCRIPTION = """<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>"""


@dataclass(frozen=True)
class FileInfo:
    """What a file says of itself."""

    title: str
    profile: Profile
    date: datetime.date = UNDATED


def remove_unprinted(pdf: pikepdf.Pdf) -> None:
    """Take away all that is for screens: links, bookmarks, tags, forms."""
    for name in UNPRINTED:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in UNPRINTED_ON_PAGES:
            if name in page.obj:
                del page.obj[name]


def save_pdfx(pdf: pikepdf.Pdf, description: FileInfo) -> bytes:
    """Save `pdf` as PDF/X-4, its colours separated and its boxes set already."""
    remove_unprinted(pdf)
    profile = description.profile
    condition, others = name_condition(profile)
    write_output_intent(pdf, "GTS_PDFX", condition, profile.data, components=4, **others)
    _describe(pdf, description)
    return save_pdf(pdf, PDF, is_exact=True)


def name_condition(profile: Profile) -> tuple[str, dict[str, str]]:
    """Name the printing condition, and say what else the output intent tells of it: the registry
    that knows it by this name, if one does."""
    others = {"OutputCondition": profile.name, "Info": profile.name}
    registered = REGISTERED.search(profile.name.upper())
    if registered:
        return registered.group(), {**others, "RegistryName": REGISTRY}
    return profile.name, others


def _describe(pdf: pikepdf.Pdf, description: FileInfo) -> None:
    """Write the metadata and, saying the same, the information dictionary (ISO 32000-1, 14.3)."""
    title, day = description.title, f"{description.date:%Y%m%d}"
    producer = str(pdf.docinfo.get("/Producer", "")) or CREATOR
    fields = {
        "version": VERSION,
        "title": title,
        "producer": producer,
        "creator": CREATOR,
        "date": f"{description.date.isoformat()}T00:00:00Z",
        "uuid": str(_identify(pdf, title)),
    }
    write_xmp(pdf, DESCRIPTION.format_map({name: escape(text) for name, text in fields.items()}))
    del pdf.docinfo
    pdf.docinfo["/Title"], pdf.docinfo["/Creator"] = String(title), String(CREATOR)
    pdf.docinfo["/Producer"] = String(producer)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(f"D:{day}000000Z")
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.docinfo["/GTS_PDFXVersion"] = String(VERSION)


def _identify(pdf: pikepdf.Pdf, title: str) -> uuid.UUID:
    """Make an identifier: the same for the same pages, another for others."""
    digest = hashlib.sha256(title.encode())
    for page in pdf.pages:
        contents = page.obj.Contents
        for part in contents if isinstance(contents, pikepdf.Array) else [contents]:
            digest.update(part.read_bytes())
    return uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest())

"""What a document is goes in; metadata that name it as PDF/UA-1 and PDF/A-3a at once come out (XMP,
ISO 16684-1).

PDF/A knows nothing of PDF/UA, so the metadata describe that schema, too (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from babel import Locale, UnknownLocaleError
from pikepdf import Array, Dictionary, Name, String

from citybook.typeset.accessible.about import About, Attachment

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{description}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
# An associated file has a date (ISO 32000-2, 14.13.2), but a copy of the content has another one on
# each machine, and the same content must give the same bytes. So it is the day that stands for none
# in archives, the first that ZIP knows.
UNDATED = "D:19800101000000Z"
DESCRIPTION = (
    '\n<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>'
)


def describe(pdf: pikepdf.Pdf, about: About) -> None:
    """Name the document, its language and its standards; the colours of its screen are sRGB (ISO
    19005-3, 6.2.3)."""
    producer = str(pdf.docinfo.get("/Producer", "WeasyPrint"))
    title, language = (
        about.title or str(pdf.docinfo.get("/Title", "")),
        about.language or str(pdf.Root.get("/Lang", "")),
    )
    description = about.description or str(pdf.docinfo.get("/Subject", ""))
    told = XMP.format(
        producer=escape(producer),
        title=escape(title),
        language=escape(language),
        description=DESCRIPTION.format(escape(description)) if description else "",
    )
    pdf.Root.Metadata = pdf.make_stream(
        told.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML}
    )
    # The same again, since some viewers look only here; both must agree (6.6.2.2).
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), Producer=String(producer)))
    if description:
        pdf.docinfo.Subject = String(description)
    pdf.Root.Lang = String(language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if _is_from_right(language):
        pdf.Root.ViewerPreferences.Direction = (
            Name.R2L
        )  # page 2 stands right of page 3 (ISO 32000-1, 12.2)
    profile = pdf.make_stream(_screen_profile(), {"/N": 3})
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB2014"),
                Info=String("sRGB2014"),
                DestOutputProfile=profile,
            )
        ]
    )


@cache
def _screen_profile() -> bytes:
    """The profile of sRGB that comes with WeasyPrint, which need not be imported for it."""
    found = find_spec("weasyprint")
    assert found
    assert found.origin
    return (Path(found.origin).parent / "pdf/sRGB2014.icc").read_bytes()


def _is_from_right(language: str) -> bool:
    try:
        return bool(Locale.parse(language, sep="-").text_direction == "rtl")
    except (UnknownLocaleError, ValueError):
        return False


def attach(pdf: pikepdf.Pdf, about: About) -> None:
    """Embed the files that belong to the document (ISO 19005-3, 6.8 and annex E)."""
    if not about.attachments:
        return
    made = {one.name: _file(pdf, one) for one in about.attachments}
    assert len(made) == len(about.attachments), "two attachments of one name"
    listed = [
        value
        for name, file in sorted(made.items(), key=lambda item: item[0].encode())
        for value in (String(name), file)
    ]
    names = pdf.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array(listed))
    pdf.Root.Names = names
    pdf.Root.AF = Array(list(made.values()))


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
            Desc=String(one.description),
            AFRelationship=Name(f"/{one.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )

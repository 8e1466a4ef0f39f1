"""A tagged PDF goes in; one that passes as PDF/UA-1 and PDF/A-3a at once comes out (ISO 14289-1,
and ISO 19005-3, level A)."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pikepdf
from babel import Locale, UnknownLocaleError
from pikepdf import Dictionary, Name, String

from citybook.pdf.about import DocumentInfo
from citybook.pdf.attachments import embed
from citybook.pdf.files import open_pdf, save_pdf
from citybook.pdf.labels import label_pages
from citybook.pdf.layout_notes import FOLIO, LINK_TEXT, PLACES
from citybook.pdf.links import describe_links
from citybook.pdf.metadata import screen_profile, write_output_intent, write_xmp
from citybook.visible import strip_breaks

# PDF/A knows nothing of PDF/UA, so the metadata describe that schema, too (ISO 19005-3, 6.6.2.3).
XMP = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{description}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
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
</rdf:Description>"""
DESCRIPTION = """
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>"""


def finish(data: bytes, about: DocumentInfo) -> bytes:
    """Give a PDF metadata, page labels, attachments, and links that say where they lead."""
    with open_pdf(data) as pdf:
        complete(pdf, about)
        return save_pdf(pdf)


def complete(pdf: pikepdf.Pdf, about: DocumentInfo) -> None:
    """Do the same to an open file."""
    describe_links(pdf, about.names, label_pages(pdf))
    _describe(pdf, about)
    _label_bookmarks(pdf)
    embed(pdf, about.attachments)
    _clear(pdf)


def _describe(pdf: pikepdf.Pdf, about: DocumentInfo) -> None:
    """Name the document, its language and its standards; the colours of its screen are sRGB (ISO
    19005-3, 6.2.3)."""
    producer = str(pdf.docinfo.get("/Producer", "WeasyPrint"))
    title = strip_breaks(about.title or str(pdf.docinfo.get("/Title", "")))
    language = about.language or str(pdf.Root.get("/Lang", ""))
    description = strip_breaks(about.description or str(pdf.docinfo.get("/Subject", "")))
    write_xmp(
        pdf,
        XMP.format(
            producer=escape(producer),
            title=escape(title),
            language=escape(language),
            description=DESCRIPTION.format(escape(description)) if description else "",
        ),
    )
    # The same again, since some viewers look only here; both must agree (6.6.2.2).
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), Producer=String(producer)))
    if description:
        pdf.docinfo.Subject = String(description)
    pdf.Root.Lang = String(language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if _is_right_to_left(language):  # page 2 stands right of page 3 (ISO 32000-1, 12.2)
        pdf.Root.ViewerPreferences.Direction = Name.R2L
    write_output_intent(pdf, "GTS_PDFA1", "sRGB2014", screen_profile(), components=3)


def _label_bookmarks(pdf: pikepdf.Pdf) -> None:
    """Let bookmarks say nothing of where a line may break (ISO 32000-1, 12.3.3)."""
    waiting = [pdf.Root.Outlines] if "/Outlines" in pdf.Root else []
    while waiting:
        item = waiting.pop()
        waiting += [item[name] for name in ("/First", "/Next") if name in item]
        label = str(item.get("/Title", ""))
        if strip_breaks(label) != label:
            item.Title = String(strip_breaks(label))


def _is_right_to_left(language: str) -> bool:
    try:
        return bool(Locale.parse(language, sep="-").text_direction == "rtl")
    except (UnknownLocaleError, ValueError):
        return False


def _clear(pdf: pikepdf.Pdf) -> None:
    """Take out what the layout noted for us, and smoothing of pictures, which PDF/A forbids (ISO
    19005-3, 6.2.8)."""
    for page in pdf.pages:
        page.obj.Tabs = Name.S
        for holder in (page.obj, *page.obj.get("/Annots", ())):
            for name in (FOLIO, PLACES, LINK_TEXT):
                if f"/{name}" in holder:
                    del holder[f"/{name}"]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            del item["/Interpolate"]

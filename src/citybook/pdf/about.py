"""What a finished PDF says about itself, besides its pages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attachment:
    """A file in the file: its name, MIME type and bytes, a description in words, and its
    relationship to the document: Source, Alternative or another name of ISO 19005-3, annex E."""

    name: str
    mime: str
    data: bytes
    description: str
    relationship: str = "Source"


@dataclass(frozen=True)
class LinkNames:
    """How links say where they lead, in the document's language. `{number}` is the label of a page,
    `{place}` what is there, `{text}` the words of the link, `{address}` an address without its
    scheme."""

    page: str = "page {number}: {place}"
    place: str = "{text} ({title})"
    web: str = "{text}: {address} (web)"
    address: str = "{address} (web)"


@dataclass(frozen=True)
class DocumentInfo:
    """The title and language (BCP 47) of a document and a line about it, where they are others than
    its HTML says; the files it was made from, and how its links say where they lead."""

    title: str = ""
    language: str = ""
    description: str = ""
    attachments: tuple[Attachment, ...] = ()
    names: LinkNames = field(default_factory=LinkNames)

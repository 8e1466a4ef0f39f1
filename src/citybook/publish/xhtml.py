"""HTML as layouts write it goes in; a tree of elements comes out, and from that XHTML, as e-books
have it (HTML, 14)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import tinyhtml5

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
SVG, XMLNS = "http://www.w3.org/2000/svg", "{http://www.w3.org/2000/xmlns/}xmlns"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
# What typesetting is told by attributes no reader needs; styles need this.
PREFIX, NEEDED = "data-", ("data-pad",)


def parse_html(html: bytes) -> Element:
    """Parse a document; without what only typesetting is told."""
    root: Element = tinyhtml5.parse(html.decode(), namespace_html_elements=False)
    for element in root.iter():
        if isinstance(element.tag, str):  # no comment
            element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        for name in [*element.attrib]:
            if name == XMLNS or (name.startswith(PREFIX) and name not in (*NEEDED, "data-at")):
                del element.attrib[name]
    return root


def write_xhtml(root: Element) -> bytes:
    """Write a document, the language of each element also as XML has it."""
    root.attrib |= {"xmlns": XHTML, "xmlns:epub": OPS}
    for element in root.iter():
        element.attrib.pop("data-at", None)
        if element.tag == "svg":
            element.set("xmlns", SVG)
        if language := element.get("lang"):
            element.set("xml:lang", language)
    return HEAD + ET.tostring(root, encoding="unicode").encode() + b"\n"


def plain_words(element: Element) -> str:
    """Return the words of an element, white space folded and soft hyphens left out."""
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def with_parents(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each element below the root with its parent, in the order of the document."""
    for child in root:
        yield child, root
        yield from with_parents(child)

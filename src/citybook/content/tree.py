"""The tree of a text goes in (xml.etree elements, as content/markup.py makes them); its words, items,
links and paragraphs come out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

LISTS = ("ul", "ol")


def words(element: Element) -> str:
    """Return all words in it as one line. The tree has line breaks between its paragraphs."""
    return " ".join("".join(element.itertext()).split())


def targets(element: Element) -> list[str]:
    """Return where its links lead, in order."""
    return [link.get("href", "") for link in element.iter("a")]


def slugs(element: Element, kind: str) -> list[str]:
    """Return what its links of one kind lead to: `paris` for `city:paris`."""
    found = (target.partition(":") for target in targets(element))
    return [slug for linked, _, slug in found if linked == kind]


def items(body: Element) -> list[Element]:
    """Return the items of its lists, without those of lists within them."""
    return [item for child in body if child.tag in LISTS for item in child]


def lead(body: Element) -> Element | None:
    """Return the first paragraph; None when the text begins with something else."""
    return body[0] if len(body) and body[0].tag == "p" else None


def rest(body: Element) -> Element:
    """Return what follows the first paragraph; all of it when there is none."""
    found = Element(body.tag)
    found.extend(body[0 if lead(body) is None else 1 :])
    return found


def shorten(item: Element) -> Element:
    """Return the bold words an item begins with; the item itself when it does not."""
    if len(item) and item[0].tag == "strong" and not (item.text or "").strip():
        return item[0]
    return item


def paragraphs(body: Element) -> list[str]:
    """Return the words of each paragraph and list item that has any. An item's own words go with
    those of the first item of a list within it."""
    found, open_words = [], ""
    for text, ends in _texts(body):
        open_words += text
        if ends and open_words.strip():
            found.append(" ".join(open_words.split()))
        open_words = "" if ends else open_words
    return [*found, *([" ".join(open_words.split())] if open_words.strip() else [])]


def _texts(element: Element) -> Iterator[tuple[str, bool]]:
    """Yield each stretch of text, and whether a paragraph or item ends behind it."""
    yield element.text or "", False
    for child in element:
        yield from _texts(child)
        yield "", child.tag in ("p", "li")
        yield child.tail or "", False


def open_texts(element: Element) -> Iterator[str]:
    """Yield each stretch of text that is in no link and no heading."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag not in ("a", "h3"):
            yield from open_texts(child)
        if child.tail:
            yield child.tail


def source(element: Element) -> str:
    """Return it as XML, to be compared or hashed: equal trees give equal texts."""
    return tostring(element, "unicode")

"""The tree of a text goes in, as content/markup.py makes it; its words, items, links and paragraphs
come out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

LISTS = ("ul", "ol")
CELLS = ("th", "td")
BLOCKS = (*LISTS, "p", "blockquote", "table")


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
    first = lead(item)
    begins = item if first is None else first
    is_bold = len(begins) and begins[0].tag == "strong" and not (begins.text or "").strip()
    return begins[0] if is_bold else item


def paragraphs(body: Element) -> list[str]:
    """Return the words of each paragraph, list item and cell, without those of blocks in it."""
    texts = (words(_inline(one)) for one in body.iter() if one.tag in ("p", "li", *CELLS))
    return [text for text in texts if text]


def _inline(element: Element) -> Element:
    """Return an element without the blocks in it."""
    found = Element(element.tag)
    found.text = element.text
    found.extend(child for child in element if child.tag not in BLOCKS)
    return found


def below_table(body: Element) -> Element:
    """Return what stands below the table that a text begins with."""
    found = Element(body.tag)
    found.extend(body[1:])
    return found


def table_rows(table: Element) -> list[list[Element]]:
    """Return the cells of each row of a table, its head first."""
    return [list(row) for row in table.iter("tr")]


def records(table: Element) -> list[dict[str, str]]:
    """Return the words of each row by the names of their columns."""
    head, *rows = [[words(cell) for cell in row] for row in table_rows(table)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def name_rows(table: Element) -> None:
    """Make headers of the first cells of all rows where these are bold, or their column has no
    name."""
    head, *rows = table_rows(table)
    if words(head[0]) and not all(_is_bold(row[0]) for row in rows):
        return
    for row in rows:
        row[0].tag = "th"
        if _is_bold(row[0]):
            bold = row[0][0]
            row[0].text, row[0][:] = bold.text, list(bold)


def _is_bold(cell: Element) -> bool:
    is_alone = len(cell) == 1 and not (cell.text or cell[0].tail or "").strip()
    return is_alone and cell[0].tag == "strong"


def open_texts(element: Element) -> Iterator[str]:
    """Yield each stretch of text that is in no link, no heading and in no other language."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag not in ("a", "h3", "span"):
            yield from open_texts(child)
        if child.tail:
            yield child.tail


def source(element: Element) -> str:
    """Return it as XML, to be compared or hashed: equal trees give equal texts."""
    return tostring(element, "unicode")

"""A section goes in; its text without any markup comes out, as a table of data holds it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from citybook.content import tree
from citybook.content.blocks import Block
from citybook.content.sections import Section

# No hyphen: a spreadsheet could take what begins with one for a formula.
BULLET = "•"


def plain_text(section: Section) -> str:
    """Return the text of a section: paragraphs with an empty line between them, items of lists
    behind bullets or numbers, the cells of a table's row with lines between them."""
    found = (text for block in section.blocks for text in _of_block(block))
    return "\n\n".join(text for text in found if text)


def _of_block(block: Block) -> Iterator[str]:
    if block.title is not None:
        yield _words(block.title)
    yield "\n".join(f"{row.value} {row.label}" for row in block.rows)
    yield from _of_body(block.body if block.body is not None else Element("div"))
    yield f"({block.by})" if block.by else ""


def _of_body(body: Element) -> Iterator[str]:
    for element in body:
        if element.tag in tree.LISTS:
            yield "\n".join(_items(element))
        elif element.tag == "table":
            rows = tree.table_rows(element)
            yield "\n".join(" | ".join(map(_words, row)) for row in rows)
        elif element.tag == "blockquote":
            yield from _of_body(element)
        elif element.tag == "figure":
            yield "\n".join(image.get("caption", "") for image in element)
        else:
            yield _words(element)


def _items(listed: Element, indent: str = "") -> Iterator[str]:
    """Yield each item of a list as a line, with what lies within it indented below."""
    first = int(listed.get("start", 1))
    for number, item in enumerate(listed, first):
        mark = f"{number}." if listed.tag == "ol" else BULLET
        own = Element(item.tag)
        own.text = item.text
        own.extend(child for child in item if child.tag not in tree.LISTS)
        yield f"{indent}{mark} {_words(own)}"
        for child in item:
            if child.tag in tree.LISTS:
                yield from _items(child, f"{indent}  ")


def _words(element: Element) -> str:
    """Return all words in an element as one line, numbers of notes in brackets."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    is_note = element.get("href", "").startswith("note:")
    yield f"[{element.text}]" if is_note else element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""

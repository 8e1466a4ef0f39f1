"""An entry goes in; its text as search shows it, passage by passage, and the distinct words by
which search finds it, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from citybook.content import tree
from citybook.content.folding import words
from citybook.content.sections import Section
from citybook.models.common import Figure

# Fields of front matter that tell what an entry is about, and others that readers see, by role.
STRONG = ("summary", "headline")
OTHER = ("lead", "partners", "figures")


def search_words(front: Any, sections: Iterable[Section]) -> str:
    """Return the words of an entry's text in two lines: those of its summary and headings, and all
    others. Its title and `also` are searched by themselves."""
    listed = list(sections)
    strong = _distinct([*_of_front(front, STRONG), *(section.title for section in listed)])
    other = [*_of_front(front, OTHER), *(text for one in listed for text in passages(one))]
    return f"{' '.join(sorted(strong))}\n{' '.join(sorted(_distinct(other) - strong))}"


def passages(section: Section) -> Iterator[str]:
    """Yield the paragraphs, list items and titles of a section as plain words."""
    for block in section.blocks:
        for element in (block.title, *(block.body if block.body is not None else ())):
            if element is not None:
                yield from filter(None, _texts(element))
        yield from filter(None, (f"{row.value} {row.label}" for row in block.rows))
        yield from filter(None, (block.by,))


def _texts(element: Element) -> Iterator[str]:
    """Yield an element's words, those of each item of a list and each row of a table."""
    if element.tag == "table":
        yield from (" – ".join(map(tree.words, row)) for row in tree.table_rows(element))
    else:
        yield from map(tree.words, element if element.tag in tree.LISTS else (element,))


def _of_front(front: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        found = getattr(front, name, None)
        for one in found if isinstance(found, tuple | list) else (found,):
            if isinstance(one, Figure):
                yield f"{one.value} {one.label}"
            elif isinstance(one, str):
                yield one


def _distinct(texts: Iterable[str]) -> set[str]:
    return set(words(" ".join(texts)))

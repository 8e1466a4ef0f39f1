"""The HTML of a page goes in; what its anchors are called comes out, so that a link can say in
words where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citybook.content.tree import words
from citybook.typeset.accessible.structure_tree import HEADINGS, INLINE_TAGS

# A longer text is no name.
LONGEST = 80


def anchor_titles(root: Any, anchors: Iterable[str]) -> dict[str, str]:
    """Name each anchor that can be named: by the heading in it, else its own first words, else the
    heading above it."""
    wanted, found, heading = set(anchors), {}, ""
    for element in root.iter():
        if element.tag in HEADINGS:
            heading = words(element)
        name = element.get("id")
        if name in wanted and (title := _heading(element) or _label(element) or heading):
            found[name] = title
    return found


def _heading(element: Any) -> str:
    return next((words(one) for one in element.iter() if one.tag in HEADINGS), "")


def _label(element: Any) -> str:
    """The first words of an entry in a list, such as a term of a glossary."""
    said = " ".join((element.text or "").split())
    return said if element.tag not in INLINE_TAGS and len(said) <= LONGEST else ""

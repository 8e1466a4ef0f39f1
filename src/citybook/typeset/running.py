"""A document that is laid out goes in; what each of its pages goes on with comes out, to be said in
the page's header.

Elements say it of themselves, as `data-running`: a section, or a box that may go on overleaf.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citybook.typeset.engine import LayoutBox, page_box

NAME = "data-running"


def running_titles(document: Any) -> tuple[str, ...]:
    """Return for each page what is said of the innermost element that began before it and goes on
    there; empty where none does."""
    found, before = [], list[Any]()
    for page in document.pages:
        here = list(_running(page_box(page)))
        going_on = [element for element in here if element in before]
        found.append(going_on[-1].get(NAME) if going_on else "")
        before = here
    return tuple(found)


def _running(box: LayoutBox) -> Iterator[Any]:
    """Yield the elements of a page that say it, outer ones before those in them."""
    if box.element is not None and not box.pseudo and box.element.get(NAME):
        yield box.element
    for child in box.children:
        yield from _running(child)

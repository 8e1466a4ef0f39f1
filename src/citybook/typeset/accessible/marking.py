"""The content of a page that is painted and not yet saved goes in; its marks say what is read and
what is an artifact.

WeasyPrint's content is a list of operators with their operands, so nothing has to be parsed (ISO
32000-1, 14.6 and 14.8.2.2).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Set
from typing import Any

import pydyf  # type: ignore[import-untyped]

from citybook.typeset.accessible.actual_text import is_reversed
from citybook.typeset.accessible.content_items import ContentItem

LOG = logging.getLogger("weasyprint")


class Marker:
    """Changes the marks of pages. `artifacts` are not read, `texts` is what items are read as, and
    `spaces` how each font writes a space."""

    def __init__(
        self,
        artifacts: Set[ContentItem],
        texts: Mapping[ContentItem, str],
        spaces: Mapping[bytes, bytes],
    ) -> None:
        self.artifacts, self.texts, self.spaces = artifacts, texts, spaces

    def mark(self, content: list[Any], items: Mapping[int, ContentItem]) -> None:
        """Change the content of a page, whose items are given by number.

        What is drawn elsewhere, since it is translucent, cannot be tagged and is complained of.
        """
        unseen, dropped, nested = dict(items), set(), []
        item, opened = None, 0
        for number, step in enumerate(content):
            if step == b"BDC" and "MCID" in content[number - 1]:
                item, opened = unseen.pop(content[number - 1]["MCID"], None), number - 1
            elif step == b"BMC" and item:
                nested.append(number)
            elif step == b"EMC" and nested:
                # What underlines a text belongs to it: an artifact must not stand in tagged content
                # (ISO 14289-1, 7.1).
                begun = nested.pop()
                dropped |= {begun - 1, begun, number}
            elif step == b"EMC" and item:
                self._close(content, opened, number, item)
                item = None
        content[:] = [step for number, step in enumerate(content) if number not in dropped]
        for one in unseen.values():
            LOG.error("translucent text cannot be read aloud: %r", one.text or "a picture")

    def _close(self, content: list[Any], opened: int, closed: int, item: ContentItem) -> None:
        """Say of a whole item what it is; its property list stands at `opened`."""
        if item in self.artifacts:
            content[opened - 1], content[opened] = "/Artifact", _artifact(item)
        elif item in self.texts and not self._add_space(content, opened, closed, item):
            content[opened]["ActualText"] = f"<feff{self.texts[item].encode('utf-16-be').hex()}>"

    def _add_space(self, content: list[Any], opened: int, closed: int, item: ContentItem) -> bool:
        """Add a space to an item that lacks nothing else, if its font has one; whether that was
        done."""
        steps = [
            (number, content[number])
            for number in range(opened, closed)
            if isinstance(content[number], bytes)
        ]
        fonts = [step[1:].split()[0] for _, step in steps if step.endswith(b" Tf")]
        shown = [number for number, step in steps if step.endswith(b"] TJ")]
        space = self.spaces.get(fonts[-1]) if fonts else None
        text = item.text or ""
        if self.texts[item] != f"{text} " or is_reversed(text) or not (space and shown):
            return False
        content[shown[-1]] = content[shown[-1]].removesuffix(b"] TJ") + space + b"] TJ"
        return True


def _artifact(item: ContentItem) -> Any:
    """What kind of artifact something is: running text of the page's head or foot, or
    decoration."""
    if item.at.margin:
        return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{item.at.margin}"})
    return pydyf.Dictionary({"Type": "/Pagination" if item.at.repeated is not None else "/Layout"})

"""The content items of a document go in; what is to be read for them comes out, with the spaces
that ends of lines swallowed.

Between two words there must be a space even where the line ends (ISO 32000-1, 14.8.2.5): else a
screen reader may say "nationalintegration". A layout drops it, so it is put back, without a width
that matters. Text whose glyphs do not stand in reading order, or that is hyphenated, is given in
words beside them (ActualText, 14.9.4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from citybook.typeset.accessible.content_items import ContentItem
from citybook.typeset.accessible.structure_tree import INLINE_TAGS, StructureTree

# So many letters before and after a break are looked for in the source.
WINDOW = 18
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


class SourceText:
    """The text of an HTML document as it reads: blocks and line breaks divide words, elements in a
    line do not."""

    def __init__(self, root: Any) -> None:
        self.text = fold("".join(_texts(root)))

    def divides(self, before: str, after: str) -> bool | None:
        """Whether there is a space between two texts; None if they do not stand there side by
        side."""
        left, right = fold(before)[-WINDOW:].strip(), fold(after)[:WINDOW].strip()
        if f"{left} {right}" in self.text:
            return True
        return False if left + right in self.text else None


def fold(text: str) -> str:
    """Text without regard to white space, capitals, and signs that only say where to hyphenate."""
    return " ".join(text.translate(UNSEEN).casefold().split())


def _texts(element: Any) -> Iterator[str]:
    is_block = element.tag not in INLINE_TAGS
    if is_block:
        yield " "
    if element.tag not in ("head", "style", "script"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    if is_block:
        yield " "


def actual_texts(
    tree: StructureTree, items: list[ContentItem], sources: dict[Any, SourceText]
) -> dict[ContentItem, str]:
    """Find what is to be read for each item that does not read as it is drawn: with a space at its
    end, without its hyphen. `sources` are the texts by their root elements."""
    found: dict[ContentItem, str] = {}
    last, is_apart = None, False
    for item in items:
        if item.at.margin or item.text is None:
            continue
        if item in tree.artifacts:  # blank, or not to be read
            is_apart = True
            continue
        if is_reversed(item.text):
            found[item] = item.text
        if (
            last
            and tree.homes[last].block is tree.homes[item].block
            and (text := _joined_text(last, item, is_apart, sources[item.at.root]))
        ):
            found[last] = text
        last, is_apart = item, False
    return found


def is_reversed(text: str) -> bool:
    """Whether text is written from the right, so that its glyphs are drawn in the order in which
    they are not read."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _joined_text(one: ContentItem, other: ContentItem, is_apart: bool, source: SourceText) -> str:
    """What the first of two neighbours has to say so that both read well; empty if it does
    already."""
    before, after = one.text or "", other.text or ""
    begun = before.removesuffix(one.box.hyphen)
    is_broken = one.at.line is not other.at.line
    if begun != before and is_broken and source.divides(begun, after) is False:
        return f"{begun}\u00ad"
    if before[-1:].isspace() or after[:1].isspace():
        return ""
    divided = source.divides(before, after)
    if divided is None:
        divided = is_broken
    return f"{before} " if divided or is_apart or _block(one) is not _block(other) else ""


def _block(item: ContentItem) -> Any:
    """The element whose lines an item is in; the same on the next page, another in a box within a
    line."""
    return item.at.block.element if item.at.block is not None else None

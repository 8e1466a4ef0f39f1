"""The blocks of a section go in; a problem comes out for each that stands where none can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from citybook.content.blocks import Block, BlockSource
from citybook.problems import Problem


def find_refused(
    sources: Iterable[BlockSource], *, has_blocks: bool, has_tables: bool, file: str
) -> Iterator[Problem]:
    """Yield the first block that a kind of entry has no room for."""
    free = ("prose", "table") if has_tables else ("prose",)
    boxes = (source for source in sources if source.kind not in free)
    if not has_blocks and (other := next(boxes, None)):
        message = f"a block '::: {other.kind}' in an entry that has none"
        yield Problem(file, other.line, 1, message, "write it as a paragraph or a list")


def find_unshown(title: str, blocks: Iterable[Block], holds: str, file: str) -> Iterator[Problem]:
    """Yield the first block of a section that shows something else, such as a plan, and the first
    picture of one that shows a list alone."""
    blocks = list(blocks)
    box = next((block for block in blocks if block.kind != "prose"), None)
    if box and holds != "text":
        message = f"'{title}' holds a {holds}, and no {box.kind}"
        yield Problem(file, box.line, 1, message, "put it into another section")
    image = next((one for block in blocks for one in _images(block)), None)
    if image is not None and holds == "list with icons":
        message, place = f"'{title}' shows its list only, and no picture", image.get("line", "0")
        yield Problem(file, int(place), 1, message, "put it into another section")


def _images(block: Block) -> Iterator[Element]:
    return iter(()) if block.body is None else block.body.iter("img")

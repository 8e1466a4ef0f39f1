"""The blocks of a section go in; they come out as the screen has them: text in a column, what is
broad across it, boxes beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from citybook.views.prose import BlockView

# Boxes that stand beside others; a good practice stands below the example that it belongs to.
EXAMPLE, BELOW = "example", "good-practice"
BOXES = ("challenge", "risk", "callout", EXAMPLE, BELOW)
# What may take the room of the facts beside the text.
BROAD = ("wide", "chart", "table", "logos")


@dataclass(frozen=True)
class BlockGroup:
    """Blocks that stand together: `text`, `broad`, or boxes of one kind by its name, each of one
    or two blocks."""

    form: str
    cells: tuple[tuple[BlockView, ...], ...]

    @property
    def has_boxes(self) -> bool:
        """Whether these are boxes."""
        return self.form in BOXES


def group_blocks(blocks: Sequence[BlockView]) -> tuple[BlockGroup, ...]:
    """Return the blocks in their order, those that stand together as one."""
    return tuple(_group(form, tuple(found)) for form, found in groupby(blocks, _form))


def _form(block: BlockView) -> str:
    if block.kind in BOXES:
        return EXAMPLE if block.kind == BELOW else block.kind
    return "broad" if block.kind in BROAD else "text"


def _group(form: str, blocks: tuple[BlockView, ...]) -> BlockGroup:
    cells: list[tuple[BlockView, ...]] = []
    for block in blocks:
        if block.kind == BELOW and cells and cells[-1][-1].kind == EXAMPLE:
            cells[-1] = (*cells[-1], block)
        else:
            cells.append((block,))
    return BlockGroup(form, tuple(cells))

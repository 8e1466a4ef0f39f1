"""A file goes in, and what to print for each colour; the file comes out with every colour that its
content sets in one device space, DeviceGray or DeviceCMYK (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from citybook.pdf.colours import COLOUR_OPERATORS, ColourTracker, PaintColour
from citybook.pdf.content import Instruction, number, read_content
from citybook.pdf.resources import resources_of

# The operator that sets so many numbers at once, for filling.
OPERATORS = {1: "g", 4: "k"}


def convert_content(
    holder: Any, is_kept: Callable[[str], bool], convert: Callable[[PaintColour], Sequence[float]]
) -> Iterator[Instruction]:
    """Read the content of a page, a form or a pattern with every colour as `convert` gives it: one
    number for grey, four for inks. Colours in spaces whose name `is_kept` stay as they are, and
    patterns."""
    tracker = ColourTracker(resources_of(holder))
    for instruction in read_content(holder):
        name = instruction.name
        tracker.follow(name, instruction.operands)
        colour = tracker.get(name)
        if name not in COLOUR_OPERATORS or colour.pattern is not None or is_kept(colour.space):
            yield instruction
        elif name.lower() != "cs":
            values = convert(colour)
            operator = OPERATORS[len(values)]
            operands = [number(value) for value in values]
            yield Instruction(operator.upper() if name.isupper() else operator, operands)

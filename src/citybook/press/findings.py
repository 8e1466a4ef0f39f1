"""What a file for the print shop must be, and what is wrong with it, as the preflight and its
report know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content.picture_places import LEAST, SHARP
from citybook.views.code_sizes import MODULE

# Pictures with fewer pixels to the inch than the first are blurred, than the second a little; more
# gains nothing.
WORST, GOOD = LEAST, SHARP
# Thinner lines and smaller letters break up; in pt. What is nearer to the trim than this may be
# cut; in mm.
HAIRLINE, SMALLEST, CLEARANCE = 0.25, 6.0, 3.0
# Codes smaller than this, with the quiet zone around them, are not read by every telephone, nor are
# those with smaller modules; in mm.
SMALLEST_CODE, SMALLEST_MODULE = 20.0, MODULE
# Numbers in a PDF are rounded; in mm and pt.
SLACK_MM, SLACK_PT = 0.1, 0.02


@dataclass(frozen=True)
class PrintFault:
    """Something wrong: what was looked at, what was found and, if it is a measure, how much. An
    error or a warning; and a way out, where content can help."""

    check: str
    message: str
    measure: float | None = None
    severity: str = "error"
    hint: str = ""


@dataclass(frozen=True)
class Finding:
    """A fault and its page, counted from 1; 0 is the whole file."""

    page: int
    fault: PrintFault


@dataclass(frozen=True)
class Wanted:
    """What a file must be: its trim and bleed in mm, the most ink in per cent, and what its pages
    must be a multiple of."""

    trim: tuple[float, float]
    bleed: float = 3.0
    ink_limit: float = 300.0
    multiple: int = 1


Faults = Iterator[PrintFault]

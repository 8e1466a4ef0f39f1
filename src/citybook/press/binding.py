"""A number of pages and what the edition asks for go in; how it is bound, its blank pages and its
spine come out."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from citybook.models.press import ShopPrint

# A block thicker than this does not lie flat when it is stapled in the fold, one thinner than that
# has no spine to be glued to: 64 and 40 pages of 100 g/m². In mm.
MOST_STITCHED, LEAST_GLUED = 3.2, 2.0
STITCHED, GLUED = "saddle stitch", "perfect"
UNITS = {STITCHED: 4, GLUED: 2}


class Unbindable(Exception):
    """So many pages cannot be bound as asked; the message says why, `hint` what would do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Binding:
    """How an edition is bound. `pages` counts the four of the cover and the `blanks` before the
    last page; `spine` is the width of the block, in mm, and none where it is stapled in the
    fold."""

    how: str
    pages: int
    blanks: int
    spine: float

    @property
    def inside(self) -> int:
        """The pages that are not the cover's."""
        return self.pages - 4

    @property
    def unit(self) -> int:
        """What the number of pages must be a multiple of: folded sheets have four, leaves two."""
        return UNITS[self.how]

    @property
    def is_glued(self) -> bool:
        return self.how == GLUED


def bind(count: int, shop: ShopPrint) -> Binding:
    """How `count` pages, the cover's with them, are bound. Raises Unbindable."""
    block = max(count, 4) / 2 * shop.thickness
    how = shop.binding or (GLUED if block > MOST_STITCHED else STITCHED)
    if how == STITCHED and block > MOST_STITCHED:
        raise Unbindable(
            f"{count} pages of {shop.thickness:g} mm make a block of {block:.2f} mm, too thick for a {STITCHED}, "
            f"which takes {MOST_STITCHED:g} mm",
            f"write `binding: {GLUED}`, or name thinner paper",
        )
    pages = count + _missing(count, UNITS[how])
    spine = ceil((pages - 4) / 2 * shop.thickness * 10 - 1e-6) / 10 if how == GLUED else 0.0
    if how == GLUED and spine < LEAST_GLUED:
        raise Unbindable(
            f"{count} pages of {shop.thickness:g} mm make a spine of {spine:.1f} mm, too narrow for a {GLUED} "
            f"binding, which needs {LEAST_GLUED:g} mm",
            f"write `binding: {STITCHED}`",
        )
    return Binding(how, pages, pages - count, spine)


def _missing(count: int, unit: int) -> int:
    """How many pages it takes to fill up to four at least and to a multiple of `unit`."""
    return max(4, count + -count % unit) - count

"""What is to be printed by a shop goes in; how it is bound or folded comes out: blank pages, the
spine, the places of folds."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from citybook.press.job import ShopJob
from citybook.views.leaflet import NARROW, NARROWER, OUTSIDE

# A block thicker than this does not lie flat when it is stapled in the fold, one thinner than that
# has no spine to be glued to: 64 and 40 pages of 100 g/m². In mm.
MOST_STITCHED, LEAST_GLUED = 3.2, 2.0
STITCHED, GLUED = "saddle stitch", "perfect"
# What the number of pages must be a multiple of: folded sheets have four, leaves two.
UNITS = {STITCHED: 4, GLUED: 2}


@dataclass(frozen=True)
class ShopBinding:
    """How an edition is bound at a shop. `pages` counts the four of the cover and the `blanks`
    before the back cover; `spine` is the width of the block, in mm, and none where it is stapled in
    the fold."""

    how: str
    pages: int
    blanks: int
    spine: float

    @property
    def inside(self) -> int:
        """The pages that are not the cover's."""
        return self.pages - 4

    @property
    def is_glued(self) -> bool:
        return self.how == GLUED


def bind(count: int, job: ShopJob) -> ShopBinding:
    """Choose how `count` pages, the cover's with them, are bound. Raises ContentError where it
    cannot be done as asked."""
    thickness, asked = job.shop.thickness, job.shop.binding
    block = max(count, 4) / 2 * thickness
    how = asked or (GLUED if block > MOST_STITCHED else STITCHED)
    if how == STITCHED and block > MOST_STITCHED:
        raise job.error(
            "binding",
            f"this cannot be bound: {count} pages of {thickness:g} mm make a block of "
            f"{block:.2f} mm, too thick for a {STITCHED}, which takes {MOST_STITCHED:g} mm",
            f"write `binding: {GLUED}`, or name thinner paper",
        )
    pages = max(4, count + -count % UNITS[how])
    spine = ceil((pages - 4) / 2 * thickness * 10 - 1e-6) / 10 if how == GLUED else 0.0
    if how == GLUED and spine < LEAST_GLUED:
        raise job.error(
            "binding",
            f"this cannot be bound: {count} pages of {thickness:g} mm make a spine of "
            f"{spine:.1f} mm, too narrow for a {GLUED} binding, which needs {LEAST_GLUED:g} mm",
            f"write `binding: {STITCHED}`",
        )
    return ShopBinding(how, pages, pages - count, spine)


def panel_widths(width: float) -> list[float]:
    """Measure the panels on the outside of a leaflet `width` mm wide, from the left, as they are
    set: views/leaflet.py."""
    panel = (width + NARROWER) / 3
    return [panel - NARROWER if name in NARROW else panel for name in OUTSIDE]


def fold_positions(width: float, *, rtl: bool, is_inside: bool) -> list[float]:
    """Find where a side of a leaflet is folded, in mm from its left edge. The inside is the outside
    as seen in a mirror."""
    panels = panel_widths(width)
    first, second, _ = panels[::-1] if rtl != is_inside else panels
    return [first, first + second]

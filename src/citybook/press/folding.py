"""A leaflet's width goes in; the widths of its panels and the places of its folds come out."""

from __future__ import annotations

from citybook.views.leaflet import NARROW, NARROWER, OUTSIDE


def outside(width: float) -> list[float]:
    """The widths of the panels on the outside of a sheet `width` mm wide, from the left, as they
    are set: views/leaflet.py."""
    panel = (width + NARROWER) / 3
    return [panel - NARROWER if name in NARROW else panel for name in OUTSIDE]


def folds(width: float, *, rtl: bool, is_inside: bool) -> list[float]:
    """Where a side is folded, in mm from its left edge. The inside is the outside as seen in a
    mirror."""
    panels = outside(width)
    first, second, _ = panels[::-1] if rtl != is_inside else panels
    return [first, first + second]

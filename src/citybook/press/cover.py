"""The four pages of a cover and its spine go in; the two sides of the cover sheet come out, each a
page with its bleed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pikepdf

from citybook.pdf.boxes import MM
from citybook.press.printer_marks import set_page_boxes, trim_box
from citybook.press.sheets import Placement, add_sheet

# Narrower spines carry no text: it would run over the edge when the fold is half a millimetre off.
# In mm.
LEAST_LETTERED = 6.0
# The title's size in mm, as a share of the spine, and no larger than this.
LETTERS, LARGEST = 0.5, 5.0


def cover_sheet(pages: pikepdf.Pdf, spine: float, bleed: float, *, rtl: bool) -> pikepdf.Pdf:
    """Make the outside and the inside of the cover. `pages` are front, inside front, inside back
    and back and, where there is one, the spine, `spine` mm wide; all with `bleed` mm. Books read
    from the right have their spine on the right."""
    sheet = pikepdf.new()
    front, second, third, back, *spines = pages.pages
    for left, right, between in ((back, front, spines), (second, third, [])):
        pair = (right, left) if rtl else (left, right)
        _add_side(sheet, *pair, between, spine * MM, bleed)
    return sheet


def spine_html(blank: str, title: str, spine: float, height: float) -> str:
    """Make the page of a spine, with the head of the `blank` page and the title where there is
    room; read from top to bottom (ISO 6357). In mm."""
    size = min(LARGEST, spine * LETTERS)
    style = (
        f"<style>@page {{ size: {spine:g}mm {height:g}mm }} .spine {{ position: relative; width: "
        f"{spine:g}mm; height: {height:g}mm }} .spine p {{ position: absolute; top: 12mm; left: "
        f"{spine / 2 + size * 0.6:.3f}mm; width: {height - 24:g}mm; font-size: {size:.3f}mm; "
        "line-height: 1.2; font-weight: 700; white-space: nowrap; transform-origin: 0 0; "
        "transform: rotate(90deg) }</style>"
    )
    lettered = f"<p>{escape(title)}</p>" if spine >= LEAST_LETTERED else ""
    head = blank.partition("</head>")[0]
    return f'{head}{style}</head><body><div class="blank spine">{lettered}</div></body></html>'


def _add_side(
    sheet: pikepdf.Pdf,
    left: pikepdf.Page,
    right: pikepdf.Page,
    spines: Sequence[pikepdf.Page],
    width: float,
    bleed: float,
) -> None:
    """Add a side: a page on either side of the spine, `width` pt wide; each ends at its fold, and
    bleeds on its three other sides."""
    x1, y1, x2, y2 = trim_box(left)
    fold, height, edge = x2 - x1, y2 - y1, bleed * MM
    far = fold + width
    placements = [
        Placement(left, (0, 0), (-edge, -edge, fold, height + edge)),
        Placement(right, (far, 0), (far, -edge, far + fold + edge, height + edge)),
        *(Placement(one, (fold, 0), (fold, -edge, far, height + edge)) for one in spines),
    ]
    page = add_sheet(sheet, (far + fold, height), placements)
    set_page_boxes(page, (0.0, 0.0, far + fold, height), bleed)

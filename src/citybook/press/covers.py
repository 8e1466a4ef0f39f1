"""The four pages of a cover and its spine go in; the two sides of the cover sheet come out, each a
page with its bleed."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pikepdf

from citybook.press.boxes import MM, box, set_boxes

# Narrower spines carry no text: it would run over the edge when the fold is half a millimetre off.
# In mm.
LEAST_LETTERED = 6.0
# The title's size in mm, as a share of the spine, and no larger than this.
LETTERS, LARGEST = 0.5, 5.0


@dataclass(frozen=True)
class Placed:
    """A page on the cover sheet: its content, where its trim's lower left corner is in it, the
    `left` edge of its trim on the sheet, and from where to where it is shown. All in pt."""

    content: pikepdf.Object
    corner: tuple[float, float]
    left: float
    shown: tuple[float, float]


def cover_sheet(pages: pikepdf.Pdf, spine: float, bleed: float, *, rtl: bool) -> pikepdf.Pdf:
    """The outside and the inside of the cover. `pages` are front, inside front, inside back and
    back and, where there is one, the spine, `spine` mm wide; all with `bleed` mm. Books read from
    the right have their spine on the right."""
    sheet = pikepdf.new()
    front, second, third, back = pages.pages[:4]
    outside, inside = (back, front), (second, third)
    if rtl:
        outside, inside = outside[::-1], inside[::-1]
    _add_side(sheet, outside, pages.pages[4] if len(pages.pages) > 4 else None, spine * MM, bleed)
    _add_side(sheet, inside, None, spine * MM, bleed)
    return sheet


def spine_html(blank: str, title: str, spine: float, height: float) -> str:
    """The blank page as a spine, with the title where there is room; read from top to bottom (ISO
    6357). In mm."""
    size = min(LARGEST, spine * LETTERS)
    style = (
        f"<style>@page {{ size: {spine:g}mm {height:g}mm }} .spine {{ position: relative; width: {spine:g}mm; "
        f"height: {height:g}mm }} .spine p {{ position: absolute; top: 12mm; left: {spine / 2 + size * 0.6:.3f}mm; width: "
        f"{height - 24:g}mm; font-size: {size:.3f}mm; line-height: 1.2; font-weight: 700; white-space: nowrap; "
        "transform-origin: 0 0; transform: rotate(90deg) }</style></head>"
    )
    lettered = f"<p>{escape(title)}</p>" if spine >= LEAST_LETTERED else ""
    return blank.replace("</head>", style, 1).replace(
        '<div class="blank"></div>', f'<div class="blank spine">{lettered}</div>'
    )


def _add_side(
    sheet: pikepdf.Pdf,
    pair: tuple[pikepdf.Page, ...],
    spine: pikepdf.Page | None,
    width: float,
    bleed: float,
) -> None:
    """A side: a page on either side of the spine; each ends at its fold, and bleeds on its three
    other sides."""
    left, right = pair
    size = _trim_size(left)
    edge = bleed * MM
    parts = [
        _placed(sheet, left, 0.0, (-edge, size[0])),
        _placed(sheet, right, size[0] + width, (size[0] + width, 2 * size[0] + width + edge)),
    ]
    if spine is not None:
        parts.append(_placed(sheet, spine, size[0], (size[0], size[0] + width)))
    page = sheet.add_blank_page(page_size=(2 * size[0] + width, size[1]))
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(
            {f"/P{number}": part.content for number, part in enumerate(parts)}
        )
    )
    page.obj.Contents = sheet.make_stream(
        b"".join(
            b"q %.3f %.3f %.3f %.3f re W n 1 0 0 1 %.3f %.3f cm /P%d Do Q\n"
            % (
                part.shown[0],
                -edge,
                part.shown[1] - part.shown[0],
                size[1] + 2 * edge,
                part.left - part.corner[0],
                -part.corner[1],
                number,
            )
            for number, part in enumerate(parts)
        )
    )
    set_boxes(page, (0.0, 0.0, 2 * size[0] + width, size[1]), bleed)


def _placed(
    sheet: pikepdf.Pdf, page: pikepdf.Page, left: float, shown: tuple[float, float]
) -> Placed:
    form = page.as_form_xobject()
    form.BBox = page.obj.BleedBox
    trim = box(page, "/TrimBox")
    assert trim
    return Placed(sheet.copy_foreign(form), (trim[0], trim[1]), left, shown)


def _trim_size(page: pikepdf.Page) -> tuple[float, float]:
    trim = box(page, "/TrimBox")
    assert trim
    return trim[2] - trim[0], trim[3] - trim[1]

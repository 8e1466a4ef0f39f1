"""A page's trim goes in; its boxes come out, and printer's marks where it is cut, folded and
stapled (ISO 32000-1, 14.11.2).

Marks are in black ink alone, DeviceCMYK with only K (8.6.4.4): four inks would show every error of
register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import pikepdf

from citybook.pdf.boxes import MM, Box, get_box, grow, write_box

# Copiers print no nearer to the edge of the paper. A mark at the office is so long, a staple's
# crown as wide as the usual 24/6. In mm.
RIM, OFFICE_MARK, CROWN = 5.0, 8.0, 12.0
# Less than this is not worth a cut, and has no room for its mark. In mm.
LEAST_CUT = 5.0
# Marks for a print shop begin where the bleed ends, 3 mm from the trim at least, and are so long;
# in mm.
OFFSET, SHOP_MARK = 3.0, 5.0
# In pt.
HAIRLINE = 0.25
SOLID, DASHED = "[] 0 d", "[2 2] 0 d"
# From where to where, and how it is dashed.
PrintedLine = tuple[Box, str]
Size = tuple[float, float]


def set_page_boxes(page: pikepdf.Page, trim: Box, bleed: float) -> None:
    """Set TrimBox and, `bleed` mm around it, BleedBox and MediaBox. ISO 15930-7 wants no ArtBox
    beside a TrimBox."""
    around = grow(trim, bleed * MM)
    for name, value in (("/TrimBox", trim), ("/BleedBox", around), ("/MediaBox", around)):
        page.obj[name] = write_box(value)
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def trim_box(page: pikepdf.Page) -> Box:
    """Read the TrimBox of a page that has one."""
    trim = get_box(page, "/TrimBox")
    assert trim
    return trim


def add_marks(
    page: pikepdf.Page, pdf: pikepdf.Pdf, bleed: float, folds: Sequence[float] = ()
) -> None:
    """Draw crop marks and, at `folds` mm from the left of the trim, fold marks, and make room for
    them: there the artwork, which may reach further than the bleed, ends."""
    trim, offset = trim_box(page), max(OFFSET, bleed) * MM
    left, bottom, right, top = grow(trim, bleed * MM)
    page.obj.MediaBox = write_box(grow(trim, offset + SHOP_MARK * MM))
    clip = f"q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
    page.contents_add(pdf.make_stream(clip.encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"Q " + _draw(_shop_marks(trim, offset, folds))))


def office_marks(paper: Size, trim: Size, wanted: Collection[str], *, is_outermost: bool) -> bytes:
    """Draw the marks on the outside of a sheet that carries two pages of `trim` on `paper`, both in
    mm."""
    lines: list[PrintedLine] = []
    if "fold" in wanted:
        lines += [(line, DASHED) for line in _fold(paper, trim)]
    if "staples" in wanted and is_outermost:
        lines += [(line, SOLID) for line in _staples(paper, trim)]
    if "cut" in wanted:
        lines += [(line, SOLID) for line in _cut(paper, trim)]
    in_pt = [((x1 * MM, y1 * MM, x2 * MM, y2 * MM), dash) for (x1, y1, x2, y2), dash in lines]
    return _draw(in_pt) if in_pt else b""


def staple_positions(height: float) -> Size:
    """How far the middle of each of the two staples is from the foot of a page of this height; all
    in mm."""
    return height / 4, height * 3 / 4


def _draw(lines: Iterable[PrintedLine]) -> bytes:
    drawn = "".join(
        f"{dash} {x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l S\n" for (x1, y1, x2, y2), dash in lines
    )
    return f"q 0 0 0 1 K {HAIRLINE} w\n{drawn}Q\n".encode()


def _shop_marks(trim: Box, offset: float, folds: Iterable[float]) -> Iterator[PrintedLine]:
    far = offset + SHOP_MARK * MM
    crops = [(trim[0], SOLID), (trim[2], SOLID)]
    for x, dash in [*crops, *((trim[0] + fold * MM, DASHED) for fold in folds)]:
        yield (x, trim[1] - offset, x, trim[1] - far), dash
        yield (x, trim[3] + offset, x, trim[3] + far), dash
    for y in (trim[1], trim[3]):
        yield (trim[0] - offset, y, trim[0] - far, y), SOLID
        yield (trim[2] + offset, y, trim[2] + far, y), SOLID


def _fold(paper: Size, trim: Size) -> Iterator[Box]:
    """In the fold at head and foot: on what is cut off, or where that is too narrow on the page."""
    x, offcut = paper[0] / 2, (paper[1] - trim[1]) / 2
    is_wide = offcut > OFFICE_MARK + 1 + RIM
    start = offcut - OFFICE_MARK - 1 if is_wide else max(RIM, offcut)
    yield x, start, x, start + OFFICE_MARK
    yield x, paper[1] - start, x, paper[1] - start - OFFICE_MARK


def _staples(paper: Size, trim: Size) -> Iterator[Box]:
    """Two, at a quarter of the height from head and foot, in the fold."""
    x, foot = paper[0] / 2, (paper[1] - trim[1]) / 2
    for middle in staple_positions(trim[1]):
        yield x, foot + middle - CROWN / 2, x, foot + middle + CROWN / 2


def _cut(paper: Size, trim: Size) -> Iterator[Box]:
    """At both ends of each cut, beside it on what is cut off, so that none is left over."""
    beside = HAIRLINE / MM
    aside, head = (paper[0] - 2 * trim[0]) / 2 - beside, (paper[1] - trim[1]) / 2 - beside
    if head >= LEAST_CUT:
        for y in (head, paper[1] - head):
            yield RIM, y, RIM + OFFICE_MARK, y
            yield paper[0] - RIM, y, paper[0] - RIM - OFFICE_MARK, y
    if aside >= LEAST_CUT:
        for x in (aside, paper[0] - aside):
            yield x, RIM, x, RIM + OFFICE_MARK
            yield x, paper[1] - RIM, x, paper[1] - RIM - OFFICE_MARK

"""A page's trim goes in; its boxes and its crop and fold marks come out (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf

MM = 72 / 25.4
# Marks begin where the bleed ends, 3 mm from the trim at least, and are so long; in mm. Their line
# is in pt.
OFFSET, MARK, LINE = 3.0, 5.0, 0.25
# Left, bottom, right and top, in pt.
Box = tuple[float, float, float, float]


def box(page: pikepdf.Page, name: str) -> Box | None:
    """The box of this name; None where the page itself has none."""
    found = page.obj.get(name)
    if found is None:
        return None
    left, bottom, right, top = (float(side) for side in found)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def grown(inner: Box, by: float) -> Box:
    """A box larger by `by` pt on every side."""
    return inner[0] - by, inner[1] - by, inner[2] + by, inner[3] + by


def holds(outer: Box, inner: Box, slack: float = 0.01) -> bool:
    """Whether `inner` lies in `outer`."""
    return all(a <= b + slack for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - slack for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def set_boxes(page: pikepdf.Page, trim: Box, bleed: float) -> None:
    """TrimBox and, `bleed` mm around it, BleedBox and MediaBox. ISO 15930-7 wants no ArtBox beside
    a TrimBox."""
    around = grown(trim, bleed * MM)
    for name, value in (("/TrimBox", trim), ("/BleedBox", around), ("/MediaBox", around)):
        page.obj[name] = _array(value)
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def mark(page: pikepdf.Page, pdf: pikepdf.Pdf, bleed: float, folds: Sequence[float] = ()) -> None:
    """Draw crop marks and, at `folds` mm from the left of the trim, fold marks, all in black ink,
    and make room for them: there the artwork, which may reach further than the bleed, ends."""
    trim = box(page, "/TrimBox")
    assert trim
    left, bottom, right, top = grown(trim, bleed * MM)
    offset = max(OFFSET, bleed) * MM
    page.obj.MediaBox = _array(grown(trim, offset + MARK * MM))
    lines = [
        *((stroke, "[] 0 d") for stroke in _crops(trim, offset)),
        *((stroke, "[2 2] 0 d") for stroke in _folds(trim, offset, folds)),
    ]
    drawn = "".join(
        f"{dash} {x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S\n" for (x1, y1, x2, y2), dash in lines
    )
    clip = f"q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
    page.contents_add(pdf.make_stream(clip.encode()), prepend=True)
    page.contents_add(pdf.make_stream(f"Q q 0 0 0 1 K {LINE} w\n{drawn}Q".encode()))


def _crops(trim: Box, offset: float) -> Iterator[Box]:
    far = offset + MARK * MM
    for x in (trim[0], trim[2]):
        yield x, trim[1] - offset, x, trim[1] - far
        yield x, trim[3] + offset, x, trim[3] + far
    for y in (trim[1], trim[3]):
        yield trim[0] - offset, y, trim[0] - far, y
        yield trim[2] + offset, y, trim[2] + far, y


def _folds(trim: Box, offset: float, folds: Iterable[float]) -> Iterator[Box]:
    far = offset + MARK * MM
    for fold in folds:
        x = trim[0] + fold * MM
        yield x, trim[1] - offset, x, trim[1] - far
        yield x, trim[3] + offset, x, trim[3] + far


def _array(values: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 3) for value in values])

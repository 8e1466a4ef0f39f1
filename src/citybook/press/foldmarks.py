"""Where a sheet is folded, stapled and cut goes in; content that draws it in black ink alone comes
out.

Black alone is DeviceCMYK with only K (ISO 32000-1, 8.6.4.4): four inks would show every error of
register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

MM = 72 / 25.4
# Copiers print no nearer to the edge of the paper. A mark is so long, a staple's crown as wide as
# the usual 24/6. In mm.
RIM, MARK, CROWN = 5.0, 8.0, 12.0
# Less than this is not worth a cut, and has no room for its mark. In mm.
LEAST_CUT = 5.0
HAIRLINE = 0.25
Stroke = tuple[float, float, float, float]


def drawn(
    paper: tuple[float, float],
    trim: tuple[float, float],
    wanted: Collection[str],
    *,
    is_outermost: bool,
) -> bytes:
    """The marks on the outside of a sheet that carries two pages of `trim` on `paper`, both in
    mm."""
    strokes: list[tuple[Stroke, str]] = []
    if "fold" in wanted:
        strokes += [(stroke, "[2 2] 0 d") for stroke in _fold(paper, trim)]
    if "staples" in wanted and is_outermost:
        strokes += [(stroke, "[] 0 d") for stroke in _staples(paper, trim)]
    if "cut" in wanted:
        strokes += [(stroke, "[] 0 d") for stroke in _cut(paper, trim)]
    if not strokes:
        return b""
    lines = "".join(
        f"{dash} {x1 * MM:.4f} {y1 * MM:.4f} m {x2 * MM:.4f} {y2 * MM:.4f} l S\n"
        for (x1, y1, x2, y2), dash in strokes
    )
    return f"q 0 0 0 1 K {HAIRLINE} w\n{lines}Q\n".encode()


def staples(height: float) -> tuple[float, float]:
    """How far the middle of each of the two staples is from the foot of a page of this height; all
    in mm."""
    return height / 4, height * 3 / 4


def _fold(paper: tuple[float, float], trim: tuple[float, float]) -> Iterator[Stroke]:
    """In the fold at head and foot: on what is cut off, or where that is too narrow on the page."""
    x, offcut = paper[0] / 2, (paper[1] - trim[1]) / 2
    start = offcut - MARK - 1 if offcut > MARK + 1 + RIM else max(RIM, offcut)
    yield x, start, x, start + MARK
    yield x, paper[1] - start, x, paper[1] - start - MARK


def _staples(paper: tuple[float, float], trim: tuple[float, float]) -> Iterator[Stroke]:
    """Two, at a quarter of the height from head and foot, in the fold."""
    x, foot = paper[0] / 2, (paper[1] - trim[1]) / 2
    for middle in staples(trim[1]):
        yield x, foot + middle - CROWN / 2, x, foot + middle + CROWN / 2


def _cut(paper: tuple[float, float], trim: tuple[float, float]) -> Iterator[Stroke]:
    """At both ends of each cut, beside it on what is cut off, so that none is left over."""
    beside = HAIRLINE / MM
    aside, head = (paper[0] - 2 * trim[0]) / 2 - beside, (paper[1] - trim[1]) / 2 - beside
    if head >= LEAST_CUT:
        for y in (head, paper[1] - head):
            yield RIM, y, RIM + MARK, y
            yield paper[0] - RIM, y, paper[0] - RIM - MARK, y
    if aside >= LEAST_CUT:
        for x in (aside, paper[0] - aside):
            yield x, RIM, x, RIM + MARK
            yield x, paper[1] - RIM, x, paper[1] - RIM - MARK

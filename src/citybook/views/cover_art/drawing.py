"""What a drawing on a cover is made of: shapes and words in mm, which the layout writes one after
the other; and what each drawing is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from citybook.catalogue import Catalogue
from citybook.colours import set_off, tint
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Choice, Edition
from citybook.models.fields import WHITE
from citybook.typeface import text_width
from citybook.views.map_window import Window
from citybook.views.outlines import Box, Point

MM_PER_PT = 25.4 / 72
# A drawing runs so far over the edges of the paper, in mm, so that it bleeds.
OUT = 10.0
# How much of a line's colour is left where it is drawn on a coloured ground.
PALE = 0.35
# Leading, as a multiple of the size; and how much wider text is set than it is measured, at most.
LEADING, SLACK = 1.22, 1.02


@dataclass(frozen=True)
class Shape:
    """A path in mm: filled, or drawn with a stroke so many mm wide. `dots` are that far apart."""

    path: str
    fill: str = "none"
    stroke: str = "none"
    width: float = 0.0
    dots: float = 0.0


@dataclass(frozen=True)
class TextLines:
    """Lines of text: where they begin, seen from the side where lines begin and from the top, and
    how wide they are, in mm; their size in pt; to which side they keep: start, center or end. On a
    map, `x` is seen from the left, and `align` left or right."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    size: float
    colour: str = ""
    is_bold: bool = False
    align: str = "start"

    @property
    def leading(self) -> float:
        """The height of a line, in mm."""
        return self.size * LEADING * MM_PER_PT

    @property
    def box(self) -> Box:
        """Left or start, top, right or end, and bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.leading * len(self.lines)


@dataclass(frozen=True)
class Outlines:
    """The map below a drawing: its window, its colours, and from where to where on the paper it
    reaches, in mm."""

    window: Window
    top: float
    bottom: float
    colour: str
    land: str


@dataclass(frozen=True)
class Drawing:
    """What is drawn on a cover `width` by `height` mm: what it shows in words, a map if it is one,
    shapes in the order in which they are painted, and words upon them; and how wide the foot may
    be that stands on it, in mm, if not as wide as the paper. Without a map it is mirrored for
    languages written from the right."""

    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: tuple[TextLines, ...]
    outlines: Outlines | None = None
    foot: float = 0.0


@dataclass(frozen=True)
class Ground:
    """The colour of the paper that is drawn on, and that of text on it."""

    colour: str
    ink: str
    is_dark: bool

    def line(self, colour: str) -> str:
        """Return a colour as a line is drawn in it."""
        return tint(colour, PALE) if self.is_dark else colour

    @property
    def land(self) -> str:
        """The colour of land on a map."""
        return set_off(self.colour) if self.is_dark else WHITE

    @property
    def inside(self) -> str:
        """The colour inside of rings."""
        return self.colour if self.is_dark else WHITE


@dataclass(frozen=True)
class Canvas:
    """What a drawing is made from and where: the edition with the entries that each of its parts
    holds; the paper's width and height, the margin at its sides, and from where to where the
    drawing reaches, in mm."""

    catalogue: Catalogue
    edition: Edition
    held: Sequence[tuple[Choice, list[Entry[Front]]]]
    ground: Ground
    size: Point
    margin: float
    top: float
    bottom: float
    kept_clear: tuple[Box, ...] = field(default=())

    @property
    def entries(self) -> list[Entry[Front]]:
        """All entries of the edition."""
        return [entry for _, entries in self.held for entry in entries]

    @property
    def scale(self) -> float:
        """How much larger things are drawn than on A5."""
        return min(self.size[0] / 148, 1.42)

    def measure(self, text: str, size: float, *, is_bold: bool = False) -> float:
        """Return the width of a text in pt, in mm."""
        em = text_width(self.catalogue.typeface, text, bold=is_bold)
        return em * size * MM_PER_PT * SLACK

    def wrap(self, text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
        """Break a text into lines of at most this width, in mm, but for words that are wider."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.measure(longer, size, is_bold=is_bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def widest(self, lines: Sequence[str], size: float, *, is_bold: bool = False) -> float:
        """Return the width of the widest of some lines, in mm."""
        return max((self.measure(line, size, is_bold=is_bold) for line in lines), default=0.0)


def ring(centre: Point, radius: float, width: float, stroke: str, fill: str) -> Shape:
    """Draw a ring; `radius` is that of the middle of its stroke."""
    (x, y), r = centre, radius
    path = f"M{x - r:.2f} {y:.2f}a{r:.2f} {r:.2f} 0 1 0 {2 * r:.2f} 0a{r:.2f} {r:.2f} 0 1 0 "
    return Shape(f"{path}{-2 * r:.2f} 0z", fill, stroke, width)


def line(points: Sequence[Point], stroke: str, width: float, dots: float = 0.0) -> Shape:
    """Draw a line from point to point."""
    steps = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return Shape(f"M{steps}", stroke=stroke, width=width, dots=dots)


def field_of(box: Box, fill: str) -> Shape:
    """Fill a box."""
    left, top, right, bottom = box
    return Shape(f"M{left:.2f} {top:.2f}H{right:.2f}V{bottom:.2f}H{left:.2f}z", fill)

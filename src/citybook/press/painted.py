"""A page of a PDF goes in; all that is painted on it comes out, in the order of painting: text,
fills, strokes and pictures.

The content is followed as a printer follows it, into forms and patterns too (ISO 32000-1, 8.4 to
8.10 and 9.4). Boxes are those of paths and pictures, cut by the box of what clips them; of text,
only the place where it begins is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Matrix, Name

from citybook.press import paths
from citybook.press.boxes import Box
from citybook.press.paths import EVERYWHERE, NOWHERE, Point, common, placed
from citybook.press.spaces import INITIAL, Colour, named

# Forms in forms go no deeper: one that draws itself would never end.
DEEPEST = 12
UNIT = (0, 0, 1, 1)


@dataclass(frozen=True)
class Painted:
    """Something on the page: `kind` is text, fill, stroke, picture or shading. `size` is that of
    text and the width of strokes, in pt; `lines` are a stroke's from point to point, `matrix` and
    `picture` are those of a picture, `font` is that of text."""

    kind: str
    box: Box
    colour: Colour
    size: float = 0.0
    overprints: bool = False
    lines: tuple[tuple[Point, Point], ...] = ()
    matrix: Matrix = field(default_factory=Matrix)
    picture: Any = None
    font: Any = None

    @property
    def thickness(self) -> float:
        """How thin it is where it is thinnest, in pt."""
        return (
            self.size
            if self.kind == "stroke"
            else min(self.box[2] - self.box[0], self.box[3] - self.box[1])
        )


@dataclass(frozen=True)
class State:
    """The graphics state (8.4): `alpha` is that of fills and strokes, `mode` tells whether text is
    filled or stroked."""

    ctm: Matrix
    clip: Box = EVERYWHERE
    fill: Colour = INITIAL
    stroke: Colour = INITIAL
    width: float = 1.0
    alpha: tuple[float, float] = (1.0, 1.0)
    overprints: bool = False
    font: Any = None
    font_size: float = 0.0
    leading: float = 0.0
    mode: int = 0


def painted(page: pikepdf.Page) -> Iterator[Painted]:
    """What is painted on a page, in its own units of pt."""
    yield from _Painter(page, page.resources, Matrix(), EVERYWHERE, 0).run()


class _Painter:
    """Follows one content stream. `base` is the matrix that its patterns start from (8.7.3.1)."""

    def __init__(self, holder: Any, resources: Any, base: Matrix, clip: Box, depth: int) -> None:
        self.holder, self.resources, self.base, self.depth = holder, resources, base, depth
        self.state, self.stack = State(base, clip), list[State]()
        self.path, self.clips = paths.Path(), False
        self.text, self.line = Matrix(), Matrix()

    def run(self) -> Iterator[Painted]:
        for instruction in pikepdf.parse_content_stream(self.holder):
            yield from self._do(str(instruction.operator), list(instruction.operands))

    def _do(self, name: str, values: list[Any]) -> Iterator[Painted]:
        if name in STATES:
            self.state = STATES[name](self.state, values)
        elif name in paths.OPERATORS:
            self.path.build(name, [float(value) for value in values], self.state.ctm)
        elif name in paths.PAINTS:
            yield from self._paint(*paths.PAINTS[name])
        elif name in ("Tj", "TJ", "'", '"'):
            yield from self._show(name)
        elif name in ("BT", "Tm", "Td", "TD", "T*"):
            self._begin_line(name, [float(value) for value in values])
        elif name.lower() in ("g", "rg", "k", "cs", "sc", "scn"):
            self._colour(name, values)
        elif name in ("Do", "sh", "INLINE IMAGE"):
            yield from self._place(name, values[0])
        else:
            self._keep(name, values)

    def _keep(self, name: str, values: list[Any]) -> None:
        if name == "q":
            self.stack.append(self.state)
        elif name == "Q" and self.stack:
            self.state = self.stack.pop()
        elif name in ("W", "W*"):
            self.clips = True
        elif name == "gs":
            self._extend(self.resources.ExtGState[values[0]])
        elif name == "Tf":
            self.state = replace(
                self.state, font=self.resources.Font[values[0]], font_size=float(values[1])
            )

    def _extend(self, states: Any) -> None:
        fill, stroke = self.state.alpha
        self.state = replace(
            self.state,
            alpha=(float(states.get("/ca", fill)), float(states.get("/CA", stroke))),
            width=float(states.get("/LW", self.state.width)),
            overprints=bool(states.get("/op", states.get("/OP", self.state.overprints))),
        )

    def _colour(self, name: str, values: list[Any]) -> None:
        before = self.state.stroke if name.isupper() else self.state.fill
        if name in ("cs", "CS"):
            space = named(values[0], self.resources)
            colour = INITIAL if space == INITIAL.space else Colour(space)
        elif name.lower() in ("sc", "scn"):
            pattern = (
                self.resources.Pattern[values.pop()]
                if values and isinstance(values[-1], Name)
                else None
            )
            colour = Colour(before.space, tuple(float(value) for value in values), pattern)
        else:
            space = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}[name.lower()]
            colour = Colour(space, tuple(float(value) for value in values))
        self.state = (
            replace(self.state, stroke=colour)
            if name.isupper()
            else replace(self.state, fill=colour)
        )

    def _paint(self, fills: bool, strokes: bool, closes: bool) -> Iterator[Painted]:
        if closes:
            self.path.close()
        if self.path.points and fills and self.state.alpha[0]:
            yield from self._fill()
        if self.path.points and strokes and self.state.alpha[1]:
            yield from self._stroke()
        if self.clips:
            self.state = replace(self.state, clip=common(self.state.clip, self.path.box) or NOWHERE)
        self.path, self.clips = paths.Path(), False

    def _fill(self) -> Iterator[Painted]:
        box, colour = common(self.path.box, self.state.clip), self.state.fill
        if box is None:
            return
        if colour.pattern is None:
            yield Painted("fill", box, colour, overprints=self.state.overprints)
        elif colour.pattern.PatternType == 2:
            yield Painted(
                "shading", box, Colour(named(colour.pattern.Shading.ColorSpace, self.resources))
            )
        else:
            yield from self._inner(colour.pattern, _matrix(colour.pattern) @ self.base, box)

    def _stroke(self) -> Iterator[Painted]:
        width, outline = self.state.width * paths.scale(self.state.ctm), self.path.box
        half = width / 2
        box = common(
            (outline[0] - half, outline[1] - half, outline[2] + half, outline[3] + half),
            self.state.clip,
        )
        if box:
            yield Painted(
                "stroke",
                box,
                self.state.stroke,
                width,
                self.state.overprints,
                tuple(self.path.lines),
            )

    def _begin_line(self, name: str, values: list[float]) -> None:
        """Begin a line of text (9.4.2): where the text, the line before or the operator says."""
        if name in ("BT", "Tm"):
            self.text = self.line = Matrix(*values)
            return
        x, y = values or (0.0, -self.state.leading)
        if name == "TD":
            self.state = replace(self.state, leading=-y)
        self.text = self.line = Matrix(1, 0, 0, 1, x, y) @ self.line

    def _show(self, name: str) -> Iterator[Painted]:
        if name in ("'", '"'):
            self._begin_line("T*", [])
        whole = self.text @ self.state.ctm
        x, y = whole.transform((0, 0))
        size = abs(self.state.font_size) * hypot(whole.c, whole.d)
        strokes = self.state.mode in (1, 5)
        if self.state.mode not in (3, 7) and self.state.alpha[strokes]:
            colour = self.state.stroke if strokes else self.state.fill
            yield Painted(
                "text",
                (x, y, x, y + size),
                colour,
                size,
                self.state.overprints,
                font=self.state.font,
            )

    def _place(self, name: str, thing: Any) -> Iterator[Painted]:
        if name == "sh":
            yield Painted(
                "shading",
                self.state.clip,
                Colour(named(self.resources.Shading[thing].ColorSpace, self.resources)),
            )
            return
        drawn = thing if name == "INLINE IMAGE" else self.resources.XObject[thing]
        if name == "Do" and drawn.Subtype == Name.Form:
            matrix = _matrix(drawn) @ self.state.ctm
            if clip := common(self.state.clip, placed(drawn.BBox, matrix)):
                yield from self._inner(drawn, matrix, clip)
            return
        box = common(self.state.clip, placed(UNIT, self.state.ctm))
        if box and self.state.alpha[0]:
            yield Painted(
                "picture", box, self._of_picture(drawn), matrix=self.state.ctm, picture=drawn
            )

    def _inner(self, drawn: Any, matrix: Matrix, clip: Box) -> Iterator[Painted]:
        if self.depth < DEEPEST:
            yield from _Painter(
                drawn, drawn.get("/Resources", self.resources), matrix, clip, self.depth + 1
            ).run()

    def _of_picture(self, drawn: Any) -> Colour:
        if isinstance(drawn, pikepdf.PdfInlineImage):
            name = str(drawn.colorspace)
            return Colour(
                {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}.get(
                    name, name.removeprefix("/")
                )
            )
        return (
            self.state.fill
            if drawn.get("/ImageMask", False)
            else Colour(named(drawn.get("/ColorSpace"), self.resources))
        )


def _matrix(drawn: Any) -> Matrix:
    return Matrix(drawn.Matrix) if "/Matrix" in drawn else Matrix()


STATES: dict[str, Callable[[State, list[Any]], State]] = {
    "cm": lambda state, values: replace(
        state, ctm=Matrix(*(float(value) for value in values)) @ state.ctm
    ),
    "w": lambda state, values: replace(state, width=float(values[0])),
    "TL": lambda state, values: replace(state, leading=float(values[0])),
    "Tr": lambda state, values: replace(state, mode=int(values[0])),
}

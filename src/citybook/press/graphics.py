"""A page of a PDF goes in; all graphics objects on it come out, in the order of painting: text,
fills, strokes, pictures and shadings.

The content is followed as a printer follows it, into forms and patterns too (ISO 32000-1, 8.4 to
8.10 and 9.4). Boxes are those of paths and pictures, cut by the box of what clips them; of text,
only the place where it begins is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Matrix, Name

from citybook.pdf.boxes import EVERYWHERE, NOWHERE, Box, Point, intersect, transform
from citybook.pdf.colours import ColourTracker, PaintColour, space_name
from citybook.pdf.content import INLINE_IMAGE, TEXT_OPERATORS, read_content
from citybook.press import paths

# Forms in forms go no deeper: one that draws itself would never end.
DEEPEST = 12
UNIT = (0, 0, 1, 1)
INLINE_SPACES = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}


@dataclass(frozen=True)
class GraphicsObject:
    """Something on the page: `kind` is text, fill, stroke, picture or shading. `size` is that of
    text and the width of strokes, in pt; `lines` are a stroke's from point to point, `matrix` and
    `picture` are those of a picture, `font` is that of text."""

    kind: str
    box: Box
    colour: PaintColour
    size: float = 0.0
    overprints: bool = False
    lines: tuple[tuple[Point, Point], ...] = ()
    matrix: Matrix = field(default_factory=Matrix)
    picture: Any = None
    font: Any = None

    @property
    def thickness(self) -> float:
        """How thin it is where it is thinnest, in pt."""
        left, bottom, right, top = self.box
        return self.size if self.kind == "stroke" else min(right - left, top - bottom)


@dataclass(frozen=True)
class GraphicsState:
    """The graphics state without its colours (8.4): `alpha` is that of fills and strokes, `mode`
    tells whether text is filled or stroked."""

    ctm: Matrix
    clip: Box = EVERYWHERE
    width: float = 1.0
    alpha: tuple[float, float] = (1.0, 1.0)
    overprints: bool = False
    font: Any = None
    font_size: float = 0.0
    leading: float = 0.0
    mode: int = 0


def read_graphics(page: pikepdf.Page) -> Iterator[GraphicsObject]:
    """Read what is painted on a page, in its own units of pt."""
    yield from _Interpreter(page, page.resources, Matrix(), EVERYWHERE, 0).run()


class _Interpreter:
    """Follows one content stream. `base` is the matrix that its patterns start from (8.7.3.1)."""

    def __init__(self, holder: Any, resources: Any, base: Matrix, clip: Box, depth: int) -> None:
        self.holder, self.resources, self.base, self.depth = holder, resources, base, depth
        self.state, self.saved = GraphicsState(base, clip), list[GraphicsState]()
        self.colours = ColourTracker(resources)
        self.path, self.clips = paths.PaintedPath(), False
        self.text = self.line = Matrix()

    def run(self) -> Iterator[GraphicsObject]:
        for name, operands, _ in read_content(self.holder):
            self.colours.follow(name, operands)
            if name in paths.BUILDING_OPERATORS:
                self.path.build(name, [float(value) for value in operands], self.state.ctm)
            elif name in paths.PAINTING_OPERATORS:
                yield from self._paint(name)
            elif name in TEXT_OPERATORS:
                yield from self._show(name)
            elif name in ("BT", "Tm", "Td", "TD", "T*"):
                self._begin_line(name, [float(value) for value in operands])
            elif name == "sh":
                shading = self.resources.Shading[operands[0]]
                yield self._shading(shading, self.state.clip)
            elif name in ("Do", INLINE_IMAGE):
                is_inline = name == INLINE_IMAGE
                yield from self._place(
                    operands[0] if is_inline else self.resources.XObject[operands[0]], is_inline
                )
            else:
                self._set(name, operands)

    def _set(self, name: str, operands: list[Any]) -> None:
        """Set what of the state an operator sets."""
        if name == "q":
            self.saved.append(self.state)
        elif name == "Q" and self.saved:
            self.state = self.saved.pop()
        elif name in ("W", "W*"):
            self.clips = True
        else:
            self.state = replace(self.state, **self._changes(name, operands))

    def _changes(self, name: str, operands: list[Any]) -> dict[str, Any]:
        match name:
            case "cm":
                return {"ctm": Matrix(*map(float, operands)) @ self.state.ctm}
            case "w":
                return {"width": float(operands[0])}
            case "TL":
                return {"leading": float(operands[0])}
            case "Tr":
                return {"mode": int(operands[0])}
            case "Tf":
                font = self.resources.Font[operands[0]]
                return {"font": font, "font_size": float(operands[1])}
            case "gs":
                return self._extend(self.resources.ExtGState[operands[0]])
        return {}

    def _extend(self, given: Any) -> dict[str, Any]:
        fill, stroke = self.state.alpha
        return {
            "alpha": (float(given.get("/ca", fill)), float(given.get("/CA", stroke))),
            "width": float(given.get("/LW", self.state.width)),
            "overprints": bool(given.get("/op", given.get("/OP", self.state.overprints))),
        }

    def _paint(self, name: str) -> Iterator[GraphicsObject]:
        if name in paths.CLOSING_OPERATORS:
            self.path.close()
        if self.path.points and name in paths.FILLING_OPERATORS and self.state.alpha[0]:
            yield from self._fill()
        if self.path.points and name in paths.STROKING_OPERATORS and self.state.alpha[1]:
            yield from self._stroke()
        if self.clips:
            clip = intersect(self.state.clip, self.path.box) or NOWHERE
            self.state = replace(self.state, clip=clip)
        self.path, self.clips = paths.PaintedPath(), False

    def _fill(self) -> Iterator[GraphicsObject]:
        box, colour = intersect(self.path.box, self.state.clip), self.colours.fill
        if box is None:
            return
        if colour.pattern is None:
            yield GraphicsObject("fill", box, colour, overprints=self.state.overprints)
        elif colour.pattern.PatternType == 2:
            yield self._shading(colour.pattern.Shading, box)
        else:
            matrix = _matrix(colour.pattern) @ self.base
            yield from self._inner(colour.pattern, matrix, box)

    def _stroke(self) -> Iterator[GraphicsObject]:
        width, (left, bottom, right, top) = self.state.width, self.path.box
        width *= paths.scale(self.state.ctm)
        half = width / 2
        outline = (left - half, bottom - half, right + half, top + half)
        if box := intersect(outline, self.state.clip):
            colour, lines = self.colours.stroke, tuple(self.path.lines)
            yield GraphicsObject("stroke", box, colour, width, self.state.overprints, lines)

    def _begin_line(self, name: str, values: list[float]) -> None:
        """Begin a line of text (9.4.2): where the text, the line before or the operator says."""
        if name in ("BT", "Tm"):
            self.text = self.line = Matrix(*values)
            return
        x, y = values or (0.0, -self.state.leading)
        if name == "TD":
            self.state = replace(self.state, leading=-y)
        self.text = self.line = Matrix(1, 0, 0, 1, x, y) @ self.line

    def _show(self, name: str) -> Iterator[GraphicsObject]:
        if name in ("'", '"'):
            self._begin_line("T*", [])
        state, whole = self.state, self.text @ self.state.ctm
        x, y = whole.transform((0, 0))
        size = abs(state.font_size) * hypot(whole.c, whole.d)
        strokes = state.mode in (1, 5)
        if state.mode not in (3, 7) and state.alpha[strokes]:
            colour, box = self.colours.stroke if strokes else self.colours.fill, (x, y, x, y + size)
            yield GraphicsObject("text", box, colour, size, state.overprints, font=state.font)

    def _shading(self, shading: Any, box: Box) -> GraphicsObject:
        return GraphicsObject(
            "shading", box, PaintColour(space_name(shading.ColorSpace, self.resources))
        )

    def _place(self, drawn: Any, is_inline: bool) -> Iterator[GraphicsObject]:
        """Place a form or a picture."""
        ctm, clip = self.state.ctm, self.state.clip
        if not is_inline and drawn.Subtype == Name.Form:
            matrix = _matrix(drawn) @ ctm
            if inner := intersect(clip, transform(drawn.BBox, matrix)):
                yield from self._inner(drawn, matrix, inner)
        elif (box := intersect(clip, transform(UNIT, ctm))) and self.state.alpha[0]:
            colour = self._picture_colour(drawn, is_inline)
            yield GraphicsObject("picture", box, colour, matrix=ctm, picture=drawn)

    def _inner(self, drawn: Any, matrix: Matrix, clip: Box) -> Iterator[GraphicsObject]:
        if self.depth < DEEPEST:
            resources = drawn.get("/Resources", self.resources)
            yield from _Interpreter(drawn, resources, matrix, clip, self.depth + 1).run()

    def _picture_colour(self, drawn: Any, is_inline: bool) -> PaintColour:
        if is_inline:
            name = str(drawn.colorspace)
            return PaintColour(INLINE_SPACES.get(name, name.removeprefix("/")))
        if drawn.get("/ImageMask", False):
            return self.colours.fill
        return PaintColour(space_name(drawn.get("/ColorSpace"), self.resources))


def _matrix(drawn: Any) -> Matrix:
    return Matrix(drawn.Matrix) if "/Matrix" in drawn else Matrix()

"""The bytes of a logo drawn as SVG go in; a drawing of the same look, written anew of nothing but
shapes, groups, gradients and clip paths, comes out.

Nothing of the file is copied: every number, colour and name is read and written again, so that what
is published holds no script, no style sheet, and no reference but to its own parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from citybook.content.svg_paints import write_gradient
from citybook.content.svg_properties import (
    EXPAND,
    FLATTEN,
    URL,
    require_known,
    rewrite_properties,
)
from citybook.content.svg_reading import DEEPEST, MOST_BYTES, SvgElement, SvgError, read_elements
from citybook.content.svg_shapes import SHAPES, geometry, move_of_use, rewrite, view_box
from citybook.content.svg_styles import Styles
from citybook.content.svg_values import read_colour, write_number, write_numbers

# The most elements that are written; those that are used again count each time.
MOST_WRITTEN = 10_000
OUTLINES = (
    "convert the text to outlines: in Illustrator Type › Create Outlines, "
    "in Inkscape Path › Object to Path"
)
GROUPS = ("g", "a", "switch")
# What is drawn only where something refers to it, and what draws nothing.
APART = ("defs", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "style")
IDLE = ("view", "cursor", "font-face", "font", "color-profile", "filter", "pattern", "marker")
REFUSED = {
    "text": ("it has text that is still letters", OUTLINES),
    "flowRoot": ("it has text that is still letters", OUTLINES),
    "image": ("it has a picture of pixels in it", "give the logo as PNG, or trace the picture"),
    "script": ("it has a script", "take the script out, or export it as plain SVG"),
    "foreignObject": ("it has something other than a drawing in it", FLATTEN),
    **dict.fromkeys(
        ("animate", "animateTransform", "animateMotion", "animateColor", "set"),
        ("it moves", "export it without animation"),
    ),
}


@dataclass(frozen=True)
class CleanLogo:
    """A logo written anew: the text of its file, its width and height in units of its own."""

    text: str
    width: float
    height: float


def redraw(data: bytes, prefix: str = "l") -> CleanLogo:
    """Write a drawing anew; the names of its parts begin with `prefix`. Raises SvgError."""
    if len(data) > MOST_BYTES:
        raise SvgError(f"it has more than {MOST_BYTES:,} bytes", "simplify it")
    try:
        return _Redrawing(read_elements(data), prefix).drawing()
    except RecursionError:
        raise SvgError("its values are nested too deeply") from None
    except ValueError:  # from sums of numbers that are each well
        raise SvgError("its drawing runs too far out") from None


class _Redrawing:
    """Writes the elements of one file anew."""

    def __init__(self, root: SvgElement, prefix: str) -> None:
        self.root, self.prefix = root, prefix
        self.styles = Styles(root)
        self.ids = {one.get("id", ""): one for one in root.iter() if isinstance(one, SvgElement)}
        self.names: dict[str, str] = {}
        self.said: dict[SvgElement, dict[str, str]] = {}
        self.definitions: list[str] = []
        self.open: list[SvgElement] = []
        self.count = self.shapes = 0
        self.box = view_box(root)

    def drawing(self) -> CleanLogo:
        """Return the whole drawing."""
        body = "".join(self.group(self.root, "#000000", "g"))
        if not self.shapes:
            raise SvgError("nothing in it can be seen", "look at it in a browser; export it again")
        defs = f"<defs>{''.join(self.definitions)}</defs>" if self.definitions else ""
        width, height = map(write_number, self.box[2:])
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{write_numbers(list(self.box))}" '
            f'width="{width}" height="{height}">{defs}{body}</svg>\n'
        )
        return CleanLogo(text, self.box[2], self.box[3])

    def write(self, element: SvgElement, current: str) -> Iterator[str]:
        """Yield what is written of an element."""
        tag = element.tag
        if tag in REFUSED and (
            tag not in ("text", "flowRoot") or "".join(element.itertext()).strip()
        ):
            raise element.error(*REFUSED[tag])
        if tag in (*APART, *IDLE, "text", "flowRoot"):
            return
        said = self._read_properties(element)
        if said.get("display") == "none":
            return
        with _Entered(self, element):
            current = _current(said, current)
            if tag in SHAPES:
                yield self.shape(element, said, current)
            elif tag in GROUPS:
                yield from self.group(element, current)
            elif tag == "use":
                yield from self.use(element, said, current)
            else:
                raise element.error(f"it has an element '{tag}', which no logo needs", FLATTEN)

    def group(self, element: SvgElement, current: str, tag: str = "g") -> Iterator[str]:
        """Yield a group and what stands in it; of a switch, the first that can be drawn."""
        said = self._read_properties(element)
        current = _current(said, current)
        children = [one for one in element if isinstance(one, SvgElement)]
        if element.tag == "switch":
            usual = (one for one in children if "requiredExtensions" not in one.attrib)
            children = [one for one in usual if one.tag != "foreignObject"][:1]
        yield _open(tag, self.attributes(element, said, current, is_root=element is self.root))
        for child in children:
            yield from self.write(child, current)
        yield f"</{tag}>"

    def shape(self, element: SvgElement, said: dict[str, str], current: str) -> str:
        """Return a shape."""
        self.shapes += 1
        attributes = {
            **geometry(element, said, self.box[2:]),
            **self.attributes(element, said, current),
        }
        return _open(element.tag, attributes, "/>")

    def use(self, element: SvgElement, said: dict[str, str], current: str) -> Iterator[str]:
        """Yield what an element refers to, in its place."""
        target = self.target(element, said.get("href", ""))
        place = self.attributes(element, said, current)
        move = move_of_use(element, target, said, self.box)
        yield _open("g", {**place, "transform": f"{place.get('transform', '')} {move}".strip()})
        if target.tag == "symbol":
            with _Entered(self, target):
                yield from self.group(target, current)
        else:
            yield from self.write(target, current)
        yield "</g>"

    def target(self, element: SvgElement, href: str) -> SvgElement:
        """Return the element of this file that is referred to. Raises SvgError."""
        if not href.startswith("#"):
            raise element.error("it refers to something outside of the file")
        if href[1:] not in self.ids:
            raise element.error(f"it refers to '{href[:60]}', which is not there")
        return self.ids[href[1:]]

    def attributes(
        self, element: SvgElement, said: dict[str, str], current: str, *, is_root: bool = False
    ) -> dict[str, str]:
        """Return the properties and the place of an element."""
        found = rewrite_properties(element, said, current, self.refer)
        if (move := said.get("transform")) and move != "none" and not is_root:
            found["transform"] = rewrite(element, "transform", move)
        clips = [said[name] for name in ("clip-path", "mask") if said.get(name, "none") != "none"]
        if len(clips) > 1:
            raise element.error("it is cut by a clip path and a mask at once", FLATTEN)
        for value in clips:
            url = URL.fullmatch(value)
            if not url:
                raise element.error(f"it is cut by '{value[:60]}'", EXPAND)
            found["clip-path"] = f"url(#{self.refer(element, url[1])})"
        return found

    def refer(self, element: SvgElement, id: str) -> str:
        """Return the new name of a gradient or a clip path, which is written once."""
        target = self.target(element, f"#{id}")
        if target in self.open:
            raise element.error("it uses itself")
        if id not in self.names:
            with _Entered(self, target):
                name = f"{self.prefix}{len(self.names) + 1}"
                self.names[id] = name
                self.definitions.append(self._definition(element, target, name))
        return self.names[id]

    def _definition(self, element: SvgElement, target: SvgElement, name: str) -> str:
        if target.tag in ("linearGradient", "radialGradient"):
            return write_gradient(self.gradients(target), self._read_properties, name)
        if target.tag in ("clipPath", "mask"):
            return self.clip(target, name)
        raise element.error(f"it is painted or cut with a '{target.tag}'", EXPAND)

    def gradients(self, gradient: SvgElement) -> list[SvgElement]:
        """Return a gradient and those it takes over from."""
        found = [gradient]
        while href := found[-1].get("href"):
            found.append(self.target(found[-1], href))
            if found.count(found[-1]) > 1 or "Gradient" not in found[-1].tag:
                raise gradient.error("its gradients refer to each other")
        return found

    def clip(self, element: SvgElement, name: str) -> str:
        """Return a clip path. A mask of plain white shapes is one."""
        said = self._read_properties(element)
        attributes = {"id": name, **self.attributes(element, said, "#000000")}
        attributes = {key: attributes[key] for key in ("id", "clip-path") if key in attributes}
        if said.get("clipPathUnits", said.get("maskContentUnits")) == "objectBoundingBox":
            attributes["clipPathUnits"] = "objectBoundingBox"
        is_luminance = element.tag == "mask" and said.get("mask-type") != "alpha"
        shapes = [
            self._clipping(one, is_luminance)
            for one in element
            if isinstance(one, SvgElement) and one.tag not in APART
        ]
        if len(shapes) > 1 and any("transform=" in one for one in shapes):
            raise element.error("it is cut by several shapes that are moved", EXPAND)
        return f"{_open('clipPath', attributes)}{''.join(shapes)}</clipPath>"

    def _clipping(self, element: SvgElement, is_luminance: bool) -> str:
        """Return one shape of a clip path."""
        said, moves, shape = self._read_properties(element), list[str](), element
        if "transform" in said:
            moves.append(said["transform"])
        if element.tag == "use":
            shape = self.target(element, said.get("href", ""))
            moves.append(move_of_use(element, shape, said, self.box))
            own = self._read_properties(shape)
            moves += [own["transform"]] if "transform" in own else []
            said = {**said, **own}
        if shape.tag not in SHAPES:
            raise element.error(f"it is cut by a '{shape.tag}', not by shapes", EXPAND)
        with _Entered(self, shape):
            painted = self.attributes(
                shape, {k: v for k, v in said.items() if k != "transform"}, "#000000"
            )
            if is_luminance and not _is_plain_white(painted):
                raise element.error("it is masked by shades", FLATTEN)
            attributes = geometry(shape, said, self.box[2:])
            if (
                painted.get("clip-rule") == "evenodd"
                and len(re.findall("[Mm]", attributes.get("d", ""))) > 1
            ):
                raise element.error("it is cut by a path with holes", EXPAND)
            if moves and (move := " ".join(moves)) != "translate(0 0)":
                attributes["transform"] = rewrite(element, "transform", move)
        return _open(shape.tag, attributes, "/>")

    def _read_properties(self, element: SvgElement) -> dict[str, str]:
        if element not in self.said:
            self.said[element] = self.styles.of(element)
            require_known(element, self.said[element])
        return self.said[element]


class _Entered:
    """Counts an element while it is written, and refuses one that would hold itself."""

    def __init__(self, redrawing: _Redrawing, element: SvgElement) -> None:
        self.redrawing, self.element = redrawing, element

    def __enter__(self) -> None:
        self.redrawing.count += 1
        if self.redrawing.count > MOST_WRITTEN:
            raise self.element.error(f"it has more than {MOST_WRITTEN:,} shapes", "simplify it")
        if self.element in self.redrawing.open:
            raise self.element.error("it uses itself")
        if len(self.redrawing.open) > DEEPEST:
            raise self.element.error("its elements are nested too deeply")
        self.redrawing.open.append(self.element)

    def __exit__(self, *_: object) -> None:
        self.redrawing.open.pop()


def _current(said: dict[str, str], current: str) -> str:
    """Return what `currentColor` means from here on."""
    try:
        return read_colour(said.get("color", "currentColor"), current)[0]
    except ValueError:
        return current


def _is_plain_white(painted: dict[str, str]) -> bool:
    is_opaque = all(painted.get(name, "1") == "1" for name in ("opacity", "fill-opacity"))
    return (
        painted.get("fill") == "#ffffff" and painted.get("stroke", "none") == "none" and is_opaque
    )


def _open(tag: str, attributes: dict[str, str], end: str = ">") -> str:
    said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{said}{end}"

"""A PDF in colour and a palette of greys go in; the same PDF in black ink alone comes out.

Only operators and pictures change, nothing is turned into pixels, tags stay. As all is DeviceGray
(ISO 32000-1, 8.6.4.2), a colour copier counts the page as black and white.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Name, Operator

from citybook.press.grey import Colour, Palette

# A picture is compressed as much again as it was.
QUALITY = 90
DEVICES = ("/DeviceRGB", "/DeviceCMYK")
# Functions of a gradient: one between two colours, one that joins others (ISO 32000-1, 7.10.3 and
# 7.10.4).
BETWEEN, JOINING = 2, 3


def greyed(data: bytes, palette: Palette) -> bytes:
    """The PDF in greys. Soft masks stay as they are, since they are no colours. Same bytes for the
    same input."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        masks = set(_masks(pdf))
        for page in pdf.pages:
            page.Contents = pdf.make_stream(_content(page, palette))
        for item in pdf.objects:
            if item.objgen not in masks:
                _grey(item, palette)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _grey(item: Any, palette: Palette) -> None:
    """A form, a pattern, a picture or what holds gradients, in place."""
    if isinstance(item, pikepdf.Stream):
        if item.get("/Subtype") == "/Image":
            _picture(item)
        elif item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1:
            item.write(_content(item, palette))
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    group: Any = item.get("/Group", {})
    if group.get("/CS") in DEVICES:
        group.CS = Name.DeviceGray
    for shading in _shadings(item):
        if shading.get("/ColorSpace") in DEVICES:
            _gradient(shading.Function, palette)
            shading.ColorSpace = Name.DeviceGray


def _content(holder: Any, palette: Palette) -> bytes:
    return pikepdf.unparse_content_stream(
        list(_instructions(pikepdf.parse_content_stream(holder), palette))
    )


def _instructions(found: Any, palette: Palette) -> Iterator[Any]:
    """The instructions with every colour as a grey (ISO 32000-1, 8.6.8). A colour space that is set
    is remembered until the state before it is restored."""
    spaces, stack = {"cs": "", "CS": ""}, []
    for instruction in found:
        name, values = str(instruction.operator), list(instruction.operands)
        if name == "q":
            stack.append(dict(spaces))
        elif name == "Q" and stack:
            spaces = stack.pop()
        elif name in ("cs", "CS"):
            spaces[name] = str(values[0])
            if values[0] != "/Pattern":
                continue
        elif name.lower() in ("rg", "k") or (
            name.lower() in ("sc", "scn") and not isinstance(values[-1], Name)
        ):
            space = spaces["CS" if name.isupper() else "cs"] if name.lower().startswith("s") else ""
            yield ContentStreamInstruction(
                [_number(_value(space, values, palette))], Operator("G" if name.isupper() else "g")
            )
            continue
        yield instruction


def _value(space: str, values: list[Any], palette: Palette) -> float:
    numbers = [float(value) for value in values]
    if "lab" in space.lower():
        return palette.of_lightness(numbers[0])
    return palette.grey(_rgb(numbers)) if len(numbers) > 1 else numbers[0]


def _rgb(numbers: list[float]) -> Colour:
    """Three shares of light, from as many or from four inks (ISO 32000-1, 10.3.4)."""
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    cyan, magenta, yellow, black = numbers
    return 1 - min(1.0, cyan + black), 1 - min(1.0, magenta + black), 1 - min(1.0, yellow + black)


def _picture(image: Any) -> None:
    """A picture in colour, in as many pixels of grey. One that is a mask or grey already stays."""
    if image.get("/ImageMask") or image.get("/ColorSpace") == "/DeviceGray":
        return
    grey = pikepdf.PdfImage(image).as_pil_image().convert("L")
    if image.get("/Filter") == "/DCTDecode":
        out = io.BytesIO()
        grey.save(out, "JPEG", quality=QUALITY)
        image.write(out.getvalue(), filter=Name.DCTDecode)
    else:
        image.write(grey.tobytes())
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    for name in ("/Decode", "/DecodeParms"):
        if name in image:
            del image[name]


def _resources(item: Any, kind: str) -> list[Any]:
    """What an item, or the resources it has, name of a kind."""
    return [
        found
        for holder in (item, item.get("/Resources", {}))
        for found in dict(holder.get(kind, {})).values()
    ]


def _masks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """The groups that are soft masks (ISO 32000-1, 11.6.5.3)."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for state in _resources(item, "/ExtGState"):
                if isinstance(state.get("/SMask"), pikepdf.Dictionary):
                    yield state.SMask.G.objgen


def _shadings(item: Any) -> Iterator[Any]:
    """The gradients that an item fills with, by itself or through a pattern (ISO 32000-1,
    8.7.4)."""
    yield from _resources(item, "/Shading")
    yield from (
        pattern.Shading for pattern in _resources(item, "/Pattern") if "/Shading" in pattern
    )


def _gradient(function: Any, palette: Palette) -> None:
    if function.FunctionType == JOINING:
        for part in function.Functions:
            _gradient(part, palette)
    elif function.FunctionType == BETWEEN:
        for name in ("/C0", "/C1"):
            if len(function[name]) > 1:
                function[name] = Array(
                    [_number(palette.grey(_rgb([float(share) for share in function[name]])))]
                )


def _number(value: float) -> Any:
    return int(value) if value == int(value) else round(value, 4)

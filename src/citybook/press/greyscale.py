"""A PDF in colour and a palette of greys go in; the same PDF in black ink alone comes out.

Only operators and pictures change, nothing is turned into pixels, tags stay. As all is DeviceGray
(ISO 32000-1, 8.6.4.2), a colour copier counts the page as black and white.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Name

from citybook.colours import Shares
from citybook.pdf.colour_conversion import convert_content
from citybook.pdf.colours import PaintColour
from citybook.pdf.content import content_holders, replace_content, write_content
from citybook.pdf.files import open_pdf, save_pdf
from citybook.pdf.gradients import convert_gradients
from citybook.pdf.resources import list_resources
from citybook.press.grey import GreyPalette
from citybook.press.grey_pictures import convert_to_legible_grey

# A picture is compressed as much again as it was.
QUALITY = 90
DEVICES = ("/DeviceRGB", "/DeviceCMYK")


def convert_to_grey(data: bytes, palette: GreyPalette) -> bytes:
    """Convert a PDF to greys. Soft masks stay as they are, since they are no colours. The same
    bytes for the same input."""
    with open_pdf(data) as pdf:
        masks = set(_masks(pdf))
        for holder in [one for one in content_holders(pdf) if one.objgen not in masks]:
            content = convert_content(
                holder, lambda space: space == "Pattern", lambda colour: _grey(colour, palette)
            )
            replace_content(pdf, holder, write_content(content))
        for item in pdf.objects:
            if item.objgen not in masks and isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                _convert_rest(item, palette)
        return save_pdf(pdf)


def _grey(colour: PaintColour, palette: GreyPalette) -> Sequence[float]:
    if colour.space == "Lab":
        return [palette.grey_of_lightness(colour.values[0])]
    return [palette.grey(_rgb(colour.values))] if len(colour.values) > 1 else colour.values


def _rgb(values: Sequence[float]) -> Shares:
    """Three shares of light, from as many or from four inks (ISO 32000-1, 10.3.4)."""
    if len(values) == 3:
        return values[0], values[1], values[2]
    cyan, magenta, yellow, black = values
    return 1 - min(1.0, cyan + black), 1 - min(1.0, magenta + black), 1 - min(1.0, yellow + black)


def _convert_rest(item: Any, palette: GreyPalette) -> None:
    """Convert a picture, the space that transparency is blended in, or gradients, in place."""
    if item.get("/Subtype") == "/Image":
        _convert_picture(item)
    if (group := item.get("/Group")) is not None and group.get("/CS") in DEVICES:
        group.CS = Name.DeviceGray
    convert_gradients(item, DEVICES, lambda shares: [palette.grey(_rgb(shares))])


def _convert_picture(image: Any) -> None:
    """Convert a picture in colour to as many pixels of grey. A mask stays, and what is grey."""
    if image.get("/ImageMask") or image.get("/ColorSpace") == "/DeviceGray":
        return
    grey = convert_to_legible_grey(pikepdf.PdfImage(image).as_pil_image())
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


def _masks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """The groups that are soft masks (ISO 32000-1, 11.6.5.3)."""
    for item in pdf.objects:
        for state in list_resources(item, "/ExtGState"):
            if isinstance(state.get("/SMask"), pikepdf.Dictionary):
                yield state.SMask.G.objgen

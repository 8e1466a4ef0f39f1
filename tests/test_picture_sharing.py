"""A file that holds the same picture several times goes in; it comes out with each of them once."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from citybook.pdf.picture_sharing import share_pictures


def jpeg(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return out.getvalue()


def image(pdf: pikepdf.Pdf, data: bytes, **more: object) -> pikepdf.Object:
    made = pdf.make_stream(data)
    made.Type, made.Subtype, made.Filter = Name.XObject, Name.Image, Name.DCTDecode
    made.Width = made.Height = made.BitsPerComponent = 8
    made.ColorSpace = Name.DeviceRGB
    for name, value in more.items():
        made[f"/{name}"] = value
    return made


def test_a_picture_on_several_pages_is_kept_once_and_others_stay() -> None:
    with pikepdf.new() as pdf:
        masks = [pdf.make_stream(bytes(64)) for _ in range(2)]
        drawn = [
            image(pdf, jpeg("red")),
            image(pdf, jpeg("red")),
            image(pdf, jpeg("blue")),
            image(pdf, jpeg("red"), Decode=pikepdf.Array([1, 0] * 3)),
            *(image(pdf, jpeg("red"), SMask=mask) for mask in masks),
        ]
        for one in drawn:
            page = pdf.add_blank_page()
            page.obj.Resources = Dictionary(XObject=Dictionary(Im=one))
        share_pictures(pdf)
        ids = [page.Resources.XObject.Im.objgen for page in pdf.pages]
    assert ids[0] == ids[1]
    assert len(set(ids)) == len(ids) - 1, "other colours, other decoding or masks of their own"

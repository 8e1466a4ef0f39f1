"""An address goes in; its QR code as an SVG with a text alternative comes out (ISO/IEC 18004)."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=4096)
def code(address: str, title: str) -> Markup:
    """A black code with the quiet zone of four modules that the standard asks for; its size is the stylesheet's."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=False, title=title,
                                                     omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    return Markup(out.getvalue().decode().strip())

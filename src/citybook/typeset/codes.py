"""An address goes in; its QR code as an SVG comes out (ISO/IEC 18004).

Print HTML only names a code, `codes/<address>.svg`: it is drawn when it is typeset, since drawing
takes longer than all the rest of a sheet's HTML.
"""

from __future__ import annotations

import io

import segno


def code(address: str) -> bytes:
    """A black code of error correction level M, with the quiet zone of four modules that the
    standard asks for."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, omitsize=True, dark="#000", light="#fff"
    )
    return out.getvalue()

"""An address goes in; its QR code as an SVG comes out (ISO/IEC 18004).

Print HTML only names a code, `codes/<address>.svg`: it is drawn when it is typeset, since drawing
takes longer than all the rest of a sheet's HTML.
"""

from __future__ import annotations

import io

import segno

from citybook.views.code_sizes import MODULE


def code(address: str) -> bytes:
    """A black code of error correction level M, with the quiet zone of four modules that the
    standard asks for. Its own size is the least at which it is read; styles may only enlarge it."""
    out, made = io.BytesIO(), segno.make(address, error="m", micro=False)
    made.save(out, kind="svg", border=4, omitsize=True, dark="#000", light="#fff")
    side = f"{made.symbol_size(border=4)[0] * MODULE:g}mm"
    return out.getvalue().replace(b"<svg", f'<svg width="{side}" height="{side}"'.encode(), 1)

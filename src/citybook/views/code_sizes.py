"""An address goes in; how large its QR code has to be comes out, without drawing it."""

from __future__ import annotations

# So many bytes an address may have for a code of version 1, 2 and so on, at level M (ISO/IEC 18004,
# table 7). Each has four modules a side more than the one before; with its border, the first 29.
BYTES = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213),
    *(251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
    *(711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370),
)
FIRST, MORE = 29, 4
# A telephone reads a code from paper if each module, the smallest square in it, is so large; in mm.
MODULE = 0.4


def code_size(address: str) -> float:
    """Return the least side of the code of an address, in mm with its border."""
    try:
        length = len(address.encode("latin-1"))
    except UnicodeEncodeError:
        length = len(address.encode())
    version = next((at for at, most in enumerate(BYTES) if length <= most), len(BYTES))
    return round((FIRST + MORE * version) * MODULE, 1)

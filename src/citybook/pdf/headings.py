"""A tagged PDF goes in; the same comes out with its highest headings on the first level, as a
document by itself has to have them (ISO 14289-1, 7.4.2)."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from citybook.pdf.files import open_pdf, save_pdf

HEADING = re.compile(r"/H([1-6])")


def raise_headings(data: bytes) -> bytes:
    """Return a PDF in which no heading is lower than need be; they keep their order."""
    with open_pdf(data) as pdf:
        listed = ((one, _level(one)) for one in pdf.objects)
        found = [(one, level) for one, level in listed if level]
        highest = min((level for _, level in found), default=1)
        for element, level in found:
            element.S = pikepdf.Name(f"/H{level - highest + 1}")
        return save_pdf(pdf)


def _level(element: Any) -> int:
    """Return the level of a structure element that is a heading, else 0."""
    role = str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
    found = HEADING.fullmatch(role)
    return int(found[1]) if found else 0

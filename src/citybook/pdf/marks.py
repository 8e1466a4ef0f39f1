"""A page of a tagged PDF goes in; the text of each of its marks comes out (ISO 32000-1, 14.6)."""

from __future__ import annotations

import pikepdf

from citybook.pdf.content import read_content
from citybook.pdf.files import open_pdf
from citybook.pdf.fonts import FontCache
from citybook.pdf.marked_content import MARKING_OPERATORS, MarkedContent

OPERATORS = "BDC BMC EMC Tf TJ Tj"
# The text of each mark of a page by its number.
Marks = dict[int, str]


def read_file_marks(data: bytes) -> tuple[Marks, ...]:
    """Read the marks of each page of a file."""
    with open_pdf(data) as pdf:
        fonts = FontCache()
        return tuple(read_marks(page, fonts) for page in pdf.pages)


def read_marks(page: pikepdf.Page, fonts: FontCache) -> Marks:
    """Read the text of each piece of content that is marked by a number, so of no artifact. `fonts`
    are those of the file."""
    found: Marks = {}
    content, font = MarkedContent(), None
    for name, operands, _ in read_content(page, OPERATORS):
        if name in MARKING_OPERATORS:
            content.follow(name, operands)
            mark = content.current
            if mark.mcid is not None and mark.mcid not in found:
                found[mark.mcid] = mark.actual_text or ""
        elif name == "Tf":
            font = fonts.get(page.resources.Font[str(operands[0])])
        elif content.current.mcid is not None and content.current.actual_text is None and font:
            found[content.current.mcid] += font.text(operands[0])
    return found

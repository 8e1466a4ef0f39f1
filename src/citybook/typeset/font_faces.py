"""What a file of a font is that is cut from a typeface: which part of it, for paper or browsers."""

from __future__ import annotations

from typing import NamedTuple

from citybook.typeface import Typeface


class Face(NamedTuple):
    """A file to be cut from one of a typeface. `weight` is the one that print needs, in `style`;
    browsers get `weights`, from which to which the file stands for, and the letters of one
    `script`."""

    name: str
    typeface: Typeface
    source: str
    weight: int
    style: str
    weights: str = ""
    script: str = ""

    @property
    def file(self) -> str:
        """What it is called."""
        return f"{self.name}.{'woff2' if self.weights else 'ttf'}"

    @property
    def pdf_name(self) -> str:
        """What PDFs call it: Pango's description, without a size."""
        style = "-Italic" if self.style == "italic" else "-Bold" if self.weight == 700 else ""
        return self.typeface.family.replace(" ", "-") + style


def stem(typeface: Typeface) -> str:
    """Return what names of a typeface's files begin with."""
    return "".join(letter for letter in typeface.family if letter.isascii() and letter.isalnum())

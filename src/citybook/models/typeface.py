"""The typeface of a publication, as an editor names it: a package, or files with their licence."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Tag

from citybook.models.fields import Model, Text, as_text

PACKAGE = re.compile(r"fontpkg-[a-z0-9]+(?:-[a-z0-9]+)*")
# No file in another folder, and none that a shell or a stylesheet would read otherwise.
FONT = re.compile(r"[^/\\\"'<>:|?*]+\.ttf", re.IGNORECASE)
LICENCE = re.compile(r"[^/\\\"'<>:|?*]+\.txt", re.IGNORECASE)
# The family's name in stylesheets and PDFs.
FAMILY = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,39}")


def _package(value: str) -> str:
    if not PACKAGE.fullmatch(value):
        raise ValueError(
            "the name of a font package, such as fontpkg-bitter, or `name`, `regular`, `bold`, "
            "`italic` and `licence` of files in content/fonts/"
        )
    return value


def _font(value: str) -> str:
    if not FONT.fullmatch(value):
        raise ValueError(
            "the name of a TrueType file in content/fonts/, such as Harbour-Regular.ttf",
            "fonts that end in .otf, .woff or .woff2 can be had as .ttf from who made them",
        )
    return value


def _licence(value: str) -> str:
    if not LICENCE.fullmatch(value):
        raise ValueError("the name of a text in content/fonts/, such as OFL.txt")
    return value


def _family(value: str) -> str:
    if not FAMILY.fullmatch(value):
        raise ValueError("a family's name: letters a to z, digits and spaces, at most 40")
    return value


Package = Annotated[str, AfterValidator(_package), as_text(pattern=f"^{PACKAGE.pattern}$")]
FontFile = Annotated[str, AfterValidator(_font), as_text(pattern="\\.ttf$")]
LicenceFile = Annotated[str, AfterValidator(_licence), as_text(pattern="\\.txt$")]
FamilyName = Annotated[str, AfterValidator(_family), as_text(pattern=f"^{FAMILY.pattern}$")]


class TypefaceFiles(Model):
    """Fonts in content/fonts/ and their licence: its name, and the file with its text. A variable
    font needs no `bold`; without `italic`, what is stressed looks like all else on paper."""

    name: FamilyName
    regular: FontFile
    bold: FontFile | None = None
    italic: FontFile | None = None
    licence: Text
    licence_file: LicenceFile | None = None


# Tags of this form are not told as places in a file: content/checking.py.
PackageOrFiles = Annotated[
    Annotated[Package, Tag("package[name]")] | Annotated[TypefaceFiles, Tag("files[one]")],
    Discriminator(lambda value: "files[one]" if isinstance(value, dict) else "package[name]"),
]

"""The code of a language goes in; what translates our phrases to it comes out, of its gettext
catalogue `locale/<language>.po`, beside `layouts/`."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from citybook.project import Project

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

OBSOLETE = re.compile(rb"^#~.*$", re.MULTILINE)


class DamagedCatalogue(ValueError):
    """A catalogue that cannot be read, and the line where, 0 if that is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def find_catalogue(project: Project, language: str) -> Path | None:
    """Return the file of a language's translation, the publication's own first."""
    try:
        return project.find("locale", f"{language}.po")
    except FileNotFoundError:
        return None


def read_catalogue(path: Path, language: str) -> tuple[Catalog, GNUTranslations]:
    """Read a translation: its messages, and what translates by them. Raises DamagedCatalogue."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    # Tools keep what is no longer said in comments of their own.
    text = OBSOLETE.sub(b"", path.read_bytes().removeprefix(BOM_UTF8))
    try:
        messages, compiled = read_po(BytesIO(text), language, abort_invalid=True), BytesIO()
        write_mo(compiled, messages)
        compiled.seek(0)
        return messages, GNUTranslations(compiled)
    except PoFileError as error:
        raise DamagedCatalogue(str(error).rpartition(" on ")[0], error.lineno + 1) from None
    except (ValueError, LookupError) as error:  # of an encoding, or of a form of the plural
        raise DamagedCatalogue(str(error), 0) from None


@lru_cache(maxsize=8)
def translation(project: Project, language: str) -> NullTranslations:
    """Return the translation of our phrases to a language; English where there is none. Raises
    DamagedCatalogue."""
    path = find_catalogue(project, language)
    return read_catalogue(path, language)[1] if path else NullTranslations()

"""A language and a publication's own words go in; the phrases of the layouts in them come out.

Phrases stand in the layouts in English. `locale/<language>.po` translates them (gettext), beside
`layouts/`; `content/words.yaml` replaces single ones in one publication.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from citybook.catalogue import Catalogue
from citybook.project import Project


class Phrases(NullTranslations):
    """The phrases of one publication: its own words before its language's."""

    def __init__(self, own: dict[str, str], language: NullTranslations) -> None:
        super().__init__()
        self.own = own
        self.add_fallback(language)

    def gettext(self, message: str) -> str:
        """Return a phrase."""
        return self.own.get(message) or super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a phrase for a number of things."""
        said = self.own.get(msgid1 if n == 1 else msgid2)
        return said or super().ngettext(msgid1, msgid2, n)


@lru_cache(maxsize=2)
def phrases(project: Project, catalogue: Catalogue) -> Phrases:
    """Return the phrases of a publication."""
    return Phrases(catalogue.wording, translation(project, catalogue.publication.language))


@lru_cache(maxsize=8)
def translation(project: Project, language: str) -> NullTranslations:
    """Return the translation of the layouts to a language; English where there is none."""
    try:
        path = project.find("locale", f"{language}.po")
    except FileNotFoundError:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with open(path, "rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)

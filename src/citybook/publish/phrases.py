"""A language and a publication's own words go in; the phrases of the layouts in them come out.

Phrases stand in the layouts in English. Translations replace them (translations.py), and
`content/words.yaml` replaces single ones in one publication.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations

from citybook.catalogue import Catalogue
from citybook.project import Project
from citybook.publish.translations import translation


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

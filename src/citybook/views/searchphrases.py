"""A publication's phrases go in; those that the script of the search says come out, with every form
of the plural that the language has."""

from __future__ import annotations

from typing import Protocol

from babel import Locale

# Among these numbers each form of the plural of a language is found (CLDR's plural rules).
NUMBERS = (*range(200), 1000, 1000000)
Said = str | dict[str, str]


class Translator(Protocol):
    """What translates phrases, as gettext has it."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


def search_phrases(phrases: Translator, language: str) -> dict[str, Said]:
    """Return these phrases by their names in the script; those of a number by the CLDR's names of
    plural forms. What the script fills in stands as `%(num)s`."""
    translate, samples = phrases.gettext, _samples(language)

    def ngettext(one: str, many: str) -> Said:
        return {form: phrases.ngettext(one, many, number) for form, number in samples.items()}

    return {
        "results": ngettext("%(num)s result for “%(query)s”", "%(num)s results for “%(query)s”"),
        "all": ngettext("Show %(num)s result", "Show all %(num)s results"),
        "unfiltered": ngettext("%(num)s result without filters", "%(num)s results without filters"),
        "none": translate("Nothing was found for “%(query)s”."),
        "near": translate("Nothing is written like this; these words are near."),
        "some": translate("Nothing has all of these words; this has most of them."),
        "in": translate("in %(section)s"),
        "failed": translate("The search could not be loaded."),
    }


def _samples(language: str) -> dict[str, int]:
    """Return a number for each form of the plural."""
    form, found = Locale(language).plural_form, dict[str, int]()
    for number in NUMBERS:
        found.setdefault(form(number), number)
    return found

"""A language and a publication's own words go in; the phrases of the layouts in them come out.

Phrases stand in the layouts in English. `locale/<language>.po` translates them (gettext), beside
`layouts/`; `content/words.yaml` replaces single ones in one publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from citybook.catalogue import Catalogue
from citybook.content.vocabularies import WORDS
from citybook.kinds.kind import Kinds
from citybook.problems import Problem, did_you_mean
from citybook.project import Project

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
# Phrases of views, which layouts are given translated.
OF_VIEWS = (
    "Cities",
    "How-to guides",
    "Downloads",
    "About",
    "Theme",
    "Country",
    "City",
    "Line",
    "Length",
    "In short",
    "In depth",
    "Yes",
    "under %(most)s",
    "%(least)s and more",
    "%(least)s to %(most)s",
)


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
    compiled = BytesIO()
    with open(path, "rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def check_wording(project: Project, catalogue: Catalogue, more: Iterable[str]) -> Iterator[Problem]:
    """Yield words of a publication's own for phrases that neither layouts have nor `more`, or with
    other placeholders."""
    if not catalogue.wording:
        return
    known = known_phrases(project, catalogue.kinds).union(more)
    for phrase, own in catalogue.wording.items():
        mark = catalogue.wording_marks[phrase]
        if phrase not in known:
            message = f"no layout has the phrase '{phrase[:80]}'{did_you_mean(phrase, known)}"
            yield Problem(f"content/{WORDS}", *mark, message, "write it as it stands on the page")
        elif extra := placeholders(own) - placeholders(phrase):
            message = f"'{extra.pop()}' is nothing that can be filled in here"
            listed = ", ".join(sorted(placeholders(phrase))) or "nothing"
            yield Problem(f"content/{WORDS}", *mark, message, f"what can be is {listed}")


def placeholders(phrase: str) -> set[str]:
    """Return what is filled into a phrase, such as `%(num)s`."""
    return {found.group() for found in PLACEHOLDER.finditer(phrase)}


def known_phrases(project: Project, kinds: Kinds) -> frozenset[str]:
    """Return every phrase of the layouts, of views and of the kinds."""
    of_layouts = (one for message in _messages(project) for one in message)
    return frozenset([*of_layouts, *OF_VIEWS, *_of_kinds(kinds)])


def _of_kinds(kinds: Kinds) -> Iterable[str]:
    for kind in kinds:
        words = kind.words
        choices = (text for one in kind.fields.values() for text in one.values.values())
        for text in (words.one, words.many, words.label, words.title, words.lead, *choices):
            if isinstance(text, str) and text:
                yield text


@cache
def _messages(project: Project) -> list[tuple[str, ...]]:
    """Return the phrases of all layouts, each with its plural if it has one."""
    found: list[tuple[str, ...]] = []
    for folder in project.searched("layouts"):
        for path in sorted(folder.rglob("*.html")):
            with open(path, "rb") as file:
                options = {"trimmed": "true", "newstyle_gettext": "true"}
                for _, _, message, _ in babel_extract(
                    file, ("_", "gettext", "ngettext"), (), options
                ):
                    texts = message if isinstance(message, tuple) else (message,)
                    found.append(tuple(text for text in texts if isinstance(text, str)))
    return found

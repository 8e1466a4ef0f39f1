"""Phrases go in with what a publication or a translation says instead; what cannot be filled in, is
left out or is not said at all comes out as problems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from citybook.catalogue import Catalogue
from citybook.content.typefaces import PUBLICATION
from citybook.content.values import mark_in
from citybook.content.vocabularies import WORDS
from citybook.problems import Problem, did_you_mean
from citybook.project import Project
from citybook.publish.phrase_sources import all_phrases, known_phrases, phrases_of_ours
from citybook.publish.translations import DamagedCatalogue, find_catalogue, read_catalogue

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
NUMBER = "%(num)s"
# A % that neither fills something in nor stands for itself.
LONE = re.compile(r"%(?!\(\w+\)s)")
HOW_TO_TRANSLATE = (
    "fill in the words of locale/{0}.po, as locale/README.md tells, or write them into words.yaml"
)


def check_wording(project: Project, catalogue: Catalogue, more: Iterable[str]) -> Iterator[Problem]:
    """Yield words of a publication's own for phrases that neither layouts have nor `more`, or with
    other placeholders."""
    known = known_phrases(project, catalogue.kinds).union(more)
    counted = {one.text for one in all_phrases(project, catalogue.kinds) if one.plural}
    for phrase, own in catalogue.wording.items():
        file, mark = f"content/{WORDS}", catalogue.wording_marks[phrase]
        if phrase in known:
            yield from _check(phrase, own, file, mark, is_counted=phrase in counted)
            continue
        message = f"no layout has the phrase '{phrase[:80]}'{did_you_mean(phrase, known)}"
        hint = "write it as it stands on the page"
        if fits := [one for one in sorted(known) if _fits(phrase, one)]:
            listed = " or ".join(f"'{one}'" for one in fits[:3])
            hint = f"where something is filled in, it is {listed}"
        yield Problem(file, *mark, message, hint)


def check_translation(project: Project, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong in the translation of our phrases to the language of a publication, and a
    warning where it leaves some in English."""
    language = catalogue.publication.language
    translated: set[str] = set(catalogue.wording)
    path = find_catalogue(project, language)
    if path is None and language == "en":
        return
    file = os.path.relpath(path, project.root) if path else ""
    try:
        messages = list(read_catalogue(path, language)[0]) if path else []
    except DamagedCatalogue as error:
        hint = "mend it with an editor for gettext catalogues, or take it out"
        yield Problem(file, error.line, 1, f"this translation cannot be read: {error}", hint)
        return
    known = known_phrases(project, catalogue.kinds)
    for one in messages:
        phrases, texts = _texts(one.id), _texts(one.string or "")
        if one.fuzzy or one.context or phrases[0] not in known:
            continue
        translated |= {phrases[0]} if all(texts) else set()
        # One form of a plural may go without the number, such as “one page”.
        without = sum(NUMBER not in text for text in texts if text)
        for said in dict.fromkeys(filter(None, texts)):
            mark, phrase = (one.lineno or 0, 1), " ".join(phrases)
            yield from _check(phrase, said, file, mark, is_counted=len(phrases) > 1 and without < 2)
    ours = phrases_of_ours(project, catalogue.kinds) if language != "en" else set()
    if missing := ours - translated:
        some = next((one for one in ("Contents", "Search") if one in missing), min(missing))
        message = (
            f"language: of {len(ours)} phrases that Citybook says, {len(missing)} have no words in "
            f"'{language}', such as “{some}”, and are English"
        )
        mark, hint = mark_in(project.content / PUBLICATION, ("language",)), HOW_TO_TRANSLATE
        yield Problem(f"content/{PUBLICATION}", *mark, message, hint.format(language), "warning")


def _texts(said: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return what gettext has for one thing, or for one and many."""
    return (said,) if isinstance(said, str) else tuple(said)


def _check(
    phrase: str, said: str, file: str, mark: tuple[int, int], *, is_counted: bool
) -> Iterator[Problem]:
    """Yield what is wrong with what is said for a phrase; where things are counted, it may go
    without the number."""
    known, filled = _placeholders(phrase), _placeholders(said)
    needed = known - {NUMBER} if is_counted else known
    if LONE.search(said.replace("%%", "")):
        message = f"the words for '{phrase[:80]}' have a % alone"
        yield Problem(file, *mark, message, "write %% for the sign itself")
    elif extra := sorted(filled - known):
        message = f"'{extra[0]}' is nothing that can be filled in here"
        listed = ", ".join(sorted(known)) or "nothing"
        yield Problem(file, *mark, message, f"what can be is {listed}")
    elif lost := sorted(needed - filled):
        message = f"the words for '{phrase[:80]}' leave out '{lost[0]}'"
        yield Problem(file, *mark, message, "pages fill it in", "warning")


def _fits(said: str, phrase: str) -> bool:
    """Whether a phrase says this where something is filled in."""
    words = PLACEHOLDER.sub("\0", phrase).split("\0")
    pattern = ".+".join(map(re.escape, words))
    return any(map(str.strip, words)) and len(words) > 1 and bool(re.fullmatch(pattern, said))


def _placeholders(phrase: str) -> set[str]:
    """Return what is filled into a phrase, such as `%(num)s`."""
    return {found.group() for found in PLACEHOLDER.finditer(phrase)}

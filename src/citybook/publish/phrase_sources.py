"""Layouts, code and kinds go in; their phrases, with the places where each stands, come out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from citybook.catalogue import Catalogue
from citybook.content.vocabularies import WORDS
from citybook.kinds.kind import Kinds
from citybook.manifest import write
from citybook.problems import Problem, did_you_mean
from citybook.project import PACKAGE, Project

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
# A % that neither fills something in nor stands for itself.
LONE = re.compile(r"%(?!\(\w+\)s)")
# What is called with a phrase in views and outputs, and which of its arguments are one: `N_` where
# it is translated later.
MARKERS = {"_": None, "translate": None, "N_": None, "ngettext": (1, 2)}
SOURCES = ("views", "outputs")
REMEMBERED = "layouts/phrases"  # no manifest, which would end in .json


class Phrase(NamedTuple):
    """A phrase, its plural or none, and where it stands: a file, and a line in it."""

    text: str
    plural: str
    file: str
    line: int


def check_wording(project: Project, catalogue: Catalogue, more: Iterable[str]) -> Iterator[Problem]:
    """Yield words of a publication's own for phrases that neither layouts have nor `more`, or with
    other placeholders."""
    known = known_phrases(project, catalogue.kinds).union(more)
    singular = {one.text for one in all_phrases(project, catalogue.kinds) if one.plural}
    for phrase, own in catalogue.wording.items():
        mark = catalogue.wording_marks[phrase]
        if phrase not in known:
            message = f"no layout has the phrase '{phrase[:80]}'{did_you_mean(phrase, known)}"
            hint = "write it as it stands on the page"
            if fits := [one for one in sorted(known) if _fits(phrase, one)]:
                listed = " or ".join(f"'{one}'" for one in fits[:3])
                hint = f"where something is filled in, it is {listed}"
            yield Problem(f"content/{WORDS}", *mark, message, hint)
        elif LONE.search(own.replace("%%", "")):
            message = f"the words for '{phrase[:80]}' have a % alone"
            yield Problem(f"content/{WORDS}", *mark, message, "write %% for the sign itself")
        elif extra := placeholders(own) - placeholders(phrase):
            message = f"'{extra.pop()}' is nothing that can be filled in here"
            listed = ", ".join(sorted(placeholders(phrase))) or "nothing"
            yield Problem(f"content/{WORDS}", *mark, message, f"what can be is {listed}")
        elif phrase not in singular and (lost := placeholders(phrase) - placeholders(own)):
            message = f"the words for '{phrase[:80]}' leave out '{lost.pop()}'"
            yield Problem(f"content/{WORDS}", *mark, message, "pages fill it in", "warning")


def _fits(said: str, phrase: str) -> bool:
    """Whether a phrase says this where something is filled in."""
    words = PLACEHOLDER.sub("\0", phrase).split("\0")
    pattern = ".+".join(map(re.escape, words))
    return any(map(str.strip, words)) and len(words) > 1 and bool(re.fullmatch(pattern, said))


def placeholders(phrase: str) -> set[str]:
    """Return what is filled into a phrase, such as `%(num)s`."""
    return {found.group() for found in PLACEHOLDER.finditer(phrase)}


def known_phrases(project: Project, kinds: Kinds) -> frozenset[str]:
    """Return every phrase of the layouts, of views and outputs, and of the kinds."""
    found = all_phrases(project, kinds)
    return frozenset(text for one in found for text in (one.text, one.plural) if text)


def all_phrases(project: Project, kinds: Kinds) -> list[Phrase]:
    """Return every phrase with its places, as often as it stands somewhere."""
    return [*_of_sources(project), *_of_kinds(kinds)]


@cache
def _of_sources(project: Project) -> list[Phrase]:
    """Return those of layouts and code, which take half a second to find: they are remembered until
    one of these changes."""
    path, made_by = project.state / REMEMBERED, project.fingerprint("code", "layouts")
    with suppress(OSError, ValueError, TypeError, KeyError):  # not there, or damaged
        remembered = json.loads(path.read_bytes())
        if remembered["made_by"] == made_by:
            return [Phrase(*one) for one in remembered["phrases"]]
    found = [*_of_layouts(project), *_of_code()]
    with suppress(OSError):
        write(path, json.dumps({"made_by": made_by, "phrases": found}).encode())
    return found


def _of_kinds(kinds: Kinds) -> Iterable[Phrase]:
    for kind in kinds:
        words = kind.words
        choices = (text for one in kind.fields.values() for text in one.values.values())
        for text in (words.one, words.many, words.label, words.title, words.lead, *choices):
            if isinstance(text, str) and text:
                yield Phrase(text, "", f"kinds/{kind.id}.yaml", 1)


def _of_code() -> list[Phrase]:
    from babel.messages.extract import extract

    options: dict[str, str] = {}
    return [
        _phrase(message, path.relative_to(PACKAGE), line)
        for folder in SOURCES
        for path in sorted((PACKAGE / folder).glob("*.py"))
        for line, message, _, _ in extract(
            "python", BytesIO(path.read_bytes()), MARKERS, options=options
        )
    ]


def _of_layouts(project: Project) -> list[Phrase]:
    from jinja2.ext import babel_extract

    options = {"trimmed": "true", "newstyle_gettext": "true"}
    return [
        _phrase(message, path.relative_to(folder.parent), line)
        for folder in project.search_folders("layouts")
        for path in map(Path, project.files_below(str(folder)))
        if path.suffix == ".html"
        for line, _, message, _ in babel_extract(
            BytesIO(path.read_bytes()), ("_", "gettext", "ngettext"), (), options
        )
        if message != (None,) and message
    ]


def _phrase(message: Any, file: Path, line: int) -> Phrase:
    texts = message if isinstance(message, tuple) else (message,)
    said = [text for text in texts if isinstance(text, str)]
    return Phrase(said[0], said[1] if len(said) > 1 else "", file.as_posix(), line)

"""Layouts, code and kinds go in; their phrases, with the places where each stands, come out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from citybook.content.declarations import own_kinds
from citybook.kinds.kind import Kinds
from citybook.manifest import write
from citybook.project import PACKAGE, Project

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


def known_phrases(project: Project, kinds: Kinds) -> frozenset[str]:
    """Return every phrase of the layouts, of views and outputs, and of the kinds."""
    found = all_phrases(project, kinds)
    return frozenset(text for one in found for text in (one.text, one.plural) if text)


def all_phrases(project: Project, kinds: Kinds) -> list[Phrase]:
    """Return every phrase with its places, as often as it stands somewhere."""
    return [*_of_sources(project), *_of_kinds(kinds)]


def phrases_of_ours(project: Project, kinds: Kinds) -> set[str]:
    """Return those that are said in a publication with these kinds and that it did not choose
    itself; of a phrase with a plural, the singular."""
    ours = {one.text for one in _of_kinds(own_kinds())}
    said = {one.text for one in _of_kinds(kinds)}
    return {one.text for one in _of_sources(project)} | (ours & said)


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

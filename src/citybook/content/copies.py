"""All content goes in; a warning comes out for what is there twice: files with the same bytes, and
places, lines, themes or entries of one kind with the same name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from citybook.content import files
from citybook.content.reading import Content
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.naming import same, show_name
from citybook.problems import Problem
from citybook.project import Project
from citybook.visible import strip_breaks

# A name, what else must be the same, its file, and what finds its line and column: an entry's text
# is looked into for a copy alone.
NamedCopy = tuple[str, str, str, Callable[[], tuple[int, int]]]


def check_copies(content: Content, project: Project) -> Iterable[Problem]:
    """Yield a warning for each copy, which names the other."""
    copies = [*_files(content, project)]
    yield from copies
    yield from _names(_terms(content))
    yield from _names(_titles(content, {copy.file for copy in copies}))


def _files(content: Content, project: Project) -> Iterator[Problem]:
    """Yield files with the same bytes. Those of one size are read, entries only if their titles are
    the same, too."""
    titles = {
        one.file: getattr(one.front, "title", "") for of in content.entries.values() for one in of
    }
    alike: dict[tuple[int, str], list[str]] = {}
    above = len(str(project.root)) + 1
    for path in project.content_files():
        if not os.path.islink(path) and (size := os.path.getsize(path)):
            title = titles.get(path[above:].replace(os.sep, "/"), "")
            alike.setdefault((size, title), []).append(path)
    seen: dict[bytes, str] = {}
    for paths in alike.values():
        for path in paths if len(paths) > 1 else ():
            try:
                digest = hashlib.sha256(files.read(path, files.PICTURE)).digest()
            except files.NotReadable:
                continue
            file = show_name(os.path.relpath(path, project.root).replace(os.sep, "/"))
            other = seen.setdefault(digest, file)
            if other != file:
                message = f"this file is the same as {other}, byte for byte"
                yield Problem(file, 0, 0, message, "keep one, or change what differs", "warning")


def _names(names: Iterable[NamedCopy]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], NamedCopy] = {}
    for one in names:
        name, group, file, find = one
        other = seen.setdefault((same(strip_breaks(name)), group), one)
        if other is one:
            continue
        line = other[3]()[0]
        where = f"line {line}" if other[2] == file else f"{other[2]}, line {line}"
        message = f"'{name}' is also the name in {where}"
        message += f", as '{other[0]}'" if other[0] != name else ""
        hint = "keep one of the two, or tell them apart by more of their names"
        yield Problem(file, *find(), message, hint, "warning")


def _terms(content: Content) -> Iterator[NamedCopy]:
    """Yield the names of vocabularies; places of one name may be in two countries."""
    for file, terms in (
        (PLACES, content.places),
        (COMMUNITIES, content.communities),
        (THEMES, content.themes),
    ):
        for slug, term in terms.items():
            find = partial(content.located[file].mark, (slug, "name"))
            yield term.name, f"{file} {getattr(term, 'country', '')}", f"content/{file}", find


def _titles(content: Content, copies: Collection[str]) -> Iterator[NamedCopy]:
    """Yield the titles of entries but copies; those of chapters count within their guide."""
    for kind, entries in content.entries.items():
        field = content.kinds.by_id[kind].roles.get("title", "title")
        for entry in entries:
            if entry.file in copies:
                continue
            guide = entry.slug.rpartition("/")[0]
            yield entry.front.title, f"{kind} {guide}", entry.file, partial(entry.mark, (field,))

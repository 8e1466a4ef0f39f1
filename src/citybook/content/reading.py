"""A publication's folder goes in; all it holds, each file checked by itself, comes out with every
problem."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from citybook.content import entries, files, glyphs, markup, names
from citybook.content.checking import check, mapping
from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache, Row
from citybook.content.gallery import gallery
from citybook.content.pictures import Look
from citybook.content.values import Located
from citybook.manifest import signature
from citybook.models import (
    About,
    Card,
    Chapter,
    Community,
    Edition,
    Guide,
    Place,
    Practice,
    Profile,
    Publication,
    Term,
    Theme,
)
from citybook.naming import shown
from citybook.problems import Problem, did_you_mean
from citybook.project import Project
from citybook.workers import Failure, WorkerPool

PUBLICATION, ABOUT = "publication.yaml", "about.md"
PLACES, COMMUNITIES, THEMES = "places.yaml", "communities.yaml", "themes.yaml"
VOCABULARIES: dict[str, tuple[type[Any], str]] = {
    PLACES: (Place, "paris: {name: Paris, country: FR}"),
    COMMUNITIES: (Community, "strategies: …"),
    THEMES: (Theme, "education: {name: Education, summary: …}"),
}
FOLDERS = {
    "cities": ("card", ".md"),
    "practices": ("practice", ".md"),
    "profiles": ("profile", ".md"),
    "glossary": ("term", ".md"),
    "editions": ("edition", ".yaml"),
}
REQUIRED = (PUBLICATION, PLACES, COMMUNITIES, ABOUT)
# So many files are read by one child; more are shared among the machine's cores.
FEW = 60
# Where a file is, its name below content/, what it is read as, and its slug.
File = tuple[str, str, str, str]


@dataclass
class Content:
    """All of content/, read; `located` keeps where the values of the vocabularies stand, by
    file."""

    publication: Entry[Publication] | None = None
    places: dict[str, Place] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    about: Entry[About] | None = None
    cards: list[Entry[Card]] = field(default_factory=list)
    practices: list[Entry[Practice]] = field(default_factory=list)
    profiles: list[Entry[Profile]] = field(default_factory=list)
    guides: list[Entry[Guide]] = field(default_factory=list)
    chapters: list[Entry[Chapter]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    editions: list[Entry[Edition]] = field(default_factory=list)
    located: dict[str, Located] = field(default_factory=dict)
    pictures: dict[str, Look] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: EntryCache | None = None

    def entries(self) -> list[Entry[Any]]:
        """Every entry that has a text."""
        about = [self.about] if self.about else []
        return [*self.cards, *self.practices, *self.profiles, *self.chapters, *self.terms, *about]


def read(project: Project, *, keep: bool = True) -> Content:
    """Read all of content/. With `keep`, remember what was read in build/ for the next time."""
    content = Content()
    made_by = project.fingerprint(
        "content", "models", "typeface.py", "naming.py", "visible.py", "colours.py"
    )
    content.kept = kept = EntryCache(project.state / "entries.sqlite3", made_by, write=keep)
    found = _found(project, content)
    known = kept.known()
    briefs = {
        name: known[name][2]
        for path, name, _, _ in found
        if name in known and list(known[name][:2]) == signature(path)
    }
    rows = _read_all(
        [(path, name, kind, shown(slug)) for path, name, kind, slug in found if name not in briefs]
    )
    kept.save(rows, known.keys() - briefs.keys() - {row[0] for row in rows})
    briefs.update({row[0]: row[4] for row in rows})
    for name in sorted(briefs):
        _sort_in(name, briefs[name], kept, content)
    content.pictures = gallery(project.content / "images", content.cards, kept)
    _require(project, content)
    return content


def _found(project: Project, content: Content) -> list[File]:
    """The files to be read; what is no such file, or has a name that cannot be, is a problem."""
    found: list[File] = []
    others: list[str] = []
    above = len(str(project.content)) + 1
    for path in project.content_files():
        given = path[above:].replace(os.sep, "/")
        kind, slug = _kind(given)
        if os.path.islink(path):
            content.problems.append(
                Problem(
                    f"content/{shown(given)}",
                    0,
                    0,
                    "this is a link, and links are not followed",
                    "put the file itself here",
                )
            )
        elif kind:
            found.append((path, shown(given), kind, slug))
        else:
            others.append(given)
            _misplaced(shown(given), content.problems)
    named = [
        name
        for _, file, kind, slug in found
        for name in names.of_file(kind, slug, f"content/{file}")
    ]
    content.problems.extend((*names.mistakes(named), *names.twins(others)))
    return found


def _read_all(todo: list[File]) -> list[Row]:
    """Each file's row for EntryCache, read in children: a file that takes too long or too much
    costs itself, and not the report."""
    if not todo:
        return []
    markup.html("warm")  # these are imported once, before the processes part
    glyphs.missing("é".encode(), "warm")
    with WorkerPool(_read_one, 1 if len(todo) <= FEW else 0) as pool:
        return [
            _refused(
                file[1],
                f"reading this file {found.reason}",
                "shorten or divide it; look at what is nested in it",
            )
            if isinstance(found, Failure)
            else found
            for file, found in zip(todo, pool.map(todo), strict=True)
        ]


def _refused(name: str, message: str, hint: str = "") -> Row:
    """The row of a file that cannot be read. Without size and time, it is read again by the next
    run."""
    problem = Problem(f"content/{name}", 0, 0, message, hint)
    return name, -1, -1, b"", pickle.dumps((None, [problem]), 5), pickle.dumps(None, 5)


def _read_one(file: File) -> Row:
    path, name, kind, slug = file
    seen = signature(path) or [-1, -1]
    problems: list[Problem] = []
    named = f"content/{name}"
    made: Any = None
    text: Any = None
    try:
        data = files.read(path, files.TEXT)
    except files.NotReadable as error:
        return _refused(name, f"this file is not read: {error}")
    if kind == "vocabulary":
        made = entries.yaml_file(data, named, problems)
    elif (found := entries.read(kind, slug, data, named, problems)) is not None:
        made, text = found
    problems.extend(glyphs.missing(data, named))
    return (
        name,
        seen[0],
        seen[1],
        entries.content_hash(named, data),
        pickle.dumps((made, problems), 5),
        pickle.dumps(text, 5),
    )


def _kind(name: str) -> tuple[str, str]:
    """What a file is read as, and its slug; a chapter's has its guide's before it."""
    if name in (PUBLICATION, ABOUT):
        return {PUBLICATION: "publication", ABOUT: "about"}[name], PurePosixPath(name).stem
    if name in VOCABULARIES:
        return "vocabulary", name
    parts = PurePosixPath(name)
    kind, ending = FOLDERS.get(str(parts.parent), ("", ""))
    if kind and parts.suffix == ending:
        return kind, parts.stem
    if len(parts.parts) == 3 and parts.parts[0] == "guides":
        if parts.name == "guide.yaml":
            return "guide", parts.parts[1]
        if parts.suffix == ".md":
            return "chapter", f"{parts.parts[1]}/{parts.stem}"
    return "", ""


def _sort_in(name: str, brief: bytes, kept: EntryCache, content: Content) -> None:
    made, problems = pickle.loads(brief)
    content.problems.extend(problems)
    if isinstance(made, Entry):
        made.fetch = kept.text
        if made.kind in ("publication", "about"):
            setattr(content, made.kind, made)
        else:
            getattr(content, f"{made.kind}s").append(made)
    elif name in VOCABULARIES:
        content.located[name] = made
        model, example = VOCABULARIES[name]
        found = _vocabulary(made, model, f"content/{name}", example, content.problems)
        setattr(content, PurePosixPath(name).stem, found)


def _vocabulary(
    located: Located, model: type[Any], file: str, example: str, problems: list[Problem]
) -> dict[str, Any]:
    found = {}
    slugs = mapping(located, file, example, problems)
    problems.extend(
        names.mistakes(
            names.Name(file, slug, file, "", "", *located.keys[(slug,)]) for slug in slugs
        )
    )
    for slug in slugs:
        made = check(located, model, file, problems, at=(slug,))
        if made is not None:
            found[slug] = made
    return found


def _misplaced(name: str, problems: list[Problem]) -> None:
    folder = PurePosixPath(name).parts[0]
    if folder in ("images", "press"):
        return
    known = (*FOLDERS, "guides", "images", "press", PUBLICATION, ABOUT, *VOCABULARIES)
    _, ending = FOLDERS.get(str(PurePosixPath(name).parent), ("", ""))
    hint = (
        f"files in content/{folder}/ end in {ending}"
        if ending
        else f"content/ holds {', '.join(known)}"
    )
    problems.append(
        Problem(
            f"content/{name}", 0, 0, f"nothing reads this file{did_you_mean(folder, known)}", hint
        )
    )


def _require(project: Project, content: Content) -> None:
    for name in REQUIRED:
        if not (project.content / name).is_file():
            content.problems.append(
                Problem(
                    f"content/{name}",
                    0,
                    0,
                    "this file is missing",
                    "every publication has one; see docs/editors.md",
                )
            )

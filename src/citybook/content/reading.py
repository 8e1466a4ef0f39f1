"""A publication's folder goes in; all it holds, each file checked by itself, comes out with every
problem."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from citybook.content import files, glyphs, labels, markup, misplaced, misread, names
from citybook.content.cures import name_cures
from citybook.content.declarations import load_kinds
from citybook.content.descriptions import Described, is_description, read_descriptions
from citybook.content.downloads import DownloadFile
from citybook.content.entries import Entry, content_hash
from citybook.content.entry_cache import CacheRow, EntryCache, made_by
from citybook.content.entry_reader import read_entry, read_yaml
from citybook.content.front_matter import EDITION
from citybook.content.gallery import gallery, list_media
from citybook.content.limits import MOST_BYTES
from citybook.content.logos import LogoFile
from citybook.content.renditions import CheckedPicture
from citybook.content.search_words import search_words
from citybook.content.shared_files import read_shared_files
from citybook.content.typefaces import LoadedTypeface, load_typeface
from citybook.content.values import Located
from citybook.content.vocabularies import (
    COMMUNITIES,
    IMAGES,
    PLACES,
    VOCABULARIES,
    WORDS,
    check_vocabulary,
    check_wording,
)
from citybook.kinds.front import Front
from citybook.kinds.kind import GUIDES, Kind, Kinds
from citybook.manifest import signature
from citybook.models import About, Community, Edition, Guide, Place, Publication, Theme
from citybook.naming import show_name
from citybook.problems import Problem
from citybook.project import Project, files_by_name
from citybook.workers import Failure, WorkerPool

PUBLICATION, ABOUT = "publication.yaml", "about.md"
REQUIRED = (PUBLICATION, PLACES, COMMUNITIES, ABOUT)
# So many files are read by one child; more are shared among the machine's cores.
FEW = 60
# Folders whose files are read when an entry or an edition names them.
OTHERS = ("images", "logos", "files", "press", "kinds", "fonts")
VOCABULARY = "vocabulary"
# Where a file is, its name below content/, what it is read as, and its slug.
File = tuple[str, str, str, str]


@dataclass
class Content:
    """All of content/, read; `entries` by the ids of their kinds. `located` keeps where the values
    of the vocabularies stand, by file, and `slugs` the names of all files, those that cannot be
    read too, by what they are read as."""

    kinds: Kinds
    entries: dict[str, list[Entry[Front]]]
    cache: EntryCache
    publication: Entry[Publication] | None = None
    places: dict[str, Place] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    about: Entry[About] | None = None
    guides: list[Entry[Guide]] = field(default_factory=list)
    editions: list[Entry[Edition]] = field(default_factory=list)
    located: dict[str, Located] = field(default_factory=dict)
    slugs: dict[str, list[str]] = field(default_factory=dict)
    wording: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, CheckedPicture] = field(default_factory=dict)
    typeface: LoadedTypeface = field(default_factory=LoadedTypeface)
    logos: dict[str, LogoFile] = field(default_factory=dict)
    described: dict[str, Described] = field(default_factory=dict)
    downloads: dict[str, DownloadFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: Kind | None) -> list[Entry[Front]]:
        """Return the entries of a kind."""
        return self.entries[kind.id] if kind else []

    @property
    def of_places(self) -> list[Entry[Front]]:
        """The entries that stand for their places."""
        return self.of(self.kinds.of_places)

    @property
    def chapters(self) -> list[Entry[Front]]:
        """The chapters of all guides."""
        return self.of(self.kinds.chapters)

    @property
    def terms(self) -> list[Entry[Front]]:
        """The words of the glossary."""
        return self.of(self.kinds.terms)

    def with_text(self) -> list[Entry[Any]]:
        """Return every entry that has a text, the about page too."""
        about = [self.about] if self.about else []
        return [*(entry for entries in self.entries.values() for entry in entries), *about]


def read(project: Project, *, keep: bool = True) -> Content:
    """Read all of content/. With `keep`, remember what was read in build/ for the next time. Raises
    ContentError with the mistakes in declarations of kinds, before anything else is read."""
    kinds, typeface = load_kinds(project), load_typeface(project)
    known_by = made_by(project, typeface.typeface)
    cache = EntryCache(project.state / "entries.sqlite3", known_by, write=keep)
    content = Content(kinds, {kind.id: [] for kind in kinds}, cache, typeface=typeface)
    content.problems.extend(typeface.problems)
    found = _find_files(project, content)
    known = cache.read_known()
    briefs = {
        name: known[name][2]
        for path, name, _, _ in found
        if name in known and list(known[name][:2]) == signature(path)
    }
    rows = _read_all(
        kinds,
        typeface,
        [
            (path, name, kind, show_name(slug))
            for path, name, kind, slug in found
            if name not in briefs
        ],
    )
    cache.save(rows, known.keys() - briefs.keys() - {row[0] for row in rows})
    briefs.update({row[0]: row[4] for row in rows})
    for name in sorted(briefs):
        _sort_in(name, briefs[name], content)
    entries = [*content.with_text(), *content.editions]
    there = [kind for kind in kinds if content.of(kind)]
    offprints = [kind.offprint for kind in there if kind.offprint]
    has_sheets = any(kind.has_sheet for kind in there)
    media = list_media(content.editions, offprints, has_sheets=has_sheets)
    content.pictures = gallery(project, entries, media, cache)
    content.logos, content.downloads = read_shared_files(project.content, cache, content.problems)
    named = files_by_name(project.content / "images")
    content.described = read_descriptions(content.located, named, content.problems)
    _require(project, content)
    return content


def _find_files(project: Project, content: Content) -> list[File]:
    """The files to be read; what is no such file, or has a name that cannot be, is a problem."""
    found: list[File] = []
    others: list[str] = []
    above = len(str(project.content)) + 1
    for path in project.content_files():
        given = path[above:].replace(os.sep, "/")
        kind, slug = _route(content.kinds, given)
        if os.path.islink(path):
            content.problems.append(
                Problem(
                    f"content/{show_name(given)}",
                    0,
                    0,
                    "this is a link, and links are not followed",
                    "put the file itself here",
                )
            )
        elif kind:
            found.append((path, show_name(given), kind, slug))
            content.slugs.setdefault(kind, []).append(show_name(slug))
        else:
            others.append(given)
            _report_misplaced(content.kinds, show_name(given), content.problems)
    standing_for_places = {kind.id for kind in content.kinds if kind.stands_for_places}
    named = [
        name
        for _, file, kind, slug in found
        for name in names.of_file(
            kind, slug, f"content/{file}", is_of_places=kind in standing_for_places
        )
    ]
    content.problems.extend((*names.mistakes(named), *names.twins(others)))
    return found


def _read_all(kinds: Kinds, typeface: LoadedTypeface, todo: list[File]) -> list[CacheRow]:
    """Each file's row for EntryCache, read in children: a file that takes too long or too much
    costs itself, and not the report."""
    if not todo:
        return []
    markup.parse("warm")  # these are imported once, before the processes part
    glyphs.missing("é".encode(), "warm", typeface.letters)
    with WorkerPool(partial(_read_one, kinds, typeface), 1 if len(todo) <= FEW else 0) as pool:
        return [
            _refuse(
                file[1],
                f"reading this file {found.reason}",
                "shorten or divide it; look at what is nested in it",
            )
            if isinstance(found, Failure)
            else found
            for file, found in zip(todo, pool.map(todo), strict=True)
        ]


def _refuse(name: str, message: str, hint: str = "") -> CacheRow:
    """The row of a file that cannot be read. Without size and time, it is read again by the next
    run."""
    problem = Problem(f"content/{name}", 0, 0, message, hint)
    return name, -1, -1, b"", pickle.dumps((None, [problem]), 5), pickle.dumps(None, 5), ""


def _read_one(kinds: Kinds, typeface: LoadedTypeface, file: File) -> CacheRow:
    path, name, kind, slug = file
    seen = signature(path) or [-1, -1]
    problems: list[Problem] = []
    named = f"content/{name}"
    made: Any = None
    text: Any = None
    try:
        data = files.read(path, files.TEXT if kind == VOCABULARY else MOST_BYTES)
    except files.NotReadable as error:
        how = "shorten it" if kind == VOCABULARY else "divide it into several"
        hint = how if isinstance(error, files.TooLarge) else ""
        return _refuse(name, f"this file is not read: {error}", hint)
    if kind == VOCABULARY:
        made = read_yaml(data, named, problems)
        problems.extend(labels.warn_of_titles(made, (), named))
    elif (found := read_entry(kind, kinds, slug, data, named, problems)) is not None:
        made, text = found
    problems.extend(glyphs.missing(data, named, typeface.letters))
    problems.extend(misread.warnings(data, named))
    name_cures(data, named, problems)
    return (
        name,
        seen[0],
        seen[1],
        content_hash(named, data),
        pickle.dumps((made, problems), 5),
        pickle.dumps(text, 5),
        search_words(made.front, text.sections) if text and text.sections else "",
    )


def _route(kinds: Kinds, name: str) -> tuple[str, str]:
    """Return what a file is read as, and its slug; a chapter's has its guide's before it."""
    if name in (PUBLICATION, ABOUT):
        return {PUBLICATION: "publication", ABOUT: "about"}[name], name.partition(".")[0]
    if name in VOCABULARIES or name == WORDS or is_description(name):
        return VOCABULARY, name
    folder, _, file = name.rpartition("/")
    above, _, guide = folder.rpartition("/")
    stem, ending = os.path.splitext(file)
    if folder == "editions" and ending == ".yaml":
        return EDITION, stem
    if above == GUIDES and file == "guide.yaml":
        return "guide", guide
    for kind in kinds if ending == ".md" else ():
        if kind.folder == folder:
            return kind.id, stem
        if kind.in_guide and above == GUIDES:
            return kind.id, f"{guide}/{stem}"
    return "", ""


def _sort_in(name: str, brief: bytes, content: Content) -> None:
    made, problems = content.cache.unpickle(brief)
    content.problems.extend(problems)
    if isinstance(made, Entry):
        made.fetch = content.cache.text
        if made.kind in content.entries:
            content.entries[made.kind].append(made)
        elif made.kind in ("publication", "about"):
            setattr(content, made.kind, made)
        else:
            getattr(content, f"{made.kind}s").append(made)
        return
    content.located[name] = made = made or Located(problems=problems)
    if name == WORDS:
        content.wording = check_wording(made, content.problems)
    elif name in VOCABULARIES:
        found = check_vocabulary(name, made, content.problems)
        setattr(content, PurePosixPath(name).stem, found)


def _report_misplaced(kinds: Kinds, name: str, problems: list[Problem]) -> None:
    folders = list(dict.fromkeys([*(kind.address for kind in kinds), "editions"]))
    found = misplaced.describe(
        name, folders, OTHERS, (PUBLICATION, ABOUT, *VOCABULARIES, WORDS, IMAGES)
    )
    problems.extend([found] if found else [])


def _require(project: Project, content: Content) -> None:
    for name in REQUIRED:
        if not (project.content / name).is_file():
            hint = "every publication has one: docs/editors.md of Citybook; a list may be {} alone"
            problem = Problem(f"content/{name}", 0, 0, "this file is missing", hint)
            content.problems.append(problem)

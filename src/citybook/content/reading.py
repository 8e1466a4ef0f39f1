"""A publication's folder goes in; all it holds, each file checked by itself, comes out with every problem.

What was read is kept by the hash of its bytes, so that of 1,000 cards only the changed one is parsed again.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from citybook.content import entries
from citybook.content.checking import check, mapping
from citybook.content.entries import AboutEntry, CardEntry, EditionEntry
from citybook.content.values import Located
from citybook.models import Community, Place, Publication
from citybook.models.fields import SLUG
from citybook.problems import Problem, did_you_mean
from citybook.project import Project
from citybook.written import write

PUBLICATION, PLACES, COMMUNITIES, ABOUT = "publication.yaml", "places.yaml", "communities.yaml", "about.md"
FOLDERS = {"cities": ".md", "editions": ".yaml"}


@dataclass
class Content:
    """All of content/, read; `located` keeps where the values of the vocabularies stand, by file."""

    publication: Publication | None = None
    places: dict[str, Place] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    about: AboutEntry | None = None
    cards: list[CardEntry] = field(default_factory=list)
    editions: list[EditionEntry] = field(default_factory=list)
    located: dict[str, Located] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0


Reader = Callable[[bytes, str, list[Problem]], Any]


class _Kept:
    """Entries read in earlier runs, by the hash of name and bytes."""

    def __init__(self, project: Project) -> None:
        self.path = project.state / "entries.pickle"
        self.fingerprint = project.fingerprint("content", "models")
        self.found: dict[bytes, tuple[Any, list[Problem]]] = {}
        self.used: dict[bytes, tuple[Any, list[Problem]]] = {}
        try:
            kept = pickle.loads(self.path.read_bytes())
            self.found = kept["entries"] if kept["fingerprint"] == self.fingerprint else {}
        except Exception:  # whatever is wrong with what was kept: read the content again
            pass

    def read(self, reader: Reader, data: bytes, file: str) -> tuple[Any, list[Problem]]:
        key = hashlib.sha256(file.encode() + b"\0" + data).digest()
        if key not in self.found:
            problems: list[Problem] = []
            self.found[key] = reader(data, file, problems), problems
        self.used[key] = self.found[key]
        return self.used[key]

    def save(self) -> None:
        write(self.path, pickle.dumps({"fingerprint": self.fingerprint, "entries": self.used}))


def read(project: Project, *, keep: bool = True) -> Content:
    """Read all of content/. With `keep`, remember what was read in build/ for the next time."""
    content, kept = Content(), _Kept(project)
    for path in map(Path, project.content_files()):
        name = path.relative_to(project.content).as_posix()
        reader = _reader(name)
        if reader is None:
            _misplaced(name, content.problems)
            continue
        data = path.read_bytes()
        entry, problems = kept.read(reader, data, f"content/{name}")
        content.problems.extend(problems)
        content.read += 1
        _sort_in(entry, name, content)
    _require(project, content)
    if keep:
        kept.save()
    return content


def _reader(name: str) -> Reader | None:
    folder, ending = str(PurePosixPath(name).parent), PurePosixPath(name).suffix
    if FOLDERS.get(folder) == ending:
        return entries.card if folder == "cities" else entries.edition
    return {PUBLICATION: entries.publication, ABOUT: entries.about, PLACES: entries.yaml_file,
            COMMUNITIES: entries.yaml_file}.get(name)


def _sort_in(entry: Any, name: str, content: Content) -> None:
    if isinstance(entry, CardEntry):
        content.cards.append(entry)
    elif isinstance(entry, EditionEntry):
        content.editions.append(entry)
    elif isinstance(entry, AboutEntry):
        content.about = entry
    elif name == PUBLICATION:
        content.publication, content.located[name] = entry
    elif name == PLACES:
        content.located[name] = entry
        content.places = _vocabulary(entry, Place, f"content/{name}", "paris: {name: Paris, country: FR}", content.problems)
    elif name == COMMUNITIES:
        content.located[name] = entry
        content.communities = _vocabulary(entry, Community, f"content/{name}", "strategies: …", content.problems)


def _vocabulary(located: Located, model: type[Any], file: str, example: str, problems: list[Problem]) -> dict[str, Any]:
    found = {}
    for slug in mapping(located, file, example, problems):
        if not SLUG.fullmatch(slug):
            problems.append(Problem(file, *located.keys[(slug,)], f"'{slug}' cannot be an address",
                                    "use small letters a to z, digits and single hyphens"))
        made = check(located, model, file, problems, at=(slug,))
        if made is not None:
            found[slug] = made
    return found


def _misplaced(name: str, problems: list[Problem]) -> None:
    folder = PurePosixPath(name).parts[0]
    if folder == "images":
        return
    known = (*FOLDERS, "images", PUBLICATION, ABOUT, PLACES, COMMUNITIES)
    ending = FOLDERS.get(str(PurePosixPath(name).parent))
    way_out = f"files in content/{folder}/ end in {ending}" if ending else f"content/ holds {', '.join(known)}"
    problems.append(Problem(f"content/{name}", 0, 0, f"nothing reads this file{did_you_mean(folder, known)}", way_out))


def _require(project: Project, content: Content) -> None:
    for name in (PUBLICATION, PLACES, COMMUNITIES, ABOUT):
        if not (project.content / name).is_file():
            content.problems.append(Problem(f"content/{name}", 0, 0, "this file is missing",
                                            "every publication has one; see docs/editors.md"))

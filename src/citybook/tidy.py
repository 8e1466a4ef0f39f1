"""The texts of a publication go in; a diff of what has one sensible cure comes out, or the files
come out cured.

Nothing else in a file changes: byte-order mark, line ends and the forms of its letters stay.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from citybook.content import files
from citybook.content.cures import find_edits
from citybook.content.text import with_line_feeds
from citybook.content.written_text import WrittenText
from citybook.diffs import diff
from citybook.manifest import write
from citybook.naming import show_name
from citybook.problems import ContentError, Problem, describe_count
from citybook.project import Project

ENDINGS = (".md", ".yaml")
# A cure may uncover the next, such as a bullet behind a vertical tab.
ROUNDS = 20


def tidy(data: bytes, file: str) -> bytes:
    """Return the bytes of a file with all cures made; what is not UTF-8 stays as it is."""
    if with_line_feeds(data) is None:
        return data
    for _ in range(ROUNDS):
        written = WrittenText(data)
        edits = find_edits(written.with_line_feeds(), file)
        if not edits:
            break
        places = ((written.at_offset(one.start), written.at_offset(one.end)) for one in edits)
        data = written.replace((*at, one.new) for at, one in zip(places, edits, strict=True))
    return data


def show_changes(project: Project, names: Iterable[str]) -> str:
    """Return a unified diff of what `doit tidy --write` would change. Raises ContentError."""
    found = [*_changes(project, names)]
    diffs = [line for file, before, after in found for line in diff(file, before, after)]
    if not found:
        return "Nothing to tidy."
    return "\n".join([*diffs, f"{_count(found)} would change: `doit tidy --write` does it."])


def write_changes(project: Project, names: Iterable[str]) -> str:
    """Change the files, each as a whole or not at all, and return which. Raises ContentError."""
    found = [*_changes(project, names)]
    for file, before, after in found:
        path = project.root / file
        if files.read(path, files.TEXT) != before:
            raise ContentError([Problem(file, 0, 0, "this file changed meanwhile", "try again")])
        mode = stat.S_IMODE(os.stat(path).st_mode)
        write(path, after)
        os.chmod(path, mode)
    listed = [f"tidied {show_name(file)}" for file, _, _ in found]
    return "\n".join([*listed, f"{_count(found)} changed."]) if found else "Nothing to tidy."


def _count(found: list[tuple[str, bytes, bytes]]) -> str:
    return describe_count(len(found), "file")


def _changes(project: Project, names: Iterable[str]) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield each file with something to tidy, its bytes and those that it would have."""
    for path in _choose(project, [*names]):
        file = project.relative(Path(path))
        try:
            before = files.read(path, files.TEXT)
        except files.NotReadable:
            continue  # `doit check` says why
        after = tidy(before, file)
        if after != before:
            yield file, before, after


def _choose(project: Project, names: list[str]) -> list[str]:
    """Return the texts of the publication, or those that `names` names: files or folders. Raises
    ContentError."""
    texts = [path for path in project.content_files() if path.endswith(ENDINGS)]
    chosen = [os.path.abspath(name) for name in names] or [str(project.content.absolute())]
    for name, given in zip(names, chosen, strict=False):
        if not any(_is_in(path, given) for path in texts):
            message, hint = "no text of this publication", "name a file or a folder in content/"
            raise ContentError([Problem(name, 0, 0, message, hint)])
    return [path for path in texts if any(_is_in(path, given) for given in chosen)]


def _is_in(path: str, given: str) -> bool:
    path = os.path.abspath(path)
    return path == given or path.startswith(given + os.sep)

"""The texts of a publication go in; a diff of what has one sensible cure comes out, or the files
come out cured.

Nothing else in a file changes: byte-order mark, line ends and the forms of its letters stay.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from citybook.content import files
from citybook.content.cures import Edit, find_edits
from citybook.content.text import with_line_feeds
from citybook.diffs import diff
from citybook.manifest import write
from citybook.naming import show_name
from citybook.problems import ContentError, Problem, describe_count
from citybook.project import Project

ENDINGS = (".md", ".yaml")
MARK = "\ufeff".encode()
LINE_END = re.compile(r"\r\n|\r|\n")
# A cure may uncover the next, such as a bullet behind a vertical tab.
ROUNDS = 20


def tidy(data: bytes, file: str) -> bytes:
    """Return the bytes of a file with all cures made; what is not UTF-8 stays as it is."""
    if with_line_feeds(data) is None:
        return data
    mark = MARK if data.startswith(MARK) else b""
    text = data.removeprefix(MARK).decode()
    for _ in range(ROUNDS):
        edits = find_edits(LINE_END.sub("\n", text), file)
        if not edits:
            break
        text = _apply(text, edits)
    return mark + text.encode()


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


def _apply(text: str, edits: list[Edit]) -> str:
    """Make edits, whose places count line feeds, in a text with line ends of its own."""
    ends = [found.group() for found in LINE_END.finditer(text)]
    lines = LINE_END.split(text)
    read = [0, *accumulate(len(line) + 1 for line in lines)]
    written = [
        0,
        *accumulate(len(line) + len(end) for line, end in zip(lines, [*ends, ""], strict=True)),
    ]
    parts, at = [], 0
    for edit in edits:
        first, last = (bisect_right(read, place) - 1 for place in (edit.start, edit.end))
        end = ends[min(first, len(ends) - 1)] if ends else "\n"
        parts += [text[at : written[first] + edit.start - read[first]]]
        parts += [edit.new.replace("\n", end)]
        at = written[last] + edit.end - read[last]
    return "".join([*parts, text[at:]])

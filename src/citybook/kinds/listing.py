"""A publication's folder goes in; the folders whose entries have sheets or offprints come out,
without YAML.

Tasks are listed whenever `doit` runs, at once: so only three lines of each declaration are read
here, and `content/declarations.py` makes sure that they stand as they are read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from citybook.project import PACKAGE, Project, is_left_behind, stems

# Citybook's own kinds, in the order of lists that hold several.
OWN = ("card", "practice", "profile", "chapter", "term")
# What stands for a layout that a kind does without.
NONE = "none"
LINE = re.compile(r"^(folder|sheet|offprint): +([^\s#\"'\[{|>][^#\n]*?) *$", re.MULTILINE)


def scan(declaration: str) -> dict[str, str]:
    """Return the `folder`, the `sheet` and the `offprint` that the text of a declaration names at
    its left edge."""
    return dict(LINE.findall(declaration.replace("\r\n", "\n")))


def sheets(project: Project) -> dict[str, str]:
    """Return the content file of each sheet of a publication by the sheet's name, from the names of
    files."""
    found = {
        sheet_name(kind, slug, is_first=number == 0): f"content/{folder}/{slug}.md"
        for number, (kind, folder) in enumerate(sheet_folders(project).items())
        for slug in stems(project.content / folder, ".md")
    }
    return dict(sorted(found.items()))


def offprints(project: Project) -> dict[str, str]:
    """Return the content file of each offprint of a publication by the offprint's name, from the
    names of files."""
    return {
        f"{folder}/{slug}": f"content/{folder}/{slug}.md"
        for folder in sorted(_folders(project, "offprint").values())
        for slug in stems(project.content / folder, ".md")
    }


def declarations(project: Project) -> list[Path]:
    """Return a publication's declarations of kinds; what others left behind aside."""
    found = sorted((project.content / "kinds").glob("*.yaml"))
    return [path for path in found if not is_left_behind(path.name)]


def sheet_folders(project: Project) -> dict[str, str]:
    """Return the folder of each kind that has sheets, by the kind's id."""
    return _folders(project, "sheet")


def _folders(project: Project, trait: str) -> dict[str, str]:
    """Return the folder of each kind whose declaration gives a trait, by the kind's id."""
    own = [PACKAGE / "kinds" / f"{name}.yaml" for name in OWN]
    declared: dict[str, dict[str, str]] = {}
    for path in [*own, *declarations(project)]:
        with suppress(OSError):
            lines = scan(path.read_text(encoding="utf-8-sig", errors="replace"))
            declared[path.stem] = {**declared.get(path.stem, {}), **lines}
    return {
        id: lines["folder"]
        for id, lines in declared.items()
        if "folder" in lines and lines.get(trait, NONE) != NONE
    }


def sheet_name(kind: str, slug: str, *, is_first: bool) -> str:
    """Return what the files of an entry's sheet are called: its slug, behind that of its kind for
    all but the first kind that has sheets. No slug holds two hyphens in a row."""
    return slug if is_first else f"{kind}--{slug}"

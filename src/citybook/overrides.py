"""A publication's layouts and styles go in; warnings of those that replace nothing of Citybook's
and that nothing of the publication uses come out."""

from __future__ import annotations

import re
from pathlib import Path

from citybook.problems import Problem, nearest
from citybook.project import DEFAULTS, Project

# What a publication may replace, and where its files may be named that replace nothing.
ENDINGS = {"layouts": (".html", ".js"), "styles": (".css",)}
NAMING = ("layouts/**/*", "styles/**/*", "content/kinds/*.yaml", "*.py")


def find_stale(project: Project) -> list[Problem]:
    """Find overrides of what Citybook has no longer, or never had by this name."""
    return [problem for kind in ENDINGS for problem in _stale(project, kind)]


def _stale(project: Project, kind: str) -> list[Problem]:
    ours = _names(DEFAULTS / kind, kind)
    unknown = _names(project.root / kind, kind) - ours
    return [
        Problem(
            f"{kind}/{name}",
            0,
            0,
            "this replaces nothing of Citybook's, and nothing of this publication uses it",
            f"did you mean {kind}/{near}?" if (near := nearest(name, ours)) else "",
            "warning",
        )
        for name in sorted(unknown)
        if not _is_used(project.root, kind, name)
    ]


def _names(folder: Path, kind: str) -> set[str]:
    """The layouts or styles in a folder, what others left behind aside."""
    return {
        path.relative_to(folder).as_posix()
        for path in map(Path, Project.files_below(str(folder)))
        if path.suffix in ENDINGS[kind]
    }


def _is_used(root: Path, kind: str, name: str) -> bool:
    """Whether another file of the publication names it, with its ending or without, or the
    declaration of a kind, without its folder. What begins with `citybook:` names ours."""
    stem, _, ending = name.rpartition(".")
    by_itself = rf"(?<![\w/.:-]){re.escape(stem)}(?:\.{ending})?(?![\w/.-])"
    by_kind = rf"^(?:page|sheet|book):[ \t]*{re.escape(stem.rpartition('/')[2])}[ \t]*$"
    pattern = re.compile(f"{by_itself}|{by_kind}", re.MULTILINE)
    return any(
        pattern.search(path.read_text(encoding="utf-8", errors="replace"))
        for names in NAMING
        for path in root.glob(names)
        if path.is_file() and path != root / kind / name
    )

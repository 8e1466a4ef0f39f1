"""A publication's folder goes in; the folders whose entries have sheets come out, without YAML.

Tasks are listed whenever `doit` runs, at once: so only two lines of each declaration are read here,
and `content/declarations.py` makes sure that they stand as they are read.
"""

from __future__ import annotations

import re
from pathlib import Path

# Citybook's own kinds, in the order of lists that hold several.
OWN = ("card", "practice", "profile", "chapter", "term")
# What stands for a layout that a kind does without.
NONE = "none"
LINE = re.compile(r"^(folder|sheet): +([^\s#\"'\[{|>][^#\n]*?) *$", re.MULTILINE)


def scan(declaration: str) -> dict[str, str]:
    """Return the `folder` and the `sheet` that the text of a declaration names at its left edge."""
    return dict(LINE.findall(declaration.replace("\r\n", "\n")))


def sheet_folders(own: Path, content: Path) -> dict[str, str]:
    """Return the folder of each kind that has sheets, by the kind's id. `own` is the folder of
    Citybook's declarations, `content` that of the publication."""
    found: dict[str, dict[str, str]] = {}
    given = sorted((content / "kinds").glob("*.yaml")) if (content / "kinds").is_dir() else []
    for path in [*(own / f"{name}.yaml" for name in OWN), *given]:
        try:
            lines = scan(path.read_text(encoding="utf-8-sig", errors="replace"))
        except OSError:
            continue
        found[path.stem] = {**found.get(path.stem, {}), **lines}
    return {
        id: lines["folder"]
        for id, lines in found.items()
        if "folder" in lines and lines.get("sheet", NONE) != NONE
    }


def sheet_name(kind: str, slug: str, *, is_first: bool) -> str:
    """Return what the files of an entry's sheet are called: its slug, behind that of its kind for
    all but the first kind that has sheets. No slug holds two hyphens in a row."""
    return slug if is_first else f"{kind}--{slug}"

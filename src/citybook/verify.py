"""What was built goes in; it is built again aside, from the same content under other conditions,
and what differs comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Set
from pathlib import Path

from citybook.manifest import Manifest
from citybook.project import Project

# What a publication is made of beside content/.
FOLDERS, FILES = ("content", "layouts", "styles"), ("*.py", "*.toml", "*.cfg")
# Nothing that is built may depend on these.
OTHERWISE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "LANGUAGE": "",
    "PYTHONHASHSEED": "4711",
    "COLUMNS": "40",
}


class NotBuilt(Exception):
    """The content cannot be built; the message is what doit said."""


def verify(project: Project) -> tuple[int, list[str]]:
    """How many files were compared, and a line for each that is not what the content makes. Raises
    NotBuilt."""
    with tempfile.TemporaryDirectory(prefix="citybook-") as folder:
        aside = Project(Path(folder).resolve() / project.root.name)
        _copy(project, aside)
        _build(aside)
        ours, theirs = _files(project), _files(aside)
        # What is only made when it is asked for, such as a parcel for a print shop, is not
        # compared.
        ours = {
            name: manifest for name, manifest in ours.items() if manifest in set(theirs.values())
        }
        return len(ours.keys() | theirs.keys()), list(
            _differences(project.build, aside.build, ours.keys(), theirs.keys())
        )


def _copy(project: Project, aside: Project) -> None:
    aside.root.mkdir()
    for name in FOLDERS:
        if (project.root / name).is_dir():
            shutil.copytree(project.root / name, aside.root / name, symlinks=True)
    for pattern in FILES:
        for path in project.root.glob(pattern):
            shutil.copy(path, aside.root)


def _build(aside: Project) -> None:
    for tasks in (["html"], []):  # mistakes are found before fonts are cut, which takes a while
        ran = subprocess.run(
            [sys.executable, "-m", "doit", *tasks],
            cwd=aside.root,
            env={**os.environ, **OTHERWISE},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if ran.returncode:
            raise NotBuilt(ran.stdout.decode(errors="replace"))


def _files(project: Project) -> dict[str, str]:
    """Every file that was built, what Citybook keeps for itself aside, with the name of its
    manifest."""
    found: dict[str, str] = {}
    for path in sorted(project.state.rglob("*.json")):
        manifest = path.relative_to(project.state).as_posix().removesuffix(".json")
        found.update(
            {
                name: manifest
                for name in Manifest(project.build, manifest).files
                if not name.startswith(".state/")
            }
        )
    return found


def _differences(ours: Path, theirs: Path, built: Set[str], made: Set[str]) -> Iterator[str]:
    for name in sorted(built | made):
        if name not in made:
            yield f"build/{name} belongs to nothing that is in the content now"
        elif not (ours / name).is_file():
            yield f"build/{name} is missing"
        elif (
            at := _first_difference((ours / name).read_bytes(), (theirs / name).read_bytes())
        ) is not None:
            yield f"build/{name} differs from byte {at:,} on"


def _first_difference(one: bytes, other: bytes) -> int | None:
    if one == other:
        return None
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False), 1) if a != b),
        min(len(one), len(other)) + 1,
    )

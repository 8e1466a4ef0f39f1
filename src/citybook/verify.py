"""What was built goes in; it is built again aside, from the same content under other conditions,
and what differs comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from citybook.history import OF
from citybook.manifest import Manifest, manifests
from citybook.outputs import Output, made_by_default
from citybook.project import OWN_FOLDERS, Project
from citybook.run import BuildError

# What a publication is made of.
FOLDERS, FILES = ("content", *OWN_FOLDERS), ("*.py", "*.toml", "*.cfg")
# Nothing that is built may depend on these.
OTHERWISE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "LANGUAGE": "",
    "PYTHONHASHSEED": "4711",
    "COLUMNS": "40",
}


def verify(project: Project, outputs: Mapping[str, Output]) -> tuple[int, list[str]]:
    """How many files of the outputs that a plain `doit` makes were compared, and a line for each
    that is not what the content makes. Raises BuildError if the content cannot be built."""
    compared = made_by_default(outputs)
    with tempfile.TemporaryDirectory(prefix="citybook-") as folder:
        aside = Project(Path(folder).resolve() / project.root.name)
        _copy(project, aside)
        _build(aside, project.root)
        ours, theirs = _files(project, compared), _files(aside, compared)
        return len(ours | theirs), list(_differences(project.build, aside.build, ours, theirs))


def _copy(project: Project, aside: Project) -> None:
    aside.root.mkdir()
    for name in FOLDERS:
        if (project.root / name).is_dir():
            shutil.copytree(project.root / name, aside.root / name, symlinks=True)
    for pattern in FILES:
        for path in project.root.glob(pattern):
            shutil.copy(path, aside.root)


def _build(aside: Project, history_of: Path) -> None:
    for tasks in (["html"], []):  # mistakes are found before fonts are cut, which takes a while
        ran = subprocess.run(
            [sys.executable, "-m", "doit", *tasks],
            cwd=aside.root,
            env={**os.environ, **OTHERWISE, OF: str(history_of)},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if ran.returncode:
            said = ran.stdout.decode(errors="replace")
            raise BuildError(
                f"The content cannot be built, so there is nothing to compare with:\n{said}"
            )


def _files(project: Project, outputs: Set[str]) -> set[str]:
    """Every file of some outputs that was built, what Citybook keeps for itself aside."""
    return {
        name
        for manifest in manifests(project.build)
        if manifest.partition("/")[0] in outputs
        for name in Manifest(project.build, manifest).files
        if not name.startswith(".state/")
    }


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

"""A publication's folder under test: copy it, change its content, run `doit` in it, look at what
was built."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from citybook.problems import ContentError, report
from citybook.project import Project
from citybook.run import read_content
from tests import forking

ROOT = Path(__file__).parents[1]
# Libraries that nobody imports before a task runs.
HEAVY = (
    "weasyprint",
    "pydantic",
    "markdown",
    "jinja2",
    "PIL",
    "babel",
    "fontTools",
    "yaml",
    "segno",
)
GOOD = ROOT / "tests/projects/good"
# Behind a dodo.py, packs fonts and pictures for browsers in haste: to make them small takes
# seconds.
HASTE = """
import functools

import brotli

from citybook.content.picture_encoding import SITE

brotli.compress = functools.partial(brotli.compress, quality=1)
SITE["webp"]["method"] = 0
"""
# What a publication remembers below build/, apart from what is in its place.
REMEMBERED = (
    "fonts",
    ".state/fonts.json",
    ".state/layouts",
    ".state/fragments",
    ".state/pictures",
    ".state/entries.sqlite3",
)
# A leaflet of the small publication, which has none.
LEAFLET = """kind: leaflet
title: The harbour leaflet
subtitle: Folded to three
trim: A4
panels:
  flap: {title: Towns, shows: [lines]}
  left: {sections: [What it is]}
  middle: {title: Money, shows: [funder]}
  right: {title: Online, shows: [code]}
  back: {title: Harbours}
imprint: {publisher: publication, funder: publication}
"""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this name, made by the first of the processes that run tests and used by all."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with open(base / f"{name}.lock", "w") as lock:
        fcntl.lockf(
            lock, fcntl.LOCK_EX
        )  # not flock, which children that are forked meanwhile would hold on to
        if not (base / f"{name}.done").exists():
            make(base / name)
            (base / f"{name}.done").touch()
    return base / name


@dataclass(frozen=True)
class Run:
    """What one `doit` did."""

    code: int
    output: str

    def succeeds(self) -> Run:
        assert self.code == 0, self.output
        return self

    def fails(self) -> Run:
        assert self.code != 0, self.output
        return self

    @property
    def ran(self) -> list[str]:
        """The names of the tasks that ran, in order."""
        return re.findall(r"^\[ *\d+ of \d+\] (\S+)$", self.output, re.MULTILINE)


@dataclass(frozen=True)
class Publication:
    """A folder with content/ and dodo.py."""

    folder: Path

    @classmethod
    def copy_of(cls, source: Path, folder: Path, warm: Publication | None = None) -> Publication:
        """A copy of the content in `source`, with what another publication remembers, so that it
        is not made again: the fonts that it cut, its layouts, what it read and typeset."""
        shutil.copytree(source / "content", folder / "content")
        shutil.copy(ROOT / "dodo.py", folder / "dodo.py")
        for name in REMEMBERED if warm else ():
            old, new = warm.build / name, folder / "build" / name
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(old, new) if old.is_dir() else shutil.copy2(old, new)
        return cls(folder)

    @property
    def build(self) -> Path:
        return self.folder / "build"

    @property
    def site(self) -> Path:
        return self.build / "site"

    @property
    def pdf(self) -> Path:
        return self.build / "pdf"

    def hasten(self) -> Publication:
        """Let it pack its own fonts and pictures in haste, where nobody looks at how small they
        are."""
        (self.folder / "dodo.py").write_text((ROOT / "dodo.py").read_text() + HASTE)
        return self

    def doit(self, *arguments: str, is_wide: bool = False, **environment: str) -> Run:
        """Run doit as an editor does; on all cores if it is wide. Python itself starts anew where
        `environment` is set, which it reads only then."""
        if not environment:
            return Run(*forking.run_doit(self.folder, arguments, is_wide=is_wide))
        ran = subprocess.run(
            [sys.executable, "-m", "doit", *arguments],
            cwd=self.folder,
            text=True,
            timeout=300,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
        return Run(ran.returncode, ran.stdout)

    def check(self) -> str:
        """What `doit check` reports of the content, which is read in this process."""
        project = Project(self.folder)
        try:
            problems = read_content(project, set())[1]
        except ContentError as error:
            problems = error.problems
        return report(problems, project.root, "")

    def start(self, *arguments: str) -> Any:
        """Start doit as at a terminal, in a group of its own that can be stopped, and return its
        process (multiprocessing.Process). `said` is where its output goes."""
        return forking.start_doit(self.folder, arguments, str(self.said), leads=True)

    @property
    def said(self) -> Path:
        """What doit says that was started; beside the publication's folder."""
        return self.folder.with_name(f"{self.folder.name}.said")

    def write(self, name: str, text: str | bytes) -> None:
        """Write content/`name`."""
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, name: str) -> str:
        """The text of content/`name`."""
        return (self.folder / "content" / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change content/`name`; `old` must be there."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def files(self) -> dict[str, bytes]:
        """Every file built, hidden state aside, with its bytes."""
        return {
            path.relative_to(self.build).as_posix(): path.read_bytes()
            for path in sorted(self.build.rglob("*"))
            if path.is_file() and ".state" not in path.parts
        }

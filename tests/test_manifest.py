"""Bytes go in; finished files come out, and a manifest knows whether they are as they were left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citybook.manifest import Manifest
from citybook.outputs.epub import EPUB
from citybook.outputs.office import PRESS
from citybook.outputs.output import Job, Output
from citybook.project import Project
from citybook.run import Run
from tests.publications import Publication


def test_a_file_that_comes_back_from_a_backup_is_copied_though_it_is_older(tmp_path: Path) -> None:
    source, build = tmp_path / "budget.csv", tmp_path / "build"

    def copy() -> bytes:
        with Manifest(build, "site").begin(["budget.csv"]) as manifest:
            manifest.copy("budget.csv", source)
            manifest.finish("")
        return (build / "budget.csv").read_bytes()

    source.write_bytes(b"2024,100")
    assert copy() == b"2024,100"
    backup = tmp_path / "backup.csv"
    backup.write_bytes(b"2024,999")
    os.utime(backup, (1_600_000_000, 1_600_000_000))
    backup.replace(source)
    assert copy() == b"2024,999"


@pytest.mark.parametrize("output", [EPUB, PRESS], ids=["epub", "press"])
def test_what_it_is_made_from_knows_own_words_and_vocabularies(
    small: Publication, output: Output
) -> None:
    def stamp() -> str:
        project = Project(small.folder)
        return Job(Run(project), {"editions": output}, output, "book").stamp()

    stamps = [stamp()]
    for name in ("words.yaml", "communities.yaml", "publication.yaml"):
        text = small.read(name) if (small.folder / "content" / name).exists() else ""
        small.write(name, f"{text}# another\n")
        stamps.append(stamp())
    assert len(set(stamps)) == 4

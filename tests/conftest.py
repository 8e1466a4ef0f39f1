"""Whole publications for the tests: the real one, built once, and small ones, built where a test wants them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publications import GOOD, ROOT, Publication


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Publication:
    """The publication of this name, made by the first of the processes that run tests and used by all."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with open(base / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / f"{name}.done").exists():
            make(base / name / "citybook")
            (base / f"{name}.done").touch()
    return Publication(base / name / "citybook")


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication in which only the fonts are cut: that takes twelve seconds and gives the same in each."""
    def make(folder: Path) -> None:
        Publication.copy_of(GOOD, folder).doit("fonts").succeeds()

    return shared(tmp_path_factory, "fonts", make)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, fonts: Publication) -> Publication:
    """The real content, built by `doit` in a folder of its own. Tests must not change it."""
    def make(folder: Path) -> None:
        Publication.copy_of(ROOT, folder, fonts).doit().succeeds()

    return shared(tmp_path_factory, "real", make)


@pytest.fixture
def small(tmp_path: Path, fonts: Publication) -> Publication:
    """A small good publication, its fonts cut and nothing else built, for a test to change."""
    return Publication.copy_of(GOOD, tmp_path / "good", fonts)

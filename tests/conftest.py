"""Whole publications for the tests: the real one, built once, and small ones, built where a test
wants them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publications import GOOD, ROOT, Publication, made_once


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Publication:
    """The publication of this name, made by the first of the processes that run tests and used by
    all."""
    return Publication(
        made_once(factory, name, lambda folder: make(folder / "citybook")) / "citybook"
    )


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication in which only the fonts are cut: that takes twelve seconds and gives the same
    in each."""

    def make(folder: Path) -> None:
        Publication.copy_of(GOOD, folder).doit("fonts").succeeds()

    return shared(tmp_path_factory, "fonts", make)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, fonts: Publication) -> Publication:
    """The real content, built by `doit` in a folder of its own. Tests must not change it."""

    def make(folder: Path) -> None:
        Publication.copy_of(ROOT, folder, fonts).doit().succeeds()

    return shared(tmp_path_factory, "real", make)


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory, fonts: Publication) -> Publication:
    """The small good publication, built. Tests must not change it."""

    def make(folder: Path) -> None:
        Publication.copy_of(GOOD, folder, fonts).doit().succeeds()

    return shared(tmp_path_factory, "good", make)


@pytest.fixture
def built(tmp_path: Path, good: Publication) -> Publication:
    """The small good publication as it was built, for a test to change."""
    shutil.copytree(good.folder, tmp_path / "good")
    return Publication(tmp_path / "good")


@pytest.fixture
def small(tmp_path: Path, fonts: Publication) -> Publication:
    """A small good publication, its fonts cut and nothing else built, for a test to change."""
    return Publication.copy_of(GOOD, tmp_path / "good", fonts)

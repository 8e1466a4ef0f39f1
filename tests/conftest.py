"""Whole publications for the tests: the real one, built once, and small ones, built where a test wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publications import ROOT, Publication


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The real content, built by `doit` in a folder of its own. Tests must not change it."""
    folder = tmp_path_factory.mktemp("real")
    publication = Publication.copy_of(ROOT, folder / "citybook")
    publication.doit().succeeds()
    return publication


@pytest.fixture
def small(tmp_path: Path) -> Publication:
    """A small good publication, not yet built, for a test to change."""
    return Publication.copy_of(ROOT / "tests/projects/good", tmp_path / "good")

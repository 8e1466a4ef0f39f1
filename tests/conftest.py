"""Whole publications for the tests: the real one, built once, and small ones, built where a test wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publications import GOOD, ROOT, Publication


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication in which only the fonts are cut: that takes twelve seconds and gives the same in each."""
    publication = Publication.copy_of(GOOD, tmp_path_factory.mktemp("fonts") / "good")
    publication.doit("-n", "2", "fonts").succeeds()
    return publication


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, fonts: Publication) -> Publication:
    """The real content, built by `doit` in a folder of its own. Tests must not change it."""
    publication = Publication.copy_of(ROOT, tmp_path_factory.mktemp("real") / "citybook", fonts)
    publication.doit().succeeds()
    return publication


@pytest.fixture
def small(tmp_path: Path, fonts: Publication) -> Publication:
    """A small good publication, its fonts cut and nothing else built, for a test to change."""
    return Publication.copy_of(GOOD, tmp_path / "good", fonts)

"""Whole publications for the tests: the real one, built once, and small ones, built where a test
wants them."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from tests.from_the_right import in_arabic
from tests.illustrated import illustrate
from tests.publications import GOOD, ROOT, Publication, made_once

# How long an example takes says nothing where other processes are at work.
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")

# Files of tests in the order in which they begin, all others after them. The first makes the fonts
# and the real publication on all cores; meanwhile others wait for hosts and clocks. Then comes what
# takes longest, so that at the end no process works alone.
FIRST = (
    "test_accessible",
    "test_linkcheck",
    "test_publish",
    "test_serve",
    "test_time_limits",
    "test_workers",
    "test_example",
    "test_interrupted",
    "test_reprint",
    "test_real_site",
    "test_site_reading",
    "test_editions",
    "test_shop",
    "test_overflow",
    "test_building",
    "test_search",
    "test_right_to_left",
    "test_book",
    "test_epub",
    "test_no_network",
    "test_reading_attacks",
    "test_outputs",
    "test_frame",
    "test_illustrated",
    "test_identity",
)


# Tests make much and let most of it go: what Python reads once is no garbage, and looking for that
# among thousands of tests takes a tenth of the time.
gc.set_threshold(50_000)


# Where Linux holds files in memory, and the bytes that must be free there: tests make and delete
# files by the ten thousand.
MEMORY, ROOM = Path("/dev/shm"), 6_000_000_000


@pytest.hookimpl(tryfirst=True)  # before pytest looks where its files go
def pytest_configure(config: pytest.Config) -> None:
    """Hold the tests' files in memory where there is room; they go when the tests end. With
    --basetemp they are elsewhere, and stay."""
    if hasattr(config, "workerinput") or config.option.basetemp or not MEMORY.is_dir():
        return
    if os.statvfs(MEMORY).f_flag & os.ST_NOEXEC or shutil.disk_usage(MEMORY).free < ROOM:
        return
    folder = tempfile.TemporaryDirectory(prefix="citybook-", dir=MEMORY, ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    config.option.basetemp = f"{folder.name}/tests"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make looks` accept the pages as they look now."""
    parser.addoption("--renew-looks", action="store_true", help="renew the pictures in tests/looks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order, file by file."""
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(FIRST)))
    if "PYTEST_XDIST_WORKER" in os.environ:
        import_module("tests.preloaded")
    gc.freeze()


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Publication:
    """The publication of this name, made by the first of the processes that run tests and used by
    all."""
    return Publication(
        made_once(factory, name, lambda folder: make(folder / "citybook")) / "citybook"
    )


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A small good publication of which everything is made once that others then find made: fonts
    are cut, layouts compiled and their phrases found, files read, fragments typeset."""

    def make(folder: Path) -> None:
        Publication.copy_of(GOOD, folder).doit(
            "fonts", "pages", "editions", "schemas", is_wide=True
        ).succeeds()

    return shared(tmp_path_factory, "warm", make)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The real content, built by `doit` in a folder of its own. Tests must not change it."""

    def make(folder: Path) -> None:
        Publication.copy_of(ROOT, folder, warm).doit(is_wide=True).succeeds()

    return shared(tmp_path_factory, "real", make)


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small good publication, built. Tests must not change it."""

    def make(folder: Path) -> None:
        Publication.copy_of(GOOD, folder, warm).doit().succeeds()

    return shared(tmp_path_factory, "good", make)


@pytest.fixture(scope="session")
def illustrated(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with pictures everywhere, its book on A5 and its e-book, its leaflet, a
    sheet and its site's pages built. Tests must not change it."""

    def make(folder: Path) -> None:
        found = illustrate(Publication.copy_of(GOOD, folder, warm), "A5")
        book = "epub:illustrated-a5"
        found.doit(book, "editions:folded", "sheets:alba", "pages").succeeds()

    return shared(tmp_path_factory, "illustrated", make)


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication in Arabic, written from the right, with more in it: its editions, its
    sheets, the e-book of its book and its site's pages built. Tests must not change it."""
    return shared(tmp_path_factory, "arabic", lambda folder: in_arabic(folder, warm))


@pytest.fixture
def built(tmp_path: Path, good: Publication) -> Publication:
    """The small good publication as it was built, for a test to change."""
    shutil.copytree(good.folder, tmp_path / "good")
    return Publication(tmp_path / "good")


@pytest.fixture
def small(tmp_path: Path, warm: Publication) -> Publication:
    """A small good publication of which nothing is built, for a test to change."""
    return Publication.copy_of(GOOD, tmp_path / "good", warm)

"""Someone else's publication is built with Citybook installed from its wheel, in an environment of
its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

from tests import pdfs
from tests.publications import ROOT, made_once


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built by the `doit` of a fresh environment that holds the wheel and its
    dependencies alone."""
    return made_once(tmp_path_factory, "rivers", build) / "rivers"


def build(folder: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(folder / "dist"),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv/bin/python"
    subprocess.run(
        [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--constraint",
            str(ROOT / "constraints.txt"),
            *(folder / "dist").glob("*.whl"),
        ],
        check=True,
    )
    shutil.copytree(
        ROOT / "examples/rivers", folder / "rivers", ignore=shutil.ignore_patterns("build")
    )
    done = subprocess.run(
        [folder / "venv/bin/doit"],
        cwd=folder / "rivers",
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_dodo_has_three_lines() -> None:
    assert len((ROOT / "examples/rivers/dodo.py").read_text().splitlines()) == 3


def test_its_dodo_works_where_citybook_is_installed_editable(tmp_path: Path) -> None:
    installed = metadata.distribution("citybook").read_text("direct_url.json") or ""
    assert json.loads(installed)["dir_info"]["editable"], "`make test` installs it so"
    folder = tmp_path / "rivers"
    shutil.copytree(ROOT / "examples/rivers", folder, ignore=shutil.ignore_patterns("build"))
    done = subprocess.run(
        [sys.executable, "-m", "doit", "list", "--all"], cwd=folder, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sheets:mill-end" in done.stdout


def test_its_wheel_finds_the_catalogues_of_languages(rivers: Path) -> None:
    code = "from citybook.project import *; print(Project(Path()).find('locale', 'README.md'))"
    python = rivers.parent / "venv/bin/python"
    found = subprocess.check_output([python, "-c", code], cwd=rivers, text=True).strip()
    assert found.endswith("site-packages/citybook/locale/README.md")


def test_it_has_a_site_sheets_and_a_booklet(rivers: Path) -> None:
    for name in (
        "site/index.html",
        "site/cities/mill-end/index.html",
        "pdf/sheets/mill-end.pdf",
        "pdf/river-book.pdf",
    ):
        assert (rivers / "build" / name).stat().st_size > 1000


def test_its_component_replaces_ours_on_site_and_paper(rivers: Path) -> None:
    for name in (
        "site/cities/mill-end/index.html",
        "html/sheets/mill-end.html",
        "html/editions/river-book/006-city-mill-end.html",
    ):
        assert '<ol class="icon-list numbered">' in (rivers / "build" / name).read_text(
            encoding="utf-8"
        )


def test_its_colours_replace_ours(rivers: Path) -> None:
    assert "#14261b" in (rivers / "build/site/assets/site.css").read_text()
    assert "#1f6b3a" in (rivers / "build/html/sheets/mill-end.html").read_text()


def test_an_amount_with_decimals_keeps_them(rivers: Path) -> None:
    assert "€8,500.50" in (rivers / "build/site/cities/mill-end/index.html").read_text(
        encoding="utf-8"
    )


def test_short_journeys_take_a_page_each_and_leave_none_empty(rivers: Path) -> None:
    path = rivers / "build/pdf/river-book.pdf"
    texts = [pdfs.text(path, number) for number in range(1, 9)]
    assert all(len(text) > 20 for text in texts)
    assert "Upper Weir" in texts[5]
    assert "Mill End" in texts[6]
    assert pdfs.sizes(path) == {(148, 210)}

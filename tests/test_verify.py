"""A build that cannot be compared goes in; `doit verify` says so. What it finds else is told in
test_no_network.py, where it builds everything anew."""

from __future__ import annotations

from pathlib import Path

from citybook.project import Project
from citybook.verify import _copy
from tests.publications import Publication


def test_the_copy_that_is_built_anew_has_all_that_a_publication_has_of_its_own(
    small: Publication, tmp_path: Path
) -> None:
    for name in ("layouts/site/own.html", "styles/own.css", "locale/hr.po"):
        (small.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (small.folder / name).write_text("")
    aside = Project(tmp_path / "aside")
    _copy(Project(small.folder), aside)
    for name in ("content/about.md", "layouts/site/own.html", "styles/own.css", "locale/hr.po"):
        assert (aside.root / name).is_file(), name


def test_verify_has_nothing_to_compare_with_where_content_is_mistaken(small: Publication) -> None:
    small.replace("cities/alba.md", "title: Alba", "tittle: Alba")
    output = small.doit("verify").fails().output
    assert "The content cannot be built, so there is nothing to compare with" in output
    assert "alba.md:2:1: error: tittle" in output

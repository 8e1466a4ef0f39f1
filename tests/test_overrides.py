"""A publication's layouts and styles go in; those that replace nothing are named, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from citybook.overrides import find_stale
from citybook.project import Project
from tests.publications import Publication


def stale(root: Path, **files: str) -> list[str]:
    """The names of stale overrides in a folder with these files, `__` for each slash."""
    for name, text in files.items():
        folder, _, stem = name.rpartition("__")
        path = root / folder.replace("__", "/") / stem.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [problem.file for problem in find_stale(Project(root))]


def test_an_override_of_a_component_that_does_not_exist_is_named_with_the_nearest(
    small: Publication,
) -> None:
    folder = small.folder / "layouts/components"
    folder.mkdir(parents=True)
    (folder / "teaser-lists.html").write_text("{# as it was called once #}")
    output = small.doit("check").succeeds().output
    assert (
        "layouts/components/teaser-lists.html: warning: this replaces nothing of Citybook's, "
        "and nothing of this publication uses it\n"
        "    did you mean layouts/components/teaser-list.html?" in output
    )


def test_an_override_that_replaces_one_of_ours_is_none(tmp_path: Path) -> None:
    assert stale(tmp_path, layouts__components__block_html="", styles__tokens__colour_css="") == []


@pytest.mark.parametrize(
    "user",
    [
        {"layouts__site__home_html": '{% include "components/mine.html" %}'},
        {"layouts__site__home_html": "{% from 'components/mine.html' import x %}"},
        {"content__kinds__port_yaml": "layout: components/mine\n"},
        {"dodo_py": 'LAYOUT = "components/mine.html"'},
    ],
    ids=["included", "imported", "of a kind", "of an output"],
)
def test_a_layout_that_the_publication_uses_itself_is_none(
    tmp_path: Path, user: dict[str, str]
) -> None:
    assert stale(tmp_path, layouts__components__mine_html="", **user) == []


def test_a_layout_that_a_kind_names_is_used(tmp_path: Path) -> None:
    kind = "page: event\nsheet: event\nbook: meeting\n"
    files = {f"layouts__{folder}__event_html": "" for folder in ("site", "sheet", "booklet")}
    files["layouts__booklet__meeting_html"] = ""
    assert stale(tmp_path, content__kinds__event_yaml=kind, **files) == []
    assert stale(tmp_path, content__kinds__event_yaml="page: events\n") != []


@pytest.mark.parametrize("text", ["components/mine.html.old", "citybook:components/mine.html", ""])
def test_what_names_another_file_does_not_use_it(tmp_path: Path, text: str) -> None:
    files = {"layouts__components__mine_html": "", "layouts__site__home_html": f'"{text}"'}
    assert stale(tmp_path, **files) == ["layouts/components/mine.html"]


def test_a_style_that_no_other_imports_is_named(tmp_path: Path) -> None:
    files = {"styles__components__mine_css": "", "styles__components__other_css": ""}
    files["styles__site_css"] = '@import "components/other.css";'
    assert stale(tmp_path, **files) == ["styles/components/mine.css"]

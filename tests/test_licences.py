"""Installed packages go in; which of them a package needs here comes out."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from citybook.publish.licences import closure

REQUIRES = {
    "Top.Level": (
        "Middle_Name[Fast,slow_one]>=1,<2",
        'elsewhere>=1; sys_platform == "none"',
        'old; python_version < "3"',
        'here; python_version >= "3" and platform_python_implementation != "none"',
        'tool[deep] (>=1); extra == "test"',
        "missing @ https://a.eu/missing.zip",
    ),
    "middle-name": ("quick; extra == 'fast'", "slow; extra == 'slow-one'", "never; extra == 'x'"),
    "here": ("top-level",),  # round in a circle
    "tool": ('deepest; extra == "deep" and python_version >= "3"',),
    **dict.fromkeys(("elsewhere", "old", "quick", "slow", "never", "deepest"), ()),
}


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, requires in REQUIRES.items():
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        rows = [
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0",
            *(f"Requires-Dist: {row}" for row in requires),
            *(f"Provides-Extra: {extra}" for extra in ("fast", "slow-one", "test", "deep", "x")),
        ]
        (folder / "METADATA").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])


def test_a_package_needs_what_its_markers_and_extras_ask_for_here() -> None:
    assert closure("top.level") == ["here", "middle-name", "quick", "slow", "top-level"]


def test_an_extra_adds_what_it_asks_for() -> None:
    assert set(closure("top-level", {"test"})) - set(closure("top-level")) == {"tool", "deepest"}


def test_a_package_that_is_not_installed_is_told() -> None:
    with pytest.raises(metadata.PackageNotFoundError):
        closure("nowhere")

"""What Citybook needs of others: bounded, pinned, as it is installed, under licences that let
anyone pass it on."""

from __future__ import annotations

import os
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from citybook.project import matters
from citybook.publish import licences
from citybook.publish.licences import closure
from tests.publications import ROOT, Publication

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["test"],
]
ROWS = [
    row
    for row in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]
PINNED = dict(row.split("==") for row in ROWS)
# What the licences' owners ask is to be named or, for MPL, to have changed files of theirs
# published. No GPL, no AGPL.
ACCEPTED = {
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "ISC",
    "ISC License (ISCL)",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "Apache-2.0; HarfBuzz MIT",
    "Apache-2.0 OR BSD-2-Clause",
    "PSF-2.0",
    "MPL-2.0",
    "OFL-1.1",
    *licences.NAMED.values(),
}
NEEDED = licences.closure("citybook")


@pytest.mark.parametrize("requirement", DECLARED)
def test_every_declared_library_has_a_lower_and_an_upper_bound(requirement: str) -> None:
    assert re.fullmatch(r"[\w.-]+(\[\w+\])?>=[\d.]+,<[\d.]+", requirement)


@pytest.mark.parametrize(
    "name", sorted({canonicalize_name(Requirement(one).name) for one in DECLARED})
)
def test_every_declared_library_is_pinned(name: str) -> None:
    assert name in PINNED


def test_what_is_installed_is_what_is_pinned() -> None:
    needed = [
        name for name in licences.closure("citybook", frozenset({"test"})) if name != "citybook"
    ]
    assert len(needed) > 50
    installed = {name: metadata.version(name) for name in needed}
    assert installed == {name: PINNED.get(name) for name in needed}, (
        "run `make .venv/test-ready`, or `make constraints`"
    )


def test_pins_are_names_and_versions_in_order_without_addresses() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", row) for row in ROWS)
    assert list(PINNED) == sorted(PINNED)


def test_what_citybook_runs_with_is_followed_through_extras_and_to_the_end() -> None:
    # fonttools[woff] brings brotli, weasyprint tinycss2, and that webencodings; pytest is for tests
    # alone.
    assert {"brotli", "webencodings", "weasyprint"} <= set(NEEDED)
    assert "pytest" not in NEEDED


@pytest.mark.parametrize("name", NEEDED)
def test_every_library_that_citybook_runs_with_has_a_licence_we_accept(name: str) -> None:
    assert licences.licence(name) in ACCEPTED


def test_licences_that_are_told_in_our_words_are_still_those_of_the_packages() -> None:
    texts = {
        name: "".join(
            file.locate().read_text(encoding="utf-8", errors="replace")
            for file in metadata.files(name) or []
            if "licenses" in file.parts
        )
        for name in licences.NAMED
    }
    assert "Permission to use, copy, modify, and/or distribute" in texts["lucide"]
    assert "MOZILLA PUBLIC LICENSE" in texts["pyphen"]
    assert "Apache License" in texts["pypdfium2"]
    assert "Redistribution and use in source and binary forms" in texts["pypdfium2"]


def test_a_new_version_of_any_library_makes_anew_but_of_those_that_make_nothing() -> None:
    others = {name for name in closure("citybook") if not matters(name)}
    assert others == {
        *("annotated-types", "anyio", "cffi", "citybook", "doit", "lxml", "packaging", "pycparser"),
        *("typing-extensions", "typing-inspection", "watchfiles", "wcwidth"),
    }
    assert matters("fontpkg_eb_garamond")
    assert not matters("markdown_it_py")


def test_a_build_lists_what_it_holds_and_was_made_with(small: Publication) -> None:
    small.doit("licences").succeeds()
    text = (small.build / "licences.txt").read_text(encoding="utf-8")
    assert re.search(r"licence: (.*)", small.read("publication.yaml"))[1] in text  # type: ignore[index]
    for words in ("Sofia Sans 4.", "OFL-1.1", "Lucide icons", "ISC", "sRGB2014", "Natural Earth"):
        assert words in text
    for name in NEEDED:
        assert metadata.version(name) in text, name
    assert str(Path.home()) not in text


def test_the_list_of_licences_follows_the_publication_and_the_installed_libraries(
    small: Publication, tmp_path: Path
) -> None:
    small.doit("licences").succeeds()
    assert small.doit("licences").succeeds().ran == []
    small.write(
        "publication.yaml",
        re.sub("licence: .*", "licence: All rights kept.", small.read("publication.yaml")),
    )
    assert "licences" in small.doit("licences").succeeds().ran
    assert "All rights kept." in (small.build / "licences.txt").read_text(encoding="utf-8")
    # A library that is installed besides.
    (tmp_path / "site-packages/other-1.0.dist-info").mkdir(parents=True)
    path = os.pathsep.join(
        filter(None, [str(tmp_path / "site-packages"), os.environ.get("PYTHONPATH", "")])
    )
    assert small.doit("licences", PYTHONPATH=path).succeeds().ran[-1:] == ["licences"]

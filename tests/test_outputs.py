"""Outputs are declared: ours make what they say, and a publication adds one in its dodo.py."""

from __future__ import annotations

import importlib
import re
import shutil
from pathlib import Path

import pytest

from citybook.outputs import OURS, Output
from citybook.tasks import Build
from tests.publications import GOOD, ROOT, Publication

# What it says of its place on the Downloads page.
OFFER = re.compile(r"downloads=Downloads\(.*?\n        \),", re.DOTALL)
# All that a publication writes to have an output of its own, as the docs have it. It imports
# nothing that ours does not, so doit is forked.
DODO = re.search(
    r"^```python\n(from citybook\.dodo .*?)^```$",
    (ROOT / "docs/developers.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)[1]  # type: ignore[index]


@pytest.fixture(scope="module")
def with_digests(good: Publication, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication, built with digests of its editions. Tests must not change it."""
    folder = tmp_path_factory.mktemp("digests") / "good"
    shutil.copytree(good.folder, folder)
    (folder / "dodo.py").write_text(DODO)
    Publication(folder).doit("site").succeeds()
    return Publication(folder)


@pytest.fixture
def digests(tmp_path: Path, with_digests: Publication) -> Publication:
    """A copy of it, for a test to change."""
    shutil.copytree(with_digests.folder, tmp_path / "digests")
    return Publication(tmp_path / "digests")


def test_an_added_output_is_built_listed_and_offered(with_digests: Publication) -> None:
    text = (with_digests.build / "digest/book.txt").read_text()
    assert text.splitlines()[0] == "The harbour book"
    assert (with_digests.site / "downloads/digest/book.txt").read_text() == text
    html = (with_digests.site / "downloads/index.html").read_text()
    assert '<h2 id="digest">Digests</h2>\n<p>Plain text.</p>' in html
    assert 'href="../downloads/digest/book.txt"' in html
    assert "(TXT, 1\N{NO-BREAK SPACE}kB)" in html
    assert "Everything to print is accessible PDF" not in html
    listed = with_digests.doit("list").succeeds().output
    said = "Write each edition's titles as plain text: doit digest:journeys"
    assert re.search(rf"^digest +{said}$", listed, re.MULTILINE)
    assert listed.index("licences ") < listed.index("digest ") < listed.index("printed ")


def test_an_added_output_is_made_again_when_its_sources_or_its_dodo_change(
    digests: Publication,
) -> None:
    tasks = ("sheets", "digest", "pages")
    assert digests.doit(*tasks).succeeds().ran == []
    digests.replace("editions/book.yaml", "title: ", "title: New ")
    assert "digest:book" in digests.doit("html", "digest").succeeds().ran
    assert (digests.build / "digest/book.txt").read_text().startswith("New ")
    dodo = digests.folder / "dodo.py"
    dodo.write_text(dodo.read_text().replace("edition.title}", "edition.title} / "))
    ran = digests.doit(*tasks).succeeds().ran
    assert "digest:book" in ran
    assert "sheets:alba" not in ran
    assert " / " in (digests.site / "downloads/digest/book.txt").read_text()


def test_an_added_output_is_gone_after_clean(digests: Publication) -> None:
    digests.doit("clean").succeeds()
    assert not digests.build.exists()


def test_what_was_made_when_asked_for_is_gone_after_clean_too(built: Publication) -> None:
    dodo = DODO.replace("is_default=True", "is_default=False")
    (built.folder / "dodo.py").write_text(OFFER.sub("", dodo))
    assert not [name for name in built.doit().succeeds().ran if name.startswith("digest")]
    built.doit("digest").succeeds()
    assert (built.build / "digest/book.txt").is_file()
    built.doit("clean", "licences").succeeds()
    assert (built.build / "digest/book.txt").is_file()
    built.doit("clean").succeeds()
    assert not built.build.exists()


def test_an_added_output_is_gone_with_its_edition(digests: Publication) -> None:
    (digests.folder / "content/editions/book.yaml").unlink()
    digests.doit("digest", "editions:harbour-reader", "pages").succeeds()
    names = digests.files()
    assert "digest/harbour-reader.txt" in names
    assert not {"digest/book.txt", "site/downloads/digest/book.txt", "pdf/book.pdf"} & names.keys()


def test_what_an_output_made_is_gone_when_dodo_declares_it_no_longer(digests: Publication) -> None:
    (digests.folder / "dodo.py").write_text("from citybook.dodo import *\n")
    digests.doit("html", "pages").succeeds()
    assert not [name for name in digests.files() if "digest" in name]


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is an output 'site' already"):
        Build(tmp_path).add(Output("site", "", print, files=()))


def test_a_file_that_an_output_does_not_declare_is_not_written(digests: Publication) -> None:
    dodo = digests.folder / "dodo.py"
    dodo.write_text(dodo.read_text().replace('job.write({f"digest/', 'job.write({f"site/'))
    output = digests.doit("digest:book").fails().output
    assert "the output 'digest' does not declare site/book.txt" in output
    assert not (digests.site / "book.txt").exists()


def test_each_file_that_was_built_is_one_that_an_output_declares(good: Publication) -> None:
    build, known = Build(good.folder), set[str]()
    for output in OURS:
        for item in output.items_in(build.run.project):
            files = build.job(output.name, item).manifest.files
            known.update(files)
            for file in files:
                assert output.makes(file, item), f"{file} of {output.name}"
    assert good.files().keys() <= known


# What a publication need not have.
OPTIONAL = (
    *("content/press/", "content/kinds/", "content/fonts/", "content/logos/"),
    "content/words.yaml",
)


@pytest.mark.parametrize("output", OURS, ids=lambda output: output.name)
def test_what_an_output_names_exists(output: Output) -> None:
    names = {one.name for one in OURS}
    assert {need.partition(":")[0] for need in output.needs} <= names
    for module in output.modules:
        importlib.import_module(module)
    for source in output.sources:
        if source.startswith("content/") and "{" not in source and source not in OPTIONAL:
            assert (GOOD / source).exists(), source

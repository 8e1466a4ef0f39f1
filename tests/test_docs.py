"""The docs go in: what they name in backticks is there, and no line of them is too long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publications import ROOT, Publication

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCE = ROOT / "src/citybook"
# Where the paths in the docs begin.
ROOTS = [ROOT, SOURCE, *(ROOT / name for name in ("content", "tests", "docs"))]
# Code between single backticks, outside of blocks of code.
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
ENDINGS = {".css", ".html", ".js", ".md", ".po", ".py", ".sh", ".toml", ".txt", ".yaml"}
LINK = re.compile(r"\]\((?!\w+:)([^()\s#]*)(?:#([^()\s]+))?\)")
NAME_IN_MODULE = re.compile(r"(?:[a-z_]+\.)*([a-z_]+)\.([A-Z]\w+)")
# What is made, in build/.
BUILT = re.compile(
    r"build/|site/$|assets/|downloads/|apache/|nginx/|netlify/|cloudflare/|github/|workflows/|pdf/|sheets/|aloud/|fonts/|icons/|covers/|previews/|html/|schemas/|licences\.txt|cities_zagreb\.md"
)
# What a publication may have and ours has not, and what recipes and examples add.
OF_OTHERS = {
    ".citybook.json",
    ".github/workflows/site.yml",
    ".gitignore",
    ".vscode/settings.json",
    ".well-known/",
    "athina.md",
    "content/editions/autumn-forum.yaml",
    "content/editions/into-work.yaml",
    "content/events/quay-day.md",
    "content/fonts/",
    "content/files/",
    "content/images/",
    "content/kinds/",
    "content/kinds/card.yaml",
    "content/kinds/event.yaml",
    "content/kinds/practice.yaml",
    "content/logos/",
    "content/ports/",
    "content/press/",
    "content/images.yaml",
    "content/images/harbour.yaml",
    "content/words.yaml",
    "harbour.yaml",
    "cuneo-asti-settimo-torinese.md",
    "files/",
    "guide.yaml",
    "images.yaml",
    "index.html",
    "images/",
    "fonts/",
    "logos/",
    "layouts/booklet/partners.html",
    "layouts/site/event.html",
    "locale/hr.po",
    "requirements.txt",
    "robots.txt",
    "san-sebastian.md",
    "settimo-torinese.md",
    "words.yaml",
    "Αθήνα.md",
}


def codes(path: Path) -> set[str]:
    return {found.group(1) for found in CODE.finditer(path.read_text(encoding="utf-8"))}


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def is_path(name: str) -> bool:
    return bool(PATH.fullmatch(name)) and ("/" in name or Path(name).suffix in ENDINGS)


def is_there(name: str) -> bool:
    """Whether a file or folder of the repository is called so, or a page of the site."""
    of_page = ROOT / "content" / f"{name.rstrip('/')}.md"
    return of_page.exists() or any((root / name).exists() for root in ROOTS)


def test_the_styles_of_the_recipe_for_a_spring_can_be_used_as_they_stand(
    small: Publication,
) -> None:
    recipe = (ROOT / "docs/developers.md").read_text(encoding="utf-8").partition("is a *spring*")[2]
    lines = re.findall(r"^    (.+)$", recipe.partition("Text grows first")[0], re.MULTILINE)
    assert lines[0] == '@import "citybook:media/entries.css";'
    style = small.folder / "styles/media/entries.css"
    style.parent.mkdir(parents=True)
    style.write_text("\n".join(lines), encoding="utf-8")
    small.doit("offprints").succeeds()
    assert list((small.pdf / "offprints").rglob("*.pdf"))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_the_docs_name_is_there(path: Path) -> None:
    named = {name for name in codes(path) if is_path(name)} - OF_OTHERS
    assert sorted(one for one in named if not BUILT.match(one) and not is_there(one)) == []


def test_everything_that_others_may_have_is_named_in_the_docs() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCS)
    assert [name for name in sorted(OF_OTHERS) if name not in text] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_class_that_the_docs_name_with_its_module_is_there(path: Path) -> None:
    modules = {one.stem: one for one in SOURCE.rglob("*.py")}
    for name in codes(path):
        found = NAME_IN_MODULE.fullmatch(name)
        if found and found.group(1) in modules:
            text = modules[found.group(1)].read_text(encoding="utf-8")
            assert f"class {found.group(2)}" in text, name


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_docs_leads_to_a_file_and_a_heading(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`|^ {4}.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, anchor in LINK.findall(text):
        target = path.parent / name if name else path
        assert target.exists(), name
        assert not anchor or anchor in anchors(target), f"{name}#{anchor}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_lines_of_the_docs_end_at_100_letters_but_for_tables_headings_and_addresses(
    path: Path,
) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [
        line
        for line in lines
        if len(line) > 100 and not line.lstrip().startswith(("|", "#")) and "://" not in line
    ] == []

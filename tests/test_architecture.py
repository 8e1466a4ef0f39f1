"""The code itself goes in: imports point down, modules stay short, dodo.py stays a table of
contents."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import FIRST
from tests.publications import GOOD, HEAVY, ROOT, Publication

SOURCE = ROOT / "src/citybook"
# From the top down; a module may import those of its own level and of lower ones.
LEVELS = (
    ("dodo",),
    ("commands",),
    ("tasks", "serve", "verify", "tidy", "rename"),
    ("preload",),
    ("outputs",),
    ("run",),
    ("press", "reprint", "hosting", "linkcheck"),
    ("publish", "typeset"),
    ("views",),
    ("orphans", "picture_warnings", "review_warnings", "diffs"),
    ("selection",),
    ("catalogue",),
    ("relations",),
    ("content",),
    ("kinds",),
    ("models",),
    ("overrides",),
    (
        "pdf",
        "emblem",
        "typeface",
        "font_cutting",
        "naming",
        "problems",
        "project",
        "history",
        "workers",
        "journal",
        "manifest",
        "lock",
        "reporter",
    ),
    ("alphabet", "visible", "colours", "clock"),
)


def level(module: str) -> int:
    name = module.split(".")[0]
    return next(number for number, names in enumerate(LEVELS) if name in names)


@cache
def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [])
        )
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        found.update(
            name.removeprefix("citybook.") for name in names if name.startswith("citybook.")
        )
    return found


# Every module by its name within the package.
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts): path
    for path in sorted(SOURCE.rglob("*.py"))
    if path.name != "__init__.py"
}


def test_imports_point_down() -> None:
    up = [
        f"{module} imports {name}"
        for module, path in MODULES.items()
        for name in imports(path)
        if level(name) < level(module)
    ]
    assert up == []


def test_no_import_leads_back_to_where_it_began() -> None:
    """Those within functions count too: they only hide a circle."""
    graph = {
        name: {
            other
            for found in imports(path)
            for other in (found, found.rpartition(".")[0])
            if other in MODULES and other != name
        }
        for name, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def test_no_module_asks_which_kind_an_entry_is() -> None:
    """Traits and roles answer, which a kind declares: see kinds/kind.py."""
    kinds = {path.stem for path in (SOURCE / "kinds").glob("*.yaml")}
    questions = (ast.Compare, ast.Subscript, ast.MatchValue)
    asked = {
        f"{path.name}:{node.lineno}: {constant.value}"
        for path in MODULES.values()
        if path.parent.name != "kinds"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, questions)
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and constant.value in kinds
    }
    assert len(kinds) == 5
    assert asked == set()


def test_modules_are_short_and_say_what_they_do() -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in MODULES.items()}
    assert [name for name, text in texts.items() if len(text.splitlines()) > 300] == []
    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []


def meanings(path: Path) -> Iterator[tuple[str, str]]:
    """The classes and types of a module, each with what is meant by it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, str(path)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name, ast.unparse(node.value)


def test_no_two_things_share_a_name() -> None:
    """Of classes and types; a type that two modules spell alike is one thing."""
    found: dict[str, set[str]] = {}
    for path in MODULES.values():
        for name, meaning in meanings(path):
            found.setdefault(name, set()).add(meaning)
    assert {name: where for name, where in found.items() if len(where) > 1} == {}


def test_three_modules_alone_touch_the_inside_of_weasyprint() -> None:
    public = {"weasyprint", "weasyprint.text.fonts", "weasyprint.urls"}
    found = set()
    for path in (SOURCE / "typeset").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weasyprint"):
                found |= {path.name} if node.module not in public else set()
            elif isinstance(node, ast.Attribute) and re.match("_[^_]", node.attr):
                owner = node.value.id if isinstance(node.value, ast.Name) else ""
                found |= {path.name} if owner != "self" else set()
    assert found == {"columns.py", "computed_styles.py", "engine.py"}


def test_dodo_is_a_table_of_contents_of_fewer_than_90_lines() -> None:
    assert len((SOURCE / "dodo.py").read_text().splitlines()) < 90


def heavy_imports(folder: Path, code: str) -> str:
    """Return what `code` prints of libraries that are imported behind it."""
    code += "; print(sorted({n.split('.')[0] for n in sys.modules} & set(sys.argv[1:])))"
    command = [sys.executable, "-c", f"import sys; {code}", *HEAVY]
    return subprocess.check_output(command, cwd=folder, text=True).strip()


def test_listing_the_tasks_imports_no_library_but_doit() -> None:
    assert heavy_imports(ROOT, "from citybook import dodo") == "[]"


def test_listing_the_sheets_of_declared_kinds_reads_no_yaml(tmp_path: Path) -> None:
    publication = Publication.copy_of(GOOD, tmp_path / "good")
    publication.write("kinds/port.yaml", "folder: ports\nsheet: card\n")
    publication.write("ports/alba.md", "")
    code = (
        "from citybook import dodo; print([task['name'] for task in dodo.task_outputs() "
        "if task['basename'] == 'sheets'])"
    )
    listed, found = heavy_imports(publication.folder, code).splitlines()
    assert listed == "[None, 'alba', 'brig-cres', 'port--alba']"
    assert found == "[]"


def test_every_component_has_its_style_and_the_other_way_round() -> None:
    layouts = {path.stem for path in (ROOT / "layouts/components").glob("*.html")}
    styles = {path.stem for path in (ROOT / "styles/components").glob("*.css")}
    # What pages and covers style where they place it.
    assert layouts - styles == {
        "side-sections",
        "image",
        "download-offer",
        "leading-name",
        "route-art",
        "backlink-list",
        "gathered",
        "printed-list",
        "part-titles",
    }
    assert styles == layouts & styles


@pytest.mark.parametrize(
    "name", ["sheet.css", "booklet.css", "leaflet.css", "press.css", "shop.css", "site.css"]
)
def test_entry_points_hold_imports_only(name: str) -> None:
    lines = (ROOT / "styles" / name).read_text().splitlines()
    assert all(re.fullmatch(r'@import "[\w/-]+\.css";', line) for line in lines)


def test_nothing_in_the_tree_says_where_it_was_made() -> None:
    listed = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).split()
    for name in listed:
        if Path(name).suffix in {".py", ".md", ".html", ".css", ".yaml", ".toml", ".sh", ""}:
            text = (ROOT / name).read_text(encoding="utf-8")
            assert str(ROOT) + "/" not in text, name


def test_the_files_of_tests_that_begin_first_are_there() -> None:
    assert [name for name in FIRST if not (ROOT / "tests" / f"{name}.py").is_file()] == []

"""What pages load goes in; files named by the hash of their content come out."""

from __future__ import annotations

import hashlib
import re
import shutil

from citybook.catalogue import load
from citybook.project import DEFAULTS, Project
from citybook.publish.assets import make_assets
from tests.publications import Publication


def test_what_pages_load_is_named_by_its_content(good: Publication) -> None:
    files = [path for path in (good.site / "assets").rglob("*") if path.is_file()]
    pictures = {".jpg", ".png", ".webp"}
    assert {path.suffix for path in files} - pictures == {".css", ".js", ".svg", ".woff2"}
    for path in files:
        if path.stem.startswith(("icon-180.", "social.")) or "covers" in path.parts:
            assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        elif path.suffix in pictures:  # named by the picture it is a copy of, and its width
            assert re.fullmatch(r".+-[0-9a-f]{8}-[0-9]+\.[a-z]+", path.name)
        else:
            assert path.name.split(".")[-2] == hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def test_another_style_has_another_name_and_the_fonts_keep_theirs(small: Publication) -> None:
    project = Project(small.folder)
    catalogue, _ = load(project)
    before = make_assets(project, catalogue)
    shutil.copytree(DEFAULTS / "styles", small.folder / "styles")
    with open(small.folder / "styles/base/screen.css", "a") as file:
        file.write("p { color: red }\n")
    after = make_assets(project, catalogue)
    changed = {name for name in before.places if before.places[name] != after.places[name]}
    assert changed == {"site.css"}


def test_the_style_names_the_fonts_as_they_are_called(good: Publication) -> None:
    [style] = (good.site / "assets").glob("site.*.css")
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', style.read_text()))
    assert named == {f"fonts/{path.name}" for path in (good.site / "assets/fonts").iterdir()}

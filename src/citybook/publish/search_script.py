"""The parts of the search's script go in; one script that a browser loads when it is needed comes
out."""

from __future__ import annotations

from citybook.content.folding import FOLDING
from citybook.project import Project

PARTS = ("folding", "engine", "passages", "results", "box")


def search_script(project: Project) -> str:
    """Return the script `search.js`: the parts in `layouts/site/search/`, and how letters are
    folded."""
    parts = (
        project.find("layouts", f"site/search/{name}.js").read_text(encoding="utf-8")
        for name in PARTS
    )
    folding = f"const FOLDING = {FOLDING.read_text(encoding='utf-8').strip()};\n"
    return '"use strict";\n{\n' + folding + "\n".join(parts) + "}\n"

"""An entry point such as sheet.css goes in; one stylesheet, its imports put in place, comes out."""

from __future__ import annotations

import re

from citybook.project import Project

IMPORT = re.compile(r'^@import "([^"]+)";\n?', re.MULTILINE)


def bundle(project: Project, name: str) -> str:
    """The text of styles/`name` with its imports in place, each from the publication's own folder
    first."""
    text = project.find("styles", name).read_text(encoding="utf-8")
    return IMPORT.sub(lambda found: bundle(project, found.group(1)), text)

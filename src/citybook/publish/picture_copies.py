"""The catalogue goes in; the copies of pictures that one medium shows come out in its folder."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.manifest import Manifest
from citybook.project import Project


def list_copies(catalogue: Catalogue, *, is_printed: bool) -> list[str]:
    """List the names of all copies for paper, or for the site."""
    return sorted(
        name
        for look in catalogue.pictures.values()
        for name, rendition in look.renditions().items()
        if rendition.is_printed == is_printed
    )


def write_copies(project: Project, manifest: Manifest, folder: str, names: list[str]) -> None:
    """Write these copies into a folder below build/."""
    for name in names:
        manifest.copy(f"{folder}/{name}", project.pictures / name)

"""The pictures that entries show go in; the copies that site and paper show of them come out."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content import pictures
from citybook.manifest import Manifest
from citybook.project import Project, files_by_name
from citybook.views.entry import Pictures


def copies(catalogue: Catalogue, folder: str, width: int) -> Pictures:
    """Return where in `folder` the copy of each picture is, and its size in pixels, at most `width`
    wide; by the picture's file."""
    return {
        file: (f"{folder}/{look.name}", *look.scaled(width))
        for file, look in catalogue.pictures.items()
    }


def write_copies(
    project: Project, manifest: Manifest, root: str, shown: Pictures, width: int
) -> None:
    """Write the copies below the folder `root` of build/ that are not as they were left."""
    named = files_by_name(project.content / "images")
    for file, (name, *_) in shown.items():
        if not manifest.keep(f"{root}/{name}"):
            data = pictures.copy(named[file], width)
            manifest.write(f"{root}/{name}", data)

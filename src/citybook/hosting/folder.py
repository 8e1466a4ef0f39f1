"""A shipment and a folder of this machine go in; the folder holds the site.

Files are written aside and renamed. If the folder is a symbolic link, all of it is prepared in a
folder beside, with the files of others, and then the link is turned: readers have the old site or
the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from citybook.hosting.shipment import MANIFEST, UNKNOWN, Shipment, TargetError, hash_of
from citybook.manifest import flush, link_or_copy, remove_empty

ASIDE = ".citybook-part"


class FolderTarget:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        return str(self.folder)

    def read_manifest(self) -> bytes | None:
        """Return the manifest, if there is one. Raises TargetError where no folder can be."""
        if not self.folder.parent.is_dir():
            raise TargetError(
                f"there is no folder {self.folder.parent}",
                "make it, or connect the disk that it is on",
                "folder",
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise TargetError(f"{self.folder} is a file, not a folder", field="folder")
        path = self.folder / MANIFEST
        return path.read_bytes() if path.is_file() else None

    def find_foreign(self, shipment: Shipment) -> list[str]:
        """Return the files of others that would be replaced."""
        return [name for name in shipment.new if self._is_foreign(name, shipment.hashes[name])]

    def _is_foreign(self, name: str, hashed: str) -> bool:
        path = self.folder / name
        return os.path.lexists(path) and not (path.is_file() and hash_of(path) == hashed)

    def send(self, shipment: Shipment) -> None:
        """Bring the folder up to date. Raises OSError."""
        if self.folder.is_symlink() and self.folder.is_dir():
            self._turn(shipment)
        else:
            self.folder.mkdir(exist_ok=True)
            _write_all(self.folder, shipment)

    def _turn(self, shipment: Shipment) -> None:
        """Prepare all in the folder that is not shown, and turn the link."""
        now = self.folder.resolve()
        other = next(one for one in release_names(self.folder.name) if one != now.name)
        stage = self.folder.parent / other
        _clear(stage)
        stage.mkdir()
        (stage / MANIFEST).write_bytes(shipment.manifest_meanwhile)
        _copy_tree(now, stage)
        _write_all(stage, shipment)
        link = _part(self.folder)
        link.unlink(missing_ok=True)
        link.symlink_to(other, target_is_directory=True)
        os.replace(link, self.folder)


def release_names(link: str) -> tuple[str, str]:
    """Name the two folders that a link to the site leads to in turn."""
    return f"{link}.citybook-a", f"{link}.citybook-b"


def _clear(stage: Path) -> None:
    """Remove the site of before the last. Raises TargetError for what is not Citybook's."""
    if stage.is_dir() and not (stage / MANIFEST).is_file() and any(stage.iterdir()):
        raise TargetError(f"{stage} is in the way", "move it elsewhere", "folder")
    if stage.is_dir():
        shutil.rmtree(stage)


def _copy_tree(source: Path, target: Path) -> None:
    """Copy a folder's files as further names of the same, where the disk can. None is ever written
    to: each is replaced as a whole."""

    def skip(folder: str, _: list[str]) -> list[str]:
        return [MANIFEST] if Path(folder) == source else []

    shutil.copytree(
        source, target, symlinks=True, ignore=skip, copy_function=link_or_copy, dirs_exist_ok=True
    )


def _write_all(folder: Path, shipment: Shipment) -> None:
    for name, hashed in shipment.before.items():
        if hashed == UNKNOWN:  # of a run that was killed
            _part(folder / name).unlink(missing_ok=True)
    _write(folder, {MANIFEST: shipment.manifest_meanwhile})
    for batch in shipment.batches:
        _write(folder, {name: shipment.files[name] for name in batch})
    for name in shipment.gone:
        _remove(folder, name)
    _write(folder, {MANIFEST: shipment.manifest})


def _write(folder: Path, files: Mapping[str, Path | bytes]) -> None:
    """Write files aside, wait until all are on the disk, and rename them to their places."""
    parts = [_part(folder / name) for name in files]
    for part, source in zip(parts, files.values(), strict=True):
        part.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # which may be a link
        with open(part, "xb") as file:
            file.write(source if isinstance(source, bytes) else source.read_bytes())
    flush(parts)
    for part, name in zip(parts, files, strict=True):
        os.replace(part, folder / name)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}{ASIDE}")


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        path.unlink()
    if path.parent != folder:
        remove_empty(path.parent, folder / PurePosixPath(name).parts[0])

"""A publication whose site is built goes in; the site is sent to where `hosting` says, and what was
sent, or would be, comes out in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from citybook.hosting.folder import FolderTarget
from citybook.hosting.git import GitTarget
from citybook.hosting.shipment import Shipment, TargetError, make_shipment
from citybook.hosting.ssh import SshTarget
from citybook.lock import REASONS
from citybook.models import Publication
from citybook.models.hosting import Hosting
from citybook.models.web import is_reserved
from citybook.project import Project

BRANCH = "gh-pages"
# Of more files only so many are named.
MOST_NAMED = 10
# Folders of a publication that no site goes into.
OWN = ("content", "build", "layouts", "styles", ".git", ".github", ".venv")
# What nginx reads is its administrator's to include.
NOT_SENT = ("nginx",)


class Target(Protocol):
    """Where a site goes."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    def read_manifest(self) -> bytes | None:
        """Return what it says of what it was sent before; nothing the first time."""

    def find_foreign(self, shipment: Shipment) -> list[str]:
        """Return the files of others that would be replaced by other content."""

    def send(self, shipment: Shipment) -> None:
        """Bring it up to date."""


def publish(
    project: Project,
    publication: Publication,
    files: Mapping[str, Path],
    *,
    is_preview: bool,
    replaces: bool,
) -> str:
    """Send `files`, by their names on the site, and return what was sent. A preview sends nothing;
    files of others are replaced only if it `replaces` them. Raises TargetError and OSError."""
    hosting = publication.hosting
    if hosting is None:
        raise TargetError(
            "it is not said where the site goes",
            "add hosting: with folder, ssh or git, see docs/hosting.md",
        )
    if is_reserved(publication.base_url):
        raise TargetError(
            "the address is one of those reserved for examples: printed codes lead nowhere",
            "write the address where the site will be",
            "base_url",
        )
    with _open(project, hosting) as target:
        shipment = make_shipment(files, target.read_manifest())
        foreign = target.find_foreign(shipment) if shipment.new else []
        if is_preview:
            return _preview(target.name, shipment, foreign)
        if foreign and not replaces:
            raise TargetError(
                f"{target.name} has files of these names that Citybook did not put there: "
                f"{_some(foreign)}",
                "look whether the target is right; `doit publish --replace` puts ours in their "
                "places",
            )
        if not shipment.is_empty:
            _send(target, shipment)
        return _report(target.name, publication, hosting, shipment)


@contextmanager
def _open(project: Project, hosting: Hosting) -> Iterator[Target]:
    """The target, for as long as it is needed."""
    if hosting.git:
        repository = hosting.git
        if repository.startswith((".", "/")):
            repository = str(_outside(project, repository, "git", is_allowed=False))
        yield GitTarget(repository, hosting.branch or BRANCH, project.state / "sent.git")
    elif hosting.ssh:
        target = SshTarget(hosting.ssh, hosting.port, hosting.folder or "")
        try:
            yield target
        finally:
            target.close()
    else:
        yield FolderTarget(_outside(project, hosting.folder or "", "folder", is_allowed=True))


def _outside(project: Project, name: str, field: str, *, is_allowed: bool) -> Path:
    """Return a path as it is from the publication's folder. Raises TargetError where it leads into
    what is the publication's own; if it is not `is_allowed`, anywhere in its folder: hooks of a
    repository are programs, and what lies there may come from anyone."""
    path, root = project.root / name, project.root.resolve()
    found = path.resolve()
    within = found.relative_to(root).parts if found.is_relative_to(root) else None
    if within is not None and (not is_allowed or not within or within[0] in OWN):
        raise TargetError(
            f"{name} is in the publication's own folder",
            "name a place beside it, such as ../public",
            field,
        )
    if root.is_relative_to(found):
        raise TargetError(f"the publication itself is in {name}", "name another place", field)
    return path.parent.resolve() / path.name


def _send(target: Target, shipment: Shipment) -> None:
    try:
        target.send(shipment)
    except OSError as error:
        why = REASONS.get(error.errno or 0, error.strerror)
        raise TargetError(f"{target.name} cannot be written: {why}") from None


def _preview(name: str, shipment: Shipment, foreign: list[str]) -> str:
    rows = [f"To {name}:"]
    for names, sign in zip((*shipment.batches, shipment.gone), "+++-", strict=True):
        rows += [f"  {sign} {one}" for one in names]
    rows += [f"  ! {one}: not Citybook's; `--replace` puts ours in its place" for one in foreign]
    counts = _counts(shipment, "to send", "to remove", "are there as they are")
    return "\n".join([*rows, f"{counts} Nothing was sent."])


def _report(name: str, publication: Publication, hosting: Hosting, shipment: Shipment) -> str:
    counts = _counts(shipment, "sent", "removed", "were there as they are")
    said = f"{counts} The site is in {name}, for {publication.base}"
    if hosting.files_for in NOT_SENT:
        said += f"\nInclude build/hosting/{hosting.files_for}/ in the host's configuration."
    return said


def _counts(shipment: Shipment, sent: str, removed: str, same: str) -> str:
    changed = len(shipment.changed)
    kept = len(shipment.files) - changed
    return f"{changed} files {sent}, {len(shipment.gone)} {removed}, {kept} {same}."


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def files_to_send(project: Project, hosting: Hosting | None) -> dict[str, Path]:
    """Return what a host gets, by names on the site: the site, and the files for its server."""
    server = hosting.files_for if hosting else ""
    folders = [project.site]
    if server and server not in NOT_SENT:
        folders.append(project.build / "hosting" / server)
    return {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

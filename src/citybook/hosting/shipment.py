"""The files of a site, and what a target was sent before, go in; what is to be sent, in which
order, and what is to be removed, come out.

A target keeps a manifest of what Citybook has put there, `.citybook.json`, with the hash of each
file. What is not in it belongs to somebody else, and is never removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

MANIFEST = ".citybook.json"
# A file whose content at the target is not known, since it was being sent when all ended.
UNKNOWN = ""


class TargetError(Exception):
    """What keeps a target from being written, in words for an editor; `field` is what of `hosting`
    it concerns, `hint` what to do."""

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.field = message, hint, field


@dataclass(frozen=True)
class Shipment:
    """What changes at a target: local `files` by their names there, with their `hashes`, and what
    the target was sent `before`."""

    files: Mapping[str, Path]
    hashes: Mapping[str, str]
    before: Mapping[str, str]

    @cached_property
    def changed(self) -> list[str]:
        """The names of files that the target has not, or not like this."""
        return sorted(name for name in self.files if self.before.get(name) != self.hashes[name])

    @property
    def new(self) -> list[str]:
        """The names of files that Citybook has not put there before."""
        return [name for name in self.changed if name not in self.before]

    @property
    def batches(self) -> tuple[list[str], list[str], list[str]]:
        """What is sent one after the other, so that no page ever lacks what it shows: what pages
        load and offer, then pages, then what stands above all of them, such as the home page, the
        sitemap and the rules for the host."""
        top = [name for name in self.changed if "/" not in name]
        below = [name for name in self.changed if "/" in name]
        pages = [name for name in below if name.endswith(".html")]
        return [name for name in below if not name.endswith(".html")], pages, top

    @cached_property
    def gone(self) -> list[str]:
        """The names of files that Citybook has put there and the site has no more: pages before
        what they load."""
        gone = self.before.keys() - self.files.keys()
        return sorted(gone, key=lambda name: (not name.endswith(".html"), name))

    @property
    def is_empty(self) -> bool:
        """Whether the target is as it should be."""
        return not (self.changed or self.gone)

    @property
    def manifest(self) -> bytes:
        """What the target is to say when all is there."""
        return _encode(self.hashes)

    @property
    def manifest_meanwhile(self) -> bytes:
        """What it is to say until then: all that is Citybook's, so that a kill leaves nothing
        behind that is nobody's."""
        unknown = dict.fromkeys([*self.changed, *self.gone], UNKNOWN)
        return _encode({**self.before, **unknown})


def make_shipment(files: Mapping[str, Path], manifest: bytes | None) -> Shipment:
    """Compare local files with a target's manifest, which is None where there is none. Raises
    TargetError for one that cannot be read."""
    hashes = {name: hash_of(path) for name, path in files.items()}
    return Shipment(files, hashes, read_manifest(manifest) if manifest is not None else {})


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(data: bytes) -> dict[str, str]:
    """Return the files in a target's manifest. Raises TargetError where it is not one of ours: its
    names are removed one day, so none may lead elsewhere."""
    try:
        files = json.loads(data)["files"]
        if all(_is_within(name) and isinstance(one, str) for name, one in files.items()):
            return dict(files)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise TargetError(
        f"{MANIFEST} at the target is damaged: it is not known what is Citybook's there",
        f"remove {MANIFEST} there, then `doit publish --replace`",
    )


def _is_within(name: str) -> bool:
    path = PurePosixPath(name)
    is_plain = name.isprintable() and "\\" not in name and str(path) == name
    return is_plain and name != "." and not path.is_absolute() and ".." not in path.parts


def _encode(files: Mapping[str, str]) -> bytes:
    said = "What `doit publish` put here. It removes what it put here and the site has no more."
    return json.dumps({"about": said, "files": dict(sorted(files.items()))}, indent=0).encode()

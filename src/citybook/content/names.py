"""The names of files, folders and terms of vocabularies go in; a problem comes out for each that
can be no address, with the address that it should have and whoever has that already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook import naming
from citybook.problems import Problem

RULE = "small letters a to z, digits and single hyphens"
ALIKE = "the names differ only in capitals or in how accents are written"


@dataclass(frozen=True)
class AddressName:
    """A name that becomes an address. No two of a `group` may be the same; `what` says whose it is,
    a file's `ending` is no part of it, and one that `is_of_places` is called after them."""

    group: str
    name: str
    file: str
    what: str = ""
    ending: str = ""
    line: int = 0
    column: int = 0
    is_of_places: bool = False

    @property
    def place(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


def of_file(kind: str, slug: str, file: str, *, is_of_places: bool = False) -> list[AddressName]:
    """The names in the path of an entry's `file`; a chapter's slug is `guide/chapter`. An entry
    that stands for its places is called after them."""
    if kind in ("publication", "about", "vocabulary"):
        return []
    folder, _, stem = slug.rpartition("/")
    guide = slug if kind == "guide" else folder
    found = (
        [
            AddressName(
                "guides", guide, f"content/guides/{naming.show_name(guide)}", "the folder's name "
            )
        ]
        if guide
        else []
    )
    if kind != "guide":
        found.append(
            AddressName(
                f"{kind}:{folder}",
                stem,
                file,
                "the file's name ",
                ".yaml" if kind == "edition" else ".md",
                is_of_places=is_of_places,
            )
        )
    return found


def mistakes(names: Iterable[AddressName]) -> Iterable[Problem]:
    """A problem for each name that cannot be an address."""
    found = sorted(
        dict.fromkeys(names),
        key=lambda name: (not naming.is_address(name.name), name.file, name.line, name.name),
    )
    owners: dict[tuple[str, str], AddressName] = {}
    for name in found:
        if naming.is_address(name.name):
            owners[name.group, name.name] = name
            continue
        better = naming.propose_name(name.name)
        owner = owners.setdefault((name.group, better), name)
        yield _mistake(name, better, owner)


def _mistake(name: AddressName, better: str, owner: AddressName) -> Problem:
    said = naming.show_name(name.name)
    said = f"{said[:60]}…" if len(said) > 60 else said
    why = naming.reason(name.name)
    message = f"{name.what}'{said}' cannot be an address{': ' if why else ''}{why}"
    if not better:
        hint = (
            f"no letter and no digit is in it: give it a name of {RULE}, such as "
            f"settimo-torinese{name.ending}"
        )
    elif owner is name and name.is_of_places:
        hint = (
            f"rename it to {better}{name.ending} if that is its place in places.yaml; it is called "
            "after its place, or after all of its places"
        )
    elif owner is name:
        hint = f"rename it to {better}{name.ending}, or choose another name of {RULE}"
    else:
        message += f", and '{better}', which comes nearest, is taken by {owner.place}"
        message += f": {ALIKE}" if naming.same(name.name) == naming.same(owner.name) else ""
        hint = f"keep one of the two, or choose another name of {RULE}"
    return Problem(name.file, name.line, name.column, message, hint)


def twins(files: Iterable[str]) -> Iterable[Problem]:
    """A problem for each of `files`, by their paths in content/, that is the same as another on
    Windows and macOS."""
    seen: dict[str, str] = {}
    for file in sorted(files):
        other = seen.setdefault(naming.same(file), file)
        if other != file:
            yield Problem(
                f"content/{naming.show_name(file)}",
                0,
                0,
                f"on Windows and macOS this is the same file as content/{naming.show_name(other)}: "
                f"{ALIKE}",
                "give one of them another name",
            )

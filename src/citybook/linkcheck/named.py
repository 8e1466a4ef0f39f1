"""A publication's content goes in; every web address in it comes out, with its places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from citybook.content import files, text, values
from citybook.content.limits import MOST_BYTES
from citybook.content.links import WEB
from citybook.content.reading import PUBLICATION, Content
from citybook.content.values import Located
from citybook.models.web import ADDRESS
from citybook.project import Project

# The publication's own address and where it is sent; see hosting/.
OWN_FIELDS = ("base_url", "hosting")


@dataclass(frozen=True, order=True)
class AddressPlace:
    """Where an address stands. Of a source it is known whether a copy is `archived`, and whether
    its editor knows that it `is_dead`."""

    file: str
    line: int
    column: int
    archived: str = ""
    is_dead: bool = False

    def __str__(self) -> str:
        """Return the place as messages have it."""
        return f"{self.file}:{self.line}:{self.column}"


def find_addresses(project: Project, content: Content) -> dict[str, list[AddressPlace]]:
    """Return each address with its places, all in order. Addresses of the publication's own site
    are left out."""
    assert content.publication
    base = content.publication.front.base
    found: dict[str, set[AddressPlace]] = {}
    for address, place in (*_in_fields(project), *_in_texts(content)):
        if not f"{address}/".startswith(base):
            found.setdefault(address.partition("#")[0], set()).add(place)
    return {address: sorted(found[address]) for address in sorted(found)}


def _in_texts(content: Content) -> Iterator[tuple[str, AddressPlace]]:
    for entry in (*content.with_text(), *content.guides, *content.editions):
        for link in entry.links:
            if link.kind in WEB:
                yield f"{link.kind}:{link.slug}", AddressPlace(entry.file, link.line, link.column)


def _in_fields(project: Project) -> Iterator[tuple[str, AddressPlace]]:
    for path in project.content_files():
        name = path[len(str(project.root)) + 1 :].replace(os.sep, "/")
        if name.endswith((".md", ".yaml")):
            data = files.read(path, max(MOST_BYTES, files.TEXT))
            yield from _in_file(data, name)


def _in_file(data: bytes, name: str) -> Iterator[tuple[str, AddressPlace]]:
    decoded = text.decode(data, name, []) or ""
    if name.endswith(".yaml"):
        located = values.read(decoded, name, most=values.MOST_IN_LISTS)
    else:
        parts = text.split(decoded, name, [])
        if parts is None or parts.front_matter is None:
            return
        located = values.read(parts.front_matter, name, parts.front_matter_line)
    is_publication = name == f"content/{PUBLICATION}"
    for path, (line, column) in located.marks.items():
        value = located.at(path)
        is_own = is_publication and path and path[0] in OWN_FIELDS
        if isinstance(value, str) and ADDRESS.fullmatch(value) and not is_own:
            yield value, AddressPlace(name, line, column, *_of_source(located, path))


def _of_source(located: Located, path: values.KeyPath) -> tuple[str, bool]:
    """Return what a source says of its `url` beside it."""
    if path[-1] != "url":
        return "", False
    beside = located.at(path[:-1])
    return str(beside.get("archived") or ""), bool(beside.get("dead"))

"""What is read of one content file: an entry, which knows its front matter and what other pages may
show of it.

Its text is fetched only where it is shown, so that one change in 2,000 entries costs one entry's
time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from xml.etree.ElementTree import Element

from citybook.content import tree
from citybook.content.illustrations import PictureUse
from citybook.content.links import Link
from citybook.content.sections import Section
from citybook.content.values import KeyPath, Mark, nearest
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind, Kinds

M = TypeVar("M")
# An entry of more words than this is read in depth, others in short.
IN_SHORT = 350
WORDS_IN_A_MINUTE = 200


@dataclass(frozen=True)
class EntryText:
    """An entry's sections, where each value of its front matter stands, and `source`, the bytes of
    its file."""

    sections: tuple[Section, ...]
    marks: dict[KeyPath, Mark]
    source: bytes


@dataclass(frozen=True)
class Head:
    """A section's heading and, for each of its blocks, the kind and title."""

    title: str
    anchor: str
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Idea:
    """What is told of a place where a city card names it as where something came from: the bold
    words of the item, or all of it."""

    place: str
    element: Element


@dataclass(frozen=True)
class FileUse:
    """A file of a folder of content/ that a text names, and the line where it does."""

    folder: str
    file: str
    line: int


@dataclass
class Entry(Generic[M]):
    """One content file. `content_hash` is that of its name and bytes, `public_hash` that of all
    that other pages may show of it; `fetch` brings its text. Of the fields in `unknown` it is not
    known what they were meant to hold: they have mistakes, and nothing follows from them."""

    kind: str
    slug: str
    file: str
    front: M
    heads: tuple[Head, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    ideas: tuple[Idea, ...] = ()
    files: tuple[FileUse, ...] = ()
    words: int = 0
    content_hash: bytes = b""
    public_hash: bytes = b""
    unknown: frozenset[str] = frozenset()
    fetch: Callable[[bytes], EntryText] | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> EntryText:
        """The text, from where it is kept."""
        assert self.fetch
        return self.fetch(self.content_hash)

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by their name in code or, with free headings, by their anchor."""
        return {section.id or section.anchor: section for section in self.text.sections}

    @property
    def is_in_depth(self) -> bool:
        return self.words > IN_SHORT

    @property
    def minutes(self) -> int:
        """How long one reads it, at least a minute."""
        return reading_minutes(self.words)

    def mark(self, path: KeyPath) -> Mark:
        """Where a value of the front matter stands, or the nearest value around it; the file's
        beginning if that is not known."""
        return nearest(self.text.marks, path)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "fetch": None}


def reading_minutes(words: int) -> int:
    """Return how long one reads so many words, at least a minute."""
    return max(1, round(words / WORDS_IN_A_MINUTE))


def content_hash(file: str, data: bytes) -> bytes:
    """Return what a file's content is known by."""
    return hashlib.sha256(file.encode() + b"\0" + data).digest()


def make_entry(
    kind: Kind | None,
    kinds: Kinds,
    name: str,
    slug: str,
    file: str,
    data: bytes,
    front: Any,
    sections: list[Section],
) -> Entry[Any]:
    """Return the entry of a file's bytes, front matter and sections; `name` is its kind's id, or
    what else it is."""
    words = sum(len(_words(block.body).split()) for section in sections for block in section.blocks)
    known_by = content_hash(file, data)
    entry = Entry(
        kind=name,
        slug=slug,
        file=file,
        front=front,
        heads=tuple(_head(section) for section in sections),
        links=tuple(link for section in sections for link in section.links),
        pictures=tuple(one for section in sections for one in section.pictures),
        ideas=tuple(_ideas(kind, kinds, sections)) if kind else (),
        files=tuple(_files(sections)),
        words=words,
        content_hash=known_by,
        public_hash=known_by,
    )
    # Other pages show all of a term, and of what is no entry of a kind.
    if kind and not kind.explains:
        entry.public_hash = _public_hash(kind, entry)
    return entry


def _public_hash(kind: Kind, entry: Entry[Front]) -> bytes:
    # When it was reviewed, its own page says alone.
    reviewed, front = kind.roles.get("reviewed"), entry.front
    values = {name: value for name, value in front.values.items() if name != reviewed}
    links = [(link.kind, link.slug, link.section, link.block) for link in entry.links]
    ideas = [(idea.place, tree.source(idea.element)) for idea in entry.ideas]
    shown = (
        entry.file,
        replace(front, reviewed=None, values=values),
        entry.heads,
        links,
        ideas,
        entry.is_in_depth and entry.minutes,
    )
    return hashlib.sha256(repr(shown).encode()).digest()


def _head(section: Section) -> Head:
    blocks = tuple((block.kind, _words(block.title)) for block in section.blocks)
    return Head(section.title, section.anchor, blocks)


def _files(sections: list[Section]) -> Iterator[FileUse]:
    for block in (one for section in sections for one in section.blocks):
        if block.kind == "download" and block.form:
            yield FileUse("files", block.form, block.line)
        yield from (FileUse("logos", one.file, one.line) for one in block.logos if one.file)


def _words(element: Element | None) -> str:
    return tree.words(element) if element is not None else ""


def _ideas(kind: Kind, kinds: Kinds, found: list[Section]) -> list[Idea]:
    teaching = {section.id for section in kind.sections or () if section.teaches}
    return [
        Idea(place, tree.shorten(item))
        for section in found
        if section.id in teaching
        for item in section.items or section.body
        for place in tree.slugs(item, kinds.place_link)
    ]

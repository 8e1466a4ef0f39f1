"""All content goes in; everything that has a name of its own comes out, and every alias, the old
name that something keeps.

A name is written as in links: `practice:bee-my-job`, `guide:strategies/steps`. Vocabularies and
editions, which no link leads to, have a word of their own: `community:`, `theme:`, `edition:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from citybook.content.entries import Entry
from citybook.content.reading import Content
from citybook.content.values import KeyPath, Located, Mark
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.kinds.kind import COMMUNITY, EDITION, THEME

FIELD = "aliases"


class QualifiedName(NamedTuple):
    """What something is called: the word that links to it begin with, and its slug; a chapter's
    slug has that of its guide before it."""

    link: str
    slug: str

    def __str__(self) -> str:
        return f"{self.link}:{self.slug}"

    @property
    def folder(self) -> str:
        """The guide of a chapter; empty of all else."""
        return self.slug.rpartition("/")[0]

    @property
    def own(self) -> str:
        """The slug, that of a chapter within its guide."""
        return self.slug.rpartition("/")[2]

    def with_slug(self, slug: str) -> QualifiedName:
        """Return the name of the same sort, and in the same guide, with another slug."""
        return QualifiedName(self.link, f"{self.folder}/{slug}" if self.folder else slug)


class Holder(NamedTuple):
    """Something that has a name: its file, and where its fields stand in it; `at` is the path of a
    vocabulary's term, empty where the whole file is its own."""

    name: QualifiedName
    file: str
    aliases: tuple[str, ...]
    at: KeyPath = ()
    entry: Entry[Any] | None = None
    located: Located | None = None

    @property
    def marks(self) -> dict[KeyPath, Mark]:
        """Where the values of its file stand."""
        source = self.located or (self.entry and self.entry.text)
        return source.marks if source else {}

    def mark(self, path: KeyPath) -> Mark:
        """Where one of its own values stands, the file's beginning if that is not known."""
        return self.marks.get((*self.at, *path), (1, 1))

    @property
    def place(self) -> str:
        """The file and, of a term, the line, as messages tell them."""
        if not self.located:
            return self.file
        return f"{self.file}, line {self.located.keys[self.at][0]}"


class Alias(NamedTuple):
    """An old name, and what holds it; `mark` is where it stands."""

    old: QualifiedName
    holder: Holder
    mark: Mark


def holders(content: Content) -> Iterator[Holder]:
    """Yield everything that has a name of its own. A place and the card of that name are two."""
    kinds = content.kinds
    terms: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (PLACES, kinds.place_link, content.places),
        (COMMUNITIES, COMMUNITY, content.communities),
        (THEMES, THEME, content.themes),
    )
    for file, link, vocabulary in terms:
        for slug, term in vocabulary.items():
            located, aliases = content.located[file], tuple(term.aliases)
            yield Holder(
                QualifiedName(link, slug), f"content/{file}", aliases, (slug,), located=located
            )
    entries: list[tuple[str, list[Any]]] = [
        *((kind.link, content.of(kind)) for kind in kinds),
        (kinds.guide_link, content.guides),
        (EDITION, content.editions),
    ]
    for link, listed in entries:
        for entry in listed:
            # A file with mistakes may have none.
            aliases = tuple(getattr(entry.front, FIELD, ()))
            yield Holder(QualifiedName(link, entry.slug), entry.file, aliases, entry=entry)


def find_aliases(content: Content) -> Iterator[Alias]:
    """Yield every alias, those of chapters and guides as they are written."""
    for holder in holders(content):
        for index, written in enumerate(holder.aliases):
            name = old_name(holder.name, written)
            yield Alias(name, holder, holder.mark((FIELD, index)))


def old_name(name: QualifiedName, written: str) -> QualifiedName:
    """Return the name that an alias of `name` means: one of the same sort, in the same guide,
    unless it says otherwise."""
    link, colon, slug = written.rpartition(":")
    return QualifiedName(link, slug) if colon else name.with_slug(slug)


def present_names(content: Content) -> dict[QualifiedName, QualifiedName]:
    """Return the present name of each old one. A guide keeps its old names for its chapters, too,
    unless something else keeps such a name by itself."""
    found = {alias.old: alias.holder.name for alias in find_aliases(content)}
    link = content.kinds.guide_link
    chapters = {
        QualifiedName(link, chapter.slug): QualifiedName(link, chapter.slug)
        for chapter in content.chapters
    }
    chapters.update((old, new) for old, new in found.items() if new in chapters)
    of_chapters = {}
    for guide in content.guides:
        olds = [old for old, new in found.items() if new == QualifiedName(link, guide.slug)]
        for was, now in chapters.items():
            if was.link == link and was.folder == guide.slug:
                of_chapters.update(
                    {QualifiedName(link, f"{old.slug}/{was.own}"): now for old in olds}
                )
    return {**of_chapters, **found}

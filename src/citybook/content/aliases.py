"""All content goes in; everything that has a name of its own comes out, and every alias, the old
name that something keeps.

A name is written as in links: `practice:bee-my-job`, `guide:strategies/steps`. Vocabularies and
editions, which no link leads to, have a word of their own: `community:`, `theme:`, `edition:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citybook.content.entries import Entry
from citybook.content.reading import Content
from citybook.content.values import Located, Mark, Path
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.kinds.kind import COMMUNITY, EDITION, THEME

FIELD = "aliases"


@dataclass(frozen=True, order=True)
class Name:
    """What something is called: the word that links to it begin with, and its slug; a chapter's
    slug has that of its guide before it."""

    link: str
    slug: str

    def __str__(self) -> str:
        return f"{self.link}:{self.slug}"


@dataclass(frozen=True)
class Holder:
    """Something that has a name: its file, and where its fields stand in it; `at` is the path of a
    vocabulary's term, empty where the whole file is its own."""

    name: Name
    file: str
    aliases: tuple[str, ...]
    at: Path = ()
    entry: Entry[Any] | None = None
    located: Located | None = None

    def mark(self, path: Path) -> Mark:
        """Where one of its values stands."""
        source = self.entry or self.located
        assert source
        return source.mark((*self.at, *path))

    @property
    def place(self) -> str:
        """The file and, of a term, the line, as messages tell them."""
        if not self.located:
            return self.file
        return f"{self.file}, line {self.located.keys[self.at][0]}"


@dataclass(frozen=True)
class Alias:
    """An old name, and what holds it; `mark` is where it stands."""

    old: Name
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
            yield Holder(Name(link, slug), f"content/{file}", aliases, (slug,), located=located)
    entries: list[tuple[str, list[Any]]] = [
        *((kind.link, content.of(kind)) for kind in kinds),
        (kinds.guide_link, content.guides),
        (EDITION, content.editions),
    ]
    for link, listed in entries:
        for entry in listed:
            # A file with mistakes may have none.
            aliases = tuple(getattr(entry.front, FIELD, ()))
            yield Holder(Name(link, entry.slug), entry.file, aliases, entry=entry)


def find_aliases(content: Content) -> Iterator[Alias]:
    """Yield every alias, those of chapters and guides as they are written."""
    for holder in holders(content):
        for index, written in enumerate(holder.aliases):
            name = old_name(holder.name, written)
            yield Alias(name, holder, holder.mark((FIELD, index)))


def old_name(name: Name, written: str) -> Name:
    """Return the name that an alias of `name` means: one of the same sort, in the same guide,
    unless it says otherwise."""
    link, colon, slug = written.rpartition(":")
    if colon:
        return Name(link, slug)
    folder, slash, _ = name.slug.rpartition("/")
    return Name(name.link, f"{folder}{slash}{slug}")


def with_chapters(content: Content, aliases: list[Alias]) -> Iterator[tuple[Name, Name]]:
    """Yield each old name with the present one. A guide keeps its old names for its chapters, too,
    and these theirs within them."""
    guide_link = content.kinds.guide_link
    found = [(alias.old, alias.holder.name) for alias in aliases]
    yield from found
    for old, new in found:
        if old.link != guide_link or new.link != guide_link or "/" in f"{old.slug}{new.slug}":
            continue
        chapters = {chapter.slug: chapter.slug for chapter in content.chapters}
        chapters.update(
            (was.slug, now.slug) for was, now in found if was.link == now.link == guide_link
        )
        for was, now in chapters.items():
            guide, slash, chapter = was.partition("/")
            if slash and guide == new.slug:
                yield Name(guide_link, f"{old.slug}/{chapter}"), Name(guide_link, now)

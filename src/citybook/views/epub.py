"""What an e-book says of itself, as the layouts of its package and of its ways have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from citybook.catalogue import Catalogue
from citybook.views import addresses
from citybook.views.bookparts import Book

# Accessibility features as schema.org names them.
FEATURES = (
    *("alternativeText", "displayTransformability", "pageBreakMarkers", "pageNavigation"),
    *("readingOrder", "structuralNavigation", "tableOfContents", "unlocked"),
)
# So deep are contents.
DEPTH = 3


@dataclass
class NavigationPoint:
    """A line of the contents: its words, where it leads, and the lines below it."""

    title: str
    href: str = ""
    below: list[NavigationPoint] = field(default_factory=list)


class ManifestItem(NamedTuple):
    """A file of the package: its id, its name, its media type, and what it is beside that (EPUB
    3.3, D.5.1)."""

    id: str
    href: str
    type: str
    properties: str = ""


@dataclass(frozen=True)
class Epub:
    """An e-book. `modified` is a time of RFC 3339, `source` the printed edition; `files` are all
    but contents and style, documents in the order of reading; `landmarks` are meaning, link and
    title, `pages` number and link."""

    book: Book
    identifier: str
    source: str
    modified: str
    files: tuple[ManifestItem, ...]
    contents: list[NavigationPoint]
    landmarks: tuple[tuple[str, str, str], ...]
    pages: tuple[tuple[int, str], ...]

    @property
    def publisher(self) -> str:
        """Who publishes it; nothing where the edition does not say."""
        publisher = self.book.imprint.publisher
        return "" if publisher is None or isinstance(publisher, str) else publisher.name

    @property
    def rights(self) -> str:
        """Who has the rights, and under which licence it is."""
        copyright = self.book.imprint.copyright
        return ". ".join(filter(None, (copyright, self.book.publication.licence)))

    @property
    def features(self) -> tuple[str, ...]:
        """What is accessible of it; an index where there is one."""
        has_index = any(meaning == "index" for meaning, _, _ in self.landmarks)
        return (*FEATURES, *(["index"] if has_index else []))


def identifier(catalogue: Catalogue, slug: str) -> str:
    """Return the name of an e-book that no other has and that never changes (RFC 9562, 5.5)."""
    page = addresses.absolute(catalogue, addresses.edition(slug))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, page)}"


def printed_source(catalogue: Catalogue, slug: str) -> str:
    """Return the address of the printed edition, whose pages an e-book knows."""
    return addresses.absolute(catalogue, addresses.download(f"{slug}.pdf"))


def grow(ways: list[NavigationPoint], level: int, way: NavigationPoint) -> None:
    """Add a line to contents at a level, below the last that is higher."""
    while level > 1 and ways:
        ways, level = ways[-1].below, level - 1
    ways.append(way)

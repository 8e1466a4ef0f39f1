"""An edition and what its print knows of its pages go in; its e-book comes out (EPUB 3.3), the same
bytes each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import Edition
from citybook.project import Project
from citybook.publish.archive import pack
from citybook.publish.epub_chapters import ContentDocument, link_chapters, write_chapters
from citybook.publish.page_list import mark_pages, read_spoken
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.publish.xhtml import parse_html, plain_words, write_xhtml
from citybook.views.book import book
from citybook.views.epub import (
    DEPTH,
    Epub,
    ManifestItem,
    NavigationPoint,
    grow,
    identifier,
    printed_source,
)
from citybook.views.logos import LogoShelf
from citybook.views.look import in_colour
from citybook.views.pictures import Pictures

FOLDER, COVER, MIMETYPE = "EPUB", "images/cover.jpg", "application/epub+zip"
TYPES = {
    "xhtml": "application/xhtml+xml",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# Parts that reading systems offer a way to, by what they are in print.
LANDMARKS = {"cover": "cover", "contents": "toc", "notes": "endnotes", "glossary": "glossary"}
LANDMARKS |= {"index": "index", "imprint": "imprint"}
BODY = ("card", "entries", "chapter", "divider")


@dataclass(frozen=True)
class PrintedEdition:
    """What print knows of an edition: how many pages it has, on which each anchor is, what a screen
    reader says of it, and its cover as JPEG."""

    pages: int
    anchors: Mapping[str, int]
    aloud: str
    cover: bytes


def epub(
    project: Project,
    catalogue: Catalogue,
    entry: Entry[Edition],
    printed: PrintedEdition,
    modified: str,
) -> bytes:
    """Return the e-book of an edition that was `modified` at a time of RFC 3339."""
    said, catalogue = phrases(project, catalogue), in_colour(catalogue, entry.front.colour)
    pictures = Pictures(catalogue.pictures, "site", "images/{}".format, is_single=True)
    made = book(catalogue, entry, pictures)
    chapters = write_chapters(made, partial(render, project, said))
    link_chapters(chapters, printed.anchors, said.gettext("p."))
    spoken = read_spoken(printed.aloud)
    pages = mark_pages(chapters, printed.anchors, spoken, printed.pages)
    images = list(dict.fromkeys(src for one in chapters for src in _images(one)))
    logos = dict(LogoShelf(catalogue, "images", is_marked=True).files())
    about = Epub(
        book=made,
        identifier=identifier(catalogue, entry.slug),
        source=printed_source(catalogue, entry.slug),
        modified=modified,
        files=tuple(_items(chapters, images)),
        contents=contents(chapters),
        landmarks=tuple(_landmarks(chapters)),
        pages=tuple(pages),
    )
    style = bundle(project, "epub.css") + made.publication.colours.css
    nav = parse_html(render(project, said, "epub/nav.html", epub=about))
    files = {
        "package.opf": render(project, said, "epub/package.html", epub=about),
        "nav.xhtml": write_xhtml(nav),
        "style.css": style.encode(),
        COVER: printed.cover,
        **{one.file: write_xhtml(one.root) for one in chapters},
        **{f"images/{name}": data for name, data in logos.items() if f"images/{name}" in images},
    }
    copies = {src: project.pictures / Path(src).name for src in images if src not in files}
    return _pack(files, copies)


def _pack(files: Mapping[str, bytes], copies: Mapping[str, Path]) -> bytes:
    """Return the container of an e-book (EPUB Open Container Format 3.3); `copies` are files that
    lie elsewhere."""
    return pack(
        {f"{FOLDER}/{name}": path for name, path in copies.items()},
        {
            "mimetype": MIMETYPE.encode(),
            "META-INF/container.xml": CONTAINER,
            **{f"{FOLDER}/{name}": data for name, data in files.items()},
        },
        first="mimetype",
    )


def _images(chapter: ContentDocument) -> Iterator[str]:
    for image in chapter.root.iter("img"):
        yield image.get("src", "")


def _items(chapters: Sequence[ContentDocument], images: Sequence[str]) -> Iterator[ManifestItem]:
    for one in chapters:
        yield _item(one.file, "svg" if one.has_drawings else "")
    for name in images:
        yield _item(name, "cover-image" if name == COVER else "")


def _item(name: str, properties: str = "") -> ManifestItem:
    """Return a file as the package lists it."""
    return ManifestItem(
        f"f-{name.replace('/', '-')}", name, TYPES[name.rpartition(".")[2]], properties
    )


def contents(chapters: Sequence[ContentDocument]) -> list[NavigationPoint]:
    """Return the contents of an e-book: parts, what stands in them, and their sections."""
    found: list[NavigationPoint] = []
    for chapter in chapters:
        fragment = chapter.fragment
        if fragment.opens_part:
            found.append(NavigationPoint(fragment.opens_part, chapter.file))
        theme = getattr(fragment.content, "theme", "")
        inward = int(fragment.in_part and not theme and fragment.kind != "divider")
        for count, (level, heading) in enumerate(chapter.headings()):
            depth = max(1, level - 1 + inward)
            if depth <= DEPTH:
                heading.set("id", heading.get("id") or f"heading-{count + 1}")
                href = f"{chapter.file}#{heading.get('id')}"
                grow(found, depth, NavigationPoint(plain_words(heading) or chapter.title, href))
    return found


def _landmarks(chapters: Sequence[ContentDocument]) -> Iterator[tuple[str, str, str]]:
    first = next((one for one in chapters if one.fragment.kind in BODY), None)
    for chapter in chapters:
        if chapter is first:
            yield "bodymatter", chapter.file, chapter.title
        elif meaning := LANDMARKS.get(chapter.fragment.kind):
            yield meaning, chapter.file, chapter.title
